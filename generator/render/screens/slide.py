"""Slides: a composition through its layout's template becomes HTML with absolute boxes, and knows when it may play."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.clock import CHINA
from generator.render.screens import live
from generator.render.screens.system import SYSTEM
from generator.render.screens.templates import escaped, html, template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from generator.render.screens.compose import Composition
    from generator.render.screens.gather import Pick
    from generator.render.screens.layout import Box, Layout
    from generator.render.screens.lines import Line, Run
    from generator.render.screens.words import Scope

"""The zone of every date on a screen, whatever the player's device believes."""
CODE = "\ue000CODE"
"""Stands for the corner code until the whole deck is known, for the code is made of the deck's own bytes."""
NOTHING = html("")
_UNREAD = {"foot", "host", "corner"}
ROLLED = 3
"""Characters a second at which text rolls."""
FRAMES = 60
"""Frames a second of a screen."""
PAUSE = 2
"""Seconds that a rolling line stands at its beginning, and at its end."""


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
    """One slide of one screen. `start` and `end` are milliseconds since 1970, 0 = open; `end` is the first past it.

    `collection` is the one it plays for (empty: the screen itself), `level` where its layout belongs (parts.py).
    `night`: whether it may play in the screen's night hours. `pictures`, `video`: names of files beside the page.
    """

    id: str
    layout: str
    collection: str
    level: int
    ground: str
    html: str
    dwell: int
    start: int
    end: int
    chars: Mapping[str, frozenset[str]]
    night: bool = True
    pictures: tuple[str, ...] = ()
    video: str = ""
    scroll: int = 0
    """Pixels a frame that its text moves, 0 = it stands."""
    rank: int = 0
    """How many of its collection a playlist must ask for at least to play it."""
    title: str = ""
    """What people call it: the entry's title, or the layout's label."""
    smallest: tuple[str, int] = ("", 0)
    """Face and size of the smallest text that has to be read."""
    days: tuple[int, ...] = ()
    """The only days on which it plays, counted from 1970, in China; empty: every day from `start` to `end`."""
    rule: Mapping[str, Any] = field(default_factory=dict)
    """Of a recurring event: what the player reckons the next date from (schema/recurrence.py). Until `end` there is one."""

    @property
    def fleeting(self) -> bool:
        """Tell whether what it says may be wrong on the next day."""
        return bool(self.days) or "data-live=" in self.html


@dataclass(frozen=True)
class Canvas:
    """What a slide is drawn on: size in pixels, size class and ground."""

    width: int
    height: int
    size_class: str
    ground: str


class Thing(NamedTuple):
    """What templates see of one of several things on a page."""

    record: Any
    here: bool
    words: Mapping[str, str]
    share: float
    time: float
    cell: tuple[float, float]


def draw(layout: Layout, page: Composition, scope: Scope, canvas: Canvas, pictures: Mapping[str, Markup]) -> str:
    """Return the slide's HTML. `pictures` are the elements of the composition's pictures, by name."""
    drawing = _Drawing(page, pictures)
    body = template(layout.template).render(
        put=drawing.put,
        mark=drawing.mark,
        picture=drawing.picture,
        has=lambda name: name in page.blocks,
        has_mark=lambda name: name in page.marks,
        entry=scope.entry.record if scope.entry else None,
        items=[Thing(p.item.record, p.item.here, p.item.words, p.item.share, p.item.time, p.cell) for p in page.items],
        words=scope.words,
    )
    without = " ".join(f"no-{name}" for name in sorted(set(drawing.asked) - set(page.blocks)))
    kinds = f"slide g-{canvas.ground} l-{layout.name} z-{canvas.size_class} {without}".strip()
    size = f"width:{canvas.width}px;height:{canvas.height}px"
    return f'<div class="{kinds}" style="{size}">\n{body.strip()}\n</div>'


@dataclass
class _Drawing:
    """What templates may call."""

    page: Composition
    pictures: Mapping[str, Markup]

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    def put(self, name: str) -> Markup:
        """Return the lines of a slot, nothing when it is empty."""
        self.asked.append(name)
        return html("\n".join([_line(name, line) for line in self.page.blocks.get(name, ())]))

    def picture(self, name: str) -> Markup:
        """Return a picture, nothing when there is none."""
        return self.pictures.get(name, NOTHING)

    def mark(
        self, name: str, at: int | tuple[float, float] = 0, tone: str = "unlit", start: float = 0.0, end: float = 1.0
    ) -> Markup:
        """Return a box of plain colour, `at` steps (or column and line) from where it stands first.

        Of a bar only the part from `start` to `end` (0 to 1 of its width).
        """
        if name not in self.page.marks:
            return NOTHING
        x, y, w, h = self.page.marks[name]
        dx, dy = self.page.steps[name]
        column, row = at if isinstance(at, tuple) else (at, at)
        left, right = round(w * start), round(w * end)
        if right <= left:
            return NOTHING
        place = _place((x + round(dx * column) + left, y + round(dy * row), right - left, h))
        return html(f'<i class="m m-{escaped(tone)} k-{escaped(name)}" style="{place}"></i>')


