"""Which blocks of pages have which three characters in a row: what the index is made of."""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from functools import cache
from itertools import accumulate, chain, pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

from generator.render.website.search.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.render.website.search.words import Page

    Postings = Mapping[int, array[int]]

Rows = tuple[str, str, str]
"""What a block of pages says: its titles, its figures and names, its texts, as `gathered` reads them."""
_SIGN = 0xC00F_FFFF_FFFF
"""Two characters whole, of the third six bits: its four lowest, and the two that tell Latin from Han. A sixteenth of
the lists that whole characters would make, and digits stay apart."""
_AT_ONCE = 64
"""So many blocks are taken at once: what is worked on stays in the processor's cache, and memory stays bounded."""


class Gathered(NamedTuple):
    """For each gram the numbers of the blocks, ascending, that have it in a title, in figures and names, in a text."""

    titles: Postings
    facts: Postings
    texts: Postings


def rows_of(pages: Sequence[Page]) -> Rows:
    """Return what a block says. Blanks part the pages; a title stands between line feeds, so that a whole one can be told."""
    titles = "".join([f"\v{page.title}\v\n" for page in pages])
    return titles, "".join([f"{page.facts}\n\n" for page in pages]), "".join([f"{page.text}\n\n" for page in pages])


def gathered(blocks: Sequence[Rows], first: int = 0) -> Gathered:
    """Return the grams of some blocks, the first of which has this number."""
    found = Gathered(defaultdict(_listed), defaultdict(_listed), defaultdict(_listed))
    for start in range(0, len(blocks), _AT_ONCE):
        _gather(blocks[start : start + _AT_ONCE], first + start, found)
    return found


def _listed() -> array[int]:
    """Return an empty list: four bytes a number, side by side, which is faster to go through than a list."""
    return array("i")


def _gather(blocks: Sequence[Rows], first: int, found: Gathered) -> None:
    folded = fold("\0".join(chain.from_iterable(blocks))).replace("\n", "\t").replace("\v", "\n")
    rows = [row.encode("utf-16-le") for row in folded.split("\0")]
    grams = _grams(b"".join(rows))
    for i, (start, end) in enumerate(pairwise(accumulate([len(row) // 2 for row in rows], initial=0))):
        # The block is added to the list of each gram that the row has: every step runs inside C.
        deque(map(array.append, map(found[i % 3].__getitem__, set(grams[start:end])), repeat(first + i // 3)), 0)


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
