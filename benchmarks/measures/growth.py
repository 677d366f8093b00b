"""Growth: how time and memory grow with the number of records."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from benchmarks.ground import Ground
from benchmarks.measures.builds import HUGO, LARGE, OURSELVES, cold
from benchmarks.pairs import Pairs, in_turn, median
from benchmarks.programs import Program
from benchmarks.rows import Row

_SIZES = (300, 1_000, 3_000, 10_000, 30_000)
_TIME = {(10_000, 1_000): 10.0, (30_000, 10_000): 3.3}
_MEMORY = {(10_000, 1_000): 6.0}
_LOOKS = 3


def in_time(ground: Ground, n: int) -> Iterator[Row]:
    """Yield the cold build at growing sizes, up to three times the asked one; all sizes in turn."""
    sizes = [size for size in _SIZES if size <= 3 * n]
    runs = dict(zip(sizes, in_turn(*(cold(ground, ground.street(size)) for size in sizes), least=_LOOKS), strict=True))
    for small, large in [*itertools.pairwise(runs), (1_000, 10_000)]:
        if large in runs:
            goal = {"ratio": bound} if (bound := _TIME.get((large, small))) else {}
            pairs = Pairs(runs[large], runs[small])
            yield pairs.row("growth of a cold build", large, f"{OURSELVES} at {small:,}", goal)


def in_memory(ground: Ground, n: int) -> Iterator[Row]:
    """Yield the most memory that a cold build takes, all its processes together, against Hugo's and a smaller one's."""
    small = min(n, 1_000)
    ours = {size: peak(cold(ground, ground.street(size)).program, ground, size) for size in sorted({small, n})}
    site = ground.hugo_site(n)
    ground.forget(ground.out(site))
    theirs = median(ground.hugo(site).peak_mib() for _ in range(_LOOKS))
    yield _row(n, ours[n], HUGO, theirs, 1.0 if n >= LARGE else None)
    if n > small:
        yield _row(n, ours[n], f"{OURSELVES} at {small:,}", ours[small], _MEMORY.get((n, small)))


def _row(n: int, ours: float, peer: str, theirs: float, bound: float | None) -> Row:
    return Row(
        work="peak memory of a cold build",
        n=n,
        peer=peer,
        ratio=round(ours / theirs, 4),
        pairs=_LOOKS,
        ours=ours,
        theirs=theirs,
        unit="MiB",
        goal={"ratio": bound} if bound else {},
    )


def peak(program: Program, ground: Ground, n: int) -> float:
    """Return the median of the peaks of some cold builds, in MiB."""
    found: list[float] = []
    for _ in range(_LOOKS):
        ground.forget(ground.cache, ground.out(ground.street(n)))
        found.append(program.peak_mib())
    return median(found)
