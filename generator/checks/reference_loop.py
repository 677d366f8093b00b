"""Organisations that are their own superior, figures that are their own part."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Entry, Site

REFERENCE_LOOP = error(
    "reference-loop",
    Text("“{title}”绕了一圈又成了自己的上级", "“{title}” is its own superior by way of others"),
    Text(
        "沿着“{label}”一级一级看，改掉写反的那一条",
        "Follow the field “{key}” upwards and mend the one that points down",
    ),
)
_UPWARD = {"organisations": ("organisation", "所属组织"), "achievements": ("part_of", "其中")}


def check(site: Site) -> Iterator[Finding]:
    """Following 所属组织 of organisations, or 其中 of figures, must come to an end."""
    for collection, (field, label) in _UPWARD.items():
        for entry in site.entries.get(collection, ()):
            if _loops(site, entry, field):
                yield at(REFERENCE_LOOP, entry, field, title=entry.record.title, label=label, key=field)


def _loops(site: Site, entry: Entry, field: str) -> bool:
    seen: set[str] = set()
    above: Entry | None = entry
    while above is not None:
        if above.id in seen:
            return above.id == entry.id
        seen.add(above.id)
        above = site.find(entry.collection.name, getattr(above.record, field))
    return False


CHECK = Check((REFERENCE_LOOP,), check)
