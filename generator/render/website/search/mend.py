"""How the lists are put right where blocks of pages changed: what comes out is what making all of them anew makes."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from generator.render.website.search.grams import gathered
from generator.render.website.search.lists import name_of, numbers_of, written

if TYPE_CHECKING:
    from generator.render.website.search.grams import Rows
    from generator.render.website.search.lists import Lists


def mend(lists: Lists, number: int, before: Rows, now: Rows) -> None:
    """Put right the lists of a block that says something else than before, or that nobody has written, or has no more."""
    old, new = gathered([before], number), gathered([now], number)
    for gram in set(chain(*old, *new)):
        gone, come = ([gram in found for found in change] for change in (old, new))
        if gone != come and (name := name_of(gram)):
            _gram(lists, name, number, come)


def _gram(lists: Lists, name: str, number: int, has: Sequence[bool]) -> None:
    said = [numbers_of(text) for text in lists.get(name, "//").split("/")]
    for numbers, present in zip(said, has, strict=True):
        if present != (number in numbers):
            insort(numbers, number) if present else numbers.remove(number)
    if any(said):
        lists[name] = "/".join(map(written, said))
    else:
        del lists[name]
