"""Report: what the keepers of a screen want to know of it, from the slides as they were drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.screens import draw_shows
from generator.render.screens.forecast import Forecast, forecast
from generator.render.screens.geometry import Grid, class_of
from generator.render.screens.layout import read_sizes
from generator.render.screens.legibility import ink, metres
from generator.render.screens.parts import NORMAL
from generator.render.screens.payload import LIFE
from generator.render.screens.play import DAY_MS, Timetable
from generator.render.screens.slide import millis
from generator.settings import THEME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from generator.findings import Finding
    from generator.render.fonts import Fonts
    from generator.render.screens.layout import SizeClass
    from generator.render.screens.show import Show
    from generator.settings import Screen
    from generator.site import Site

LEADING = 1.5
"""Line height of text in em (screens.md, “Legibility”)."""


@dataclass(frozen=True)
class Report:
    """One screen. `px` is the smallest size of facts on its slides, `ink` its height in pixels.

    `room` is how many characters stand on a line at that size, and how many lines on a slide. `slides` and `seconds` are
    those of the normal loop on the day of the build.
    """

    screen: Screen
    px: int
    ink: float
    room: tuple[int, int]
    slides: int
    seconds: int
    forecast: Forecast

    @property
    def millimetres(self) -> int:
        """The height of the smallest character."""
        return round(self.ink * self.screen.pitch / 10)

    def metres(self, *, elders: bool = False, limit: bool = False) -> int:
        """Return how far the smallest character is read with ease, by elders, or at all."""
        return int(metres(self.ink, self.screen.pitch, elders=elders, limit=limit))


def reports(site: Site, fonts: Fonts, theme: Path = THEME) -> tuple[list[Report], list[Finding]]:
    """Return a report of every screen that has slides, and what was found while drawing them."""
    shows, findings = draw_shows(site, fonts, theme=theme)
    sizes = read_sizes(theme)
    return [_report(show, site.date, sizes) for show in shows if show.slides], findings


def _report(show: Show, date: dt.date, sizes: Mapping[str, SizeClass]) -> Report:
    table = Timetable(show.slides, show.parts, millis(date), millis(date + LIFE), show.screen.night)
    noon = millis(date) + DAY_MS // 2
    loop = [i for part in show.parts if part.level == NORMAL for i in part.loop if table.valid(i, noon)]
    faces = [slide.smallest for slide in show.slides if slide.smallest[1]]
    face, px = min(faces, key=lambda x: ink(*x), default=("sans-700", 0))
    room = _room(show.screen, class_of(sizes, show.screen.size), px)
    seconds = sum(show.slides[i].dwell for i in loop)
    return Report(show.screen, px, ink(face, px), room, len(set(loop)), seconds, forecast(table))


def _room(screen: Screen, size: SizeClass | None, px: int) -> tuple[int, int]:
    """Return characters a line and lines a slide: between the frame's outer edges, below its head and above its foot."""
    width, height = screen.size
    boxes = {name: Grid.of(size, screen).box(slot["box"]) for name, slot in size.frame.items()} if size else {}
    margin = min((box[0] for box in boxes.values()), default=0)
    head = boxes["topic"][1] + boxes["topic"][3] if "topic" in boxes else 0
    foot = boxes["foot"][1] if "foot" in boxes else height
    return (width - 2 * margin) // px, max(1, int((foot - head) / (px * LEADING)))
