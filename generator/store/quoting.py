"""Entries that quote figures: they wait until all figures are read; then their nodes are filled in and typed.

Filled in before the schema looks at them, so that limits of length count what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.findings import Finding, Place, Text, closest
from generator.schema.record import names_by_key
from generator.schema.values import Figure
from generator.site.quotes import OPENING, Told, Unanswered, quoted
from generator.store import rules

if TYPE_CHECKING:
    from generator.schema.collection import Collection
    from generator.site import Entry
    from generator.store.node import Node

FACTS = "achievements"


class Waiting(NamedTuple):
    """An entry whose texts quote figures: what is needed to type it later."""

    collection: Collection
    node: Node
    id: str
    extra: dict[str, Any]
    below: int

    @property
    def told(self) -> Iterator[tuple[str, Told]]:
        """The figure that it is itself, if it is one that can be read."""
        names = names_by_key(self.collection.model)
        written = {names.get(key.text or ""): value.text or "" for key, value in self.node.pairs or ()}
        try:
            figure = Figure.parse(written.get("value", ""))
        except ValueError:
            return
        yield self.id, Told(f"{figure}{written.get('unit', '')}", written.get("title", ""), written.get("short", ""))


def quotes(node: Node, extra: Mapping[str, Any]) -> bool:
    """Tell whether any text of an entry quotes a figure."""
    return any(OPENING in text for text in extra.values()) or any(True for _ in _quoting(node))


def figures_told(entries: Iterable[Entry], waiting: Iterable[Waiting]) -> dict[str, Told]:
    """Return what can be quoted, by id: the figures that are typed, and those that wait."""
    records = {e.id: e.record for e in entries}
    found = {i: Told(f"{r.value}{r.unit}", r.title, r.short) for i, r in records.items()}
    return found | dict(told for w in waiting if w.collection.name == FACTS for told in w.told)


def fill_in(node: Node, told: Mapping[str, Told], unread: frozenset[str], key: str = "") -> list[Finding]:
    """Replace the quotes in a node's texts; return a finding for each that no figure answers.

    A quote of a figure that could not be read is left to those findings.
    """
    findings = []
    for scalar in list(_quoting(node)):
        scalar.text, unknown = quoted(scalar.text or "", told)
        findings += list(_unknown(unknown, told, unread, scalar.place, key))
    return findings


def filled_body(
    extra: dict[str, Any], told: Mapping[str, Told], unread: frozenset[str], place: Place, key: str
) -> tuple[dict[str, Any], list[Finding]]:
    """Return the values that stand beside the node (the text of a Markdown file) with their quotes replaced.

    `place` is where that text begins.
    """
    filled: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, text in extra.items():
        lines = text.split("\n")
        filled[name], unknown = quoted(text, told)
        for word in unknown:
            line = next(n for n, line in enumerate(lines, place.line) if OPENING in line and word.name in line)
            findings += _unknown((word,), told, unread, Place(place.path, line), key)
    return filled, findings


def _unknown(
    names: Iterable[Unanswered], told: Mapping[str, Told], unread: frozenset[str], place: Place, key: str
) -> Iterator[Finding]:
    for name, missing in names:
        if missing:
            braces = Text("零一两"[missing], str(missing))
            yield Finding(rules.OPEN_QUOTE, place, key, {"name": name[:40], "missing": braces})
        elif not unread & {f"{FACTS}/", f"{FACTS}/{name}"}:
            same = next((i for i, t in told.items() if name in (t.title, t.short)), name)
            yield Finding(rules.UNKNOWN_FACT, place, key, {"name": name[:40], "guess": closest(same, told)})


def _quoting(node: Node) -> Iterator[Node]:
    if node.text is not None and OPENING in node.text:
        yield node
    for child in node.items or ():
        yield from _quoting(child)
    for _, value in node.pairs or ():
        yield from _quoting(value)
