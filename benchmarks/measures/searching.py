"""Searching: what a search fetches, how long it takes on a slow phone, and whether it finds all there is and no more."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.ground import Ground
from benchmarks.measures.browsing import absent
from benchmarks.measures.builds import LARGE
from benchmarks.measures.checking import read
from benchmarks.rows import Row
from benchmarks.search import SLOWER, measured

_QUERIES, _FEW = 500, 100
_KB = 1000


def searching(ground: Ground, n: int) -> Iterator[Row]:
    """Yield bytes and time of the worst of many searches, and their recall and precision against substring truth."""
    if absent():
        yield Row(work="a search", n=n, note=absent())
        return
    street = ground.street(n)
    ground.build(street).run()
    found = measured(read(street), ground.out(street), _QUERIES if n >= LARGE else _FEW)
    packed = f"the largest of {found.queries}; {found.packed_max / _KB:.1f} KB with gzip"
    yield Row(work="a search: fetched", n=n, ours=found.bytes_max / _KB, unit="KB", goal={"ours": 60.0}, note=packed)
    shares = {"recall": found.recall, "precision": found.precision, "titles that come first": found.titles}
    for name, share in shares.items():
        yield Row(work=f"a search: {name}", n=n, ours=share, goal={"ours": 1.0}, at_least=True)
    slow = f"processor {SLOWER} times slower, the slowest of {found.queries}"
    yield Row(work="a search: first result", n=n, ours_s=found.ms_max / 1000, goal={"ours_s": 0.15}, note=slow)
