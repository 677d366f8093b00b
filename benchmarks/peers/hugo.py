"""Hugo: the same records as Markdown with YAML front matter, and templates as lean as can be.

Two kinds of page from the same records. `lean` is little more than the record: 1.6 KB of HTML around it would be much.
`equal` stands in the very shell that our own pages stand in (head, header, tabs, footer), taken from a page we built.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.content import Entry
from generator.schema.samples import sample_file

LAYOUTS = Path(__file__).parents[1] / "hugo"
A_PAGE = 50  # entries on a page of a list
_KNOWN = ("title", "date", "summary")
_ELSEWHERE = (*_KNOWN, "organisation", "body")
_SETTINGS = f"""\
baseURL: /
title: 示例街道
locale: zh-CN
uglyURLs: true
pagination:
  pagerSize: {A_PAGE}
  disableAliases: true
taxonomies:
  organisation: organisation
outputs:
  home: [html, rss]
  section: [html]
  taxonomy: [html]
  term: [html]
"""


def write_hugo(folder: Path, entries: Iterable[Entry], *, shell: str = "") -> None:
    """Write a Hugo site into a new folder; with the HTML of a page of ours as its shell, or lean without."""
    shutil.copytree(LAYOUTS, folder)
    (folder / "hugo.yaml").write_text(_SETTINGS, encoding="utf-8")
    for entry in entries:
        file = folder / "content" / entry.collection.name / f"{entry.id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page_of(entry), encoding="utf-8")
    for section in (folder / "content").iterdir():
        (section / "_index.md").write_text(f"---\ntitle: {section.name}\n---\n", encoding="utf-8")
    if shell:
        (folder / "layouts/baseof.html").write_text(shell_of(shell), encoding="utf-8")


def page_of(entry: Entry) -> str:
    """Return a record as one Markdown file with front matter; `facts` are the rest of its fields by their label."""
    known = {name: entry.fields[name] for name in _KNOWN if name in entry.fields}
    owner = {"organisation": [entry.fields["organisation"]]} if "organisation" in entry.fields else {}
    front = yaml.dump({**known, **owner}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    rest = {name: value for name, value in entry.fields.items() if name not in _ELSEWHERE}
    facts = sample_file(replace(entry.collection, sample=rest)).splitlines()[1:]
    told = "".join(f"  {line}\n" for line in facts)
    return f"---\n{front}facts:\n{told}---\n\n{entry.fields['body']}\n"


def shell_of(page: str) -> str:
    """Return a page of ours as a Hugo base template: what differs from page to page filled in by Hugo."""
    head, _, rest = page.partition("<title>")
    _, _, links = rest.partition("</title>")
    links, _, rest = links.partition('<meta name="SiteName"')
    _, _, body = rest.partition("</head>")
    top, _, rest = body.partition('<div class="md-grid st-page">')
    _, _, foot = rest.partition("</article>")
    return "".join(_parts(head, links, top, foot))


def _parts(head: str, links: str, top: str, foot: str) -> Iterator[str]:
    """Yield the base template."""
    yield f"{head}<title>{{{{ .Title }}}}｜{{{{ site.Title }}}}</title>{links}"
    yield '{{ partial "meta.html" . }}</head>'
    yield f'{top}<div class="md-grid st-page">{{{{ block "main" . }}}}{{{{ end }}}}</div>\n</article>{foot}'
