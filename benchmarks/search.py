"""How search does on a large street: bytes of a search, its time on a slow phone, and whether it finds what is there.

The truth is plain: a query is found on a page when every part of it is a substring of what the page says, both folded.
"""

from __future__ import annotations

import functools
import gzip
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING, Any

from generator.render.stills import browser_program
from generator.render.website.search.fold import fold
from generator.render.website.search.words import Page, said

if TYPE_CHECKING:
    from generator.site import Site

SLOWER = 6
_NUMBERED = re.compile(r"\d[\d.:%-]*[^\W\d]{0,3}")
_MIXED = re.compile(r"[一-鿿“”·]{1,4}[\dA-Za-z.%]+[一-鿿]{0,3}")
VISIT = """async (query) => {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = "/search.html?q=" + encodeURIComponent(query);
  document.body.append(frame);
  await new Promise((loaded) => { frame.onload = loaded; });
  const page = frame.contentDocument, state = page.querySelector("[role=status]");
  while (!/^(找到|没有)/.test(state.textContent)) await new Promise((soon) => setTimeout(soon));
  const files = frame.contentWindow.performance.getEntriesByType("resource").map((file) => new URL(file.name).pathname);
  const listed = page.querySelectorAll(".st-found li").length;
  frame.remove();
  return [files, listed];
}"""
"""What a visit of the search page asks for, whether the browser has it or not, and how many hits it lists.

A frame is a visit of its own: its page remembers nothing of the one before.
"""
FOUND = """async (query) => {
  const answer = await streetlightSearch.search(query), found = [];
  do found.push(...(await answer.more()).map((hit) => hit.page.slice(0, 2))); while (answer.rest());
  return found;
}"""
"""Every hit of a query as (key, title), however many times that takes."""
_KEYS = f'async (query) => (await ({FOUND})(query)).map(([key]) => key).join("\\n")'
"""The keys alone, in one piece: half a million of them come over from the browser."""
_WARM = """async (query) => {
  const started = performance.now();
  const hits = await (await streetlightSearch.search(query)).more();
  return [performance.now() - started, hits.length ? hits[0].page[1] : ""];
}"""


@dataclass(frozen=True)
class Searched:
    """What was measured: bytes of all scripts of one search as they lie there and packed with gzip, times, shares.

    Milliseconds go from asking to the hits, every file there, on a processor six times slower. Shares go from 0 to 1.

    `titles`: how often a page whose title was asked for came first.
    """

    queries: int
    bytes_median: int
    bytes_max: int
    packed_max: int
    ms_median: float
    ms_max: float
    listed_median: int
    recall: float
    precision: float
    titles: float


def queries(pages: Sequence[Page], count: int, seed: int = 1) -> list[str]:
    """Return queries that residents could ask: 2–8 characters of any text, names, figures, Latin next to Han, titles."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    found: list[str] = []
    while len(found) < count:
        page = chance.choice(pages)
        lines = f"{page.title}\n{page.facts}\n{page.text}".split("\n")
        kind = len(found) % 5
        if kind == 0:
            found.append(page.title)
            continue
        line = chance.choice(lines)
        named = {1: _NUMBERED.findall(line), 2: _MIXED.findall(line), 3: page.facts.split("\n")}.get(kind, [])
        text = chance.choice(named) if named else line
        size = min(len(text), chance.randint(2, 8))
        start = chance.randint(0, len(text) - size)
        if query := text[start : start + size].strip():
            found.append(query)
    return found


def truth(pages: Sequence[Page], query: str) -> set[str]:
    """Return the keys of the pages that say every part of a query."""
    parts = fold(query).split()
    return {p.key for p, text in zip(pages, _folded(tuple(pages)), strict=True) if all(part in text for part in parts)}


_kept: dict[int, list[str]] = {}


def _folded(pages: tuple[Page, ...]) -> list[str]:
    key = hash(pages)
    if key not in _kept:
        _kept[key] = [fold(f"{p.title}\n{p.facts}\n{p.text}") for p in pages]
    return _kept[key]


def measured(site: Site, release: Path, count: int = 500, seed: int = 1) -> Searched:
    """Measure searches on a release of a site, in a real browser. Needs playwright and Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra that need not be there

    pages = said(site)
    asked = queries(pages, count, seed)
    with served(release) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(f"{address}/assets/search.js")  # a page without a policy, which frames may stand in
        fetched = [_fetched(release, *tab.evaluate(VISIT, query)) for query in asked]
        tab.goto(f"{address}/search.html")
        found = [(query, tab.evaluate(_KEYS, query).splitlines()) for query in asked]
        tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        timed = [tab.evaluate(_WARM, query) for query in asked]
        browser.close()
    return _summed(pages, found, fetched, timed)


def _summed(
    pages: Sequence[Page], found: list[tuple[str, list[str]]], fetched: list[tuple[int, int, int]], timed: list[Any]
) -> Searched:
    hits = right = wanted = listed = 0
    for query, keys in found:
        true = truth(pages, query)
        wanted, listed, right = wanted + len(true), listed + len(keys), right + len(true & set(keys))
    titles = {p.title for p in pages}
    asked = [(query, first) for (query, _), (_, first) in zip(found, timed, strict=True) if query in titles]
    hits = sum(query == first for query, first in asked)
    sizes, times = [f[0] for f in fetched], [t for t, _ in timed]
    return Searched(
        len(found), int(median(sizes)), max(sizes), max(f[1] for f in fetched), round(median(times), 1),
        round(max(times), 1), int(median(f[2] for f in fetched)), right / wanted, right / listed, hits / len(asked),
    )  # fmt: skip


def _fetched(release: Path, names: Sequence[str], listed: int) -> tuple[int, int, int]:
    """Return the bytes of the scripts of a search, packed and not, and how many hits it listed."""
    files = [_sizes(release / name.lstrip("/")) for name in names if "search" in name and name.endswith(".js")]
    return sum(plain for plain, _ in files), sum(packed for _, packed in files), listed


@functools.cache
def _sizes(file: Path) -> tuple[int, int]:
    content = file.read_bytes()
    return len(content), len(gzip.compress(content, 6))


class served:  # noqa: N801  # used like a function
    """Serves a folder on this computer while it is used."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))

    def __enter__(self) -> str:
        """Return its address."""
        Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a tab that is closed leaves files half fetched."""


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def end_headers(self) -> None:
        """Let the browser keep all files: what is counted is what a page asks for, not what comes over the line."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
