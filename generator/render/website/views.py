"""What each collection's list and entry templates get beyond the entries themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.render.website import charts, timeline
from generator.render.website.facts import facts
from generator.render.website.scenes import place_of

if TYPE_CHECKING:
    from generator.site import Entry, Site

Entries = tuple["Entry", ...]
DEEPEST = 12
"""So deep the organisation tree is drawn; the check of organisations allows no more."""
TOP = 5
"""So many figures stand big at the head of the achievements page, the first under the lamp."""
NAMED = {
    "projects": frozenset({"group", "state", "figures", "brand", "needs", "resources", "claimed_by"}),
    "brands": frozenset({"sign", "slogan", "needs", "services", "results", "figures", "awards"}),
    "achievements": frozenset({"value", "unit", "scope", "as_of", "target", "period_from"}),
    "rankings": frozenset({"as_of", "aspects", "unit", "rows"}),
    "cases": frozenset({"before_text", "after_text"}),
    "events": frozenset({"when"}),
    "honours": frozenset({"recipients", "count", "unit"}),
    "milestones": frozenset({"when", "scope", "state"}),
    "notices": frozenset({"from_", "urgent"}),
    "organisations": frozenset({"kind"}),
}
"""Fields that a collection's own template shows itself; the rest stand in the table of facts."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the organisation tree."""

    entry: Entry
    children: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """Who names whom, gathered once for all pages: the parts of a total and the projects of a brand, by its id."""

    parts: Mapping[str, Entries]
    projects: Mapping[str, Entries]


def kin_of(site: Site) -> Kin:
    """Gather who names whom."""
    return Kin(_naming(site.current("achievements"), "part_of"), _naming(site.current("projects"), "brand"))


def _naming(entries: Entries, field: str) -> dict[str, Entries]:
    found: dict[str, list[Entry]] = {}
    for e in entries:
        found.setdefault(getattr(e.record, field), []).append(e)
    return {named: tuple(group) for named, group in found.items()}


def list_view(name: str, entries: Entries, site: Site) -> dict[str, Any]:
    """Return the extra context of a collection's list page."""
    view = _LISTS.get(name)
    return view(entries, site) if view else {}


def entry_view(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    """Return the extra context of an entry's page."""
    name = entry.collection.name
    context: dict[str, Any] = {"facts": facts(entry, site, NAMED.get(name, frozenset()))}
    view = _ENTRIES.get(name)
    return context | view(entry, site, kin) if view else context


def _achievements(entries: Entries, site: Site) -> dict[str, Any]:
    fields = {e.record.field.label: [] for e in entries}  # type: dict[str, list[Entry]]
    for e in entries:
        fields[e.record.field.label].append(e)
    return {
        "top": entries[:TOP],
        "charts": charts.charts(entries),
        "wholes": charts.wholes(entries),
        "goals": charts.goals(entries),
        "fields": fields,
        "sources": tuple(dict.fromkeys(e.record.source or site.settings.source for e in entries)),
    }


def _milestones(entries: Entries, _site: Site) -> dict[str, Any]:
    road = timeline.years(entries)
    return {"road": road, "street": timeline.street(road)}


def _projects(entries: Entries, _site: Site) -> dict[str, Any]:
    groups: dict[str, list[Entry]] = {}
    for e in entries:
        groups.setdefault(e.record.group.label, []).append(e)
    return {"groups": groups}


def _honours(entries: Entries, _site: Site) -> dict[str, Any]:
    by_year = groupby(entries, key=lambda e: e.record.awarded.year)
    return {"by_year": tuple((year, tuple(group)) for year, group in by_year)}


def _organisations(entries: Entries, _site: Site) -> dict[str, Any]:
    return {"tree": tree(entries)}


def tree(entries: Entries) -> tuple[Branch, ...]:
    """Return the organisations as a tree; whose parent is not in force (or itself) is a root. Loops are left out.

    It is drawn to a depth that every stack bears; whoever stands lower is listed there, side by side.
    """
    known = {e.id for e in entries}
    children: dict[str, list[Entry]] = {}
    for e in entries:
        parent = e.record.organisation
        children.setdefault(parent if parent in known and parent != e.id else "", []).append(e)

    def grown(entry: Entry, depth: int) -> Branch:
        below = children.get(entry.id, []) if depth < DEEPEST else _all_below(entry, children)
        return Branch(entry, tuple(grown(c, depth + 1) for c in below) if depth <= DEEPEST else ())

    return tuple(grown(e, 1) for e in children.get("", ()))


def _all_below(entry: Entry, children: dict[str, list[Entry]]) -> list[Entry]:
    """Return children and children's children, nearest first. Each has one parent, so that there is no way round."""
    found = list(children.get(entry.id, ()))
    for e in found:
        found += children.get(e.id, ())
    return found


def _achievement(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    near = dict.fromkeys(e.id for e in (*site.found("achievements", (entry.id,)), *kin.parts.get(entry.id, ())))
    return {"wholes": charts.wholes(site.found("achievements", tuple(near))), "goals": charts.goals([entry])}


def _brand(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    mates = site.belonging_to(entry.record.organisation) if entry.record.organisation else {}
    return {
        "place": place_of(entry, site),
        "figures": site.found("achievements", entry.record.figures),
        "awards": site.found("honours", entry.record.awards),
        "projects": kin.projects.get(entry.id, ()),
        "mates": tuple(e for e in mates.get("brands", ()) if e.id != entry.id),
    }


def _project(entry: Entry, site: Site, _kin: Kin) -> dict[str, Any]:
    brand = site.found("brands", (entry.record.brand,)) if entry.record.brand else ()
    return {"figures": site.found("achievements", entry.record.figures), "brands": brand}


def _organisation(entry: Entry, site: Site, _kin: Kin) -> dict[str, Any]:
    belongings = dict(site.belonging_to(entry.id))
    children = belongings.pop("organisations", ())
    return {
        "place": place_of(entry, site),
        "children": children,
        "belongings": tuple((site.collections[name], found) for name, found in belongings.items()),
    }


def _ranking(entry: Entry, _site: Site, _kin: Kin) -> dict[str, Any]:
    """Say which columns there are; equal scores share a place, and where a score is missing there are no places."""
    rows = entry.record.rows
    scores = [row.score.number for row in rows if row.score]
    places = [1 + sum(other > score for other in scores) for score in scores]
    return {
        "places": places if len(scores) == len(rows) else [],
        "scored": bool(scores),
        "moved": any(row.change is not None for row in rows),
    }


View = Callable[..., dict[str, Any]]
_LISTS: dict[str, View] = {
    "achievements": _achievements,
    "milestones": _milestones,
    "projects": _projects,
    "honours": _honours,
    "organisations": _organisations,
}
_ENTRIES: dict[str, View] = {
    "achievements": _achievement,
    "brands": _brand,
    "rankings": _ranking,
    "projects": _project,
    "organisations": _organisation,
}
