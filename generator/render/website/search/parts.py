"""The index cut into parts that are fetched one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.render.website.search.lists import LETTERS

if TYPE_CHECKING:
    from generator.render.website.search.lists import Lists

PART = 3072
"""So many bytes a part has at most, unless it is one gram."""
BETWEEN = "`"
"""No text has it: folding makes it another sign."""
_BITS = 38  # of a gram as a number: 16 + 16 + 6


class Part(NamedTuple):
    """A part: the shortest beginning that its first gram has and the last one before it has not; the grams' lists."""

    start: str
    text: str

    @property
    def name(self) -> str:
        """What its file is called: four letters for each character that it starts with."""
        return "part" + "".join(f"-{''.join(chr(97 + int(d, 16)) for d in f'{ord(c):04x}')}" for c in self.start)


def parts_of(lists: Lists) -> list[Part]:
    """Return the parts, in order. Where one is cut hangs on its own grams alone: a change far away leaves it alone."""
    names = sorted(lists)
    numbers = [ord(n[0]) << 22 | ord(n[1]) << 6 | LETTERS.index(n[2]) for n in names]
    sizes = [0, *accumulate(len(lists[name]) + 8 for name in names)]
    found: list[Part] = []
    for low, high in _cut(numbers, sizes, (0, len(names)), 0, _BITS):
        start = next(names[low][:n] for n in range(1, 4) if names[low][:n] > names[low - 1]) if found else ""
        found.append(Part(start, BETWEEN.join([name + lists[name] for name in names[low:high]])))
    return found


def directory(found: Sequence[Part]) -> str:
    """Return where each part starts."""
    return BETWEEN.join(part.start for part in found)


def _cut(
    numbers: Sequence[int], sizes: Sequence[int], span: tuple[int, int], base: int, bits: int
) -> Iterator[tuple[int, int]]:
    """Yield the ranges of parts: all grams that begin with the same bits, as few of these as it takes to be small."""
    low, high = span
    if low == high:
        return
    if sizes[high] - sizes[low] <= PART or high - low == 1:
        yield low, high
        return
    half = base + (1 << bits - 1)
    middle = bisect_left(numbers, half, low, high)
    yield from _cut(numbers, sizes, (low, middle), base, bits - 1)
    yield from _cut(numbers, sizes, (middle, high), half, bits - 1)
