"""The same thing entered twice."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Entry, Site

DUPLICATE_ENTRY = error(
    "duplicate-entry",
    Text("和 {other} 标题、日期都一样", "has the same title and date as {other}"),
    Text("留一条；两件事就把标题写得分得开", "Keep one; if they are two things, make the titles differ"),
)


def check(site: Site) -> Iterator[Finding]:
    """No two entries of a collection may have the same title and the same date."""
    for group in site.entries.values():
        if len({entry.record.title for entry in group}) < len(group):
            yield from _twice(group)


def _twice(group: tuple[Entry, ...]) -> Iterator[Finding]:
    same: dict[tuple[str, object], list[Entry]] = {}
    for entry in group:
        same.setdefault((entry.record.title, entry.record.date), []).append(entry)
    for entries in same.values():
        known, *others = sorted(entries, key=lambda e: e.origin) if len(entries) > 1 else entries
        for entry in others:
            yield at(DUPLICATE_ENTRY, entry, "title", other=f"{known.origin.path}:{known.origin.line}")


CHECK = Check((DUPLICATE_ENTRY,), check)
