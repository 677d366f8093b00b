"""Of the pages of the last build those are made again that show what has changed, and no others than that need be."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from benchmarks.content import write_street
from generator.pipeline import build
from generator.publish import staged
from generator.render.website import Website

DAY = dt.date(2026, 11, 21)


class Street:
    """A built street, and which pages each further build makes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_street(folder, 200)
        settings = folder / "site_config.yml"
        settings.write_text(settings.read_text(encoding="utf-8").partition("屏幕:")[0], encoding="utf-8")
        self.folder, self.out, self.made = folder, folder / "public", set[str]()
        document = Website.document

        def noted(website: Website, path: str) -> bytes:
            self.made.add(path)
            return document(website, path)

        monkeypatch.setattr(Website, "document", noted)
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})  # in one process, where it can be noted
        self.build()

    def build(self, day: dt.date = DAY) -> set[str]:
        self.made.clear()
        with staged(self.out) as staging:
            outcome = build(self.folder, day, lambda _: None, sink=staging)
            assert not outcome.failed, outcome.findings
            staging.release(day)
        return set(self.made)

    def entries(self, collection: str) -> list[str]:
        """Return the ids of the entries of a list."""
        text = (self.folder / f"content/{collection}/list-000.yml").read_text(encoding="utf-8")
        return re.findall(r"- 编号: (.+)", text)

    def change(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Street:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Street(tmp_path / "street", monkeypatch)


def pages(street: Street) -> set[str]:
    return {f.relative_to(street.out).as_posix() for f in street.out.rglob("*.html")}


def test_nothing_is_made_again_where_nothing_changed(street: Street) -> None:
    assert street.build() == set()


def test_what_shows_a_changed_entry_is_made_again(street: Street) -> None:
    brand = street.entries("brands")[0]
    street.change("content/brands/list-000.yml", f"{brand}\n  标题: ", f"{brand}\n  标题: 新")
    made = street.build()
    shows = {path for path in pages(street) if f"{brand}.html" in (street.out / path).read_text(encoding="utf-8")}
    assert {f"brands/{brand}.html", "brands/index.html", "index.html"} <= made
    assert shows <= made
    assert {path for path in shows if path.startswith("projects/")}  # which name the brand
    assert len({path for path in made if path.startswith("brands/")}) < 4  # its neighbours in the file are left alone
    assert not {path for path in made if path.startswith(("methods/", "milestones/", "boards/"))}


@pytest.mark.parametrize("kind", ["order", "exact"])
def test_where_entries_cannot_be_told_apart_all_of_a_file_are_made_again(street: Street, kind: str) -> None:
    file = street.folder / "content/methods/list-000.yml"
    first, second, *others = file.read_text(encoding="utf-8").split("- 编号: ")[1:]
    if kind == "exact":  # an escape: not read the plain way
        first = re.sub("标题: (.*)", r'标题: "\\u65b0\1"', first, count=1)
    parts = [second, first, *others] if kind == "order" else [first, second, *others]
    ids = street.entries("methods")
    file.write_text("".join(f"- 编号: {part}" for part in parts), encoding="utf-8")
    assert {f"methods/{entry_id}.html" for entry_id in ids} <= street.build()


def test_what_is_the_same_for_all_makes_all_again(street: Street) -> None:
    street.change("site_config.yml", "名称: 示例街道", "名称: 样例街道")
    assert street.build() == pages(street)
    assert street.build(DAY + dt.timedelta(days=1)) == pages(street)


def test_a_page_that_does_not_stand_as_it_was_left_is_made_again(street: Street) -> None:
    gone, spoilt = sorted(path for path in pages(street) if path.startswith("methods/"))[:2]
    whole = (street.out / spoilt).read_bytes()
    (street.out / gone).unlink()
    (street.out / spoilt).write_bytes(whole[::-1])
    assert {gone, spoilt} <= street.build() <= {gone, spoilt, "index.html"}
    assert (street.out / spoilt).read_bytes() == whole
    assert (street.out / gone).is_file()


def test_an_entry_that_comes_back_is_shown_again(street: Street) -> None:
    lists = street.folder / "content/methods/list-000.yml"
    text = lists.read_text(encoding="utf-8")
    first = text.index("- 编号: ", 5)
    page = f"methods/{text[len('- 编号: ') : text.index(chr(10))]}.html"
    lists.write_text(text[first:], encoding="utf-8")
    street.build()
    assert not (street.out / page).exists()
    lists.write_text(text, encoding="utf-8")
    assert {page, "methods/index.html"} <= street.build()
    assert (street.out / page).is_file()
