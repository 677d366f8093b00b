"""Where three characters in a row stand: what the index is made of.

Of titles, and of figures and names, it is enough to know the page; texts are cut into cells of 16 characters (UTF-16
units, as scripts count), so that a text counts only where the grams of a query stand close together.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from functools import cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from generator.render.website.search.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.render.website.search.words import Page

    Postings = Mapping[int, array[int]]

CELL, CELLS = 16, 32
"""Characters in a cell; cells of a page: the last one has all that is left."""
_SIGN = 0xC00F_FFFF_FFFF
"""Two characters whole, of the third six bits: its four lowest, and the two that tell Latin from Han. A sixteenth of
the lists that whole characters would make, and digits stay apart."""
_AT_ONCE = 500
"""So many pages are taken at once: what is worked on stays in the processor's cache, and memory stays bounded."""


class Gathered(NamedTuple):
    """For each gram, ascending, with some that come again: pages by title, pages by figures and names, cells of texts.

    A cell is 32 × page + cell of the page.
    """

    titles: Postings
    facts: Postings
    texts: Postings


def gathered(pages: Sequence[Page], first: int = 0) -> Gathered:
    """Return the grams of some pages, the first of which has this number."""
    found = Gathered(defaultdict(_listed), defaultdict(_listed), defaultdict(_listed))
    for start in range(0, len(pages), _AT_ONCE):
        _gather(pages[start : start + _AT_ONCE], first + start, found)
    return found


def _listed() -> array[int]:
    """Return an empty list: four bytes a number, side by side, which is faster to go through than a list."""
    return array("i")


def _gather(pages: Sequence[Page], first: int, found: Gathered) -> None:
    # The title stands between line feeds, so that one that is exactly what is asked for can be told.
    folded = fold("\0".join(f"\v{p.title}\v\n\0{p.facts}\n\n\0{p.text}\n\n" for p in pages))
    parts = [part.encode("utf-16-le") for part in folded.replace("\n", "\t").replace("\v", "\n").split("\0")]
    numbers = range(first, first + len(pages))
    for rows, where in ((parts[0::3], found.titles), (parts[1::3], found.facts)):
        _spread(rows, chain.from_iterable(map(repeat, numbers, [len(row) // 2 for row in rows])), where)
    texts = [_filled(row) for row in parts[2::3]]
    cells = (min(cell, CELLS - 1) for row in texts for cell in range(len(row) // 2 // CELL))
    counts = [len(row) // 2 // CELL for row in texts]
    bases = chain.from_iterable(map(repeat, range(first * CELLS, (first + len(pages)) * CELLS, CELLS), counts))
    _spread(texts, chain.from_iterable(map(repeat, map(int.__add__, bases, cells), repeat(CELL))), found.texts)


def _filled(row: bytes) -> bytes:
    """Return a row that fills whole cells."""
    return row + b"\t\0" * (-(len(row) // 2) % CELL)


def _spread(rows: Iterable[bytes], places: Iterable[int], found: Postings) -> None:
    """Add the place of every gram of the rows, one place a character. Every step runs inside C."""
    deque(map(array.append, map(found.__getitem__, _grams(b"".join(rows))), places), 0)


def _grams(row: bytes) -> memoryview:
    """Return the gram that begins at each character, as numbers; some more at the end, which begin nowhere.

    (Of a computer that writes numbers the other way round the numbers would be others: there is none that this runs on.)
    """
    count = -(-len(row) // 8) * 4
    row += b"\t\0" * (count + 4 - len(row) // 2)
    wide = array("Q", bytes(8 * count))
    for i in range(4):
        window = array("Q")  # 64 bits: four characters, at every fourth place
        window.frombytes(memoryview(row)[2 * i : 2 * i + 2 * count])
        wide[i::4] = window
    masked = int.from_bytes(wide, "little") & _mask(-(-count // 65536) * 65536)  # one number, one step for all
    return memoryview(masked.to_bytes(8 * count, "little")).cast("Q")


@cache
def _mask(count: int) -> int:
    return int.from_bytes(_SIGN.to_bytes(8, "little") * count, "little")
