"""Roll-ups: what the organisations below one publish, summed, with the days it is as of and who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.schema.values import added

if TYPE_CHECKING:
    from generator.schema.values import Figure, PartialDate
    from generator.site.entry import Entry
    from generator.site.site import Site

FEWEST = 2
"""One figure alone is no sum."""
DEEPEST = 4
"""So many levels down figures are looked for: district, street, community, courtyard."""
_PEERS = ({"street", "town", "park"}, {"community", "village"}, {"grid", "courtyard"})
"""Kinds of organisations that stand beside each other under one parent: if some of them report, all should."""

_Pair = tuple[str, str]
"""Indicator and unit."""


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
    told: dict[_Pair, list[Report]] = {}
    for child in children:
        for pair, report in _reports(child, site).items():
            told.setdefault(pair, []).append(report)
    own = _own(organisation, site)
    enough = {pair: reports for pair, reports in told.items() if len(reports) >= FEWEST}
    return tuple(_summed(pair, reports, children, own.get(pair)) for pair, reports in enough.items())


def _summed(pair: _Pair, reports: Sequence[Report], children: Sequence[Entry], own: Entry | None) -> RollUp:
    there = {report.organisation.id for report in reports}
    kinds = {report.organisation.record.kind.key for report in reports}
    kinds |= {kind for peers in _PEERS if peers & kinds for kind in peers}
    missing = tuple(c for c in children if c.id not in there and c.record.kind.key in kinds)
    return RollUp(*pair, added(r.figure for r in reports), _days(reports), tuple(reports), missing, own)


def _reports(organisation: Entry, site: Site, depth: int = 1) -> dict[_Pair, Report]:
    """Return what an organisation contributes to each indicator: its own figure, else the sum of those below it."""
    below: dict[_Pair, list[Report]] = {}
    for child in _children(organisation, site) if depth < DEEPEST else ():
        for pair, report in _reports(child, site, depth + 1).items():
            below.setdefault(pair, []).append(report)
    found = {pair: Report(organisation, added(r.figure for r in rs), _days(rs)) for pair, rs in below.items()}
    for pair, e in _own(organisation, site).items():
        found[pair] = Report(organisation, e.record.value, (e.record.as_of,) if e.record.as_of else ())
    return found


def _own(organisation: Entry, site: Site) -> dict[_Pair, Entry]:
    """Return the latest figure for each indicator that an organisation publishes itself."""
    found: dict[_Pair, Entry] = {}
    figures = (e for e in site.belonging_to(organisation.id).get("achievements", ()) if e.record.indicator)
    for e in sorted(figures, key=lambda e: (e.record.as_of or e.record.date).last):
        found[e.record.indicator, e.record.unit] = e
    return found


def _children(organisation: Entry, site: Site) -> Sequence[Entry]:
    return site.belonging_to(organisation.id).get("organisations", ())


def _days(reports: Iterable[Report]) -> tuple[PartialDate, ...]:
    return tuple(sorted({day for report in reports for day in report.days}))
