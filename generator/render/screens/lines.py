"""Lines: the runs a line is made of, each in a face that has its characters, and the box the line stands in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, Protocol

from generator.patterns import late
from generator.render.screens import live
from generator.render.screens.geometry import face_at
from generator.render.screens.legibility import VECTOR
from generator.render.screens.signs import CLOSES, FACES, HALVES, INNER, OPENS, SHARE, halved
from generator.render.screens.system import SYSTEM
from generator.render.screens.text import atoms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.render.screens.fit import Block
    from generator.render.screens.text import Meter

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
_NUMBER = late("\ue001[^\ue003]*\ue003|[0-9.,%:\\-]+|[^0-9.,%:\\-\ue001]+")
UNIFONT = 16


class Metrics(Protocol):
    """What fonts are asked for (fulfilled by `Faces`)."""

    def covers(self, face: str, ch: str) -> bool:
        """Tell whether a face has a character."""
        ...

    def width(self, face: str, text: str, px: int) -> float:
        """Return the width of a text in pixels."""
        ...

    def advances(self, face: str) -> Mapping[str, int]:
        """Return the advance in font units of each character, as far as it is known without asking."""
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


class Run(NamedTuple):
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


class Line(NamedTuple):
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

    def lowered(self, down: int) -> Line:
        """Return the line so many pixels further down."""
        return Line(self.runs, self.left, self.top + down, self.width, self.height, self.tone, self.window)

    @property
    def text(self) -> str:
        """What is written on the line."""
        return "".join(run.text for run in self.runs)


@dataclass
class Setter:
    """Sets text in faces: finds the fallback for each character. `names` are never broken, longest first.

    What was measured once is remembered: each size is tried with the same words, and many slides say the same.
    """

    fonts: Metrics
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Remember what is measured."""
        self.fitted: dict[tuple[object, ...], Block | None] = {}
        self.width = cache(self._width)
        self.length = cache(self._length)
        self.atoms = cache(partial(atoms, names=self.names))
        self._ems = cache(self.fonts.units)
        self._set = cache(self._runs)

    def runs(self, face: str, text: str, px: int, tone: str = "", gap: int = 0) -> tuple[Run, ...]:
        """Return the text as runs, each in the first face that has its characters; a live word is one by itself."""
        runs = self._set(face, text, px, tone)
        return (runs[0]._replace(gap=gap), *runs[1:]) if gap and runs else runs

    def _runs(self, face: str, text: str, px: int, tone: str) -> tuple[Run, ...]:
        if self.length(face, text) is not None and not (signed(face, px) and HALVES.search(text)):
            return (Run(text, face, px, tone),) if text else ()
        text, names = live.parted(text)
        cells = [
            (*self._face(face, ch, px), half and px >= VECTOR) for ch, half in zip(text, halved(text), strict=True)
        ]
        kinds = [(f, size, half and f in FACES, n) for (f, size, half), n in zip(cells, names, strict=True)]
        starts = [i for i in range(len(kinds)) if i == 0 or kinds[i] != kinds[i - 1]]
        return tuple(Run(text[a:b], *kinds[a][:2], tone, 0, *kinds[a][2:]) for a, b in pairwise([*starts, len(text)]))

    def _length(self, face: str, text: str) -> int | None:
        """Return the length of a text in font units, its signs whole; None where a face alone cannot tell.

        That is where it lacks a character, or where a word is live.
        """
        if live.BEGINS in text:
            return None
        try:
            return sum(map(self.fonts.advances(face).__getitem__, text))
        except KeyError:
            return None

    def _width(self, face: str, text: str, px: int) -> float:
        """Return the width of a text in pixels: to the last bit that of its runs, added up in their order."""
        length = self.length(face, text)
        if length is None:
            return self.extent(self.runs(face, text, px))
        em = self._ems(face)
        if not signed(face, px) or not (halves := [half.span() for half in HALVES.finditer(text)]):
            return length * px / em
        advances, total, last = self.fonts.advances(face), 0.0, 0
        for start, end in (*halves, (len(text), len(text))):
            for a, b, share in ((last, start, 0.0), (start, end, (end - start) * px * SHARE)):
                total += sum(map(advances.__getitem__, text[a:b])) * px / em - share
            last = end
        return total

    def meter(self, face: str, words: Sequence[str], px: int) -> Meter:
        """Return what tells the width of the words from one up to another, without blanks at the ends.

        Where no sign of the line loses a half, that is its length in font units times the size: a subtraction.
        """
        text = "".join(words)
        ends = [0, *accumulate(map(len, words))]

        def exact(i: int, j: int) -> float:
            return self.width(face, text[ends[i] : ends[j]].strip(" "), px)

        if " " in text or self.length(face, text) is None:
            return exact
        lengths = [0, *accumulate(self.length(face, word) or 0 for word in words)]
        em = self._ems(face)
        if not signed(face, px):
            return lambda i, j: (lengths[j] - lengths[i]) * px / em
        halves = [half.start() for half in INNER.finditer(text)]
        before = [bisect_left(halves, end) for end in ends]
        opens, closes = [word[0] in OPENS for word in words], [word[-1] in CLOSES for word in words]

        def quick(i: int, j: int) -> float:
            plain = not (opens[i] or closes[j - 1]) and before[i] == before[j]
            return (lengths[j] - lengths[i]) * px / em if plain else exact(i, j)

        return quick

    def extent(self, runs: tuple[Run, ...]) -> float:
        """Return the width of runs in a row."""
        return sum(run.gap + self._advance(run) for run in runs)

    def _advance(self, run: Run) -> float:
        known = "".join(ch for ch in run.text if self.fonts.covers(run.face, ch))
        trimmed = len(run.text) * run.px * SHARE if run.half else 0
        return self.fonts.width(run.face, known, run.px) + (len(run.text) - len(known)) * run.px - trimmed

    def lacking(self, line: Line) -> list[str]:
        """Return the characters of a line that no face has."""
        unsure = (run for run in line.runs if self.length(run.face, run.text) is None)
        return [ch for run in unsure for ch in run.text if not self.fonts.covers(run.face, ch)]

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


def signed(face: str, px: int) -> bool:
    """Tell whether signs are set in half their width in a face at a size."""
    return px >= VECTOR and face in FACES


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
