"""Figures say until when they were counted."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

FIGURE_DATE = error(
    "figure-date",
    Text("“{title}”的数没有写“截至”", "the figure “{title}” does not say as of when"),
    Text("补上一行 截至: 2018-06，写数到哪一天为止", "Add as_of, such as 2018-06: until when it was counted"),
)


def check(site: Site) -> Iterator[Finding]:
    """Every figure carries 截至: a number without its date cannot be believed later."""
    for entry in site.entries.get("achievements", ()):
        if entry.record.as_of is None:
            yield at(FIGURE_DATE, entry, "value", title=entry.record.title)


CHECK = Check((FIGURE_DATE,), check)
