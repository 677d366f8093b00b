"""Saving: from the moment a file is in its place until `streetlight serve` gives the changed page, and it is reloaded."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TypeVar

from benchmarks.edits import Edit, street_edits
from benchmarks.ground import DAY, Ground
from benchmarks.measures.browsing import absent
from benchmarks.pairs import median
from benchmarks.rows import Row
from generator.render.stills import browser_program

T = TypeVar("T")

_ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)/")
_PATIENCE_S = 60.0
_RESTS_S = (0.5, 1.0, 2.0)  # between two saves, in turn: the preview still looks the one before over, or has done so
_SEEN = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint && performance.timeOrigin + paint.startTime;
}"""
"""The moment when a page was first seen, in milliseconds of the computer's clock."""


class TooSlowError(Exception):
    """What should have happened in the preview did not within a minute."""


def saving(ground: Ground, n: int) -> Iterator[Row]:
    """Yield how long a save takes to be served, to be told to the browser, and, where there is one, to be seen in it."""
    street = ground.street(n)
    with preview(ground, street) as host:
        edits = street_edits(street, n)
        few = len(_RESTS_S)
        saves = list(_saves(edits, host, 3 * few))[few:]  # the first ones find nothing in memory yet
        yield _row("save → changed page served", n, [served for served, _ in saves], 0.1)
        yield _row("save → browser told", n, [told for _, told in saves], 0.2)
        if absent():
            yield Row(work="save → page reloaded in Chromium", n=n, note=absent())
        else:
            yield _row("save → page reloaded in Chromium", n, list(_reloads(edits, host, 2 * few + 1))[1:], 0.2)


def _row(work: str, n: int, seconds: list[float], goal: float) -> Row:
    return Row(work=work, n=n, ours_s=median(seconds), pairs=len(seconds), goal={"ours_s": goal})


@contextmanager
def preview(ground: Ground, street: Path) -> Iterator[str]:
    """Give the host and port of a preview that is up; it ends with the context."""
    program = ground.program("serve", "--port", "0", "--date", DAY, "--lang", "en", "--project", street)
    process = program.start()
    try:
        yield _soon(lambda: (found := _ADDRESS.search(program.said())) and found[1])
    finally:
        process.terminate()
        process.wait()


def _soon(look: Callable[[], T | None], rest_s: float = 0.01) -> T:
    """Return what a look gives as soon as it gives anything."""
    end = time.perf_counter() + _PATIENCE_S
    while time.perf_counter() < end:
        if found := look():
            return found
        time.sleep(rest_s)
    raise TooSlowError


def _saves(edits: Iterator[Edit], host: str, times: int) -> Iterator[tuple[float, float]]:
    """Yield for each save the seconds until the page is served, and until the browser is told of it."""
    told: Queue[float] = Queue()
    Thread(target=_listen, args=(host, told), daemon=True).start()
    connection = http.client.HTTPConnection(host)
    for edit, rest in zip(islice(edits, times), cycle(_RESTS_S), strict=False):
        time.sleep(rest)
        while not told.empty():
            told.get()
        saved = edit.save()
        served = _soon(partial(_served, connection, edit), 0.005)
        yield served - saved, told.get(timeout=_PATIENCE_S) - saved


def _served(connection: http.client.HTTPConnection, edit: Edit) -> float | None:
    """Return the present moment when the changed page is what the preview gives."""
    connection.request("GET", f"/{edit.page}")
    body = connection.getresponse().read()
    return time.perf_counter() if edit.mark.encode() in body else None


def _listen(host: str, told: Queue[float]) -> None:
    """Write down when the preview tells its browsers anything."""
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/__streetlight/events")
    with connection.getresponse() as stream:
        for line in stream:
            if line.startswith(b"data:"):
                told.put(time.perf_counter())


def _reloads(edits: Iterator[Edit], host: str, times: int) -> Iterator[float]:
    """Yield for each save the seconds until Chromium has painted it, on a page that is open there."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra that need not be there

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        page = browser.new_page()
        for edit, rest in zip(islice(edits, times), cycle(_RESTS_S), strict=False):
            page.goto(f"http://{host}/{edit.page}")
            time.sleep(rest)
            saved = edit.save() + time.time() - time.perf_counter()
            page.wait_for_function("mark => document.title.includes(mark)", arg=edit.mark)
            yield page.wait_for_function(_SEEN).json_value() / 1000 - saved  # not when playwright hears of it
        browser.close()
