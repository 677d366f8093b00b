"""The home page: what the settings name first, the rest by rank; a section without content is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.render.website.links import tel
from generator.render.website.scenes import home_scene
from generator.render.website.timeline import years

if TYPE_CHECKING:
    from generator.site import Entry, Site

FIGURES, SERVICES, BRANDS, HONOURS, NOTICES, MILESTONES, TASKS = 7, 4, 3, 3, 3, 3, 4
UNASKED = 4
"""So many at most where the settings name none."""


@dataclass(frozen=True, slots=True)
class Task:
    """One of the big doors: an icon, two or three words, what is behind it, where it leads."""

    icon: str
    word: str
    hint: str
    path: str = ""
    tel: str = ""


def home(site: Site) -> dict[str, Any]:
    """Return the context of the home page."""
    figures = chosen(site, "achievements", site.settings.home.figures, FIGURES)
    return {
        "scene": home_scene(site.settings),
        "lit": figures[0] if figures else None,
        "figures": figures[1:],
        "services": chosen(site, "projects", site.settings.home.services, SERVICES),
        "brands": chosen(site, "brands", site.settings.home.brands, BRANDS),
        "honours": site.current("honours")[:HONOURS],
        "notices": site.current("notices")[:NOTICES],
        "road": years(_latest(site.current("milestones"))),
        "tasks": tasks(site),
    }


def chosen(site: Site, collection: str, ids: tuple[str, ...], most: int) -> tuple[Entry, ...]:
    """Return the named entries that are in force; where none is, the first by the collection's own order."""
    return site.found(collection, ids)[:most] or site.current(collection)[: min(most, UNASKED)]


def _latest(milestones: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the last few in order of time; firsts of a province or a country go before ordinary events."""
    done = [e for e in milestones if e.record.state.key == "done"]
    planned = [e for e in milestones if e.record.state.key == "planned"][:1]
    firsts = [e for e in done if e.record.scope] or done
    kept = {e.id for e in [*firsts[-(MILESTONES - len(planned)) :], *planned]}
    return tuple(e for e in milestones if e.id in kept)


def tasks(site: Site) -> tuple[Task, ...]:
    """Return at most four doors, only those that lead somewhere."""
    doors = (_services(site), _notices(site), _phone(site), _honours(site), _organisations(site), _achievements(site))
    return tuple(d for d in doors if d)[:TASKS]


def _services(site: Site) -> Task | None:
    groups = dict.fromkeys(e.record.group.label for e in site.current("projects"))
    return Task("house", "找服务", f"按人找：{'、'.join(list(groups)[:3])}", "projects/index.html") if groups else None


def _notices(site: Site) -> Task | None:
    notices = site.current("notices")
    if not notices:
        return None
    urgent = [e for e in notices if e.record.urgent]
    hint = f"有{len(urgent)}条要紧的" if urgent else f"现有{len(notices)}条"
    return Task("board", "看通知", hint, "notices/index.html")


def _phone(site: Site) -> Task | None:
    phone = site.settings.phone
    return Task("phone", "打电话", site.settings.centre or phone, tel=tel(phone)) if phone else None


def _honours(site: Site) -> Task | None:
    honours = site.current("honours")
    return Task("page", "查荣誉", "谁得的，谁给的", "honours/index.html") if honours else None


def _organisations(site: Site) -> Task | None:
    kinds = dict.fromkeys(e.record.kind.label for e in site.current("organisations"))
    return Task("tree", "找组织", "、".join(list(kinds)[:3]), "organisations/index.html") if kinds else None


def _achievements(site: Site) -> Task | None:
    found = site.current("achievements")
    return Task("bars", "看成绩", f"{len(found)}个数，都有日期", "achievements/index.html") if found else None
