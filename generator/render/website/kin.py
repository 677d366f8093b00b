"""Who names whom, gathered once for all pages, so that what is linked one way is linked the other way too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.site import Entry, Site

Entries = tuple["Entry", ...]
Named = Mapping[str, Entries]


@dataclass(frozen=True, slots=True)
class Kin:
    """By the id of what is named: the parts of a total, the projects of a brand, what was asked of and offered to a project.

    By the name of a unit, as authors write it: the projects it claimed and the resources it offers.
    `units` are the organisations by the names that authors may call them.
    """

    parts: Named
    projects: Named
    asked: Named
    offered: Named
    claimed: Named
    provided: Named
    units: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Match:
    """A need, the services that answer it, what they draw on, and which units stand behind them."""

    need: Entry
    services: Entries
    resources: Entries
    units: tuple[str, ...]


def kin_of(site: Site) -> Kin:
    """Gather who names whom."""
    projects, resources = site.current("projects"), site.current("resources")
    return Kin(
        parts=_naming(site.current("achievements"), lambda r: (r.part_of,)),
        projects=_naming(projects, lambda r: (r.brand,)),
        asked=_naming(site.current("requests"), lambda r: r.projects),
        offered=_naming(resources, lambda r: r.projects),
        claimed=_naming(projects, lambda r: r.claimed_by),
        provided=_naming(resources, lambda r: (r.provider,)),
        units=_units(site.current("organisations")),
    )


def _naming(entries: Entries, names: Callable[..., Iterable[str]]) -> Named:
    found: dict[str, list[Entry]] = {}
    for e in entries:
        for name in dict.fromkeys(names(e.record)):
            found.setdefault(name, []).append(e)
    return {name: tuple(group) for name, group in found.items()}


def matched(needs: Iterable[Entry], site: Site, kin: Kin) -> tuple[Match, ...]:
    """Return the needs that a service answers, with all that stands behind it."""
    found = []
    for need in needs:
        services = site.found("projects", need.record.projects)
        if services:
            resources = gathered(kin.offered, (s.id for s in services))
            units = [name for s in services for name in s.record.claimed_by] + [r.record.provider for r in resources]
            found.append(Match(need, services, resources, tuple(dict.fromkeys(units))))
    return tuple(found)


def gathered(named: Named, names: Iterable[str]) -> Entries:
    """Return what is named by any of these names, each once."""
    found = {e.key: e for name in names for e in named.get(name, ())}
    return tuple(found.values())


def of_unit(named: Named, unit: Entry) -> Entries:
    """Return what names a unit by its title or by its short title."""
    return gathered(named, dict.fromkeys(name for name in (unit.record.title, unit.record.short) if name))


def _units(organisations: Entries) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for e in organisations:
        for name in filter(None, (e.record.title, e.record.short)):
            found.setdefault(name, e)
    return found
