"""Slides: a composition through its layout's template becomes HTML with absolute boxes, and knows when it may play."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from generator.render.screens.system import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.render.screens.compose import Composition
    from generator.render.screens.layout import Box, Layout
    from generator.render.screens.lines import Line, Run
    from generator.render.screens.words import Scope
    from generator.site import Entry

CHINA = dt.timezone(dt.timedelta(hours=8))
"""The zone of every date on a screen, whatever the player's device believes."""
CODE = "\ue000CODE"
"""Stands for the corner code until the whole deck is known, for the code is made of the deck's own bytes."""
_JINJA = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_UNREAD = {"foot", "host", "corner"}


@dataclass(frozen=True)
class Pace:
    """How long a slide stands: 2 s and a third of a second for each character (half for elders), `least` at least."""

    least: int = 6
    a_second: int = 3

    def dwell(self, characters: int) -> int:
        """Return whole seconds."""
        return max(self.least, ceil(2 + characters / self.a_second))


@dataclass(frozen=True)
class Slide:
    """One slide of one screen. `start` and `end` are milliseconds since 1970, 0 = open; `end` is the first past it."""

    id: str
    layout: str
    ground: str
    html: str
    dwell: int
    start: int
    end: int
    priority: int
    chars: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Canvas:
    """What a slide is drawn on: size in pixels, size class and ground."""

    width: int
    height: int
    size_class: str
    ground: str


def draw(layout: Layout, page: Composition, scope: Scope, neighbours: list[Scope], canvas: Canvas) -> str:
    """Return the slide's HTML."""
    drawing = _Drawing(page)
    body = _JINJA.from_string(layout.template).render(
        put=drawing.put,
        mark=drawing.mark,
        has=lambda name: name in page.blocks,
        has_mark=lambda name: name in page.marks,
        entry=scope.entry.record if scope.entry else None,
        neighbours=[{"record": n.entry.record, "here": n.entry is scope.entry} for n in neighbours if n.entry],
    )
    without = " ".join(f"no-{name}" for name in sorted(set(drawing.asked) - set(page.blocks)))
    kinds = f"slide g-{canvas.ground} l-{layout.name} z-{canvas.size_class} {without}".strip()
    size = f"width:{canvas.width}px;height:{canvas.height}px"
    return f'<div class="{kinds}" style="{size}">\n{body.strip()}\n</div>'


@dataclass
class _Drawing:
    """What templates may call."""

    page: Composition

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    def put(self, name: str) -> Markup:
        """Return the lines of a slot, nothing when it is empty."""
        self.asked.append(name)
        return Markup("\n").join(_line(name, line) for line in self.page.blocks.get(name, ()))

    def mark(self, name: str, index: int = 0, tone: str = "unlit") -> Markup:
        """Return a box of plain colour, `index` steps from where it stands first."""
        x, y, w, h = self.page.marks[name]
        dx, dy = self.page.steps[name]
        place = _place((x + dx * index, y + dy * index, w, h))
        return Markup('<i class="m m-{} k-{}" style="{}"></i>').format(tone, name, place)


def _place(box: Box) -> str:
    return "left:{}px;top:{}px;width:{}px;height:{}px".format(*box)


def _line(name: str, line: Line) -> Markup:
    strut = max(line.runs, key=lambda run: (run.px, run.face != SYSTEM))
    style = (
        f"{_place((line.left, line.top, line.width, line.height))};line-height:{line.height}px;font-size:{strut.px}px"
    )
    body = Markup("").join(_run(run, strut, line.tone) for run in line.runs)
    return Markup('<p class="t s-{} f-{} t-{}" style="{}">{}</p>').format(name, strut.face, line.tone, style, body)


def _run(run: Run, strut: Run, tone: str) -> Markup:
    if not run.half and (run.face, run.px, run.gap, run.tone or tone) == (strut.face, strut.px, 0, tone):
        return escape(run.text)
    style = f"font-size:{run.px}px" + (f";margin-left:{run.gap}px" if run.gap else "")
    # no tone of its own, no class: the layout's style may give the whole line another one
    kind = f"f-{run.face}" + (f" t-{run.tone}" if run.tone not in ("", tone) else "") + (" half" if run.half else "")
    return Markup('<b class="{}" style="{}">{}</b>').format(kind, style, run.text)


def characters(page: Composition) -> int:
    """Return how many characters have to be read: all but foot, host and corner."""
    return sum(len(ln.text) for name, lines in page.blocks.items() if name not in _UNREAD for ln in lines)


def chars_by_face(page: Composition) -> dict[str, frozenset[str]]:
    """Return the characters that each face must have for this slide."""
    faces: dict[str, set[str]] = {}
    for line in page.lines:
        for run in line.runs:
            faces.setdefault(run.face, set()).update(run.text)
    return {face: frozenset(chars) for face, chars in faces.items()}


def span(entry: Entry | None) -> tuple[int, int]:
    """Return from when until when an entry may play, in milliseconds since 1970; 0 = open."""
    start = getattr(entry.record, "from_", None) if entry else None
    until = entry.record.until if entry else None
    return (
        millis(start.first) if start else 0,
        millis(until.last + dt.timedelta(days=1)) if until else 0,
    )


def millis(day: dt.date) -> int:
    """Return the first millisecond of a day in China, since 1970."""
    return int(dt.datetime.combine(day, dt.time(), CHINA).timestamp()) * 1000
