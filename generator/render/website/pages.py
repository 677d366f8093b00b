"""Every page of the website: path, tab, head, template and what the template gets. Nothing is rendered here.

What a page gets is made when the page is asked for, not before: a site of 10,000 pages is never held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.render.website.doors import PHOTOS, PHOTOS_LEAD, doors, needs_a_tab
from generator.render.website.entries import entry_view
from generator.render.website.gallery import sheets, shots
from generator.render.website.head import Tags, entry_tags, list_tags, site_tags
from generator.render.website.home import home
from generator.render.website.kin import Kin, kin_of
from generator.render.website.traces import ANYTHING
from generator.render.website.views import list_view
from generator.site.retained import over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.render.attachments import Download
    from generator.render.pictures import Picture
    from generator.schema import Collection
    from generator.site import Entry, Site

FULL = 50
"""A full page of a long list. Older pages hold exactly so many entries and never change again."""
WHOLE = frozenset({"organisations", "events"})
"""Lists that cannot be cut: a tree, a calendar."""

HOME, MAP, PAST, LOST, SEARCH = "index.html", "map.html", "past/index.html", "404.html", "search.html"


@dataclass(frozen=True, slots=True)
class WebPage:
    """One page. `trail` is the breadcrumb as (label, path), the page itself last."""

    path: str
    section: str
    tags: Tags
    template: str
    trail: tuple[tuple[str, str], ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """A page that can be made: where it will be, the tab that it stands under, and how."""

    path: str
    section: str
    make: Callable[[], WebPage]
    about: str = ANYTHING
    """What was asked of the site when it was planned, as traces.py names it."""


def pages(
    site: Site, pictures: Mapping[str, Picture], downloads: Mapping[str, tuple[Download, ...]] = MappingProxyType({})
) -> Iterator[WebPage]:
    """Yield every page, in the order of navigation; `downloads` are the files that entries offer, by key."""
    return (planned.make() for planned in plan(site, kin_of(site), pictures, downloads))


def plan(
    site: Site, kin: Kin, pictures: Mapping[str, Picture], downloads: Mapping[str, tuple[Download, ...]]
) -> Iterator[Planned]:
    """Yield every page that there is to make, in the order of navigation."""
    yield Planned(HOME, "home", partial(home_page, site))
    past = site.past()
    listed = {name: current for name in site.collections if (current := site.current(name))}
    over = {e.collection.name for e in past}
    for name, current in listed.items():
        shared = {"gone": name in over, "published": pictures}
        yield from list_pages(site.collections[name], current, site, kin, shared)
    for e in site.shown():
        section = section_of(e.collection) if e.collection.name in listed else ""
        offered = downloads.get(e.key, ())
        make = partial(entry_page, e, site, pictures, kin, offered, listed=e.collection.name in listed)
        yield Planned(e.url, section, make, about=e.key)
    if past:
        yield _single(PAST, "往期", "past.html", site, lambda: {"entries": past})
    yield from _gallery(site, pictures)
    yield _single(MAP, "网站地图", "sitemap.html", site, lambda: {"past": bool(past), "doors": doors(site)})
    yield _single(LOST, "没有找到这一页", "404.html", site, dict)
    if site.shown():
        yield _single(SEARCH, "搜索", "search.html", site, dict)


def home_page(site: Site) -> WebPage:
    """Make the first page."""
    settings = site.settings
    return WebPage(HOME, "home", site_tags(settings.name, settings, HOME), "home.html", context=home(site))


def section_of(collection: Collection) -> str:
    """Return the tab a collection's pages stand under: its own, or none."""
    return collection.name if collection.tab else ""


def list_pages(
    collection: Collection, current: tuple[Entry, ...], site: Site, kin: Kin, shared: Mapping[str, Any]
) -> Iterator[Planned]:
    """Yield a collection's list: the newest on index.html, of a long list the older on index.1.html (oldest) and so on."""
    newest, older = cut(current) if collection.name not in WHOLE else (current, ())
    for number, entries in enumerate((newest, *older)):
        make = partial(_list_page, collection, entries, site, kin, (number, len(older)), shared)
        yield Planned(_address(collection, number), section_of(collection), make, about=f"{collection.name}/*")


