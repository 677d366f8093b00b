"""待审 on pages: in the preview, what nobody has approved yet says so on its own page and wherever a page leads to it.

A release holds nothing that waits, and its pages stay as they were made: not a byte for the marks.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup, escape

from generator.render.website.links import root_of
from generator.settings import THEME
from generator.site import Artifact
from generator.site.shown import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.render.website.material import ShellPage
    from generator.site import Entry, Site

HOME = "index.html"
STYLE = "assets/waiting.css"
TAG = Markup(' <em class="st-waiting">待审</em>')
_LINK = re.compile(r'(<a\b(?:"[^"]*"|[^">])*?\bhref="([^"]*)"(?:"[^"]*"|[^">])*>)(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Waiting:
    """What waits, by the path of its page; and whether the settings do."""

    entries: Mapping[str, Entry]
    settings: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything waits."""
        return self.settings or bool(self.entries)


def waiting(site: Site) -> Waiting:
    """Return what waits on a site."""
    return Waiting({e.url: e for e in site.all() if e.key in site.pending}, SETTINGS in site.pending)


def marked(page: ShellPage, found: Waiting) -> ShellPage:
    """Return a page with its marks."""
    if not found:
        return page
    body = _LINK.sub(partial(_linked, page.path, found.entries), page.body)
    if entry := found.entries.get(page.path):
        body = _headed(body, f"“{entry.record.title}”还没有审完，不会发布。", entry.key)
    elif page.path == HOME and found.settings:
        body = _headed(body, "网站的设置还没有审完。", SETTINGS)
    head = f'<link rel="stylesheet" href="{root_of(page.path)}{STYLE}">'
    return replace(page, head=f"{page.head}\n{head}", body=body)


def style() -> Artifact:
    """Return the style of the marks."""
    return Artifact(STYLE, (THEME / "preview" / "waiting.css").read_bytes())


def waiting_tag(entry: Entry, site: Site) -> Markup:
    """Return the mark of an entry that waits, nothing for others: for titles that lead nowhere."""
    return TAG if entry.key in site.pending else Markup("")


def _headed(body: str, said: str, key: str) -> str:
    """Return a page's body with the mark in its heading and a sentence below it."""
    note = f'<p class="st-waits">{escape(said)}要审，用 <code>streetlight review {escape(key)}</code></p>'
    return body.replace("</h1>", f"{TAG}</h1>\n{note}", 1)


def _linked(path: str, entries: Mapping[str, Entry], link: re.Match[str]) -> str:
    """Return a link with the mark behind the title that it shows, else at its end."""
    start, href, inside = link.groups()
    entry = entries.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href.partition("#")[0]))))
    if entry is None:
        return link[0]
    for name in filter(None, (entry.record.title, entry.record.short)):
        before, title, after = inside.partition(str(escape(name)))
        if title and (not before or before.endswith(">")):
            return f"{start}{before}{title}{TAG}{after}</a>"
    return f"{start}{inside}{TAG}</a>"
