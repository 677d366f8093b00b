"""The lists of the index as text: in which blocks of pages a gram stands.

Numbers are written in letters: bijective base 26, capital letters end a number; each is the distance from the one
before it. So the output gate finds no digits, and most distances take one letter. A list that is shorter as a row of
bits, six a letter, one for each block, is that, behind a star.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import accumulate, chain, compress, count, repeat
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.render.website.search.grams import Gathered

LETTERS = "!#$()*+,-.;ABCDEFGHIJKLMNOPQRSTUVWXYZ^abcdefghijklmnopqrstuvwxyz"
"""Sixty-four signs in the order of their codes: six bits of a row, or of the third character of a gram."""
_SIGNS = bytes(map(ord, LETTERS)) + bytes(192)
_SIXES = bytes(max(0, LETTERS.find(chr(code))) for code in range(256))
_NUMBER = re.compile("[a-z]*[A-Z]")

Lists = dict[str, str]
"""By gram, its three lists: `titles/facts/texts`. A gram is two characters and a sign for the third."""


def lists_of(found: Gathered) -> Lists:
    """Return the lists of all grams that anybody can ask for."""
    titles, facts, texts = found
    lists: Lists = {}
    for gram in titles.keys() | facts.keys() | texts.keys():
        if name := name_of(gram):
            lists[name] = (
                f"{written(titles.get(gram, ()))}/{written(facts.get(gram, ()))}/{written(texts.get(gram, ()))}"
            )
    return lists


def name_of(gram: int) -> str:
    """Return what a gram is called; nothing for one that nobody asks for: it begins with a blank, or where a line ends."""
    first, second, third = gram & 0xFFFF, gram >> 16 & 0xFFFF, gram >> 32
    if first in _BLANK or (first == _LINE and second in {*_BLANK, _LINE}):
        return ""
    return chr(first) + chr(second) + LETTERS[(third >> 14) << 4 | third & 15]


_BLANK, _LINE = {9, 32}, 10


def written(numbers: Sequence[int]) -> str:
    """Return numbers, ascending, as text."""
    if numbers and len(numbers) * 6 > numbers[-1] + 1:
        return _bits(numbers)
    return "".join(map(_WRITTEN.__getitem__, map(sub, numbers, chain((-1,), numbers))))


def numbers_of(text: str) -> list[int]:
    """Return the numbers that a text says."""
    if text.startswith("*"):
        sixes, marks = text[1:].encode().translate(_SIXES), bytearray(6 * len(text) - 6)
        for i in range(6):
            marks[i::6] = sixes.translate(_BIT[i])
        return list(compress(count(), marks))
    return list(accumulate(map(_READ.__getitem__, _NUMBER.findall(text)), initial=-1))[1:]


_BIT = [bytes(code >> i & 1 for code in range(256)) for i in range(6)]


class _Written(dict[int, str]):
    """How a distance is written; each is worked out once."""

    def __missing__(self, number: int) -> str:
        rest, last = divmod(number - 1, 26)
        text = chr(65 + last)
        while rest > 0:
            rest, digit = divmod(rest - 1, 26)
            text = chr(97 + digit) + text
        self[number] = text
        return text


_WRITTEN = _Written()


class _Read(dict[str, int]):
    """What a distance says; each is worked out once."""

    def __missing__(self, text: str) -> int:
        number = 0
        for letter in text:
            number = number * 26 + (ord(letter) | 32) - 96
        self[text] = number
        return number


_READ = _Read()


def _bits(numbers: Sequence[int]) -> str:
    """Return a bit for each number up to the last."""
    marks = bytearray(numbers[-1] + 1)
    deque(map(marks.__setitem__, numbers, repeat(1)), 0)
    length = -(-len(marks) // 6)
    six = sum(int.from_bytes(marks[i::6], "little") << i for i in range(6))  # one byte for six numbers, without a loop
    return "*" + six.to_bytes(length, "little").translate(_SIGNS).decode()