def _list_page(  # noqa: PLR0913, PLR0917 (each has its own source)
    collection: Collection,
    entries: tuple[Entry, ...],
    site: Site,
    kin: Kin,
    place: tuple[int, int],
    shared: Mapping[str, Any],
) -> WebPage:
    """Make page `place[0]` of `place[1]` older ones of a list; 0 is index.html, with the newest."""
    number, last = place
    path = _address(collection, number)
    title = f"{collection.heading}（更早，第{number}页）" if number else collection.heading
    older = number - 1 if number else last
    newer = (number + 1 if number < last else 0) if number else None
    view = {"groups": {"": entries}} if number else list_view(collection.name, entries, site, kin)
    context: dict[str, Any] = {
        "collection": collection,
        "entries": entries,
        "title": title,
        "older": _address(collection, older) if older else "",
        "newer": "" if newer is None else _address(collection, newer),
        # The first page leads to every older one, so that no entry is further than three clicks away.
        "pages": () if number else [(n, _address(collection, n)) for n in range(last, 0, -1)],
        **shared,
        **view,
    }
    template = "list.html" if number else f"lists/{collection.name}.html"
    tags = list_tags(collection, title, site.settings, path)
    return WebPage(path, section_of(collection), tags, template, _trail((collection.label, path)), context)


def _address(collection: Collection, number: int) -> str:
    """Return the path of a list page; with a dot in its name, which no entry's id has."""
    return f"{collection.name}/index.{number}.html" if number else f"{collection.name}/index.html"


def cut(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, ...], ...]]:
    """Cut a long list oldest first: full pages of 50 that stay as they are, and 50 to 99 newest for the first page."""
    if len(entries) <= FULL:
        return entries, ()
    by_age = sorted(entries, key=lambda e: (e.record.date.first, e.id))
    pages_before = len(by_age) // FULL - 1
    chunks = [by_age[i * FULL : (i + 1) * FULL] for i in range(pages_before)]
    rest = {e.id for e in by_age[pages_before * FULL :]}
    return tuple(e for e in entries if e.id in rest), tuple(tuple(reversed(c)) for c in chunks)


def entry_page(  # noqa: PLR0913 (each has its own source)
    entry: Entry,
    site: Site,
    pictures: Mapping[str, Picture],
    kin: Kin,
    offered: tuple[Download, ...] = (),
    *,
    listed: bool,
) -> WebPage:
    """Make the page of one entry; an expired one keeps its address and says so."""
    collection = entry.collection
    record = entry.record
    shown = [(pictures[p.file], p) for p in record.photos if p.file in pictures]
    faces = [pictures[p.file].path for _, p in entry.photos() if p.file in pictures] if pictures else []
    owner = site.found("organisations", (record.organisation,)) if record.organisation else ()
    context: dict[str, Any] = {
        "entry": entry,
        "r": record,
        "collection": collection,
        "photos": shown,
        "published": pictures,
        "owner": owner[0] if owner else None,
        "expired": entry.expired(site.date),
        "names_down": over(entry, site.date),
        "back": f"{collection.name}/index.html" if listed else "",
        "downloads": offered,
    }
    tags = entry_tags(entry, site.settings, faces)
    first = (collection.label, f"{collection.name}/index.html") if listed else ("往期", PAST)
    trail = _trail(first, (record.short or record.title, entry.url))
    section = section_of(collection) if listed else ""
    template = f"entries/{collection.name}.html"
    return WebPage(entry.url, section, tags, template, trail, context | entry_view(entry, site, kin))


def _gallery(site: Site, pictures: Mapping[str, Picture]) -> Iterator[Planned]:
    """Yield the pages of the gallery, newest photos first; the first leads to all others."""
    found = sheets(shots(site))
    paths = [PHOTOS, *(f"photos/index.{n}.html" for n in range(1, len(found)))]
    for number, (path, sheet) in enumerate(zip(paths, found, strict=False)):
        title = f"图片（第{number + 1}页）" if number else "图片"
        others = [(n + 1, p) for n, p in enumerate(paths) if n != number]
        context = {"shots": sheet, "published": pictures, "others": others, "lead": PHOTOS_LEAD}
        yield _single(path, title, "gallery.html", site, partial(dict, context))


def _single(path: str, title: str, template: str, site: Site, context: Callable[[], dict[str, Any]]) -> Planned:
    section = "map" if path == MAP and needs_a_tab(site) else ""

    def make() -> WebPage:
        tags = site_tags(title, site.settings, path)
        return WebPage(path, section, tags, template, _trail((title, path)), {"title": title, **context()})

    return Planned(path, section, make)


def _trail(*steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("首页", HOME), *steps)
