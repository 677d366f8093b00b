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
TOO_MANY_LEVELS = error(
    "too-many-levels",
    Text("“{title}”上面有{levels}级“{label}”", "“{title}” has {levels} levels above it by way of {key}"),
    Text(
        "从街道到网格最多{limit}级，看看是不是接错了", "At most {limit} levels are shown; see whether one is misplaced"
    ),
)
_LEVELS = 12
_UPWARD = {"organisations": ("organisation", "所属组织"), "achievements": ("part_of", "其中")}


def check(site: Site) -> Iterator[Finding]:
    """Following 所属组织 of organisations, or 其中 of figures, must come to an end, within 12 levels."""
    for collection, (field, label) in _UPWARD.items():
        for entry in site.entries.get(collection, ()):
            levels = _levels(site, entry, field)
            args = {"title": entry.record.title, "label": label, "key": field}
            if levels is None:
                yield at(REFERENCE_LOOP, entry, field, **args)
            elif levels > _LEVELS:
                yield at(TOO_MANY_LEVELS, entry, field, levels=levels, limit=_LEVELS, **args)


def _levels(site: Site, entry: Entry, field: str) -> int | None:
    """Count the entries above one; None when it is above itself."""
    seen: set[str] = set()
    above: Entry | None = entry
    while above is not None and above.id not in seen and len(seen) <= _LEVELS + 1:
        seen.add(above.id)
        above = site.find(entry.collection.name, getattr(above.record, field))
    return None if above is not None and above.id == entry.id else len(seen) - 1


CHECK = Check((REFERENCE_LOOP, TOO_MANY_LEVELS), check)
