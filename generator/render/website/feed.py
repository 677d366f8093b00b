"""What machines read: the Atom feed, sitemap.xml and robots.txt. Dates come from entries, never from a clock."""

from __future__ import annotations

import uuid
from functools import partial
from heapq import nsmallest
from html import escape as escaped
from typing import TYPE_CHECKING

from generator.render.website.links import absolute, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.site import Entry, Site

NEWEST = 30
escape, attribute = partial(escaped, quote=False), escaped
# What Python has for XML (xml.sax.saxutils) loads all it has for HTTP: 16 ms of each start.
ZONE = "T00:00:00+08:00"


def has_news(site: Site) -> bool:
    """Tell whether there is a feed."""
    return any(c.in_feed and site.current(name) for name, c in site.collections.items())


def in_feed(site: Site) -> list[Entry]:
    """Return the newest entries that are news, latest first."""
    news = (e for name, c in site.collections.items() if c.in_feed for e in site.current(name))
    return nsmallest(NEWEST, news, key=lambda e: (-e.record.date.first.toordinal(), e.key))


def atom(site: Site) -> str:
    """Return the Atom feed (RFC 4287), or nothing when there is no news. Without a host its links are relative."""
    news = in_feed(site)
    return _feed(site, news, news[0].record.date.iso) if news else ""


def bare(site: Site) -> str:
    """Return a feed without news, for those who asked for one before everything was withdrawn."""
    return _feed(site, (), site.date.isoformat())


def _feed(site: Site, news: Iterable[Entry], updated: str) -> str:
    settings = site.settings
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>{_id(site, 'index.html')}</id>",
        f"<title>{escape(settings.name)}</title>",
        f"<updated>{updated}{ZONE}</updated>",
        f"<author><name>{escape(settings.host or settings.name)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{attribute(_link(site, "index.html"))}"/>',
    ]
    if settings.url:
        head.append(f'<link rel="self" type="application/atom+xml" href="{attribute(_link(site, "feed.xml"))}"/>')
    return "\n".join([*head, *(_entry(e, site) for e in news), "</feed>", ""])


def _entry(entry: Entry, site: Site) -> str:
    record = entry.record
    date = f"{record.date.iso}{ZONE}"
    summary = record.summary or record.line or record.title
    return (
        f"<entry><id>{_id(site, entry.url)}</id><title>{escape(record.title)}</title>"
        f"<published>{date}</published><updated>{date}</updated>"
        f'<link rel="alternate" type="text/html" href="{attribute(_link(site, entry.url))}"/>'
        f'<category term="{attribute(entry.collection.label)}"/><summary>{escape(summary)}</summary></entry>'
    )


def _id(site: Site, path: str) -> str:
    """Return a permanent id: the address, or a UUID made of the street's name and the path."""
    if site.settings.url:
        return escape(absolute(site.settings.url, path))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{site.settings.name}/{path}')}"


def _link(site: Site, path: str) -> str:
    return absolute(site.settings.url, path) if site.settings.url else quoted(path)


def sitemap(site: Site, pages: Iterable[tuple[str, str]]) -> str:
    """Return sitemap.xml for these (path, day or nothing).

    The protocol wants full addresses. A site without a host lists paths from its root ("/brands/x.html"): search
    engines ignore such a file, people and tools can still read it.
    """
    root = escape(absolute(site.settings.url, "")) if site.settings.url else "/"
    urls = [
        f"<url><loc>{root}{quoted(path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>" for path, day in pages
    ]
    start = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([start, *urls, "</urlset>", ""])


def robots(site: Site) -> str:
    """Return robots.txt, which names the sitemap's full address; nothing for a site without a host."""
    if not site.settings.url:
        return ""
    return f"User-agent: *\nAllow: /\nSitemap: {absolute(site.settings.url, 'sitemap.xml')}\n"
