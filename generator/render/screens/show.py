"""Show: every slide of one screen, drawn; and what could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.findings import Finding, Place
from generator.render.screens import rules
from generator.render.screens.compose import Composition, compose, field_of, has_needed, scaled
from generator.render.screens.deck import OUTDOOR, SETTINGS_FILE, Pick, choose
from generator.render.screens.palette import ground_on
from generator.render.screens.slide import (
    CODE,
    Canvas,
    Pace,
    Slide,
    characters,
    chars_by_face,
    draw,
    span,
)
from generator.render.screens.words import Scope

if TYPE_CHECKING:
    from generator.render.screens.fit import Overflow
    from generator.render.screens.layout import Arrangement, Layout, SizeClass
    from generator.render.screens.lines import Setter
    from generator.settings import Screen
    from generator.site import Site

CALM = Pace()
ROADSIDE = Pace(least=15, a_second=2)


@dataclass(frozen=True)
class Theme:
    """What slides are made with."""

    sizes: Mapping[str, SizeClass]
    layouts: Mapping[str, Layout]
    setter: Setter


@dataclass(frozen=True)
class Show:
    """A screen's slides in playing order."""

    screen: Screen
    slides: tuple[Slide, ...]

    @property
    def still(self) -> bool:
        """True where nothing may move, not even between slides: outdoors."""
        return self.screen.place.key in OUTDOOR


def draw_show(site: Site, screen: Screen, theme: Theme) -> tuple[Show, list[Finding]]:
    """Return a screen's slides and all that is wrong with them. A slide that does not fit is not in the show."""
    for size in theme.sizes.values():
        if times := size.multiple(screen.size):
            return _Artist(site, screen, theme, size, times).show()
    known = "、".join(f"{s.width}x{s.height}" for s in theme.sizes.values())
    args = {"screen": screen.id, "size": "x".join(map(str, screen.size)), "sizes": known}
    where = ("screens", site.settings.screens.index(screen), "size")
    return Show(screen, ()), [Finding(rules.SIZE, site.places.get(where, SETTINGS_FILE), args=args)]


@dataclass(frozen=True)
class _Artist:
    site: Site
    screen: Screen
    theme: Theme
    size: SizeClass
    times: int

    def show(self) -> tuple[Show, list[Finding]]:
        picks, findings = choose(self.site, self.screen, self.theme.layouts)
        slides: list[Slide] = []
        for pick in picks:
            drawn, found = self._slides(pick)
            slides += drawn
            findings += found
        return Show(self.screen, tuple(slides)), findings

    def _slides(self, pick: Pick) -> tuple[list[Slide], list[Finding]]:
        scope = Scope(self.site, pick.entry, {"code": f"{self.site.settings.code}·0000·{self.site.date:%m%d}"})
        ways = [w for w in pick.layout.sizes.get(self.size.name, ()) if has_needed(w, scope)]
        if not ways:
            return [], []
        for way in ways:
            arrangement = scaled(way, self.times)
            near = self._neighbours(pick, arrangement, scope)
            pages = compose(arrangement, scope, near, self.theme.setter)
            if not pages[0].overflows:
                break
        findings = self._problems(pick, arrangement, pages)
        return ([] if findings else [self._slide(pick, page, scope, near) for page in pages]), findings

    def _neighbours(self, pick: Pick, arrangement: Arrangement, scope: Scope) -> list[Scope]:
        """Return the entries around this one in its collection, itself among them, as many as are asked for."""
        if not arrangement.neighbours or pick.entry is None:
            return []
        row = [e for e in self.site.current(pick.layout.shows) if e.record.on_screen]
        if pick.entry not in row:
            return [scope]
        count = arrangement.neighbours
        first = max(0, min(row.index(pick.entry) - count + 2, len(row) - count))
        return [scope if e is pick.entry else Scope(self.site, e, scope.words) for e in row[first : first + count]]

    def _slide(self, pick: Pick, page: Composition, scope: Scope, near: list[Scope]) -> Slide:
        ground = ground_on(pick.layout.ground, self.screen.pitch)
        canvas = Canvas(*self.screen.size, self.size.name, ground)
        pace = ROADSIDE if self.screen.place.key in OUTDOOR else CALM
        start, end = span(pick.entry)
        html = draw(pick.layout, page, scope, near, canvas)
        key = pick.entry.key if pick.entry else f"site/{pick.layout.name}"
        return Slide(
            id=f"{self.screen.id}/{key}/{page.page + 1}",
            layout=pick.layout.name,
            ground=ground,
            html=html.replace("·0000·", f"·{CODE}·"),
            dwell=pace.dwell(characters(page)),
            start=start,
            end=end,
            priority=pick.layout.priority,
            chars=chars_by_face(page),
        )

    def _problems(self, pick: Pick, arrangement: Arrangement, pages: list[Composition]) -> list[Finding]:
        lacking = {(ch, line.text) for p in pages for line in p.lines for ch in self.theme.setter.lacking(line)}
        found = [self._overflow(pick, arrangement, o) for o in pages[0].overflows]
        return found + [self._glyph(pick, ch, text) for ch, text in sorted(lacking)]

    def _overflow(self, pick: Pick, arrangement: Arrangement, over: Overflow) -> Finding:
        name = field_of(arrangement.slots[over.slot])
        words = {"screen": self.screen.id, "label": pick.layout.label, "text": over.text}
        args = {**words, "length": len(over.text), "room": over.room}
        return Finding(rules.OVERFLOW, self._place(pick, name), _key(pick), args)

    def _glyph(self, pick: Pick, ch: str, text: str) -> Finding:
        args = {"screen": self.screen.id, "char": ch, "code": f"{ord(ch):04X}", "text": text}
        where = next((path for path, words in pick.entry.texts() if ch in words), ()) if pick.entry else ()
        return Finding(rules.GLYPH, self._place(pick, *where), _key(pick), args)

    def _place(self, pick: Pick, *path: str | int) -> Place:
        """Return where the words came from; those of the evergreen slide are the home page's headline."""
        if pick.entry:
            return pick.entry.place(*path)
        return self.site.places.get(("home", "headline"), SETTINGS_FILE)


def _key(pick: Pick) -> str:
    return pick.entry.key if pick.entry else ""
