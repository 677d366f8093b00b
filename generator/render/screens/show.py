"""Show: every slide of one screen, drawn; and what could not be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.findings import Finding, Place
from generator.patterns import late
from generator.render.screens import light, live, parts, rules, waiting
from generator.render.screens.album import Album, Answers
from generator.render.screens.compose import Composition, compose, field_of, has_needed
from generator.render.screens.deck import SETTINGS_FILE, choose
from generator.render.screens.fit import capacity
from generator.render.screens.gather import Item
from generator.render.screens.geometry import FRAME, Grid, class_of, fitted
from generator.render.screens.pages import pages
from generator.render.screens.palette import ground_on
from generator.render.screens.photos import CodeTooDense, Photos, address_of
from generator.render.screens.slide import CODE, Canvas, Pace, Slide, characters, chars_by_face, draw, rolling, span
from generator.render.screens.words import Scope
from generator.schema.record import fields_of
from generator.schema.recurrence import number

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.screens.fit import Overflow
    from generator.render.screens.gather import Pick
    from generator.render.screens.layout import Arrangement, Layout, SizeClass
    from generator.render.screens.lines import Setter
    from generator.render.screens.never import Sieve
    from generator.settings import Screen
    from generator.site import Entry, Site

A_WORD = 3
"""Fewer characters than these are no room for a short title."""
_BLANK = late(r"\s+")
ROADSIDE = 15
"""Seconds that a picture stands beside a carriageway, at least (screens.md)."""


@dataclass(frozen=True)
class Theme:
    """What the slides of a site are made with. `cache` is a folder for what was made before.

    `common` is a digest of all that every slide hangs on (album.py).
    """

    sizes: Mapping[str, SizeClass]
    layouts: Mapping[str, Layout]
    setter: Setter
    sieve: Sieve
    cache: Path | None = None
    common: bytes = b""


@dataclass(frozen=True)
class Show:
    """A screen's slides, the parts that say when they play, and the files that they name (pictures, clips)."""

    screen: Screen
    slides: tuple[Slide, ...]
    parts: tuple[parts.Part, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def digits(self) -> str:
        """Four digits that change when any slide does."""
        told = "\n".join(
            f"{s.id} {s.dwell} {s.start} {s.end} {s.html}{s.days or ''}{s.rule or ''}" for s in self.slides
        )
        return f"{int.from_bytes(hashlib.sha256(told.encode()).digest()[:4], 'big') % 10_000:04d}"

    @property
    def still(self) -> bool:
        """True where nothing may move, not even between slides: outdoors."""
        return self.screen.outdoor


def draw_show(site: Site, screen: Screen, theme: Theme) -> tuple[Show, list[Finding]]:
    """Return a screen's slides and all that is wrong with them. A slide that does not fit is not in the show."""
    size = class_of(theme.sizes, screen.size)
    if size:
        return _Artist(site, screen, theme, size).show()
    args = {"screen": screen.id, "size": "x".join(map(str, screen.size))}
    where = ("screens", site.settings.screens.index(screen), "size")
    return Show(screen, ()), [Finding(rules.SIZE, site.places.get(where, SETTINGS_FILE), args=args)]


def pace_of(screen: Screen, layout: Layout) -> Pace:
    """Return how long a layout's slides stand on a screen."""
    calm = Pace()
    least = max(layout.pace or calm.least, ROADSIDE if screen.roadside else 0)
    return Pace(least, a_second=2 if screen.elders or screen.outdoor else calm.a_second)


class _Artist:
    def __init__(self, site: Site, screen: Screen, theme: Theme, size: SizeClass) -> None:
        self.site, self.screen, self.theme, self.size = site, screen, theme, size
        self.refused = theme.sieve.refusals(outdoor=screen.outdoor)
        self.shown = theme.sieve.shown(self.refused)
        self.grid = Grid.of(size, screen)
        self.photos = Photos(site, theme.cache)
        self.fitted: dict[int, Arrangement] = {}
        self.answers = Answers(site, self.shown)
        self.words = {
            "code": f"{site.settings.code}·0000·{site.date:%m%d}",
            "hours": "—".join(f"{m // 60}:{m % 60:02d}" for m in screen.on),
        }

    def show(self) -> tuple[Show, list[Finding]]:
        picks, findings = choose(self.site, self.screen, self.theme.layouts, self.refused)
        slides: list[Slide] = []
        album = Album(self.answers, self.theme.cache, self.screen, self.theme.common)
        for pick in picks:
            known = album.find(pick) if self._keeps(pick) else None
            if known is None:
                scope = self._scope(pick)
                drawn, found = self._slides(pick, scope)
                findings += found
                if self._keeps(pick) and not found:
                    album.add(pick, drawn, scope.asked)
            slides += drawn if known is None else known
        album.close()
        loops = parts.parts_of(self.screen, slides)
        return Show(self.screen, tuple(slides), loops, self.photos.files), findings

    def _keeps(self, pick: Pick) -> bool:
        """Tell whether a pick shows only what it can be known by: the names below an organisation's children are words."""
        return not (self.site.pending and pick.layout.gather == "children")

    def _slides(self, pick: Pick, scope: Scope) -> tuple[list[Slide], list[Finding]]:
        ways = [w for w in pick.layout.sizes.get(self.size.name, ()) if has_needed(w, scope)]
        if not ways:
            return [], []
        for way in ways:
            arrangement = self._arrangement(way)
            sheets = pages(self._items(pick, arrangement, scope), arrangement)
            # what waits for approval is told by all that words were looked for in
            thorough = way is ways[-1] or bool(self.site.pending)
            drawn = compose(arrangement, scope, sheets, self.theme.setter, rolls=self.screen.scroll, thorough=thorough)
            if not any(page.overflows for page in drawn):
                break
        if findings := self._problems(pick, arrangement, drawn):
            return [], findings
        try:
            return [self._slide(pick, page, scope) for page in drawn], []
        except CodeTooDense as dense:
            args = {"screen": self.screen.id, "text": str(dense)}
            return [], [Finding(rules.CODE, self.site.setting_place("url"), args=args)]

    def _arrangement(self, way: Arrangement) -> Arrangement:
        """Return a layout's arrangement made for this screen, once for all that is shown through it."""
        if id(way) not in self.fitted:
            self.fitted[id(way)] = fitted(way, self.grid)
        return self.fitted[id(way)]

    def _scope(self, pick: Pick) -> Scope:
        source = pick.source
        address = address_of(self.site.settings.url, pick.entry.url if pick.entry else "")
        return Scope(
            self.shown,
            pick.entry,
            {**self.words, **address, **pick.words},
            collection=source.collection if source else None,
        )

    def _items(self, pick: Pick, arrangement: Arrangement, scope: Scope) -> tuple[Item, ...]:
        """Return the pick's items, or the entries around a single one in its collection, itself among them."""
        entry = pick.entry
        if not arrangement.neighbours or entry is None:
            return pick.items
        scope.asked.add((pick.collection, entry.id, str(arrangement.neighbours)))
        row = self.answers.around(entry, arrangement.neighbours) or [entry]
        return tuple(Item(e.record, e, here=e is entry) for e in row)

    def _slide(self, pick: Pick, page: Composition, scope: Scope) -> Slide:
        ground = ground_on(pick.layout.ground, self.screen.pitch)
        canvas = Canvas(*self.screen.size, self.size.name, ground)
        start, end = span(pick)
        pictures = {name: self.photos.element(framed) for name, framed in page.pictures.items()}
        html = draw(pick.layout, page, scope, canvas, {name: p.html for name, p in pictures.items()})
        scroll, seconds = rolling(page)
        dwell = pace_of(self.screen, pick.layout).dwell(characters(page))
        longest = max((p.seconds for p in pictures.values()), default=0)
        day, series = pick.days[0] if pick.days else self.site.date, pick.series
        spoken = live.said(html, day, series.next(day, 1)[0] if series else None)
        slide = Slide(
            id=f"{self.screen.id}/{pick.key}/{page.page + 1}",
            layout=pick.layout.name,
            collection=pick.collection,
            level=pick.layout.level,
            ground=ground,
            html=spoken.replace("·0000·", f"·{CODE}·"),
            dwell=max(dwell, seconds, longest),
            start=start,
            end=end,
            chars=chars_by_face(page),
            pictures=tuple(p.name for p in pictures.values() if p.name),
            video=next((p.video for p in pictures.values() if p.video), ""),
            scroll=scroll,
            title=pick.entry.record.title if pick.entry else pick.layout.label,
            rank=pick.rank,
            smallest=_smallest(page),
            night=pick.layout.level != parts.NORMAL or self._dark(html, pick.layout),
            days=tuple(map(number, pick.days)),
            rule=series.rule() if series else {},
        )
        waits = waiting.waits(pick, (p.item for p in page.items), scope.led, self.site)
        return waiting.labelled(slide, self.screen.size) if waits else slide

    def _dark(self, html: str, layout: Layout) -> bool:
        """Tell whether a slide may play in the screen's night hours, if it has any."""
        if self.screen.night is None:
            return True
        return light.night_ok(light.of(html, layout.style, night=True, files=self.photos.files), self.screen)

    def _problems(self, pick: Pick, arrangement: Arrangement, drawn: list[Composition]) -> list[Finding]:
        lacking = {(ch, line.text) for p in drawn for line in p.lines for ch in self.theme.setter.lacking(line)}
        overflows = dict.fromkeys(o for page in drawn for o in page.overflows)
        found: list[Finding] = []
        for said in (self._overflow(pick, arrangement, o) for o in overflows):
            found += [] if said in found else [said]
        return found + [self._glyph(pick, ch, text) for ch, text in sorted(lacking)]

    def _overflow(self, pick: Pick, arrangement: Arrangement, over: Overflow) -> Finding:
        """Say what is too long; where hardly a word fits, or the words are the layout's own, that the layout is wrong."""
        slot = arrangement.slots[over.slot]
        name, room = field_of(slot), capacity(slot, over.box, over.text, self.theme.setter)
        text = _BLANK.sub("、", over.text)
        args: dict[str, object] = {"screen": self.screen.id, "label": pick.layout.label, "text": text}
        source = over.entry or pick.source
        field = _field(name, source) if source else ""
        if source is None or not field or room < A_WORD:
            where = self.site.setting_place("screens", self.site.settings.screens.index(self.screen))
            return Finding(rules.NO_ROOM, where, args=args | {"distance": self.screen.distance})
        return Finding(rules.OVERFLOW, source.place(field), source.key, args | {"length": len(text), "room": room})

    def _glyph(self, pick: Pick, ch: str, text: str) -> Finding:
        args = {"screen": self.screen.id, "char": ch, "code": f"{ord(ch):04X}", "text": text}
        source = pick.source
        where = next((path for path, words in source.texts() if ch in words), ()) if source else ()
        place = source.place(*where) if source else self._home()
        return Finding(rules.GLYPH, place, source.key if source else "", args)

    def _home(self) -> Place:
        """Return where the words of the evergreen slide come from: the home page's headline."""
        return self.site.places.get(("home", "headline"), SETTINGS_FILE)


def _field(name: str, entry: Entry) -> str:
    """Return the field of an entry that a slot's word comes from: its own, or the one whose rows have it; else nothing."""
    fields = fields_of(entry.collection.model)
    holders = (spec.name for spec in fields.values() if spec.items and name in fields_of(spec.items))
    return name if name in fields else next(holders, "")


def _smallest(page: Composition) -> tuple[str, int]:
    """Return face and size of the smallest text but the frame's."""
    runs = [run for name, lines in page.blocks.items() if name not in FRAME for line in lines for run in line.runs]
    least = min(runs, key=lambda run: run.px, default=None)
    return (least.face, least.px) if least else ("", 0)
