"""Starting: what the command line takes before it does anything."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.ground import Ground
from benchmarks.pairs import Side, alone, median
from benchmarks.rows import Row

_TIMES = 15


def help_text(ground: Ground) -> Iterator[Row]:
    """Yield what `--help` takes."""
    runs = alone(Side(ground.program("--help")), _TIMES)
    wall, cpu = median(run.wall_s for run in runs), median(run.cpu_s for run in runs)
    yield Row(work="streetlight --help", n=0, ours_s=wall, ours_cpu_s=cpu, pairs=_TIMES, goal={"ours_s": 0.12})
