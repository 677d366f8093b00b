"""Lines: the runs a line is made of, each in a face that has its characters, and the box the line stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil
from typing import Protocol

from generator.render.screens import live
from generator.render.screens.geometry import face_at
from generator.render.screens.legibility import VECTOR
from generator.render.screens.signs import FACES, SHARE, halved
from generator.render.screens.system import SYSTEM

FALLBACK = {
    "figures-700": "sans-700",
    "serif-900": "serif-700",
    "serif-700": "sans-900",
    "sans-900": "sans-700",
    "pixel-12": "pixel-16",
    "sans-700": SYSTEM,
    "pixel-16": SYSTEM,
}
"""The face that stands in where one lacks a character: of the same kind, so that the line stays one line; last a font of this computer."""
_NUMBER = re.compile("\ue001[^\ue003]*\ue003|[0-9.,%:\\-]+|[^0-9.,%:\\-\ue001]+")
UNIFONT = 16


class Metrics(Protocol):
    """What fonts are asked for (fulfilled by `Faces`)."""

    def covers(self, face: str, ch: str) -> bool:
        """Tell whether a face has a character."""
        ...

    def width(self, face: str, text: str, px: int) -> float:
        """Return the width of a text in pixels."""
        ...

    def units(self, face: str) -> int:
        """Return the font units in an em."""
        ...

    def ascent(self, face: str) -> int:
        """Return the line ascent in font units."""
        ...

    def descent(self, face: str) -> int:
        """Return the line descent in font units, negative below the baseline."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one face, size and tone; `gap` pixels before it. `half`: signs at half their width.

    `live` names the live word it is, `text` then the widest it can be.
    """

    text: str
    face: str
    px: int
    tone: str = ""
    gap: int = 0
    half: bool = False
    live: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in its box: whole pixels; `runs[0]` sets the line's own face and size.

    `window` is the width it rolls through when it is longer than its slot, 0 for a line that stands.
    """

    runs: tuple[Run, ...]
    left: int
    top: int
    width: int
    height: int
    tone: str
    window: int = 0

    @property
    def text(self) -> str:
        """What is written on the line."""
        return "".join(run.text for run in self.runs)


@dataclass
class Setter:
    """Sets text in faces: finds the fallback for each character. `names` are never broken, longest first."""

    fonts: Metrics
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Measure each text once."""
        self.width = cache(self._width)

    def runs(self, face: str, text: str, px: int, tone: str = "", gap: int = 0) -> tuple[Run, ...]:
        """Return the text as runs, each in the first face that has its characters; a live word is one by itself."""
        text, names = live.parted(text)
        cells = [
            (*self._face(face, ch, px), half and px >= VECTOR) for ch, half in zip(text, halved(text), strict=True)
        ]
        kinds = [(f, size, half and f in FACES, n) for (f, size, half), n in zip(cells, names, strict=True)]
        starts = [i for i in range(len(kinds)) if i == 0 or kinds[i] != kinds[i - 1]]
        return tuple(
            Run(text[a:b], *kinds[a][:2], tone, 0 if a else gap, *kinds[a][2:])
            for a, b in pairwise([*starts, len(text)])
        )

    def _width(self, face: str, text: str, px: int) -> float:
        return self.extent(self.runs(face, text, px))

    def extent(self, runs: tuple[Run, ...]) -> float:
        """Return the width of runs in a row."""
        return sum(run.gap + self._advance(run) for run in runs)

    def _advance(self, run: Run) -> float:
        known = "".join(ch for ch in run.text if self.fonts.covers(run.face, ch))
        trimmed = len(run.text) * run.px * SHARE if run.half else 0
        return self.fonts.width(run.face, known, run.px) + (len(run.text) - len(known)) * run.px - trimmed

    def lacking(self, line: Line) -> list[str]:
        """Return the characters of a line that no face has."""
        return [ch for run in line.runs for ch in run.text if not self.fonts.covers(run.face, ch)]

    def drop(self, face: str, px: int, height: int) -> int:
        """Return how far below its box's top CSS puts the baseline of a line of this face, size and line height."""
        em = self.fonts.units(face)
        ascent, descent = (round(n * px / em) for n in (self.fonts.ascent(face), -self.fonts.descent(face)))
        return (height - ascent - descent) // 2 + ascent

    def _face(self, face: str, ch: str, px: int) -> tuple[str, int]:
        wanted, asked = face, px
        while not self.fonts.covers(face, ch):
            if face not in FALLBACK:
                return wanted, asked
            face = FALLBACK[face]
            px = (asked // UNIFONT * UNIFONT or UNIFONT) if face == "pixel-16" else asked
        return face, px


def figure_runs(setter: Setter, text: str, unit: str, sizes: tuple[int, ...], tone: str) -> tuple[Run, ...]:
    """Return a figure: digits large, what is no digit (余, 近, 万, 月) at the second size, the unit at the third, white."""
    digits, words, small = (*sizes, sizes[-1], sizes[-1])[:3]
    runs: list[Run] = []
    for piece in _NUMBER.findall(text):
        gap = ceil(words / 8) if runs else 0
        number = live.plain(piece)[0].isdigit()
        face, px = ("figures-700", digits) if number else ("sans-900", words)
        runs += setter.runs(face_at(face, px), piece, px, tone, gap)
    return (*runs, *unit_runs(setter, unit, small, ceil(small / 4)))


def unit_runs(setter: Setter, unit: str, px: int, gap: int) -> tuple[Run, ...]:
    """Return the unit of a figure."""
    return setter.runs(face_at("sans-700", px), unit, px, "white", gap) if unit else ()
