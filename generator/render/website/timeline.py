"""The timeline: milestones by year, the years between them that hold nothing, and a street with lamps at true distances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.site import Entry

LEFT, RIGHT = 50, 1050
MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its milestones, or a gap: then `until` is its last year and there are none."""

    year: int
    entries: tuple[Entry, ...] = ()
    until: int = 0

    @property
    def planned(self) -> bool:
        """Nothing of this year is done yet: its lamp is dashed."""
        return all(e.record.state.key == "planned" for e in self.entries)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the drawn street: where it stands, and whether a lamp is lit, dashed or missing there."""

    year: int
    x: int
    lamp: str
    shown: bool


def years(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Return years and gaps in order of time. `entries` are sorted by `when`."""
    road: list[Year] = []
    for year, group in groupby(entries, key=lambda e: e.record.when.year):
        if road and year - road[-1].year > 1:
            road.append(Year(road[-1].year + 1, until=year - 1))
        road.append(Year(year, tuple(group)))
    return tuple(road)


def street(road: tuple[Year, ...]) -> tuple[Tick, ...]:
    """Return the ticks of the drawn street; empty when there are fewer than two years. Long roads name some years only."""
    lit = {y.year: ("open" if y.planned else "lit") for y in road if y.entries}
    if len(lit) < 2:  # noqa: PLR2004 (a distance needs two)
        return ()
    first, last = min(lit), max(lit)
    step = (RIGHT - LEFT) / (last - first)
    every = max(1, -(-(last - first) // MOST_TICKS))
    return tuple(
        Tick(year, round(LEFT + (year - first) * step), lit.get(year, ""), year in lit or (year - first) % every == 0)
        for year in range(first, last + 1)
    )
