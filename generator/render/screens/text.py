"""Text: breaking words into lines by Chinese rules, with widths from the fonts themselves.

An atom is what is never broken: a Latin word, a number with its qualifier and unit, a character with the closing
signs behind it and the opening signs before it, a whole name. Lines are balanced: of all breaks with the fewest lines,
the one whose lines are most equal, preferring to end after a sign and not to begin with a particle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, inf
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CLOSING = "，。、；：！？）》”’】〕％·…—,.;:!?)%"
OPENING = "（《“‘【〔("
PARTICLES = "的了着过得地等吗呢吧们"
UNITS = "人次|平方公里|公里|元|名|户|人|个|年|月|日|号|次|家|条|项|岁|场|天|小时|点|分|栋|处|所|支|平方米|米|亩|辆|本|张|届|批"
_ATOM = re.compile(
    rf"[近约超第]?\d[\d.,:：/%~\-]*(?:余|多)?[万亿]?(?:余|多)?(?:{UNITS})?"
    rf"|[A-Za-z][A-Za-z0-9.@/&'+\-]*|[ \n　]+|[\ufe00-\ufe0f]|.",
)
GAP = "　　"
"""What stands between two names of a list on one line."""


class Ruler(Protocol):
    """What measures: the width of a text in pixels, fallback faces included."""

    def width(self, face: str, text: str, px: int) -> float:
        """Return the width."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a text: width and most lines, in one face and size."""

    face: str
    px: int
    width: int
    lines: int


def atoms(text: str) -> list[str]:
    """Return what must not be broken, in order; joined they are the text."""
    found: list[str] = []
    for piece in _ATOM.findall(text):
        sticks = found and not found[-1].isspace() and (piece[0] in CLOSING or found[-1][-1] in OPENING)
        if sticks or "\ufe00" <= piece[0] <= "\ufe0f":
            found[-1] += piece
        else:
            found.append(piece)
    return found


def break_text(text: str, room: Room, ruler: Ruler) -> list[str] | None:
    """Return the lines of running text, or None when it does not fit."""
    return _broken(atoms(text), "", room, ruler)


def break_name(text: str, room: Room, ruler: Ruler) -> list[str] | None:
    """Return the lines of names, or None: a name (one a line of `text`) is never broken; a blank in it is, where there are lines."""
    if "\n" in text:
        return _broken(text.split("\n"), GAP, room, ruler)
    parts = text.split(" ") if room.lines > 1 else [text]
    fits = len(parts) <= room.lines and all(ruler.width(room.face, p, room.px) <= room.width for p in parts)
    return parts if fits else None


def _broken(words: Sequence[str], gap: str, room: Room, ruler: Ruler) -> list[str] | None:
    def width(i: int, j: int) -> float:
        return ruler.width(room.face, gap.join(words[i:j]).strip(" "), room.px)

    count = _fewest(len(words), width, room.width)
    if not 0 < count <= room.lines:
        return None
    ends = _balanced(words, count, width, room)
    starts = [0, *ends[:-1]]
    return [gap.join(words[i:j]).strip(" ") for i, j in zip(starts, ends, strict=True)]


def _fewest(size: int, width: Callable[[int, int], float], limit: int) -> int:
    """Return the fewest lines that hold `size` words, 0 when one word alone is too wide."""
    lines, start = 0, 0
    while start < size:
        end = start + 1
        if width(start, end) > limit:
            return 0
        while end < size and width(start, end + 1) <= limit:
            end += 1
        lines, start = lines + 1, end
    return lines


def _balanced(words: Sequence[str], count: int, width: Callable[[int, int], float], room: Room) -> list[int]:
    """Return where each of `count` lines ends, at the least cost."""
    size = len(words)
    best: list[tuple[float, list[int]]] = [(0.0, [])] + [(inf, [])] * size
    for _ in range(count):
        following: list[tuple[float, list[int]]] = [(inf, [])] * (size + 1)
        for start in (i for i in range(size) if best[i][0] < inf):
            for end in range(start + 1, size + 1):
                wide = width(start, end)
                if wide > room.width:
                    break
                cost = best[start][0] + ((room.width - wide) / room.px) ** 2 + _cost(words, end, room)
                if cost < following[end][0]:
                    following[end] = (cost, [*best[start][1], end])
        best = following
    return best[size][1]


def _cost(words: Sequence[str], end: int, room: Room) -> float:
    """Return what a break before word `end` costs, in squared characters of a line that is short."""
    if end == len(words):
        return 0.0
    scale = room.width / room.px
    if words[end - 1][-1] in CLOSING:
        return -2.0 * scale
    return 2.0 * scale if words[end][0] in PARTICLES else 0.0


def pages_of(text: str, room: Room, ruler: Ruler, *, name: bool) -> list[list[str]] | None:
    """Return the lines of each page, pages as even as can be; None when even a single word does not fit."""
    breaker = break_name if name else break_text
    lines = breaker(text, Room(room.face, room.px, room.width, len(text)), ruler)
    if lines is None or (name and "\n" not in text):
        return None
    count = ceil(len(lines) / room.lines)
    return [lines[i * room.lines : (i + 1) * room.lines] for i in range(count)]
