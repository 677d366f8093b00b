"""Every page of the website: path, tab, head, template and what the template gets. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.render.website.doors import PHOTOS, PHOTOS_LEAD, doors, needs_a_tab
from generator.render.website.entries import entry_view
from generator.render.website.gallery import sheets, shots
from generator.render.website.head import Tags, entry_tags, list_tags, site_tags
from generator.render.website.home import home
from generator.render.website.kin import Kin, kin_of
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

HOME, MAP, PAST, LOST = "index.html", "map.html", "past/index.html", "404.html"


@dataclass(frozen=True, slots=True)
class WebPage:
    """One page. `trail` is the breadcrumb as (label, path), the page itself last."""

    path: str
    section: str
    tags: Tags
    template: str
    trail: tuple[tuple[str, str], ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)


def pages(
    site: Site, pictures: Mapping[str, Picture], downloads: Mapping[str, tuple[Download, ...]] = MappingProxyType({})
) -> Iterator[WebPage]:
    """Yield every page, in the order of navigation; `downloads` are the files that entries offer, by key."""
    settings = site.settings
    yield WebPage(HOME, "home", site_tags(settings.name, settings, HOME), "home.html", context=home(site))
    past, kin = site.past(), kin_of(site)
    listed = {name: current for name in site.collections if (current := site.current(name))}
    over = {e.collection.name for e in past}
    for name, current in listed.items():
        shared = {"gone": name in over, "published": pictures}
        yield from list_pages(site.collections[name], current, site, kin, shared)
    for entry in site.shown():
        page = entry_page(entry, site, pictures, kin, listed=entry.collection.name in listed)
        yield replace(page, context={**page.context, "downloads": downloads.get(entry.key, ())})
    if past:
        yield _single(PAST, "往期", "past.html", site, entries=past)
    yield from _gallery(site, pictures)
    yield _single(MAP, "网站地图", "sitemap.html", site, past=bool(past), doors=doors(site))
    yield _single(LOST, "没有找到这一页", "404.html", site)


def section_of(collection: Collection) -> str:
    """Return the tab a collection's pages stand under: its own, or none."""
    return collection.name if collection.tab else ""


def list_pages(
    collection: Collection, current: tuple[Entry, ...], site: Site, kin: Kin, shared: Mapping[str, Any]
) -> Iterator[WebPage]:
    """Yield a collection's list: the newest on index.html, of a long list the older on index.1.html (oldest) and so on."""
    newest, older = cut(current) if collection.name not in WHOLE else (current, ())
    view = {**shared, **list_view(collection.name, newest, site, kin)}
    # The first page leads to every older one, so that no entry is further than three clicks away.
    view["pages"] = [(n, _address(collection, n)) for n in range(len(older), 0, -1)]
    yield _list_page(collection, newest, site, (0, len(older)), view)
    for number, entries in enumerate(older, 1):
        rest = {**shared, "groups": {"": entries}, "pages": ()}
        yield _list_page(collection, entries, site, (number, len(older)), rest)


def _list_page(
    collection: Collection, entries: tuple[Entry, ...], site: Site, place: tuple[int, int], view: Mapping[str, Any]
) -> WebPage:
    """Make page `place[0]` of `place[1]` older ones of a list; 0 is index.html, with the newest."""
    number, last = place
    path = _address(collection, number)
    title = f"{collection.heading}（更早，第{number}页）" if number else collection.heading
    older = number - 1 if number else last
    newer = (number + 1 if number < last else 0) if number else None
    context: dict[str, Any] = {
        "collection": collection,
        "entries": entries,
        "title": title,
        "older": _address(collection, older) if older else "",
        "newer": "" if newer is None else _address(collection, newer),
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


def entry_page(entry: Entry, site: Site, pictures: Mapping[str, Picture], kin: Kin, *, listed: bool) -> WebPage:
    """Make the page of one entry; an expired one keeps its address and says so."""
    collection = entry.collection
    shown = [(pictures[p.file], p) for p in entry.record.photos if p.file in pictures]
    owner = site.found("organisations", (entry.record.organisation,)) if entry.record.organisation else ()
    context: dict[str, Any] = {
        "entry": entry,
        "r": entry.record,
        "collection": collection,
        "photos": shown,
        "published": pictures,
        "owner": owner[0] if owner else None,
        "expired": entry.expired(site.date),
        "names_down": over(entry, site.date),
        "back": f"{collection.name}/index.html" if listed else "",
    }
    tags = entry_tags(entry, site.settings, [pictures[p.file].path for _, p in entry.photos() if p.file in pictures])
    first = (collection.label, f"{collection.name}/index.html") if listed else ("往期", PAST)
    trail = _trail(first, (entry.record.short or entry.record.title, entry.url))
    section = section_of(collection) if listed else ""
    template = f"entries/{collection.name}.html"
    return WebPage(entry.url, section, tags, template, trail, context | entry_view(entry, site, kin))


def _gallery(site: Site, pictures: Mapping[str, Picture]) -> Iterator[WebPage]:
    """Yield the pages of the gallery, newest photos first; the first leads to all others."""
    found = sheets(shots(site))
    paths = [PHOTOS, *(f"photos/index.{n}.html" for n in range(1, len(found)))]
    for number, (path, sheet) in enumerate(zip(paths, found, strict=False)):
        title = f"图片（第{number + 1}页）" if number else "图片"
        others = [(n + 1, p) for n, p in enumerate(paths) if n != number]
        yield _single(
            path, title, "gallery.html", site, shots=sheet, published=pictures, others=others, lead=PHOTOS_LEAD
        )


def _single(path: str, title: str, template: str, site: Site, **context: object) -> WebPage:
    tags = site_tags(title, site.settings, path)
    section = "map" if path == MAP and needs_a_tab(site) else ""
    return WebPage(path, section, tags, template, _trail((title, path)), {"title": title, **context})


def _trail(*steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("首页", HOME), *steps)
