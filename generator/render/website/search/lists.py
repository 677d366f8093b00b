"""The lists of the index as text.

Numbers are written in letters: bijective base 26, capital letters end a number; each is the distance from the one
before it. So the output gate finds no digits, and most distances take one letter. A list that is shorter as a row of
bits, six a letter, one for each page, is that, behind a star.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import reduce
from itertools import chain, repeat
from operator import or_, sub
from typing import TYPE_CHECKING

from generator.render.website.search.grams import CELLS

if TYPE_CHECKING:
    from generator.render.website.search.grams import Gathered

MANY = 3000
"""A list of texts that names more pages than this tells the pages alone, not their cells."""
LETTERS = "!#$()*+,-.;ABCDEFGHIJKLMNOPQRSTUVWXYZ^abcdefghijklmnopqrstuvwxyz"
"""Sixty-four signs in the order of their codes: six bits of a row, or of the third character of a gram."""
_SIGNS = bytes(map(ord, LETTERS)) + bytes(192)

Lists = dict[str, str]
"""By gram, its three lists: `titles/facts/texts`. A gram is two characters and a sign for the third."""


def lists_of(found: Gathered) -> Lists:
    """Return the lists of all grams that anybody can ask for."""
    titles, facts, texts = found
    lists: Lists = {}
    for gram in titles.keys() | facts.keys() | texts.keys():
        if name := name_of(gram):
            lists[name] = (
                f"{pages_text(titles.get(gram, ()))}/{pages_text(facts.get(gram, ()))}/{cells_text(texts.get(gram, ()))}"
            )
    return lists


def name_of(gram: int) -> str:
    """Return what a gram is called; nothing for one that nobody asks for: it begins with a blank, or where a line ends."""
    first, second, third = gram & 0xFFFF, gram >> 16 & 0xFFFF, gram >> 32
    if first in _BLANK or (first == _LINE and second in {*_BLANK, _LINE}):
        return ""
    return chr(first) + chr(second) + LETTERS[(third >> 14) << 4 | third & 15]


_BLANK, _LINE = {9, 32}, 10


def pages_text(pages: Sequence[int]) -> str:
    """Return a list of pages."""
    if pages and len(pages) * 6 > pages[-1] + 1:
        marks = flags(pages)
        if marks.count(1) * 6 > len(marks):
            return bits(marks)
    return distances(pages)


def cells_text(cells: Sequence[int]) -> str:
    """Return a list of cells, or of their pages where these are many."""
    if len(cells) > MANY:
        marks = flags(cells)
        # A page is in when any of its cells is: all first cells, all second ones and so on, laid over one another.
        laid = [int.from_bytes(marks[i::CELLS], "little") for i in range(CELLS)]
        pages = reduce(or_, laid).to_bytes(-(-len(marks) // CELLS), "little")
        if pages.count(1) > MANY:
            return bits(pages)
    return distances(cells)


def flags(numbers: Sequence[int]) -> bytearray:
    """Return a byte for each number up to the last: 1 where it is in the list."""
    marks = bytearray(numbers[-1] + 1)
    deque(map(marks.__setitem__, numbers, repeat(1)), 0)
    return marks


def distances(numbers: Sequence[int]) -> str:
    """Return numbers, ascending, as their distances."""
    return "".join(map(_WRITTEN.__getitem__, map(sub, numbers, chain((-1,), numbers))))


class _Written(dict[int, str]):
    """How a distance is written; each is worked out once. What comes again is not said again."""

    def __missing__(self, number: int) -> str:
        rest, last = divmod(number - 1, 26)
        text = chr(65 + last) if number else ""
        while rest > 0:
            rest, digit = divmod(rest - 1, 26)
            text = chr(97 + digit) + text
        self[number] = text
        return text


_WRITTEN = _Written()


def bits(marks: bytes | bytearray) -> str:
    """Return a bit for each page up to the last of the list."""
    count = -(-len(marks) // 6)
    six = sum(int.from_bytes(marks[i::6], "little") << i for i in range(6))  # one byte for six pages, without a loop
    return "*" + six.to_bytes(count, "little").translate(_SIGNS).decode()
