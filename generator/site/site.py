"""The Site itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.findings import Place
from generator.site.facts import Fact, register
from generator.site.texts import texts_of

if TYPE_CHECKING:
    import datetime as dt

    from generator.schema.collection import Collection
    from generator.settings import Settings
    from generator.site.entry import Entry
    from generator.site.media import Media
    from generator.site.texts import FieldPath, Texts


@dataclass(frozen=True)
class Site:
    """All entries and settings on one date. `entries` holds every collection, each in its own order."""

    settings: Settings
    date: dt.date
    collections: Mapping[str, Collection]
    entries: Mapping[str, tuple[Entry, ...]]
    media: Mapping[str, Media] = field(default_factory=dict)
    glyphs: frozenset[str] = frozenset()
    """Every character that a shipped font can show."""
    unread: frozenset[str] = frozenset()
    """Keys of entries that could not be read (`collection/` alone: not even the id); references to them are no news."""
    places: Mapping[FieldPath, Place] = field(default_factory=dict)
    """Where each setting was written in site_config.yml."""
    sources: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """Of content files by path, a digest of their bytes; without those whose entries hang on other files, too."""
    parts: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict, compare=False)
    """Of the same files, by the id of each entry in them, in their order: a digest of what was written for it."""
    pending: frozenset[str] = frozenset()
    """Keys of entries, and `site_config`, that have not passed every stage of review; empty where nothing is reviewed."""

    def all(self) -> tuple[Entry, ...]:
        """Return every entry of every collection."""
        return self._everything

    @cached_property
    def lenient(self) -> tuple[Entry, ...]:
        """Every entry that lets a finding pass (不查)."""
        return tuple(e for e in self.all() if e.record.ignore)

    def setting_place(self, *path: str | int) -> Place:
        """Return where a setting was written; the nearest known place when it was not written itself."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place("site_config.yml"))

    def setting_texts(self) -> Texts:
        """Return every text of the settings as (field path, text)."""
        return texts_of(self.settings)

    def current(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a collection that are in force today."""
        return self._in_force.get(name, ())

    def past(self) -> tuple[Entry, ...]:
        """Return the entries whose last day is over, latest first."""
        return self._over

    def shown(self) -> tuple[Entry, ...]:
        """Return every entry that has a page: in force or past, not those still to come."""
        return self._with_page

    def find(self, collection: str, entry_id: str) -> Entry | None:
        """Return one entry, or None."""
        return self._index.get(f"{collection}/{entry_id}")

    def found(self, collection: str, ids: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return the entries of these ids that are in force, in the order of the ids."""
        hits = (self.find(collection, i) for i in ids)
        return tuple(e for e in hits if e and e.started(self.date) and not e.expired(self.date))

    def belonging_to(self, organisation: str) -> Mapping[str, tuple[Entry, ...]]:
        """Return what is in force and belongs to an organisation, by collection; empty collections left out."""
        return self._members.get(organisation, {})

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every figure with what it counts, by its id (see `register`)."""
        return register(self)

    @cached_property
    def _everything(self) -> tuple[Entry, ...]:
        return tuple(e for group in self.entries.values() for e in group)

    @cached_property
    def _in_force(self) -> dict[str, tuple[Entry, ...]]:
        today = self.date
        groups = self.entries.items()
        return {n: tuple(e for e in g if e.started(today) and not e.expired(today)) for n, g in groups}

    @cached_property
    def _over(self) -> tuple[Entry, ...]:
        gone = [e for e in self.all() if e.expired(self.date)]
        return tuple(sorted(gone, key=lambda e: (-e.record.until.last.toordinal(), e.key)))

    @cached_property
    def _with_page(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.all() if e.started(self.date))

    @cached_property
    def _index(self) -> dict[str, Entry]:
        return {e.key: e for e in self.all()}

    @cached_property
    def _members(self) -> dict[str, dict[str, tuple[Entry, ...]]]:
        members: dict[str, dict[str, list[Entry]]] = {}
        for name in self.entries:
            for e in self.current(name):
                if owner := e.record.organisation:
                    members.setdefault(owner, {}).setdefault(name, []).append(e)
        return {owner: {n: tuple(g) for n, g in groups.items()} for owner, groups in members.items()}
