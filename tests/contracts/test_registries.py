"""Folder and registry agree; what is derived is fresh; adding one thing touches one place."""

import importlib
import json
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import generator
from generator.checks import CHECKS
from generator.cli.derived import derived_files
from generator.collections import COLLECTIONS
from generator.findings import Rule
from generator.render.screens.layout import read_layouts, read_sizes
from generator.rules import RULES
from generator.schema.json_schema import collection_schema
from generator.settings import THEME

NEW_COLLECTION = '''"""Choirs (合唱团): a collection added by a test."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Line
from generator.schema.record import EntryRecord


class Choir(EntryRecord):
    """A choir."""

    leader: Annotated[str, Line(label="带头人", help="谁带队", example="老许")] = ""


choirs = Collection(
    name="choirs", label="合唱团", tab="合唱团", heading="合唱团", lead="街坊们唱歌。", model=Choir, kind="合唱团",
    sample_id="first", sample={"title": "春晓合唱团", "date": "2018-06-20"},
)
'''
NEW_CHECK = '''"""Titles that shout."""

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

SHOUTING = error("shouting", Text("标题有感叹号", "the title shouts"), Text("去掉", "remove it"))


def check(site: Site) -> Iterator[Finding]:
    """No title ends in an exclamation mark."""
    for entry in site.all():
        if entry.record.title.endswith("！"):
            yield at(SHOUTING, entry, "title")


CHECK = Check((SHOUTING,), check)
'''


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    """Return a copy of the package and theme, to add something to."""
    copy = tmp_path / "clone"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("generator", "theme"):
        shutil.copytree(repository / name, copy / name, ignore=ignored)
    return copy


def run(clone: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *map(str, words)]
    return subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False, timeout=120)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_collection_is_one_file_and_a_registry_line(clone: Path, minimal: Path) -> None:
    (clone / "generator/collections/choirs.py").write_text(NEW_COLLECTION, encoding="utf-8")
    registry = clone / "generator/collections/__init__.py"
    replace(registry, "from generator.schema", "from generator.collections.choirs import choirs\nfrom generator.schema")
    replace(registry, "for c in (", "for c in (choirs, ")
    (minimal / "content/choirs").mkdir()
    entry = "标题: 春晓合唱团\n发布日期: 2018-06-20\n带头人: 老许\n"
    (minimal / "content/choirs/art.yml").write_text(entry, encoding="utf-8")
    built = run(clone, "build", "--project", minimal, "--date", "2026-11-21")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "老许" in (minimal / "public/choirs/art.html").read_text(encoding="utf-8")
    assert "春晓合唱团" in (minimal / "public/choirs/index.html").read_text(encoding="utf-8")
    assert 'href="choirs/index.html"' in (minimal / "public/index.html").read_text(encoding="utf-8")
    assert run(clone, "schema", "--out", minimal / "schema").returncode == 0
    assert (minimal / "schema/choirs.schema.json").exists()


def test_a_check_is_one_file_and_a_registry_line(clone: Path, minimal: Path) -> None:
    (clone / "generator/checks/shouting.py").write_text(NEW_CHECK, encoding="utf-8")
    registry = clone / "generator/checks/__init__.py"
    replace(registry, "from generator.checks import (\n", "from generator.checks import (\n    shouting,\n")
    replace(
        registry, '    "settings": settings.CHECK,', '    "settings": settings.CHECK,\n    "shouting": shouting.CHECK,'
    )
    notice = minimal / "content/notices/doctor.yml"
    replace(notice, "家庭医生每周到社区", "家庭医生来啦！")
    checked = run(clone, "check", "--project", minimal, "--date", "2026-11-21", "--format", "json")
    assert [json.loads(line)["rule"] for line in checked.stdout.splitlines()] == ["shouting"]
    assert checked.returncode == 1


def test_a_layout_is_one_folder(clone: Path, minimal: Path) -> None:
    layouts = clone / "theme/screens/layouts"
    before = run(clone, "build", "--project", minimal, "--out", minimal / "before", "--date", "2026-11-21")
    assert before.returncode == 0, before.stdout + before.stderr
    shutil.rmtree(layouts / "figure")
    without = run(clone, "build", "--project", minimal, "--out", minimal / "without", "--date", "2026-11-21")
    assert without.returncode == 0, without.stdout + without.stderr
    slides = "screens/gate/a.js"
    assert "check-ups" in (minimal / "before" / slides).read_text(encoding="utf-8")
    assert "check-ups" not in (minimal / "without" / slides).read_text(encoding="utf-8")


def test_collections_and_registry_agree(repository: Path) -> None:
    files = {p.stem for p in (repository / "generator/collections").glob("*.py")} - {"__init__"}
    assert files == set(COLLECTIONS)
    assert all(name == c.name for name, c in COLLECTIONS.items())


def test_checks_and_registry_agree(repository: Path) -> None:
    folder = repository / "generator/checks"
    files = [p for p in (*folder.glob("*.py"), *folder.glob("*/__init__.py")) if "\nCHECK = " in p.read_text("utf-8")]
    assert {p.stem if p.parent == folder else p.parent.name for p in files} == set(CHECKS)
    assert all(check.run.__doc__ for check in CHECKS.values())


def test_every_rule_that_is_declared_is_listed_under_an_id_of_its_own() -> None:
    modules = (importlib.import_module(m.name) for m in pkgutil.walk_packages(generator.__path__, "generator."))
    declared = {id(rule): rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}
    assert sorted(rule.id for rule in declared.values()) == sorted(RULES)


def test_layouts_are_whole_and_hold_no_python(repository: Path) -> None:
    folders = [p for p in (repository / "theme/screens/layouts").iterdir() if p.is_dir()]
    assert len(folders) >= 6
    for folder in folders:
        assert {p.name for p in folder.iterdir()} == {"layout.yml", "template.html", "style.css", "sample.yml"}


@pytest.mark.parametrize("path", sorted(derived_files()))
def test_derived_files_are_fresh(path: str, repository: Path) -> None:
    committed = repository / "docs/reference" / path
    assert committed.read_text(encoding="utf-8") == derived_files()[path], (
        "run: streetlight schema --out docs/reference"
    )


def test_no_derived_file_is_left_over(repository: Path) -> None:
    folder = repository / "docs/reference"
    found = {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}
    assert found == set(derived_files())


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_schema_knows_both_languages(name: str) -> None:
    entry = collection_schema(COLLECTIONS[name])["oneOf"][0]
    assert entry["properties"]["标题"] == entry["properties"]["title"]
    assert entry["additionalProperties"] is False


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_sample_is_valid(name: str) -> None:
    collection = COLLECTIONS[name]
    record = collection.model.model_validate(dict(collection.sample))
    written = yaml.load(derived_files()[f"samples/{name}/{collection.sample_id}.yml"], Loader=yaml.BaseLoader)  # noqa: S506  # all scalars as text
    assert written["标题"] == record.title
    assert len(written) == len(collection.sample)


def test_the_guide_to_screens_names_every_layout(repository: Path) -> None:
    guide = (repository / "docs/screens.md").read_text(encoding="utf-8")
    listed = guide.partition("版式的名字：")[2].partition("。")[0].split("、")
    assert sorted(listed) == sorted(layout.label for layout in read_layouts(THEME, read_sizes(THEME)).values())
