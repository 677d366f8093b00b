"""An edition: website and screens as one state of the content makes them. Each file is made when it is asked for, once.

Content with errors is drawn, too, so that they are seen where they are. Nobody has vouched for such content: what cannot
be drawn of it stays as the edition before had it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from generator.preview.letters import letters
from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.website import Website
from generator.settings import THEME
from generator.site.retained import taken_down

if TYPE_CHECKING:
    from pathlib import Path

    from generator.findings import Finding
    from generator.site import Artifact, Site

SCREENS = "screens/"
BARE = "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>画不出来</title><body><h1>这一页现在画不出来</h1></body></html>".encode()
"""What stands for a page that never could be drawn; why is told to the browser."""
Files = Mapping[str, bytes]


class Outdated(Exception):  # noqa: N818  # no fault: whoever asked asks the newest edition instead
    """There is a newer edition; making anything of this one would be in vain."""


class Press:
    """What editions are made with, one after the other: the fonts, a folder for derived files, and the locks.

    Templates are filled by one thread at a time, and so are slides drawn.
    """

    def __init__(self, cache: Path) -> None:
        """Open the fonts."""
        self.cache = cache
        self.fonts = Fonts(THEME / "fonts")
        self.website, self.screens = threading.Lock(), threading.Lock()
        self.newest: Edition | None = None


class Edition:
    """The files of one state of the content."""

    def __init__(self, site: Site, press: Press, look: int = 0, before: Edition | None = None) -> None:
        """Plan the pages and make none of them. Raises whatever content with errors makes impossible to plan.

        `look` counts the states of the theme: under another one all pages look different.
        """
        self.site, self._press, self._look = taken_down(site), press, look
        self._website = Website(self.site, press.fonts, press.cache)
        self.pages = self._website.paths
        """Every page of the website."""
        self._made: dict[str, bytes] = {}
        self._drawn: dict[str, tuple[Files, list[Finding]]] = {}
        self._pages_before: Files = before.made() if before else {}
        self._screens_before: Mapping[str, Files] = before.drawn() if before else {}
        self._rest: Iterator[Artifact] | None = None
        self.failed: dict[str, Exception] = {}
        """What could not be drawn (paths of pages, ids of screens), and why."""

    def made(self) -> dict[str, bytes]:
        """Return the pages that were drawn last, by path."""
        return {**self._pages_before, **{path: d for path, d in [*self._made.items()] if path in self.pages}}

    def drawn(self) -> dict[str, Files]:
        """Return the files of the screens that were drawn last, by screen."""
        return {**self._screens_before, **{screen: files for screen, (files, _) in [*self._drawn.items()]}}

    def file(self, path: str) -> bytes | None:
        """Return a file, None where there is none of that name. Raises Outdated."""
        if path.startswith(SCREENS):
            return self.screen(_screen_of(path))[0].get(path)
        return self._made.get(path) or letters(path, self._press.fonts) or self._of_website(path)

    def passing(self, path: str) -> bytes:
        """Return a page without keeping it."""
        with self._press.website:
            self._still_newest()
            return self._made.get(path) or self._page(path)

    def others(self) -> Iterator[Artifact]:
        """Yield all files of the website that are no pages, without keeping them."""
        rest = self._all_the_rest()
        while True:
            with self._press.website:
                self._still_newest()
                if (file := next(rest, None)) is None:
                    return
            yield file

    def digest(self, path: str) -> str:
        """Return what changes when a page looks different; of a screen, when anything that it plays does."""
        if path.startswith(SCREENS):
            files = [data for _, data in sorted(self.screen(_screen_of(path))[0].items())]
        else:
            files = [self.file(path) or b""]
        seal = blake2b(str(self._look).encode(), digest_size=8)
        for data in files:
            seal.update(data)
        return seal.hexdigest()

    def screen(self, name: str) -> tuple[Files, list[Finding]]:
        """Return the files of a screen, none where there is no such screen, and what was found in drawing it."""
        if all(name != screen.id for screen in self.site.settings.screens):
            return {}, []
        with self._press.screens:
            if name not in self._drawn:
                self._still_newest()
                self._drawn[name] = self._draw(name)
        return self._drawn[name]

    def _draw(self, name: str) -> tuple[Files, list[Finding]]:
        try:
            files, found = render_screens(self.site, self._press.fonts, self._press.cache, only=name)
        except Exception as wrong:  # noqa: BLE001  # see above
            self.failed[name] = wrong
            return self._screens_before.get(name, {}), []
        return {file.path: file.data for file in files}, found

    def _of_website(self, path: str) -> bytes | None:
        with self._press.website:
            if path not in self._made:
                self._still_newest()
                if path in self.pages:
                    self._made[path] = self._page(path)
                else:
                    self._look_among_the_rest(path)
        return self._made.get(path)

    def _page(self, path: str) -> bytes:
        try:
            return self._website.document(path)
        except Exception as wrong:  # noqa: BLE001  # see above
            self.failed[path] = wrong
            return self._pages_before.get(path, BARE)

    def _look_among_the_rest(self, path: str) -> None:
        if self._rest is None:
            self._rest = self._all_the_rest()
        for file in self._rest:
            self._made[file.path] = file.data
            if file.path == path:
                return

    def _all_the_rest(self) -> Iterator[Artifact]:
        """Yield what is no page; its fonts are not used: letters.py has them."""
        return chain(self._website.rest(defaultdict(str)), self._website.search())

    def _still_newest(self) -> None:
        if self._press.newest is not self:
            raise Outdated


def _screen_of(path: str) -> str:
    return path.split("/")[1]
