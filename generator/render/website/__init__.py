"""The website: Site → pages, feed, pictures, styles. All files, in one call, the same bytes for the same site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.render import pictures as photos
from generator.render.attachments import downloads
from generator.render.website import assets, feed
from generator.render.website.frame import frame_of
from generator.render.website.headings import heading_text
from generator.render.website.ics import calendar_files
from generator.render.website.material import ShellPage
from generator.render.website.pages import HOME, LOST, WebPage, pages
from generator.render.website.shell import shells_for
from generator.render.website.templates import Templates
from generator.render.website.waiting import marked, style, waiting
from generator.settings import THEME
from generator.site import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.render.fonts import Fonts
    from generator.render.pictures import Picture
    from generator.site import Site

__all__ = ["render_plain", "render_website"]
WEBSITE = THEME / "website"


def render_website(site: Site, fonts: Fonts, cache: Path) -> list[Artifact]:
    """Render the whole website. `cache` is a folder that may vanish at any time; paths are relative to the output."""
    published = published_pictures(site, cache)
    offered = downloads(site, cache)
    wanted = list(pages(site, published, offered))
    stamped = stamped_pages(site, wanted, cache)
    first = heading_text([stamped[HOME]])
    others = heading_text(html for path, html in stamped.items() if path != HOME)
    files = [Artifact(path, html.encode()) for path, html in stamped.items()]
    files += {p.path: p.artifact for p in published.values()}.values()
    files += [file.artifact for found in offered.values() for file in found]
    files += assets.stylesheets_and_script(WEBSITE)
    files += [style()] if site.pending else []
    files += assets.calendar_script(WEBSITE) if site.current("events") else []
    files += assets.font_files(first, others, fonts, cache)
    return [*files, *calendar_files(site), *machine_files(site, wanted)]


def render_plain(site: Site, fonts: Fonts, cache: Path) -> list[Artifact]:
    """Render a website without content; its feed is there and empty, for those who ask for it again."""
    return [*render_website(site, fonts, cache), Artifact("feed.xml", feed.bare(site).encode())]


def stamped_pages(site: Site, wanted: Iterable[WebPage], cache: Path) -> dict[str, str]:
    """Return the documents of pages by path."""
    wanted = list(wanted)
    shells = shells_for([(p.path, p.section) for p in wanted], frame_of(site, WEBSITE), cache)
    templates = Templates(site, WEBSITE / "templates")
    found = waiting(site)
    return {p.path: shells.stamp(marked(shell_page(p, templates), found)) for p in wanted}


def shell_page(page: WebPage, templates: Templates) -> ShellPage:
    """Return what Material's shell is put around."""
    return ShellPage(page.path, page.tags.escaped_title, page.tags.html(), templates.body(page), page.section)


def published_pictures(site: Site, cache: Path) -> dict[str, Picture]:
    """Return, by the name authors use, every picture and film of a shown entry that all people in it agreed to."""
    photographed = (p for e in site.shown() for _, p in e.photos())
    filmed = (e.record.video for e in site.shown() if e.record.video)
    agreed = {p.file for p in photographed if p.consent and (p.alt or p.caption)}
    agreed |= {clip.file for clip in filmed if clip.consent and clip.alt}
    found = {name: photos.publish(site.media[name], cache) for name in sorted(agreed & site.media.keys())}
    return {name: picture for name, picture in found.items() if picture}


def machine_files(site: Site, wanted: Iterable[WebPage]) -> list[Artifact]:
    """Return feed, sitemap and robots.txt, without those that would be empty."""
    days = {e.url: e.record.date.iso for e in site.shown()}
    listed = [(p.path, days.get(p.path, "")) for p in wanted if p.path != LOST]
    texts = {"feed.xml": feed.atom(site), "sitemap.xml": feed.sitemap(site, listed), "robots.txt": feed.robots(site)}
    return [Artifact(path, text.encode()) for path, text in texts.items() if text]