def _place(box: Box) -> str:
    x, y, width, height = box
    return f"left:{x}px;top:{y}px;width:{width}px;height:{height}px"


def _line(name: str, line: Line) -> str:
    """Return a line as HTML, without `Markup.format`: that takes longer than all else that a line needs."""
    strut = _strut(line)
    body = "".join([_run(run, strut, line.tone) for run in line.runs])
    kinds = f"s-{escaped(name)} f-{escaped(strut.face)} t-{escaped(line.tone)}"
    if line.window:
        return _rolling(kinds, line, strut, body)
    place = _place((line.left, line.top, line.width, line.height))
    return f'<p class="t {kinds}" style="{place};line-height:{line.height}px;font-size:{strut.px}px">{body}</p>'


def _strut(line: Line) -> Run:
    """Return the run that sets a line's own face and size: the largest, rather none of a borrowed font."""
    return max(line.runs, key=lambda run: (run.px, run.face != SYSTEM)) if len(line.runs) > 1 else line.runs[0]


def _rolling(kinds: str, line: Line, strut: Run, body: str) -> str:
    """Return a line in the window it rolls through; the player moves what has the class `roll`."""
    window = _place((line.left, line.top, line.window, line.height))
    inner = f"{_place((0, 0, line.width, line.height))};line-height:{line.height}px;font-size:{strut.px}px"
    return f'<div class="w" style="{window}"><p class="t roll {kinds}" style="{inner}">{body}</p></div>'


def _run(run: Run, strut: Run, tone: str) -> str:
    text = escaped(run.text)
    plain = not (run.half or run.live or run.gap)
    if plain and run.face == strut.face and run.px == strut.px and run.tone in ("", tone):
        return text
    style = f"font-size:{run.px}px" + (f";margin-left:{run.gap}px" if run.gap else "")
    # no tone of its own, no class: the layout's style may give the whole line another one
    own = f" t-{escaped(run.tone)}" if run.tone not in ("", tone) else ""
    said = f' data-live="{escaped(run.live)}"' if run.live else ""
    return f'<b class="f-{escaped(run.face)}{own}{" half" if run.half else ""}" style="{style}"{said}>{text}</b>'


def characters(page: Composition) -> int:
    """Return how many characters have to be read: all but foot, host and corner."""
    return sum(len(ln.text) for name, lines in page.blocks.items() if name not in _UNREAD for ln in lines)


def chars_by_face(page: Composition) -> dict[str, frozenset[str]]:
    """Return the characters that each face must have for this slide."""
    faces: dict[str, set[str]] = {}
    for line in page.lines:
        for run in line.runs:
            faces.setdefault(run.face, set()).update(live.characters(run.live) if run.live else run.text)
    return {face: frozenset(chars) for face, chars in faces.items()}


def span(pick: Pick) -> tuple[int, int]:
    """Return from when until when a pick may play, in milliseconds since 1970; 0 = open."""
    record = pick.entry.record if pick.entry else None
    begins = getattr(record, "from_", None)
    until = record.until if record else None
    starts = [d for d in (begins.first if begins else None, pick.start) if d]
    ends = [d for d in (until.last + dt.timedelta(days=1) if until else None, pick.end) if d]
    return millis(max(starts)) if starts else 0, millis(min(ends)) if ends else 0


def rolling(page: Composition, rate: int = ROLLED) -> tuple[int, int]:
    """Return the pixels a frame that a page's longest rolling line moves, and the seconds it needs; 0, 0 for none.

    Three characters a second, four at most, in whole pixels each 1/60 s (screens.md, “Legibility”).
    """
    lines = [line for line in page.lines if line.window and line.width > line.window]
    if not lines:
        return 0, 0
    px = max(run.px for line in lines for run in line.runs)
    step = max(1, rate * px // FRAMES)
    far = max(line.width - line.window for line in lines)
    return step, ceil(far / (step * FRAMES)) + 2 * PAUSE


def millis(day: dt.date) -> int:
    """Return the first millisecond of a day in China, since 1970."""
    return int(dt.datetime.combine(day, dt.time(), CHINA).timestamp()) * 1000
