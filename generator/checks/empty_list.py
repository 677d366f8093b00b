"""Columns that would be empty pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check
from generator.findings import Finding, Place, Text, warning
from generator.site import Site

EMPTY_LIST = warning(
    "empty-list",
    Text(
        "栏目“{label}”没有一条还有效的内容，不会出现在网站上",
        "the column “{name}” has nothing in force and is left out",
    ),
    Text("添一条新的，或看看“有效期至”", "Add an entry, or look at “until”"),
)


def check(site: Site) -> Iterator[Finding]:
    """A collection that has entries, but none in force, is left out of the site and named here."""
    for name, entries in site.entries.items():
        if entries and not site.current(name):
            args = {"label": site.collections[name].label, "name": name}
            yield Finding(EMPTY_LIST, Place(f"content/{name}"), args=args)


CHECK = Check((EMPTY_LIST,), check)
