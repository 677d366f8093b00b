"""What a browser gets: the bytes of a first visit, and how fast a screen is exported by way of one."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from benchmarks.content import key_of
from benchmarks.ground import DAY, Ground
from benchmarks.pairs import Side, alone, median
from benchmarks.rows import Row
from generator.render.stills import browser_program

if TYPE_CHECKING:
    from playwright.sync_api import Response

_COUNTED = {"document", "stylesheet", "script", "font"}
_KB = 1000
_LOOP = re.compile(r"\((\d+) slides, (\d+) s a loop\)")


def absent() -> str:
    """Return why there is nothing to measure with; nothing when there is."""
    return "" if find_spec("playwright") and browser_program() else "not measured: needs Chromium and playwright"


def first_visit(ground: Ground, n: int) -> Iterator[Row]:
    """Yield what a phone fetches for a page that it has never been on, packed with gzip; pictures aside."""
    street = ground.street(n)
    ground.build(street).run()
    name, entry_id = key_of(n // 2)
    pages = {"home page": "index.html", "list": f"{name}/index.html", "entry": f"{name}/{entry_id}.html"}
    for kind, page in pages.items():
        size = None if absent() else round(fetched(ground.out(street), page) / _KB, 1)
        yield Row(work=f"first visit: {kind}", n=n, ours=size, unit="KB", goal={"ours": 100.0}, note=absent())


def fetched(release: Path, page: str) -> int:
    """Return the bytes that come over the line for a page."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra that need not be there

    came: list[Response] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(release))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
            phone = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=3)
            phone.on("response", lambda response: came.append(response))  # noqa: PLW0108  # a built-in cannot be marked
            phone.goto(f"http://127.0.0.1:{server.server_port}/{page}", wait_until="networkidle")
            size = sum(_packed(response) for response in came if response.request.resource_type in _COUNTED)
            browser.close()
        server.shutdown()
    return size


def _packed(response: Response) -> int:
    """Return the bytes of an answer as a server with gzip would send them; fonts are packed already."""
    body = response.body()
    return len(body) if response.request.resource_type == "font" else len(gzip.compress(body, 6))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def export(ground: Ground, n: int) -> Iterator[Row]:
    """Yield the export of a wall as pictures and of a sign at the crossing as video, from nothing and unchanged."""
    for screen, option, target in (("lobby", "--png", "stills"), ("crossing", "--mp4", "loop.mp4")):
        work = f"export of “{screen}” as {option.removeprefix('--').upper()}"
        if absent():
            yield Row(work=work, n=n, note=absent())
            continue
        where = ("--project", ground.street(n), "--date", DAY, "--lang", "en")
        program = ground.program("render", screen, option, ground.folder / target, *where)
        run = alone(Side(program, lambda: ground.forget(ground.cache)), 1)[0]
        found = _LOOP.search(program.said())
        told = f"{found[1]} slides, a loop of {found[2]} s" if found else ""
        yield Row(work=work, n=n, ours_s=round(run.wall_s, 2), ours_cpu_s=round(run.cpu_s, 2), pairs=1, note=told)
        again = alone(Side(program), 3)
        wall, cpu = median(run.wall_s for run in again), median(run.cpu_s for run in again)
        yield Row(work=f"{work}, unchanged", n=n, ours_s=wall, ours_cpu_s=cpu, pairs=len(again), goal={"ours_s": 1.0})
