"""Fit: from a slot's candidates to lines in boxes, or to what did not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING

from generator.render.screens.geometry import face_at, line_height
from generator.render.screens.lines import Line, Setter, figure_runs
from generator.render.screens.signs import OPENS
from generator.render.screens.text import Room, break_name, break_text, pages_of, rough

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.render.screens.layout import Box, Slot
    from generator.render.screens.lines import Run
    from generator.site import Entry

SHRINK = 0.6
"""How much smaller a title may be set to keep its words whole."""
CAP = 0.7
"""Cap height of the figures' face, in em."""

HANG = {"pixel-12": 1 / 3}
"""What hangs out of the left edge of an opening sign's empty part, in em: faces that have no half-width signs."""
BEARING = 0.025
"""White at a digit's left side, in em: large figures move out by it, so that their ink stands on the margin."""
SHORT = "{short}"
LAYOUT_UNIT = 1 / 32
"""Browsers count widths in 1/64 px and round up: two of these, so that a box is never the narrower one."""


@dataclass(frozen=True)
class Block:
    """A slot, filled: one tuple of lines for each page (all but paged slots have one)."""

    pages: tuple[tuple[Line, ...], ...]

    def page(self, number: int) -> tuple[Line, ...]:
        """Return the lines on a page; a slot of one page stands on all of them."""
        return self.pages[number] if len(self.pages) > 1 else self.pages[0]

    @property
    def right(self) -> int:
        """The x beside its longest line."""
        return max((line.left + line.width for page in self.pages for line in page), default=0)

    @property
    def bottom(self) -> int:
        """The y below its last line."""
        return max((line.top + line.height for page in self.pages for line in page), default=0)


@dataclass(frozen=True)
class Overflow:
    """What a slot could not hold: the shortest candidate tried, and the box it was tried in.

    `entry` is the one it belongs to, where that is another than the slide's own.
    """

    slot: str
    text: str
    box: Box
    entry: Entry | None = field(default=None, compare=False)


def fit_text(slot: Slot, box: Box, candidates: Sequence[str], setter: Setter) -> Block | None:
    """Return the first candidate that fits, at the largest size it fits in; then pages, where the slot allows.

    A title that would break within a word is tried at somewhat smaller sizes and in its short form first. What stands
    on every slide, as the street's name does, is fitted once.
    """
    asked = (slot, box, *candidates)
    if asked not in setter.fitted:
        setter.fitted[asked] = _fit_text(slot, box, candidates, setter)
    return setter.fitted[asked]


def _fit_text(slot: Slot, box: Box, candidates: Sequence[str], setter: Setter) -> Block | None:
    if slot.vertical:
        return _upright(slot, box, candidates, setter)
    fits = _fits(slot, box, candidates, setter)
    if (first := next(fits, None)) is None:
        return _paged(slot, box, candidates, setter) if slot.paged else None
    lines, room = next((fit for fit in chain((first,), fits) if _smooth(slot, fit, first)), first)
    return Block((_set(slot, box, lines, room, setter),))


def _upright(slot: Slot, box: Box, candidates: Sequence[str], setter: Setter) -> Block | None:
    """Return the first candidate that fits as one character a line."""
    rooms = [_room(slot, box, sizes[0]) for sizes in slot.sizes]
    for text in candidates:
        for room in rooms:
            if len(text) <= room.lines and all(setter.width(room.face, ch, room.px) <= room.width for ch in text):
                return Block((_set(slot, box, list(text), room, setter),))
    return None


def fit_rolling(slot: Slot, box: Box, text: str, setter: Setter) -> Block | None:
    """Return a text too long for its slot as one line that rolls through it."""
    if not slot.sizes or line_height(slot, slot.sizes[-1][0]) > box[3]:
        return None
    room = _room(slot, box, slot.sizes[-1][0])
    (line,) = _set(slot, box, [text.replace("\n", "　")], room, setter)
    return Block(((line._replace(left=box[0], window=box[2]),),))


def _fits(slot: Slot, box: Box, candidates: Sequence[str], setter: Setter) -> Iterator[tuple[list[str], Room]]:
    """Yield every way in which a candidate fits, best first. Only a title is ever changed for its short form."""
    breaker = break_name if slot.name else break_text
    rooms = [_room(slot, box, sizes[0]) for sizes in slot.sizes]
    rooms += [room._replace(tight=True) for room in rooms[-1:]]
    for text in candidates:
        found = False
        for room in rooms:
            if (lines := breaker(text, room, setter)) is not None:
                found = True
                yield lines, room
        if found and SHORT not in slot.text:
            return


def _smooth(slot: Slot, fit: tuple[list[str], Room], first: tuple[list[str], Room]) -> bool:
    """Tell whether a fit breaks no word, at a size that is not much smaller than the largest."""
    return slot.name or (fit[1].px >= first[1].px * SHRINK and not rough(fit[0]))


