"""The only door to the browser: the system's Chromium shows a screen's page, moved by hand, or prints a document.

Playwright is imported when a browser is needed and not before: an export of which nothing changed needs none.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.run import ProgramError, ProgramMissing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM, PLAYWRIGHT = "chromium", "playwright"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome")
_INSTALLED = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_PATIENCE = 30_000
"""Milliseconds for one step of the browser."""
_SHOW = """async ([index, id]) => {
  const whole = async video => {
    document.getAnimations().forEach(one => one.finish());
    if (!video) return null;
    video.className = 'on';
    video.src = video.getAttribute('data-clip');
    await new Promise(done => { video.requestVideoFrameCallback(done); video.onerror = done; setTimeout(done, 4000); });
    return null;
  };
  for (const end = performance.now() + 20000; performance.now() < end;) {
    STREETLIGHT.still(index);
    const state = STREETLIGHT.state();
    if (state.failed[id]) return state.notes;
    if (state.shown === id) return whole(document.querySelector('.node:not(.off) video[data-clip]'));
    await document.fonts.ready;
    await new Promise(done => setTimeout(done, 5));
  }
  return STREETLIGHT.state().notes;
}"""
"""Shows a slide and waits until all of it is there; of a video the first frame. Returns what went wrong, or null."""
_BARE = "() => { document.querySelector('.node:not(.off)').className = 'node bare'; }"
_WINDOWS = """() => Array.from(document.querySelectorAll('.slide .roll')).map(line => {
  const box = line.parentNode.getBoundingClientRect();
  return [box.left, box.top, box.width, box.height, line.offsetWidth];
}).filter(window => window[4] > window[2])"""


_CLIP = """() => {
  const box = document.querySelector('.node:not(.off) video[data-clip]').getBoundingClientRect();
  return [box.left, box.top, box.width, box.height].map(Math.round);
}"""
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Window:
    """Where a line rolls: its window's box, and how far it rolls; both in pixels of the screen."""

    box: Box
    far: int


def browser_program() -> str | None:
    """Return the browser that would be used: the one CHROMIUM names, else the first known one that is installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    roots = [Path(os.environ[name]) for name in _FOLDERS if name in os.environ]
    installed = (str(root / path) for root in roots for path in _INSTALLED if (root / path).is_file())
    return next((found for name in _NAMES if (found := shutil.which(name))), None) or next(installed, None)


def edition(program: str) -> str:
    """Return what tells one version of a browser from the next, without starting it."""
    file = Path(program).resolve()
    state = file.stat()
    return hashlib.sha256(f"{file} {state.st_size} {state.st_mtime_ns}".encode()).hexdigest()[:16]


class Stage:
    """A screen's own page at its own size, each slide shown when asked for."""

    def __init__(self, page: Page) -> None:
        """Take a page that is loaded."""
        self._page = page

    def still(self, index: int, name: str) -> bytes:
        """Return a slide, given by its index and id, as PNG in the pixels of the screen."""
        self._show(index, name)
        return self._page.screenshot()

    def bare(self, index: int, name: str) -> bytes:
        """Return a slide's ground as it stands alone for a moment before the rest."""
        self._show(index, name)
        self._page.evaluate(_BARE)
        return self._page.screenshot()

    def windows(self, index: int, name: str) -> list[Window]:
        """Return where lines roll on a slide."""
        self._show(index, name)
        found: Sequence[Sequence[float]] = self._page.evaluate(_WINDOWS)
        return [Window((int(x), int(y), int(w), int(h)), int(long - w)) for x, y, w, h, long in found]

    def clip(self, index: int, name: str) -> Box:
        """Return where a slide's video stands."""
        self._show(index, name)
        x, y, width, height = self._page.evaluate(_CLIP)
        return x, y, width, height

    def rolled(self, by: int) -> bytes:
        """Return the slide that is shown with its lines rolled by so many pixels."""
        self._page.evaluate("px => STREETLIGHT.roll(px)", by)
        return self._page.screenshot()

    def _show(self, index: int, name: str) -> None:
        notes = self._page.evaluate(_SHOW, [index, name])
        if notes is not None:
            raise RuntimeError(f"slide {name} cannot be drawn: {notes}")


class Chromium(ExitStack):
    """The system's browser, started when it is first needed; leaving the context ends it.

    Raises ProgramMissing (`playwright`, `chromium`) when one is not installed, ProgramError when it does not start.
    """

    _browser: Browser | None = None

    def stage(self, page: Path, size: tuple[int, int], moment: int) -> Stage:
        """Open a screen's `index.html` at a moment (milliseconds since 1970)."""
        opened = self._page(size)
        opened.clock.set_fixed_time(moment / 1000)
        opened.goto(page.resolve().as_uri())
        opened.wait_for_function("window.STREETLIGHT && STREETLIGHT.state().ready")
        return Stage(opened)

    def pdf(self, document: Path) -> bytes:
        """Print a document on pages of the size that its style asks for."""
        page = self._page((800, 1100))
        page.goto(document.resolve().as_uri())
        return page.pdf(prefer_css_page_size=True, print_background=True)

    def _page(self, size: tuple[int, int]) -> Page:
        browser = self._browser or self._started()
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, device_scale_factor=1, offline=True, locale="zh-CN")  # type: ignore[arg-type]  # a TypedDict of these two
        context.set_default_timeout(_PATIENCE)
        self.callback(context.close)
        return context.new_page()

    def _started(self) -> Browser:
        try:
            from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 (an extra, and heavy)
        except ImportError as error:
            raise ProgramMissing(PLAYWRIGHT, "the Python package playwright is not installed") from error
        program = browser_program()
        if program is None:
            raise ProgramMissing(CHROMIUM, "no Chromium found")
        playwright = self.enter_context(sync_playwright())
        try:
            self._browser = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        except Error as error:
            raise ProgramError(CHROMIUM, f"{program} does not start") from error
        self.callback(self._browser.close)
        return self._browser
