"""Methods list as many things as their name counts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.checks.declared import named_count
from generator.findings import Finding, Text, note, warning
from generator.site import Entry, Site

METHOD_COUNT = warning(
    "method-count",
    Text("“{name}”写着{count}条，列出来的却有{listed}条", "“{name}” declares {count} but lists {listed}"),
    Text("数一数，改“条数”或者改条目", "Count them and correct the count or the items"),
)
METHOD_OPEN = note(
    "method-open",
    Text(
        "“{name}”写着{count}条，只列了{listed}条：网页上标“待补”，屏幕上不播",
        "“{name}” declares {count} and lists {listed}: pages say so, screens leave it out",
    ),
    Text("问清楚了再补上；不要凑数", "Add the rest once known; never invent"),
)
METHOD_NAME = warning(
    "method-name",
    Text(
        "“{name}”名字里是{named}，“条数”写的却是{count}", "“{name}” has {named} in its name, but its count is {count}"
    ),
    Text("改“条数”，或者改名字", "Correct the count or the name"),
)


def check(site: Site) -> Iterator[Finding]:
    """A method lists as many things as it declares, and so does each of them; fewer is known to be incomplete.

    What it declares is what its name says (三张清单), where that is one number.
    """
    for entry in site.entries.get("methods", ()):
        record = entry.record
        if len(record.rows) <= record.count:
            yield from _named(entry, record.title, record.count, "count")
        if record.count:
            yield from _compared(entry, record.title, record.count, len(record.rows), "count")
        for i, row in enumerate(record.rows):
            if len(row.parts) <= row.count:
                yield from _named(entry, row.name, row.count, "rows", i, "count")
            if row.count and row.parts:
                yield from _compared(entry, row.name, row.count, len(row.parts), "rows", i, "count")


def _named(entry: Entry, name: str, count: int, *path: str | int) -> Iterator[Finding]:
    named = named_count(name)
    if named and count and named[0] != count:
        yield at(METHOD_NAME, entry, *path, name=name, named=named[0], count=count)


def _compared(entry: Entry, name: str, count: int, listed: int, *path: str | int) -> Iterator[Finding]:
    if listed > count:
        yield at(METHOD_COUNT, entry, *path, name=name, count=count, listed=listed)
    elif listed < count:
        yield at(METHOD_OPEN, entry, *path, name=name, count=count, listed=listed)


CHECK = Check((METHOD_COUNT, METHOD_OPEN, METHOD_NAME), check)
