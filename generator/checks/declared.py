"""Lists are as long as their names and numbers say: 六个一 has six, a roll of 24名 has 24 rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Check, at
from generator.checks.honours import names_agree
from generator.findings import Finding, Text, note, warning
from generator.patterns import late
from generator.schema import Figure
from generator.site import Entry, Site
from generator.site.numerals import NUMERAL, number

DECLARED_COUNT = warning(
    "declared-count",
    Text("“{title}”写着{declared}，{what}却是{listed}", "“{title}” says {declared}, but {what_en} {listed}"),
    Text("数一数，改写错的那一处", "Count them and correct the one that is wrong"),
)
DECLARED_OPEN = note(
    "declared-open",
    Text("“{title}”写着{declared}，只列了{listed}{so}", "“{title}” says {declared} and lists {listed}{so}"),
    Text("问清楚了再补上；不要凑数", "Add the rest once known; never invent"),
)
_NAMED = late(rf"(?<![第每\d.])({NUMERAL})(张|项|个|条|类|大|级|步|件|名|位|种|份|支|家|率|牌|人)")
_OPEN_METHOD = Text("：网页上标“待补”，屏幕上不播", ": pages say so, screens leave it out")
_LEAST = 2
"""一个 is mostly no number: 一个支部一个品牌."""


def named_count(title: str) -> tuple[int, str] | None:
    """Return the one number that a title declares, with its measure; None where there is none, or more than one."""
    found = [(number(m[1]), m[2]) for m in _NAMED.finditer(title)]
    return found[0] if len(found) == 1 and found[0][0] >= _LEAST else None


_FIGURES = {"achievements": "value", "honours": "count", "ledgers": "total", "teams": "teams"}
"""The field that says how many there are; its unit is the record's own, and 支 of teams."""


def check(site: Site) -> Iterator[Finding]:
    """The number in a title is that of the figure or the list below it; a register has as many rows as its 份数 says.

    A method lists as many things as its 条数 says, and so does each of them; 条数 is the number in the name (三张清单).
    Fewer rows than declared are known to be incomplete, and only told.
    """
    for name in (*_FIGURES, "points", "rosters"):
        for entry in site.entries.get(name, ()):
            if declared := named_count(entry.record.title):
                yield from _against_title(entry, *declared)
    for entry in site.entries.get("documents", ()):
        if entry.record.count:
            yield from _against_rows(entry, entry.record.count, "份")
    for entry in site.entries.get("methods", ()):
        record = entry.record
        yield from _method(entry, record.title, record.count, len(record.rows), "count")
        for i, row in enumerate(record.rows):
            yield from _method(entry, row.name, row.count, len(row.parts) or row.count, "rows", i, "count")


def _method(entry: Entry, name: str, count: int, listed: int, *path: str | int) -> Iterator[Finding]:
    """Compare the count that is written with the list, and where it is not too small for that, with the name."""
    named = named_count(name)
    words = {"title": name, "declared": f"{count}条", "listed": f"{listed}条"}
    if count < listed and count:
        yield at(DECLARED_COUNT, entry, *path, what="列出来的", what_en="it lists", **words)
    elif named and count and named[0] != count:
        words["declared"], words["listed"] = f"{named[0]}{named[1]}", f"{count}条"
        yield at(DECLARED_COUNT, entry, *path, what="条数", what_en="its count is", **words)
    elif listed < count:
        yield at(DECLARED_OPEN, entry, *path, so=_OPEN_METHOD, **words)


def _against_title(entry: Entry, declared: int, unit: str) -> Iterator[Finding]:
    if entry.collection.name in {"points", "rosters"}:
        if _countable(entry):
            yield from _against_rows(entry, Figure(str(declared)), unit)
    elif unit == getattr(entry.record, "unit", "支"):
        yield from _against_figure(entry, declared, unit)


def _against_figure(entry: Entry, declared: int, unit: str) -> Iterator[Finding]:
    """Compare with the entry's own number; names without one are counted."""
    record = entry.record
    listed = len(getattr(record, "recipients", ()))
    figure = getattr(record, _FIGURES[entry.collection.name]) or (Figure(str(listed)) if listed else None)
    told = entry.collection.name == "honours" and not names_agree(record)
    if figure and not told and not figure.interval[0] <= declared <= figure.interval[1]:
        words = {"declared": f"{declared}{unit}", "listed": f"{figure}{unit}"}
        yield at(DECLARED_COUNT, entry, "title", title=record.title, what="数", what_en="the number is", **words)


def _countable(entry: Entry) -> bool:
    """Tell whether each row is one of what the title counts: rules of one part, posts of one person."""
    rows = entry.record.rows
    if entry.collection.name == "points":
        return len({row.part for row in rows}) == 1
    return not any(row.people for row in rows)


def _against_rows(entry: Entry, declared: Figure, unit: str) -> Iterator[Finding]:
    rows = len(entry.record.rows)
    words = {"title": entry.record.title, "declared": f"{declared}{unit}", "listed": f"{rows}{unit}"}
    if rows > declared.interval[1]:
        yield at(DECLARED_COUNT, entry, "rows", what="列出来的", what_en="it lists", **words)
    elif Decimal(0) < rows < declared.interval[0]:
        yield at(DECLARED_OPEN, entry, "rows", so="", **words)


CHECK = Check((DECLARED_COUNT, DECLARED_OPEN), check, given=lambda _: "")
