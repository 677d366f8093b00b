"""The tree of organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.website.kin import Entries

if TYPE_CHECKING:
    from generator.site import Entry

DEEPEST = 12
"""So deep the organisation tree is drawn; the check of organisations allows no more."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the organisation tree."""

    entry: Entry
    children: tuple[Branch, ...]


def tree(entries: Entries) -> tuple[Branch, ...]:
    """Return the organisations as a tree; whose parent is not in force (or itself) is a root. Loops are left out.

    It is drawn to a depth that every stack bears; whoever stands lower is listed there, side by side.
    """
    known = {e.id for e in entries}
    children: dict[str, list[Entry]] = {}
    for e in entries:
        parent = e.record.organisation
        children.setdefault(parent if parent in known and parent != e.id else "", []).append(e)

    def grown(entry: Entry, depth: int) -> Branch:
        below = children.get(entry.id, []) if depth < DEEPEST else _all_below(entry, children)
        return Branch(entry, tuple(grown(c, depth + 1) for c in below) if depth <= DEEPEST else ())

    return tuple(grown(e, 1) for e in children.get("", ()))


def _all_below(entry: Entry, children: dict[str, list[Entry]]) -> list[Entry]:
    """Return children and children's children, nearest first. Each has one parent, so that there is no way round."""
    found = list(children.get(entry.id, ()))
    for e in found:
        found += children.get(e.id, ())
    return found
