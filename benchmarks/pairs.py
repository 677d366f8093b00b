"""Pairs: ours and a peer's, or several of each, in turn, so that what else the machine does meets all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from benchmarks.programs import Program, Run
from benchmarks.rows import Row

LEAST = 5
_MOST = 15
_SECONDS = 10.0  # short work is measured more often, until so much time has gone by


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Side:
    """A program and what is to be done before each of its runs, which is not measured."""

    program: Program
    before: Callable[[], object] = _nothing

    def run(self) -> Run:
        """Prepare, and measure one run."""
        self.before()
        return self.program.run()


@dataclass(frozen=True)
class Pairs:
    """The runs of both sides, in the order they were made."""

    ours: list[Run]
    peer: list[Run]

    def row(self, work: str, n: int, peer: str, goal: Mapping[str, float] | None = None, note: str = "") -> Row:
        """Return medians, and the median of the ratios."""
        ratios = [ours.wall_s / peer.wall_s for ours, peer in zip(self.ours, self.peer, strict=True)]
        return Row(
            work=work,
            n=n,
            peer=peer,
            ours_s=median(run.wall_s for run in self.ours),
            peer_s=median(run.wall_s for run in self.peer),
            ratio=median(ratios),
            pairs=len(ratios),
            ours_cpu_s=median(run.cpu_s for run in self.ours),
            peer_cpu_s=median(run.cpu_s for run in self.peer),
            goal=goal or {},
            note=note,
        )


def in_turn(*sides: Side, least: int = LEAST) -> list[list[Run]]:
    """Run all in turn, at least so often; more often where that takes little, unless less was asked for."""
    found: list[list[Run]] = [[] for _ in sides]
    begin = time.perf_counter()
    while len(found[0]) < least or (LEAST <= len(found[0]) < _MOST and time.perf_counter() - begin < _SECONDS):
        for runs, side in zip(found, sides, strict=True):
            runs.append(side.run())
    return found


def in_pairs(ours: Side, peer: Side, least: int = LEAST) -> Pairs:
    """Run both in turn."""
    return Pairs(*in_turn(ours, peer, least=least))


def alone(side: Side, least: int = LEAST) -> list[Run]:
    """Run one side that has no peer."""
    return [side.run() for _ in range(least)]


def median(values: Iterable[float]) -> float:
    """Return the median to four digits."""
    return round(statistics.median(values), 4)
