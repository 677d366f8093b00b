"""What each collection's entry template gets beyond the entry itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from generator.collections.ledgers import STATES
from generator.render.website import calendar, charts, ledger, plates, rows, series
from generator.render.website.facts import facts, share
from generator.render.website.floors import from_top
from generator.render.website.kin import Kin, gathered, matched, mates_of, of_unit
from generator.render.website.scenes import place_of
from generator.site import roll_ups

if TYPE_CHECKING:
    from generator.site import Entry, Site

NAMED = {
    "projects": frozenset({"group", "state", "figures", "brand", "needs", "resources", "claimed_by"}),
    "brands": frozenset({"sign", "slogan", "needs", "services", "results", "figures", "awards"}),
    "achievements": frozenset(
        {
            "value",
            "unit",
            "scope",
            "as_of",
            "target",
            "period_from",
            "series",
            "indicator",
            "percent_of",
            "percent_part",
        }
    ),
    "rankings": frozenset({"as_of", "aspects", "unit", "rows"}),
    "cases": frozenset({"before_text", "after_text", "problem", "raised", "steps", "partners", "result"}),
    "methods": frozenset({"shape", "core", "rows"}),
    "ledgers": frozenset({"as_of", "total", "count_word", "done_word", "rows"}),
    "requests": frozenset({"kind", "state", "projects"}),
    "resources": frozenset({"projects", "provider"}),
    "points": frozenset({"rankings"}),
    "rosters": frozenset({"kind", "event"}),
    "boards": frozenset({"kind", "where", "rows"}),
    "documents": frozenset({"files"}),
    "venues": frozenset({"menu", "standards", "rows"}),
    "works": frozenset({"stages", "certificates"}),
    "stories": frozenset({"quote", "honours", "consent", "who", "role"}),
    "teams": frozenset({"does"}),
    "events": frozenset({"when", "repeats", "off", "holidays", "kind", "result"}),
    "honours": frozenset({"recipients", "count", "unit"}),
    "milestones": frozenset({"when", "scope", "state"}),
    "notices": frozenset({"from_", "urgent"}),
    "organisations": frozenset({"kind"}),
}
"""Fields that a collection's own template shows itself; the rest stand in the table of facts."""


WIDE = frozenset({"ledgers", "venues", "works"})
"""Collections whose entries want the page's whole width; others get it with a wide table."""


