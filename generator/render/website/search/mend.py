"""How the lists of a few pages that changed are put right: what comes out is what making all of them anew makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

from generator.render.website.search.grams import CELLS, Gathered, gathered
from generator.render.website.search.lists import (
    LETTERS,
    MANY,
    Lists,
    cells_text,
    distances,
    name_of,
    pages_text,
)
from generator.render.website.search.words import Page

FEW = 40
"""Of so many changed pages at most the lists are put right one by one; beyond, making all anew is as fast."""
_NUMBER = re.compile("[a-z]*[A-Z]")
_SIX = {ord(letter): six for six, letter in enumerate(LETTERS)}
_SIXES = bytes(_SIX.get(code, 0) for code in range(256))


def mended(lists: Lists, before: Sequence[tuple[Any, ...]], pages: Sequence[Page]) -> bool:
    """Put right the lists that were made of other pages; False where they must be made anew.

    Pages have their numbers in order: where one in the middle is gone or new, all behind it have changed.
    """
    same = min(len(before), len(pages))
    changed = [number for number in range(same) if before[number] != pages[number]]
    changed += range(same, max(len(before), len(pages)))
    return len(changed) <= FEW and all(_page(lists, number, before, pages) for number in changed)


def _page(lists: Lists, number: int, before: Sequence[tuple[Any, ...]], pages: Sequence[Page]) -> bool:
    old = gathered([Page(*page) for page in before[number : number + 1]], number)
    new = gathered(pages[number : number + 1], number)
    names = ((gram, name_of(gram)) for gram in set(chain(*old, *new)))
    return all(_gram(lists, name, number, (old, new), gram) for gram, name in names if name)


def _gram(lists: Lists, name: str, number: int, change: tuple[Gathered, Gathered], gram: int) -> bool:
    listed = lists.get(name, "//").split("/")
    for i, (gone, come) in enumerate(zip(*change, strict=True)):
        if gone.get(gram) != come.get(gram):
            text = (_cells if i == 2 else _pages)(listed[i], number, come.get(gram, ()))  # noqa: PLR2004  # texts
            if text is None:
                return False
            listed[i] = text
    lists[name] = "/".join(listed)
    if lists[name] == "//":
        del lists[name]
    return True


def _pages(text: str, number: int, places: Iterable[int]) -> str:
    """Return a list of pages without one, or with it."""
    if not text.startswith("*"):
        return pages_text(sorted({*(n for n in _numbers(text) if n != number), *places}))
    text, pages = _row(text, number, present=bool(places))
    return text if pages and len(pages) * 6 > pages[-1] + 1 else distances(pages)


def _cells(text: str, number: int, places: Iterable[int]) -> str | None:
    """Return a list of cells with those of one page exchanged; None for a row with too few pages left to be one."""
    if not text.startswith("*"):
        return cells_text(sorted({*(n for n in _numbers(text) if n // CELLS != number), *places}))
    text, pages = _row(text, number, present=bool(places))
    return text if len(pages) > MANY else None


def _numbers(text: str) -> list[int]:
    return list(accumulate(map(_READ.__getitem__, _NUMBER.findall(text)), initial=-1))[1:]


class _Read(dict[str, int]):
    """What a distance says; each is worked out once."""

    def __missing__(self, text: str) -> int:
        number = 0
        for letter in text:
            number = number * 26 + (ord(letter) | 32) - 96
        self[text] = number
        return number


_READ = _Read()


def _row(text: str, number: int, *, present: bool) -> tuple[str, list[int]]:
    """Return a row with the bit of a page as it shall be, and the numbers of its pages."""
    sixes = bytearray(text[1:].encode().translate(_SIXES))
    place, bit = divmod(number, 6)
    sixes += bytes(max(0, place + 1 - len(sixes)))
    sixes[place] = sixes[place] & ~(1 << bit) | present << bit
    pages = [6 * i + bit for i, six in enumerate(sixes) if six for bit in range(6) if six >> bit & 1]
    return "*" + "".join(map(LETTERS.__getitem__, sixes)).rstrip(LETTERS[0]), pages
