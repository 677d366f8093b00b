"""Who names whom, gathered once for all pages, so that what is linked one way is linked the other way too."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.site import Entry, Site

Entries = tuple["Entry", ...]
Named = Mapping[str, Entries]
MOST = 12
"""So many entries a page names beside its own; a list page has the others. Else a site grows with its square."""


@dataclass(frozen=True, slots=True)
class Kin:
    """By the id of what is named: the parts of a total, the projects of a brand, what was asked of and offered to a project.

    By the name of a unit, as authors write it: the projects it claimed and the resources it offers.
    `units` are the organisations by the names that authors may call them. By the key of an entry: the `mates` that stand
    nearest to it among the resources of one unit, or the brands of one organisation.
    """

    parts: Named
    projects: Named
    asked: Named
    offered: Named
    claimed: Named
    provided: Named
    units: Mapping[str, Entry]
    mates: Named


@dataclass(frozen=True, slots=True)
class Match:
    """A need, the services that answer it, what they draw on, and which units stand behind them."""

    need: Entry
    services: Entries
    resources: Entries
    units: tuple[str, ...]


RELATIONS: Mapping[str, tuple[str, Callable[[Any], Iterable[str]]]] = {
    "parts": ("achievements", lambda r: (r.part_of,)),
    "projects": ("projects", lambda r: (r.brand,)),
    "asked": ("requests", lambda r: r.projects),
    "offered": ("resources", lambda r: r.projects),
    "claimed": ("projects", lambda r: r.claimed_by),
    "provided": ("resources", lambda r: (r.provider,)),
    "units": ("organisations", lambda r: filter(None, (r.title, r.short))),
}
"""The entries of which collection name others, and by what, in each relation of `Kin`."""


def kin_of(site: Site) -> Kin:
    """Gather who names whom."""
    named = {relation: _naming(site.current(name), names) for relation, (name, names) in RELATIONS.items()}
    units = {name: found[0] for name, found in named.pop("units").items()}
    brands = _naming(site.current("brands"), lambda r: (r.organisation,) if r.organisation else ())
    mates = nearest((*named["provided"].values(), *brands.values()))
    return Kin(**named, units=units, mates=mates)


def _naming(entries: Entries, names: Callable[..., Iterable[str]]) -> Named:
    found: dict[str, list[Entry]] = {}
    for e in entries:
        for name in dict.fromkeys(names(e.record)):
            found.setdefault(name, []).append(e)
    return {name: tuple(group) for name, group in found.items()}


def nearest(groups: Iterable[Entries]) -> Named:
    """Return for each member of each group the dozen others that stand nearest to it; one more where there are more."""
    found: dict[str, Entries] = {}
    for group in groups:
        last = max(0, len(group) - MOST - 1)
        for place, e in enumerate(group):
            start = min(max(0, place - MOST // 2), last)
            end = start + MOST + 1
            near = tuple(mate for mate in group[start:end] if mate is not e)
            found[e.key] = near + (group[end : end + 1] or group[:1] if last else ())
    return found


def mates_of(kin: Kin, entry: Entry, group: Entries) -> Entries:
    """Return the nearest others of an entry's group, or the first where it is no longer in force itself."""
    return kin.mates.get(entry.key, group[: MOST + 1])


def matched(needs: Iterable[Entry], site: Site, kin: Kin) -> tuple[Match, ...]:
    """Return the needs that a service answers, with all that stands behind it."""
    found = []
    for need in needs:
        services = site.found("projects", need.record.projects)
        if services:
            resources = gathered(kin.offered, (s.id for s in services))
            providers = [r.record.provider for r in resources[:MOST]]
            units = [name for s in services for name in s.record.claimed_by] + providers
            found.append(Match(need, services, resources, tuple(dict.fromkeys(units))))
    return tuple(found)


def gathered(named: Named, names: Iterable[str], most: int = MOST + 1) -> Entries:
    """Return what is named by any of these names, each once: as many as a page names, and one more where there are more."""
    found: dict[str, Entry] = {}
    for e in chain.from_iterable(named.get(name, ()) for name in names):
        found.setdefault(e.key, e)
        if len(found) == most:
            break
    return tuple(found.values())


def of_unit(named: Named, unit: Entry) -> Entries:
    """Return all that names a unit by its title or by its short title."""
    names = dict.fromkeys(name for name in (unit.record.title, unit.record.short) if name)
    return gathered(named, names, most=sys.maxsize)
