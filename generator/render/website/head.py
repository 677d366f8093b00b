"""The tags in a page's head: those that public websites in China carry (SiteName, ColumnName, ArticleTitle …), and og:.

No tag is ever empty; ArticleTitle is the page's one h1, PubDate and ContentSource are what the page shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from generator.render.website.links import absolute, host_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.schema import Collection
    from generator.settings import Settings
    from generator.site import Entry

WECHAT_TITLE = 28
"""So many characters of a title WeChat shows on a card."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The head of one page. `metas` are (name, content) pairs; og: names become properties."""

    title: str
    metas: tuple[tuple[str, str], ...]

    @property
    def escaped_title(self) -> str:
        """The document's title as HTML."""
        return escape(self.title, quote=False)

    def html(self) -> str:
        """Return the meta tags, those without content left out."""
        return "\n".join([_meta(name, content) for name, content in self.metas if content])


def _meta(name: str, content: str) -> str:
    key = "property" if name.startswith("og:") else "name"
    return f'<meta {key}="{name}" content="{_escaped(content)}">'


@lru_cache(maxsize=256)
def _escaped(content: str) -> str:
    """Return an attribute's value: of the dozen that a page has, it has four of its own, and says three of them twice."""
    return escape(" ".join(content.split()))


def page_title(title: str, settings: Settings) -> str:
    """Return the document's title: with the site's name behind it where both fit on a WeChat card."""
    both = f"{title}｜{settings.name}"
    return both if len(both) <= WECHAT_TITLE else title


def site_tags(title: str, settings: Settings, path: str) -> Tags:
    """Return the tags of a page that is neither list nor entry: home, map, 404."""
    description = settings.description or settings.home.lead
    metas = [*_every(settings), ("description", description), *_social(title, "website", description, settings, path)]
    return Tags(title if title == settings.name else page_title(title, settings), tuple(metas))


def list_tags(collection: Collection, title: str, settings: Settings, path: str) -> Tags:
    """Return the tags of a list page."""
    metas = [
        *_every(settings),
        ("ColumnName", collection.label),
        ("ColumnDescription", collection.lead),
        ("ColumnKeywords", ",".join(dict.fromkeys((collection.label, collection.kind, settings.name)))),
        ("ColumnType", collection.kind),
        ("description", collection.lead),
        *_social(title, "website", collection.lead, settings, path),
    ]
    return Tags(page_title(title, settings), tuple(metas))


def entry_tags(entry: Entry, settings: Settings, pictures: Iterable[str]) -> Tags:
    """Return the tags of an entry's page. The hour of publication is not recorded: it is 00:00, never invented."""
    record = entry.record
    url = absolute(settings.url, entry.url) if settings.url else ""
    metas = [
        *_every(settings),
        ("ColumnName", entry.collection.label),
        ("ArticleTitle", record.title),
        ("PubDate", f"{record.date.iso} 00:00"),
        ("ContentSource", record.source or settings.source),
        ("Description", record.summary),
        ("Url", url),
        *_social(record.title, "article", record.summary, settings, entry.url),
        *(("og:image", absolute(settings.url, p)) for p in list(pictures)[:1] if settings.url),
    ]
    return Tags(page_title(record.title, settings), tuple(metas))


def _every(settings: Settings) -> tuple[tuple[str, str], ...]:
    return ("SiteName", settings.name), ("SiteDomain", host_of(settings.url)), ("SiteIDCode", settings.site_code)


def _social(title: str, kind: str, description: str, settings: Settings, path: str) -> tuple[tuple[str, str], ...]:
    return (
        ("og:title", title),
        ("og:type", kind),
        ("og:site_name", settings.name),
        ("og:description", description),
        ("og:url", absolute(settings.url, path) if settings.url else ""),
    )
