"""The website of a site: which pages there are, each document when it is asked for, and all else that a release holds.

Nothing is rendered before it is asked for and nothing that was rendered is held. Two processes may each make some of
the documents; what the fonts need to know of them (`headings`) is put together again before `faces`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, cast

from generator import program
from generator.render import pictures as photos
from generator.render.attachments import Download, downloads
from generator.render.website import assets, feed
from generator.render.website.frame import frame_of
from generator.render.website.headings import common_first
from generator.render.website.ics import calendar_files
from generator.render.website.kin import kin_of
from generator.render.website.material import ShellPage
from generator.render.website.pages import HOME, LOST, Planned, WebPage, plan
from generator.render.website.search import search_files
from generator.render.website.shell import Shells, shells_for
from generator.render.website.templates import Templates
from generator.render.website.traces import Watched, noted
from generator.render.website.waiting import Waiting, marked, style, waiting
from generator.settings import THEME
from generator.site import Artifact

if TYPE_CHECKING:
    from generator.render.fonts import Fonts
    from generator.render.pictures import Picture
    from generator.site import Site

WEBSITE = THEME / "website"


class Website:
    """All files of a website, the same bytes for the same site; paths are relative to the output."""

    def __init__(self, site: Site, fonts: Fonts, cache: Path) -> None:
        """Take a site. `cache` is a folder that may vanish at any time."""
        self._site, self._fonts, self._cache = site, fonts, cache
        self._watched = Watched(site)
        self._templates = Templates(cast("Site", self._watched), WEBSITE / "templates", cache)
        self.headings: dict[str, str] = {}
        """Of each document made so far, the characters that it sets in the heading face."""
        self.asked: tuple[str, ...] = ()
        """What the last document made has asked the site for, as traces.py names it."""

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every page, in the order of navigation."""
        return tuple(self._planned)

    def document(self, path: str) -> bytes:
        """Return the document of one page. Raises KeyError for a path that is no page."""
        planned = self._planned[path]
        self._watched.asked.clear()
        page = marked(shell_page(planned.make(), self._templates), self._waiting)
        self.asked = (planned.about, *self._watched.asked - {planned.about})
        self.headings[path] = self._shells.headings(page)
        return self._shells.stamp(page)

    def documents(self, paths: Iterable[str]) -> Iterator[Artifact]:
        """Yield the documents of these pages one by one."""
        return (Artifact(path, self.document(path)) for path in paths)

    def beside(self) -> Iterator[Artifact]:
        """Yield all that hangs on no page: pictures and files, styles and scripts, calendars, feed and sitemap."""
        yield from {p.path: p.artifact for p in self._pictures.values()}.values()
        yield from (file.artifact for found in self._downloads.values() for file in found)
        yield from assets.stylesheets_and_script(WEBSITE)
        if self._site.pending:
            yield style()
        if self._site.current("events"):
            yield from assets.calendar_script(WEBSITE)
        yield from calendar_files(self._site)
        yield from machine_files(self._site, self.paths)

    def faces(self, headings: Mapping[str, str]) -> Iterator[Artifact]:
        """Yield the fonts of headings; `headings` as above, of every page, whoever made it."""
        first, others = headings[HOME], common_first(headings[path] for path in self.paths if path != HOME)
        yield from assets.font_files(first, others, self._fonts, self._cache)

    def search(self) -> Iterator[Artifact]:
        """Yield the script that searches and its index."""
        return search_files(self._site, self._cache)

    @cached_property
    def key(self) -> bytes:
        """A digest of all that pages hang on beside what they ask for: the same for all of them."""
        site, files = self._site, [p.artifact for p in self._pictures.values()]
        files += [download.artifact for found in self._downloads.values() for download in found]
        named = [(name, picture.path) for name, picture in self._pictures.items()]
        offered = [(key, [(d.name, d.path) for d in found]) for key, found in self._downloads.items()]
        listed = [name for name in site.collections if site.current(name)]
        same = (
            site.date,
            site.settings,
            sorted(site.pending),
            sorted(site.unread),
            listed,
            self._shells.digest,
            named,
            offered,
        )
        digest = blake2b(program.seal(), digest_size=16)
        digest.update(repr((same, [(file.path, file.sha256) for file in files])).encode("utf-8", "surrogatepass"))
        return digest.digest()

    @cached_property
    def _planned(self) -> dict[str, Planned]:
        watched = cast("Site", self._watched)
        kin = noted(kin_of(self._site), self._watched.asked)
        return {planned.path: planned for planned in plan(watched, kin, self._pictures, self._downloads)}

    @cached_property
    def _shells(self) -> Shells:
        pages = [(planned.path, planned.section) for planned in self._planned.values()]
        return shells_for(pages, frame_of(self._site, WEBSITE), self._cache)

    @cached_property
    def _waiting(self) -> Waiting:
        return waiting(self._site)

    @cached_property
    def _pictures(self) -> dict[str, Picture]:
        return published_pictures(self._site, self._cache)

    @cached_property
    def _downloads(self) -> dict[str, tuple[Download, ...]]:
        return downloads(self._site, self._cache)


def shell_page(page: WebPage, templates: Templates) -> ShellPage:
    """Return what Material's shell is put around."""
    return ShellPage(page.path, page.tags.escaped_title, page.tags.html(), templates.body(page), page.section)


def published_pictures(site: Site, cache: Path) -> dict[str, Picture]:
    """Return, by the name authors use, every picture and film of a shown entry that all people in it agreed to."""
    if not site.media:
        return {}
    photographed = (p for e in site.shown() for _, p in e.photos())
    filmed = (e.record.video for e in site.shown() if e.record.video)
    agreed = {p.file for p in photographed if p.consent and (p.alt or p.caption)}
    agreed |= {clip.file for clip in filmed if clip.consent and clip.alt}
    found = {name: photos.publish(site.media[name], cache) for name in sorted(agreed & site.media.keys())}
    return {name: picture for name, picture in found.items() if picture}


def machine_files(site: Site, pages: Iterable[str]) -> Iterator[Artifact]:
    """Yield feed, sitemap and robots.txt, without those that would be empty."""
    days = {e.url: e.record.date.iso for e in site.shown()}
    listed = ((path, days.get(path, "")) for path in pages if path != LOST)
    texts = {"feed.xml": feed.atom(site), "sitemap.xml": feed.sitemap(site, listed), "robots.txt": feed.robots(site)}
    return (Artifact(path, text.encode()) for path, text in texts.items() if text)