def _paged(slot: Slot, box: Box, candidates: Sequence[str], setter: Setter) -> Block | None:
    room = _room(slot, box, slot.sizes[-1][0]) if slot.sizes else None
    if room is None or room.lines < 1:
        return None
    pages = pages_of(candidates[0], room, setter, name=slot.name)
    return Block(tuple(_set(slot, box, page, room, setter) for page in pages)) if pages else None


def capacity(slot: Slot, box: Box, text: str, setter: Setter) -> int:
    """Return how many of a text's characters the slot holds at its smallest size."""
    if not slot.sizes:
        return 0
    room = _room(slot, box, slot.sizes[-1][0])._replace(tight=True)
    if slot.figure or slot.name:
        return room.width // room.px * (1 if slot.figure else min(1, room.lines))
    fitting = (n for n in range(len(text), 0, -1) if break_text(text[:n], room, setter) is not None)
    return next(fitting, 0)


def _room(slot: Slot, box: Box, px: int) -> Room:
    return Room(face_at(slot.face, px), px, box[2], min(slot.lines, box[3] // line_height(slot, px)))


def _set(slot: Slot, box: Box, texts: list[str], room: Room, setter: Setter) -> tuple[Line, ...]:
    height = line_height(slot, room.px)
    top = box[1] + _spare(slot, box[3] - height * len(texts))
    tones = [slot.tone] * (len(texts) - 1) + [slot.last or slot.tone]
    found: list[Line] = []
    for text, tone in zip(texts, tones, strict=True):
        runs, width = setter.runs(room.face, text, room.px), setter.width(room.face, text, room.px)
        found.append(_line(slot, box, runs, width, (top, height, tone)))
        top += height
    return tuple(found)


def _spare(slot: Slot, spare: int) -> int:
    return {"top": 0, "middle": spare // 2, "bottom": spare}[slot.valign]


def _line(slot: Slot, box: Box, runs: tuple[Run, ...], exact: float, at: tuple[int, int, str]) -> Line:
    width = ceil(exact + LAYOUT_UNIT)
    if slot.align == "left":
        hang = min(round(runs[0].px * HANG.get(runs[0].face, 0)), box[0]) if runs[0].text[0] in OPENS else 0
        left = box[0] - hang
    else:
        left = box[0] + ((box[2] - width) // 2 if slot.align == "centre" else box[2] - width)
    return Line(runs, left, at[0], width, at[1], at[2])


def fit_figure(slot: Slot, box: Box, figure: str, unit: str, setter: Setter) -> Block | None:
    """Return the figure at the largest size whose digits, qualifier and unit fit, on one line (or `stacked` on two)."""
    for sizes, stacked in _ways(slot):
        rows = _figure_rows(figure_runs(setter, figure, unit, sizes, slot.tone), stacked=stacked)
        if all(ceil(setter.extent(runs)) <= box[2] for runs in rows):
            return Block((_set_figure(slot, box, rows, setter),))
    return None


def _ways(slot: Slot) -> list[tuple[tuple[int, ...], bool]]:
    """Return the sizes to try: a stacked slot tries its two largest on one row before it uses a second row."""
    one_row = [(sizes, False) for sizes in slot.sizes]
    return one_row if not slot.stacked else [*one_row[:2], *((sizes, True) for sizes in slot.sizes)]


def _figure_rows(whole: tuple[Run, ...], *, stacked: bool) -> list[tuple[Run, ...]]:
    """Return one row, or two: the digits with what stands before them, and what stands behind."""
    cut = next((i + 1 for i, run in enumerate(whole) if run.text[0].isdigit()), 0)
    if not stacked or cut == len(whole):
        return [whole]
    return [whole[:cut], (whole[cut]._replace(gap=0), *whole[cut + 1 :])]


def _set_figure(slot: Slot, box: Box, rows: list[tuple[Run, ...]], setter: Setter) -> tuple[Line, ...]:
    """Stand the digits' feet on the box's own foot (capitals' height below its top), a second row below."""
    heights = [round(max(run.px for run in runs) * (CAP if i == 0 else 1.25)) for i, runs in enumerate(rows)]
    between = rows[0][0].px // 10
    top = box[1] + _spare(slot, box[3] - sum(heights) - between * (len(rows) - 1))
    lines: list[Line] = []
    for runs, height in zip(rows, heights, strict=True):
        strut = max(runs, key=lambda run: run.px)
        shift = height - setter.drop(strut.face, strut.px, height) if not lines else 0
        line = _line(slot, box, runs, setter.extent(runs), (top + shift, height, slot.tone))
        aligned = slot.align == "left" and runs[0].face == "figures-700"
        lines.append(line._replace(left=line.left - round(runs[0].px * BEARING)) if aligned else line)
        top += height + between
    return tuple(lines)


__all__ = ["Block", "Overflow", "capacity", "fit_figure", "fit_rolling", "fit_text"]
