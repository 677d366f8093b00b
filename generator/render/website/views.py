"""What each collection's list template gets beyond the entries themselves."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.render.website import calendar, charts, ledger, timeline
from generator.render.website.kin import Entries, Kin, matched, of_unit
from generator.render.website.tree import tree

if TYPE_CHECKING:
    from generator.site import Entry, Site

TOP = 5
"""So many figures stand big at the head of the achievements page, the first under the lamp."""
GROUPED = {"projects": "group", "requests": "state", "resources": "provider"}
"""What the entries of a list are grouped by, where it is not their kind."""
PARTNERS = frozenset({"member", "unit", "society", "firm"})
"""Organisations that lend a hand and are no part of the street's own tree."""


def list_view(name: str, entries: Entries, site: Site, kin: Kin) -> dict[str, Any]:
    """Return the extra context of a collection's list page; `groups` has a list by kind where there are kinds."""
    view = _LISTS.get(name)
    return {"groups": grouped(name, entries)} | (view(entries, site, kin) if view else {})


def grouped(name: str, entries: Entries) -> dict[str, list[Entry]]:
    """Return the entries by what people look for them by, in the collection's own order."""
    field = GROUPED.get(name, "kind")
    groups: dict[str, list[Entry]] = {}
    for e in entries:
        groups.setdefault(str(getattr(e.record, field, "")), []).append(e)
    return groups


def _achievements(entries: Entries, site: Site, _kin: Kin) -> dict[str, Any]:
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


def _milestones(entries: Entries, _site: Site, _kin: Kin) -> dict[str, Any]:
    road = timeline.years(entries)
    return {"road": road, "street": timeline.street(road)}


def _honours(entries: Entries, _site: Site, _kin: Kin) -> dict[str, Any]:
    by_year = groupby(entries, key=lambda e: e.record.awarded.year)
    return {"by_year": tuple((year, tuple(group)) for year, group in by_year)}


def _organisations(entries: Entries, _site: Site, kin: Kin) -> dict[str, Any]:
    """The tree of the street itself; beside it the units that lend a hand, with how much each does."""
    partners = tuple(e for e in entries if e.record.kind.key in PARTNERS)
    helping = [(e, len(of_unit(kin.claimed, e)), len(of_unit(kin.provided, e))) for e in partners]
    return {"tree": tree(tuple(e for e in entries if e.record.kind.key not in PARTNERS)), "partners": helping}


def _requests(entries: Entries, site: Site, kin: Kin) -> dict[str, Any]:
    return {"matches": matched(entries, site, kin), "units": kin.units}


def _resources(_entries: Entries, _site: Site, kin: Kin) -> dict[str, Any]:
    return {"units": kin.units}


def _venues(entries: Entries, _site: Site, _kin: Kin) -> dict[str, Any]:
    """Within a kind the steps of a system stand together, in the order in which they are first named."""
    tiers: dict[str, dict[str, list[Entry]]] = {}
    for e in entries:
        tiers.setdefault(str(e.record.kind), {}).setdefault(e.record.tier, []).append(e)
    return {"tiers": {kind: tuple(found.items()) for kind, found in tiers.items()}}


def _ledgers(entries: Entries, site: Site, _kin: Kin) -> dict[str, Any]:
    return {"wholes": {e.id: ledger.whole(e.record) for e in entries}, "flags": _flags(entries, site)}


def _flags(entries: Entries, site: Site) -> list[tuple[Entry, Any]]:
    """Return the rows whose red flag flies, of all ledgers; black ones are on their ledger's page alone."""
    return [(e, row) for e in entries for row in e.record.rows if ledger.flag(row, site.date) == "red"]


View = Callable[..., dict[str, Any]]
_LISTS: dict[str, View] = {
    "events": lambda entries, site, _kin: calendar.list_view(entries, site),
    "achievements": _achievements,
    "milestones": _milestones,
    "honours": _honours,
    "ledgers": _ledgers,
    "requests": _requests,
    "resources": _resources,
    "venues": _venues,
    "organisations": _organisations,
}
