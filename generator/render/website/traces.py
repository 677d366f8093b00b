"""What a page asked the site for, so that it need not be made again when nothing of that has changed.

A question is named by a text: `brands/x` is an entry, `brands/*` all of a collection, `@x` what belongs to an
organisation, `asked:x` who names x in that relation (see kin.py), `*` anything at all. The answers that an entry can
change are named in the same words (`answers`): a page is made anew when one of its questions is among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from generator.render.website.kin import RELATIONS

if TYPE_CHECKING:
    from generator.render.website.kin import Kin
    from generator.site import Entry, Site

V = TypeVar("V")
ANYTHING = "*"
_SAME_FOR_ALL = frozenset({"settings", "date", "collections", "pending"})
"""What no entry changes: where one of these is another, all pages are made anew."""


class Watched:
    """A site that notes what it is asked for. What it cannot name counts as anything."""

    def __init__(self, site: Site) -> None:
        """Watch a site."""
        self._site = site
        self.asked: set[str] = set()
        """The questions since this was last emptied."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as Site has it
        """Return what is the same for all pages; note that anything was asked for."""
        if name not in _SAME_FOR_ALL:
            self.asked.add(ANYTHING)
        return getattr(self._site, name)

    def current(self, name: str) -> tuple[Entry, ...]:
        """Return what `Site.current` returns."""
        self.asked.add(f"{name}/*")
        return self._site.current(name)

    def find(self, collection: str, entry_id: str) -> Entry | None:
        """Return what `Site.find` returns."""
        self.asked.add(f"{collection}/{entry_id}")
        return self._site.find(collection, entry_id)

    def found(self, collection: str, ids: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return what `Site.found` returns."""
        self.asked.update([f"{collection}/{entry_id}" for entry_id in ids])
        return self._site.found(collection, ids)

    def belonging_to(self, organisation: str) -> Mapping[str, tuple[Entry, ...]]:
        """Return what `Site.belonging_to` returns."""
        self.asked.add(f"@{organisation}")
        return self._site.belonging_to(organisation)


class Noted(Mapping[str, V]):
    """A mapping that notes which of its keys were asked for, whether they are there or not."""

    def __init__(self, relation: str, found: Mapping[str, V], asked: set[str]) -> None:
        """Watch `found`, the answers of a `relation`."""
        self._relation, self._found, self._asked = relation, found, asked

    def __getitem__(self, name: str) -> V:
        self._asked.add(f"{self._relation}:{name}")
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        self._asked.add(ANYTHING)
        return iter(self._found)

    def __len__(self) -> int:
        self._asked.add(ANYTHING)
        return len(self._found)


def noted(kin: Kin, asked: set[str]) -> Kin:
    """Return the relations among entries so that they note what they are asked for.

    Not those among `mates`: whoever asks for these has asked for the group that they stand in.
    """
    return replace(kin, **{relation: Noted(relation, getattr(kin, relation), asked) for relation in RELATIONS})


def answers(entry: Entry) -> set[str]:
    """Return the questions whose answers an entry is, or is part of."""
    name, record = entry.collection.name, entry.record
    owner = {f"@{record.organisation}"} if record.organisation else set()
    related = {
        f"{relation}:{named}"
        for relation, (collection, names) in RELATIONS.items()
        if collection == name
        for named in names(record)
    }
    return {ANYTHING, entry.key, f"{name}/*"} | owner | related
