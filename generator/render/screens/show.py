"""Show: every slide of one screen, drawn; and what could not be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from generator.findings import Finding
from generator.render.screens import light, live, parts, rules, waiting
from generator.render.screens.album import Album, Answers, Digests, album_file
from generator.render.screens.compose import Composition, compose, has_needed
from generator.render.screens.deck import SETTINGS_FILE, Deck
from generator.render.screens.faults import Faults
from generator.render.screens.gather import Item
from generator.render.screens.geometry import FRAME, Grid, class_of, fitted
from generator.render.screens.pages import pages
from generator.render.screens.palette import ground_on
from generator.render.screens.photos import CodeTooDense, Photos, address_of
from generator.render.screens.slide import CODE, Canvas, Pace, Slide, characters, chars_by_face, draw, rolling, span
from generator.render.screens.words import Scope
from generator.schema.recurrence import number

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.screens.album import Question
    from generator.render.screens.deck import Source
    from generator.render.screens.gather import Pick
    from generator.render.screens.layout import Arrangement, Layout, SizeClass
    from generator.render.screens.lines import Setter
    from generator.render.screens.never import Sieve
    from generator.settings import Screen
    from generator.site import Site

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
    digests: Digests
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


Stands = Callable[[bytes], bool]
"""Tells by the mark of a show whether it stands somewhere just as it would be drawn."""


def draw_show(site: Site, screen: Screen, theme: Theme, stands: Stands | None = None) -> tuple[Show, list[Finding]]:
    """Return a screen's slides and all that is wrong with them. A slide that does not fit is not in the show.

    None are in a show that `stands`. Its mark is a digest of all that its files hang on, but for the seal; a show with
    findings has none.
    """
    size = class_of(theme.sizes, screen.size)
    if size:
        return _Artist(site, screen, theme, size).show(stands)
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
        self.refused = refused = theme.sieve.refusals(outdoor=screen.outdoor)
        self.deck = Deck(site, screen, theme.layouts, refused)
        self.answers = Answers(site, theme.digests, refused)
        self.album = Album(self.answers, theme.digests, album_file(theme.cache, screen), theme.common)
        self.faults = Faults(site, screen, theme.setter)
        self.grid = Grid.of(size, screen)
        self.photos = Photos(site, theme.cache)
        self.fitted: dict[int, Arrangement] = {}
        self.barred: dict[str, Finding] = {}
        self.findings: list[Finding] = []
        self.words = {
            "code": f"{site.settings.code}·0000·{site.date:%m%d}",
            "hours": "—".join(f"{m // 60}:{m % 60:02d}" for m in screen.on),
        }

    @cached_property
    def shown(self) -> Site:
        """The site without what may not be on this screen: nobody asks for it where all slides are known."""
        return self.theme.sieve.shown(self.refused)

    def show(self, stands: Stands | None) -> tuple[Show, list[Finding]]:
        sources = self.deck.sources
        drawn: dict[int, list[Slide]] = {}
        marks = [self.album.mark(source) for source in sources]
        for i, source in enumerate(sources):
            if not marks[i]:
                drawn[i], marks[i] = self._draw(source)
        standing = bool(stands and marks and all(marks) and stands(self._mark(marks)))
        known = [] if standing else [drawn[i] if i in drawn else self._known(one) for i, one in enumerate(sources)]
        self.album.close(whole=not standing)
        slides = tuple(chain.from_iterable(known))
        files = dict(sorted(self.photos.files.items()))
        findings = [*self.deck.findings, *self.barred.values(), *self.findings]
        return Show(self.screen, slides, parts.parts_of(self.screen, slides), files), findings

    def _mark(self, marks: Iterable[bytes]) -> bytes:
        told = self.theme.common + repr(self.screen).encode("utf-8", "surrogatepass") + b"".join(marks)
        return hashlib.blake2b(told, digest_size=32).digest()

    def _known(self, source: Source) -> list[Slide]:
        """Return the slides of a source that has a mark. Those that are not kept are drawn: they have pictures."""
        kept = self.album.slides(source)
        return self._draw(source)[0] if kept is None else kept

    def _draw(self, source: Source) -> tuple[list[Slide], bytes]:
        """Draw the slides of a source. Return them, and their mark where nothing is wrong with them."""
        picks, barred = self.deck.picks(source)
        slides: list[Slide] = []
        findings: list[Finding] = []
        asked: set[Question] = set()
        for pick in picks:
            scope = self._scope(pick)
            drawn, found = self._slides(pick, scope)
            slides += drawn
            findings += found
            asked |= scope.asked
        self.barred |= {finding.entry: finding for finding in barred}
        self.findings += findings
        # the names below an organisation's children are words of no item: whether one waits, nobody asked
        keeps = not (barred or findings or (self.site.pending and source.layout.gather == "children"))
        return slides, self.album.add(source, slides, asked) if keeps else b""

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
        if findings := self.faults.of(pick, arrangement, drawn):
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


def _smallest(page: Composition) -> tuple[str, int]:
    """Return face and size of the smallest text but the frame's."""
    runs = [run for name, lines in page.blocks.items() if name not in FRAME for line in lines for run in line.runs]
    least = min(runs, key=lambda run: run.px, default=None)
    return (least.face, least.px) if least else ("", 0)
