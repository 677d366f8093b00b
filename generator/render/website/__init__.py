"""The website: Site → pages, feed, pictures, styles: the same bytes for the same site. `Website` gives them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.website import feed
from generator.render.website.traces import answers
from generator.render.website.website import Website
from generator.site import Artifact

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.fonts import Fonts
    from generator.site import Site

__all__ = ["Website", "answers", "render_plain", "render_website"]


def render_website(site: Site, fonts: Fonts, cache: Path) -> list[Artifact]:
    """Render the whole website. `cache` is a folder that may vanish at any time; paths are relative to the output."""
    website = Website(site, fonts, cache)
    pages = list(website.documents(website.paths))
    return [*pages, *website.beside(), *website.faces(website.headings), *website.search()]


def render_plain(site: Site, fonts: Fonts, cache: Path) -> list[Artifact]:
    """Render a website without content; its feed is there and empty, for those who ask for it again."""
    return [*render_website(site, fonts, cache), Artifact("feed.xml", feed.bare(site).encode())]
