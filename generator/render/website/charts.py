"""Charts of achievements: bars of one unit family, parts of a whole, targets. Numbers only; templates draw.

One grammar: solid = sure, dashed = open. A figure's interval (余, 近, 约 …) is what the dashed part spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.site import Entry

WIDTH = 1000
FAMILIES = {
    "多少人": ("名", "人", "位"),
    "多少人次": ("人次",),
    "多少场、多少次": ("场", "次", "期", "节", "场次"),
    "多少户": ("户", "家"),
    "多少处": ("处", "座", "间"),
}
FEWEST, MOST = 3, 8
SPREAD = 60
"""In one chart no bar is more than so many times as long as another: the short one could not be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in thousandths of the chart's width: solid to `sure`, dashed on to `open`."""

    entry: Entry
    sure: int
    open: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one unit family under a title; `signs` are the qualifiers that occur, for the key."""

    title: str
    bars: tuple[Bar, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A total and the figures that are parts of it, each from `start` to `end`; `rest` when they do not fill it."""

    entry: Entry
    parts: tuple[tuple[Entry, int, int], ...]
    rest: bool
    said: bool
    """The parts are said to be not all."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure on its way to a target; both in thousandths."""

    entry: Entry
    bar: Bar
    target: int


def charts(entries: Iterable[Entry]) -> tuple[Chart, ...]:
    """Return a chart for each unit family with at least three comparable figures, longest bar first."""
    found = []
    single = [e for e in entries if not e.record.part_of and not e.record.target and e.record.field.key != "profile"]
    for title, units in FAMILIES.items():
        members = sorted((e for e in single if e.record.unit in units), key=lambda e: (-e.record.value.number, e.id))
        members = _comparable(members)[:MOST]
        if len(members) >= FEWEST:
            found.append(Chart(title, bars(members), _signs(members)))
    return tuple(found)


def _comparable(members: list[Entry]) -> list[Entry]:
    """Leave out the giants beside which the others vanish."""
    if not members:
        return members
    middle = members[len(members) // 2].record.value.number
    near = [e for e in members if middle and e.record.value.number <= middle * SPREAD / 6]
    least = near[0].record.value.number / SPREAD if near else 0
    return [e for e in near if e.record.value.number >= least]


def bars(members: Iterable[Entry]) -> tuple[Bar, ...]:
    """Return bars to one scale, from 0."""
    members = tuple(members)
    scale = max((e.record.value.interval[1] for e in members), default=Decimal(1)) or Decimal(1)
    return tuple(Bar(e, *(share(end, scale) for end in e.record.value.interval)) for e in members)


def wholes(entries: Iterable[Entry]) -> tuple[Whole, ...]:
    """Return every total that other figures of the same unit say they are part of."""
    entries = tuple(entries)
    by_total: dict[str, list[Entry]] = {}
    for e in entries:
        if e.record.part_of:
            by_total.setdefault(e.record.part_of, []).append(e)
    return tuple(w for e in entries if e.id in by_total and (w := _whole(e, by_total[e.id])))


def _whole(total: Entry, parts: list[Entry]) -> Whole | None:
    same = [p for p in parts if p.record.unit == total.record.unit]
    amount = max(total.record.value.number, sum((p.record.value.number for p in same), Decimal(0)))
    if not same or not amount:
        return None
    placed, at = [], Decimal(0)
    for part in same:
        start, at = at, at + part.record.value.number
        placed.append((part, share(start, amount), share(at, amount)))
    said = total.record.incomplete or any(p.record.incomplete for p in same)
    return Whole(total, tuple(placed), at < amount, said)


def goals(entries: Iterable[Entry]) -> tuple[Goal, ...]:
    """Return every figure that has a target."""
    found = []
    for e in entries:
        if e.record.target is not None:
            scale = max(e.record.value.interval[1], e.record.target.number) or Decimal(1)
            bar = Bar(e, *(share(end, scale) for end in e.record.value.interval))
            found.append(Goal(e, bar, share(e.record.target.number, scale)))
    return tuple(found)


def _signs(members: Iterable[Entry]) -> tuple[str, ...]:
    said = (e.record.value.before or e.record.value.after for e in members)
    return tuple(dict.fromkeys(s for s in said if s))


def share(amount: Decimal, scale: Decimal) -> int:
    """Return an amount in thousandths of the scale."""
    return int((amount * WIDTH / scale).to_integral_value())
