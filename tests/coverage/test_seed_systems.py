"""Each of the 95 things that the seeds ask for has its page and its slide, and both show its facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from generator.findings import Severity
from tests.coverage import table
from tests.coverage.streets import REPOSITORY, STREETS, Street, key_of, missing, page_of, rows, street, street_of

pytestmark = pytest.mark.wide

MOST_NEVER = 12


def test_all_95_rows_are_there_once() -> None:
    assert [row["row"] for row in rows()] == list(range(1, 96))


def test_every_row_says_enough_to_be_checked() -> None:
    for row in rows():
        assert len(row["facts"]) >= 2, row
        assert ("slides" in row and len(row["on_screen"]) >= 1) != ("never_on_screen" in row), row
        assert {street_of(entry) for entry in row["entries"]} <= set(STREETS), row


def test_few_rows_are_never_on_a_screen_and_say_why() -> None:
    never = [row["never_on_screen"] for row in rows() if "never_on_screen" in row]
    assert len(never) <= MOST_NEVER
    assert all(never)


@pytest.mark.parametrize("name", STREETS)
def test_every_row_has_its_page_and_its_slides_and_both_say_it(name: str) -> None:
    built = street(name)  # one test a street, so that each is built once
    assert [f for f in built.findings if f.rule.severity is Severity.ERROR] == []
    entries = [(row["row"], entry) for row in rows() for entry in row["entries"] if street_of(entry) == name]
    wrong: list[tuple[int, str, object]] = [(n, "no page", e) for n, e in entries if page_of(e) not in built.pages]
    for row in (row for row in rows() if street_of(row["entries"][0]) == name):
        wrong += [(row["row"], *fault) for fault in _faults(row, built)]
    assert wrong == []


def _faults(row: dict[str, Any], built: Street) -> Iterator[tuple[str, object]]:
    """Yield what a row promises and its street does not show."""
    main = row["entries"][0]
    yield from (("not on its page", word) for word in missing(row["facts"], built.pages.get(page_of(main), "")))
    slides = row.get("slides", ())
    yield from (("no slide", slide) for slide in slides if slide not in built.slides)
    shown = "".join(built.slides.get(slide, "") for slide in slides)
    yield from (("not on its slides", word) for word in missing(row.get("on_screen", ()), shown))
    if "never_on_screen" in row:
        yield from (("on a screen", slide) for slide in built.slides if f"/{key_of(main)}/" in f"{slide}/")


def test_the_table_in_the_docs_is_fresh() -> None:
    committed = (REPOSITORY / "docs/coverage.md").read_text(encoding="utf-8")
    assert committed == table.page(), "run: python -m tests.coverage.table"