def entry_view(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    """Return the extra context of an entry's page."""
    name = entry.collection.name
    named = NAMED.get(name, frozenset())
    shown = rows.tables(entry, site, named)
    context: dict[str, Any] = {"facts": facts(entry, site, named), "tables": shown}
    context["wide"] = name in WIDE or any(t.wide for t in shown)
    view = _ENTRIES.get(name)
    return context | view(entry, site, kin) if view else context


def _achievement(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    near = dict.fromkeys(e.id for e in (*site.found("achievements", (entry.id,)), *kin.parts.get(entry.id, ())))
    return {
        "facts": (*facts(entry, site, NAMED["achievements"]), *share(entry, site)),
        "wholes": charts.wholes(site.found("achievements", tuple(near))),
        "goals": charts.goals([entry]),
        "readings": series.readings(entry),
    }


def _brand(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    street = site.belonging_to(entry.record.organisation) if entry.record.organisation else {}
    return {
        "place": place_of(entry, site),
        "figures": site.found("achievements", entry.record.figures),
        "awards": site.found("honours", entry.record.awards),
        "projects": kin.projects.get(entry.id, ()),
        "mates": mates_of(kin, entry, street.get("brands", ())),
    }


def _project(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    return {
        "figures": site.found("achievements", entry.record.figures),
        "brands": site.found("brands", (entry.record.brand,)) if entry.record.brand else (),
        "asked": kin.asked.get(entry.id, ()),
        "offered": kin.offered.get(entry.id, ()),
        "units": kin.units,
    }


def _request(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    return {"matches": matched([entry], site, kin), "units": kin.units}


def _resource(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    services = site.found("projects", entry.record.projects)
    return {
        "services": services,
        "asked": gathered(kin.asked, (s.id for s in services)),
        "mates": mates_of(kin, entry, kin.provided.get(entry.record.provider, ())),
        "unit": kin.units.get(entry.record.provider),
    }


def _ledger(entry: Entry, site: Site, _kin: Kin) -> dict[str, Any]:
    record = entry.record
    states = sorted({row.state for row in record.rows if row.state}, key=lambda s: list(STATES).index(s.key))
    return {
        "shares": ledger.shares(record),
        "whole": ledger.whole(record),
        "listing": ledger.ledger_table(entry, site),
        "states": [(state, sum(row.state == state for row in record.rows)) for state in states],
    }


def _venue(entry: Entry, site: Site, _kin: Kin) -> dict[str, Any]:
    """A venue with floors has a guide; rooms without floors stay a table."""
    if any(room.floor for room in entry.record.rows):
        return {"floors": from_top(entry.record.rows)}
    return {"floors": (), "tables": rows.tables(entry, site)}


def _roster(entry: Entry, site: Site, _kin: Kin) -> dict[str, Any]:
    """Who is on duty next: all rows of the first day that is not over."""
    days = [row.when for row in entry.record.rows if row.when and row.when.last >= site.date]
    coming = min(days) if days else None
    return {
        "coming": coming,
        "on_duty": [row for row in entry.record.rows if coming and row.when == coming],
        "events": site.found("events", (entry.record.event,)) if entry.record.event else (),
    }


def _board(entry: Entry, _site: Site, _kin: Kin) -> dict[str, Any]:
    return {"size": plates.size_of(entry.record)}


def _points(entry: Entry, site: Site, _kin: Kin) -> dict[str, Any]:
    return {"rankings": site.found("rankings", entry.record.rankings)}


def _story(entry: Entry, site: Site, _kin: Kin) -> dict[str, Any]:
    return {"awards": site.found("honours", entry.record.honours)}


def _organisation(entry: Entry, site: Site, kin: Kin) -> dict[str, Any]:
    belongings = dict(site.belonging_to(entry.id))
    children = belongings.pop("organisations", ())
    claimed, provided = of_unit(kin.claimed, entry), of_unit(kin.provided, entry)
    used = site.found("projects", tuple(dict.fromkeys(i for r in provided for i in r.record.projects)))
    answered = gathered(kin.asked, (p.id for p in (*claimed, *used)))
    return {
        "claimed": claimed,
        "provided": provided,
        "answered": answered,
        "place": place_of(entry, site),
        "children": children,
        "sums": roll_ups(entry, site),
        "belongings": tuple((site.collections[name], found) for name, found in belongings.items()),
    }


def _ranking(entry: Entry, _site: Site, _kin: Kin) -> dict[str, Any]:
    """Say which columns there are; equal scores share a place, and where a score is missing there are no places."""
    listed = entry.record.rows
    scores = [row.score.number for row in listed if row.score]
    places = [1 + sum(other > score for other in scores) for score in scores]
    return {
        "places": places if len(scores) == len(listed) else [],
        "scored": bool(scores),
        "moved": any(row.change is not None for row in listed),
        "sparks": [series.spark(row.history) for row in listed],
    }


View = Callable[..., dict[str, Any]]
_ENTRIES: dict[str, View] = {
    "events": lambda entry, site, _kin: calendar.entry_view(entry, site),
    "achievements": _achievement,
    "brands": _brand,
    "boards": _board,
    "ledgers": _ledger,
    "points": _points,
    "rankings": _ranking,
    "requests": _request,
    "resources": _resource,
    "rosters": _roster,
    "stories": _story,
    "venues": _venue,
    "projects": _project,
    "organisations": _organisation,
}
