"""Roll-ups: what the organisations below one publish, summed, with the days it is as of and who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.schema.values import Figure

if TYPE_CHECKING:
    from generator.schema.values import PartialDate
    from generator.site.entry import Entry
    from generator.site.site import Site

FEWEST = 2
"""One figure alone is no sum."""
DEEPEST = 4
"""So many levels down figures are looked for: district, street, community, courtyard."""
_PEERS = ({"street", "town", "park"}, {"community", "village"}, {"grid", "courtyard"})
"""Kinds of organisations that stand beside each other under one parent: if some of them report, all should."""
_UP, _DOWN = {"余", "多", "超", "超过"}, {"近"}


@dataclass(frozen=True, slots=True)
class Report:
    """What one organisation contributes: its own figure, or the sum of those below it. `days`: 截至, sorted, none twice."""

    organisation: Entry
    figure: Figure
    days: tuple[PartialDate, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """One indicator summed over the children of an organisation; `missing` are children beside those that report.

    `own` is the figure that the organisation itself publishes, which the sum need not equal.
    """

    indicator: str
    unit: str
    figure: Figure
    days: tuple[PartialDate, ...]
    reports: tuple[Report, ...]
    missing: tuple[Entry, ...]
    own: Entry | None


def roll_ups(organisation: Entry, site: Site) -> tuple[RollUp, ...]:
    """Return what can be summed over an organisation's children, indicators in the order of their first figure."""
    children = _children(organisation, site)
    wanted = dict.fromkeys(pair for child in children for pair in _indicators(child, site))
    return tuple(found for pair in wanted if (found := _summed(organisation, children, pair, site)))


def added(figures: Iterable[Figure]) -> Figure:
    """Return the sum with the qualifier that is true of it: 余 if some are 余 or 多, 近 if some are 近, 约 if both are.

    Where all have one scale (万, 亿), the sum keeps it.
    """
    figures = tuple(figures)
    scales = {f.scale for f in figures}
    scale = scales.pop() if len(scales) == 1 else ""
    total = sum((Decimal(f.digits) if scale else f.number for f in figures), Decimal(0))
    qualifiers = {f.before or f.after for f in figures} - {""}
    digits = f"{total:f}"
    if not qualifiers:
        return Figure(digits, scale=scale)
    if qualifiers <= _UP:
        return Figure(digits, after="余", scale=scale)
    return Figure(digits, before="近" if qualifiers <= _DOWN else "约", scale=scale)


def _children(organisation: Entry, site: Site) -> Sequence[Entry]:
    return site.belonging_to(organisation.id).get("organisations", ())


def _indicators(organisation: Entry, site: Site, depth: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (indicator, unit) of what an organisation publishes, or those below it."""
    for figure in site.belonging_to(organisation.id).get("achievements", ()):
        if figure.record.indicator:
            yield figure.record.indicator, figure.record.unit
    for child in _children(organisation, site) if depth < DEEPEST else ():
        yield from _indicators(child, site, depth + 1)


def _summed(organisation: Entry, children: Sequence[Entry], pair: tuple[str, str], site: Site) -> RollUp | None:
    reports = tuple(report for child in children if (report := _report(child, pair, site)))
    if len(reports) < FEWEST:
        return None
    told = {report.organisation.id for report in reports}
    kinds = {report.organisation.record.kind.key for report in reports}
    kinds |= {kind for peers in _PEERS if peers & kinds for kind in peers}
    missing = tuple(c for c in children if c.id not in told and c.record.kind.key in kinds)
    figure, days = added(r.figure for r in reports), _days(reports)
    return RollUp(*pair, figure, days, reports, missing, _own(organisation, pair, site))


def _report(organisation: Entry, pair: tuple[str, str], site: Site, depth: int = 1) -> Report | None:
    own = _own(organisation, pair, site)
    if own:
        return Report(organisation, own.record.value, (own.record.as_of,) if own.record.as_of else ())
    children = _children(organisation, site) if depth < DEEPEST else ()
    below = tuple(report for child in children if (report := _report(child, pair, site, depth + 1)))
    return Report(organisation, added(r.figure for r in below), _days(below)) if below else None


def _own(organisation: Entry, pair: tuple[str, str], site: Site) -> Entry | None:
    """Return the latest figure that an organisation publishes itself."""
    figures = site.belonging_to(organisation.id).get("achievements", ())
    same = [e for e in figures if (e.record.indicator, e.record.unit) == pair]
    return max(same, key=lambda e: (e.record.as_of or e.record.date).last, default=None)


def _days(reports: Iterable[Report]) -> tuple[PartialDate, ...]:
    return tuple(sorted({day for report in reports for day in report.days}))
