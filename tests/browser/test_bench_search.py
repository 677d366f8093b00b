"""What `make bench` says of a search: a frame asks for what a first visit asks for, however often it was asked before."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from benchmarks.content import write_street
from benchmarks.ground import DAY
from benchmarks.search import VISIT, served
from generator.store import read_project
from tests.browser.test_search import ANSWERED, rendered


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("bench")
    write_street(base / "street", 230)
    site = read_project(base / "street", dt.date.fromisoformat(DAY)).site
    assert site is not None
    return rendered(site, base / "release", base / "cache", every=False)


def first_visit(browser: Browser, address: str, query: str) -> tuple[set[str], int]:
    """Return the scripts that a browser which was never here asks for, and how many hits it lists."""
    context, names = browser.new_context(), set[str]()
    page = context.new_page()
    page.on("request", lambda request: names.add(unquote(urlsplit(request.url).path)))
    page.goto(f"{address}/search.html?q={quote(query)}")
    page.wait_for_function(ANSWERED)
    listed = page.locator(".st-found li").count()
    context.close()
    return {name for name in names if name.endswith(".js")}, listed


def test_a_frame_asks_for_what_a_first_visit_asks_for(release: Path, browser: Browser) -> None:
    with served(release) as address:
        tab = browser.new_page()
        tab.goto(f"{address}/assets/search.js")
        sizes = set()
        for query in ("社区", "便民服务站", "2018年", "没有人说过的话", "社区"):
            files, listed = tab.evaluate(VISIT, query)
            assert ({name for name in files if name.endswith(".js")}, listed) == first_visit(browser, address, query)
            assert len(set(files)) == len(files)
            sizes.add(len(files))
        tab.close()
    assert len(sizes) > 1
