"""The ways into the site: collections grouped by what people come for. One declaration for footer, map and home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.website.gallery import shots

if TYPE_CHECKING:
    from generator.schema import Collection
    from generator.site import Site

DOORS = {
    "办事找人": ("notices", "events", "projects", "requests", "resources", "venues", "rosters", "organisations"),
    "看成绩": ("achievements", "ledgers", "works", "cases", "rankings", "honours", "milestones"),
    "身边人": ("stories", "teams", "brands", "points", "photos"),
    "制度文件": ("methods", "documents", "boards", "pages"),
}
"""The groups and their collections, in this order; one that stands in none of them is listed under the last."""
PHOTOS, PHOTOS_LEAD = "photos/index.html", "每一张都写着是什么、谁拍的、出自哪里。"
MANY = 3
"""With more collections than so many outside the tabs, the map is a tab too."""


@dataclass(frozen=True, slots=True)
class Way:
    """A list that has something in it: its name, its page, what is said of it, how many entries."""

    name: str
    label: str
    path: str
    lead: str
    count: int


@dataclass(frozen=True, slots=True)
class Door:
    """A group of lists."""

    title: str
    ways: tuple[Way, ...]


def doors(site: Site) -> tuple[Door, ...]:
    """Return the groups with the lists that have something in them."""
    ways = {name: _way(c, len(site.current(name))) for name, c in site.collections.items() if site.current(name)}
    if photos := len(shots(site)):
        ways["photos"] = Way("photos", "图片", PHOTOS, PHOTOS_LEAD, photos)
    placed = {name for names in DOORS.values() for name in names}
    last = list(DOORS)[-1]
    found = []
    for title, names in DOORS.items():
        wanted = [*names, *(n for n in ways if n not in placed)] if title == last else names
        if here := tuple(ways[n] for n in wanted if n in ways):
            found.append(Door(title, here))
    return tuple(found)


def _way(collection: Collection, count: int) -> Way:
    return Way(collection.name, collection.label, f"{collection.name}/index.html", collection.lead, count)


def needs_a_tab(site: Site) -> bool:
    """Tell whether so many lists stand outside the tabs that the map should be one."""
    return sum(not c.tab for name, c in site.collections.items() if site.current(name)) > MANY
