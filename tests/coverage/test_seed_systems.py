"""Each of the 95 things that the seeds ask for has its page and its slide, and both show its facts."""

from __future__ import annotations

from typing import Any

import pytest

from generator.findings import Severity
from tests.coverage import table
from tests.coverage.streets import REPOSITORY, STREETS, key_of, missing, page_of, rows, street, street_of

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
def test_every_street_is_built_without_an_error(name: str) -> None:
    assert [f for f in street(name).findings if f.rule.severity is Severity.ERROR] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['row']}-{row['name']}")
def test_a_row_has_its_page_and_its_slides_and_both_say_it(row: dict[str, Any]) -> None:
    assert [e for e in row["entries"] if page_of(e) not in street(street_of(e)).pages] == []
    main = row["entries"][0]
    own = street(street_of(main))
    assert missing(row["facts"], own.pages[page_of(main)]) == []
    slides = row.get("slides", ())
    assert [slide for slide in slides if slide not in own.slides] == []
    assert missing(row.get("on_screen", ()), "".join(own.slides[slide] for slide in slides)) == []


def test_what_is_never_on_a_screen_is_not() -> None:
    for row in rows():
        if "never_on_screen" in row:
            slides = street(street_of(row["entries"][0])).slides
            assert [slide for slide in slides if f"/{key_of(row['entries'][0])}/" in f"{slide}/"] == [], row


def test_the_table_in_the_docs_is_fresh() -> None:
    committed = (REPOSITORY / "docs/coverage.md").read_text(encoding="utf-8")
    assert committed == table.page(), "run: python -m tests.coverage.table"
