"""The deck: what a screen shows, through which layouts. In which order and when is for the parts to say (parts.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.collections import COLLECTIONS
from generator.findings import Finding, Place
from generator.render.screens import rules
from generator.render.screens.gather import SINGLE, Pick, picks
from generator.render.screens.legibility import farthest
from generator.render.screens.parts import EMERGENCY, FILLER, REST, asked
from generator.schema.record import fields_of

if TYPE_CHECKING:
    from generator.render.screens.layout import Layout
    from generator.render.screens.never import Refusal
    from generator.schema import EntryRecord
    from generator.settings import Screen
    from generator.site import Entry, Site

SETTINGS_FILE = Place("site_config.yml")
EVERGREEN = "slogan"
"""The layout of the slide that plays when nothing else can: each deck begins with it."""
ANY, OWN = ("any",), ("site",)
"""What a layout `shows` when it is not for collections: entries of each of them, or what belongs to the screen itself."""
__all__ = ["SETTINGS_FILE", "Deck", "Pick", "Source"]


class Source(NamedTuple):
    """A layout, the collections of whose entries it makes slides, and the limits that playlists set, lowest first."""

    layout: Layout
    names: tuple[str, ...]
    limits: tuple[int, ...]


class Deck:
    """All that any of a screen's playlists plays, evergreen first.

    Urgent notices and the screen's own slides are always among it, layouts the screen is without never.
    """

    def __init__(
        self, site: Site, screen: Screen, layouts: Mapping[str, Layout], refused: Mapping[str, Refusal]
    ) -> None:
        """Choose nothing yet. `refused`: what may not be on this screen, by the entry's key (never.py)."""
        self._site, self._screen, self._refused = site, screen, refused
        self._playable = _Playable(site)
        too_far = farthest(screen) < screen.distance
        self.findings = [_too_far(site, screen)] if too_far else []
        """Why nothing is shown at all."""
        self.sources = () if too_far else tuple(_sources(screen, layouts))

    def picks(self, source: Source) -> tuple[list[Pick], list[Finding]]:
        """Return what a source plays, and what of it was kept off the screen."""
        layout, names, limits = source
        entries = [e for name in names for e in _asked_for(self._playable[name], layout)]
        refused = self._refused
        barred = [_barred(e, self._screen, refused[e.key]) for e in entries if e.key in refused] if refused else []
        allowed = [e for e in entries if e.key not in refused] if barred else entries
        return _picks(self._site, layout, allowed, limits), barred


def _sources(screen: Screen, layouts: Mapping[str, Layout]) -> Iterator[Source]:
    limits = _limits(screen)
    for layout in sorted(layouts.values(), key=lambda x: (x.name != EVERGREEN, x.name)):
        if _used(screen, layout):
            for names in _names(layout, limits):
                yield Source(layout, names, tuple(sorted({n for name in names for n in limits.get(name, ())})))


def _used(screen: Screen, layout: Layout) -> bool:
    """Tell whether a screen may use a layout: the evergreen one always, that of its rest where it rests.

    Beside a carriageway nothing moves.
    """
    if layout.level == FILLER:
        return True
    if layout.moves and screen.roadside:
        return False
    return not {layout.name, layout.label} & set(screen.without) and (layout.level != REST or screen.rests)


def _limits(screen: Screen) -> dict[str, set[int]]:
    """Return how many the playlists ask for of each collection that any of them plays."""
    found: dict[str, set[int]] = {}
    for playlist in (screen.playlist, *(daypart.playlist for daypart in screen.dayparts)):
        for name, (_, limit) in asked(screen, playlist).items():
            found.setdefault(name, set()).add(limit)
    return {name: found[name] for name in COLLECTIONS if name in found}


def _names(layout: Layout, wanted: Collection[str]) -> list[tuple[str, ...]]:
    """Return the collections whose entries a layout takes, those that it takes together as one."""
    if layout.shows == OWN:
        return [()]
    known = layout.shows if layout.level == EMERGENCY else wanted
    names = tuple(name for name in known if layout.shows == ANY or name in layout.shows)
    return [(name,) for name in names] if layout.gather in (*SINGLE, "rows") else [names]


def _picks(site: Site, layout: Layout, entries: Sequence[Entry], limits: Sequence[int]) -> list[Pick]:
    """Return a layout's picks at the highest limit; those of single entries each with the lowest that has it.

    What is in force and what is still to come are counted apart: neither keeps the other out.
    """
    if layout.level == EMERGENCY:
        return picks(layout, entries, site, len(entries))
    if layout.gather not in SINGLE or layout.shows == OWN:
        return picks(layout, entries, site, max(limits, default=0))
    found: list[Pick] = []
    begun: Sequence[Entry] = entries
    if entries and _knows(entries[0].collection.model, "from_"):
        begun = [e for e in entries if e.started(site.date)]
    to_come = [e for e in entries if not e.started(site.date)] if len(begun) < len(entries) else []
    for group in filter(None, (begun, to_come)):
        made = [(n, picks(layout, group, site, n)) for n in limits]
        ranks = {p.key: n for n, some in reversed(made) for p in some}
        found += [replace(p, rank=ranks[p.key]) for p in made[-1][1]]
    return found


class _Playable(dict[str, list["Entry"]]):
    """The entries of a collection that may play at all, found once: every layout asks for them."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self._site = site

    def __missing__(self, name: str) -> list[Entry]:
        today = self._site.date
        entries = self._site.entries.get(name, ())
        self[name] = found = [e for e in entries if e.record.on_screen and not e.expired(today)]
        return found


def _asked_for(entries: Sequence[Entry], layout: Layout) -> Sequence[Entry]:
    """Return those of a collection's entries that a layout takes. Only what ends may stop all else."""
    model = entries[0].collection.model if entries else None
    if model is None or not all(_knows(model, name) for name in layout.only):
        return ()
    never = [name for name in layout.never if _knows(model, name)]
    for name in layout.only:
        entries = [e for e in entries if getattr(e.record, name, None)]
    for name in never:
        entries = [e for e in entries if not getattr(e.record, name, None)]
    return entries if layout.level != EMERGENCY else [e for e in entries if e.record.until is not None]


@cache
def _knows(model: type[EntryRecord], name: str) -> bool:
    """Tell whether the records of a collection have a field or a property at all."""
    return name in fields_of(model) or hasattr(model, name)


def _barred(entry: Entry, screen: Screen, refusal: Refusal) -> Finding:
    args = {"title": entry.record.title, "word": refusal.word, "why": refusal.why, "screen": screen.id}
    return Finding(rules.OUTDOOR, entry.place(*refusal.path), entry.key, args)


def _too_far(site: Site, screen: Screen) -> Finding:
    where = site.setting_place("screens", site.settings.screens.index(screen), "distance")
    wide = f"{screen.size[0] * screen.pitch / 10_000:.2f}"
    args = {"screen": screen.id, "distance": screen.distance, "farthest": farthest(screen), "width": wide}
    return Finding(rules.TOO_FAR, where, args=args)
