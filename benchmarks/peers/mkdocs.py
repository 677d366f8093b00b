"""Stock MkDocs with Material: the same records, each as one Markdown page; search as it comes, navigation pruned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.content import Entry
from generator.schema.samples import sample_file

_SETTINGS = """\
site_name: 示例街道
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
  features: [navigation.prune, navigation.tabs]
plugins: [search]
"""
_ELSEWHERE = ("title", "summary", "body")


def write_mkdocs(folder: Path, entries: Iterable[Entry]) -> None:
    """Write a MkDocs site into a new folder."""
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    for entry in entries:
        file = folder / "docs" / entry.collection.name / f"{entry.id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page_of(entry), encoding="utf-8")
    (folder / "docs/map.md").write_text("# 网站地图\n", encoding="utf-8")
    (folder / "docs/index.md").write_text("# 示例街道\n", encoding="utf-8")


def page_of(entry: Entry) -> str:
    """Return a record as Markdown: title, summary, body, and its other fields as a list."""
    rest = {name: value for name, value in entry.fields.items() if name not in _ELSEWHERE}
    lines = sample_file(replace(entry.collection, sample=rest)).splitlines()[1:]
    facts = "\n".join(_item(line) for line in lines)
    body = str(entry.fields["body"]).replace("../map.html", "../map.md")
    return f"# {entry.fields['title']}\n\n{entry.fields.get('summary', '')}\n\n{body}\n\n{facts}\n"


def _item(line: str) -> str:
    """Return a line of YAML as an item of a list, four spaces a level."""
    text = line.lstrip(" ")
    return f"{'    ' * ((len(line) - len(text) + 1) // 2)}- {text.removeprefix('- ')}"
