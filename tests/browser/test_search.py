"""The search page in a real Chromium: it finds what is there and nothing else, from a stick, in a sub-folder, under a strict policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

import pytest

from benchmarks.content import write_street
from benchmarks.search import FOUND, queries, truth
from generator.render.fonts import Fonts
from generator.render.website import Website
from generator.render.website.search.words import Page, said
from generator.settings import THEME
from generator.site import Site
from generator.store import read_project

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
ANSWERED = """() => /^(找到|没有)/.test((document.querySelector("[role=status]") || {}).textContent)"""
MANY = 460
ASKED = 250
"""Queries of each of two streets."""


class Opened(Protocol):
    page: Any
    complaints: list[str]


PageFor = Callable[..., Opened]


def rendered(site: Site, out: Path, cache: Path, *, every: bool) -> Path:
    """Render a website; without `every` page only those without an entry."""
    website = Website(site, Fonts(THEME / "fonts"), cache)
    paths = [p for p in website.paths if every or "/" not in p]
    website.headings |= dict.fromkeys(website.paths, "")
    for artifact in (*website.documents(paths), *website.beside(), *website.faces(website.headings), *website.search()):
        (out / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (out / artifact.path).write_bytes(artifact.data)
    return out


@pytest.fixture(scope="module")
def streets(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[Page], Path]]:
    """Return the shipped street and a made-up one of some hundred entries: what their pages say, and the website."""
    base = tmp_path_factory.mktemp("search")
    write_street(base / "made", MANY)
    found = {}
    for name, project, date in (("content", repository, "2018-07-10"), ("made", base / "made", "2018-12-31")):
        site = read_project(project, dt.date.fromisoformat(date)).site
        assert site is not None
        found[name] = (said(site), rendered(site, base / name, base / "cache", every=name == "content"))
    return found


@pytest.fixture
def strict(streets: dict[str, tuple[list[Page], Path]]) -> Iterator[str]:
    """Serve the shipped street in a sub-folder, under a strict policy."""

    class Strict(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    folder = streets["content"][1].parent
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/content"
        server.shutdown()


def amiss(opened: Opened) -> list[str]:
    """Return what a page did that it must not do; files that are half fetched when one leaves it are no fault."""
    return [told for told in opened.complaints if "ERR_ABORTED" not in told]


def asked(page: Any, query: str) -> list[str]:  # noqa: ANN401 (as in Opened)
    """Ask as people do; return the titles that are listed."""
    page.get_by_label("想找什么？").fill(query)
    with page.expect_navigation():
        page.get_by_label("想找什么？").press("Enter")
    page.wait_for_function(ANSWERED)
    return [str(title) for title in page.locator(".st-found h2").all_inner_texts()]


@pytest.mark.parametrize("street", ["content", "made"])
def test_everything_that_is_there_is_found_and_nothing_else(
    streets: dict[str, tuple[list[Page], Path]], page_for: PageFor, street: str
) -> None:
    pages, site = streets[street]
    opened = page_for((site / "search.html").as_uri())
    wrong, titles = {}, {p.title for p in pages}
    for query in queries(pages, ASKED):
        found = opened.page.evaluate(FOUND, query)
        if {key for key, _ in found} != truth(pages, query) or len(dict(found)) != len(found):
            wrong[query] = found
        elif query in titles and found[0][1] != query:
            wrong[query] = found[0]
    assert wrong == {}
    assert amiss(opened) == []


@pytest.mark.parametrize(("query", "first"), [("健康家", "健康家"), ("壹号", "壹号工厂"), ("健康家 老人", "健康家")])
def test_titles_come_first(
    streets: dict[str, tuple[list[Page], Path]], page_for: PageFor, query: str, first: str
) -> None:
    assert first in asked(page_for((streets["content"][1] / "search.html").as_uri()).page, query)[0]


def test_widths_are_one_and_ways_to_write_a_number_are_two(
    streets: dict[str, tuple[list[Page], Path]], page_for: PageFor
) -> None:
    page = page_for((streets["content"][1] / "search.html").as_uri()).page
    assert asked(page, "９１个成员单位") == asked(page, "91个成员单位") != []
    assert asked(page, "九十一个成员单位") == []


def test_rare_characters_are_whole(minimal: Path, tmp_path: Path, page_for: PageFor) -> None:
    for name, title in (("a", "𬱖老师的课"), ("b", "㛃桥"), ("c", "𬱟桥")):
        text = f"标题: {title}\n发布日期: 2018-01-01\n有效期至: 2018-12-31\n"
        (minimal / f"content/notices/{name}.yml").write_text(text, encoding="utf-8")
    site = read_project(minimal, dt.date(2018, 7, 1)).site
    assert site is not None
    page = page_for((rendered(site, tmp_path / "out", tmp_path / "cache", every=False) / "search.html").as_uri()).page
    assert [asked(page, q) for q in ("𬱖", "㛃", "𬱟桥", "桥")] == [
        ["𬱖老师的课"],
        ["㛃桥"],
        ["𬱟桥"],
        ["𬱟桥", "㛃桥"],
    ]


def test_nothing_is_fetched_before_somebody_searches(
    streets: dict[str, tuple[list[Page], Path]], page_for: PageFor
) -> None:
    opened = page_for("about:blank")
    fetched: list[str] = []
    opened.page.on("request", lambda request: fetched.append(request.url))
    opened.page.goto((streets["made"][1] / "index.html").as_uri())

    def names() -> list[str]:
        return [url.partition("/made/")[2] for url in fetched if "search" in url.partition("/made/")[2]]

    assert names() == []
    opened.page.get_by_role("link", name="搜索").click()
    opened.page.wait_for_url("**/search.html")
    assert names() == ["search.html", "assets/search.js"]
    assert opened.page.evaluate("document.activeElement.id") == "st-q"


def test_a_search_is_light(streets: dict[str, tuple[list[Page], Path]], page_for: PageFor) -> None:
    """At most 60 KB of scripts for a first answer, however many have what was asked for."""
    pages, site = streets["made"]
    heavy = {}
    for query in ["社区", "前后", "1", "因为有人提过", "志愿者在", *queries(pages, 15, seed=3)]:
        opened = page_for("about:blank")
        fetched: list[str] = []
        opened.page.on("request", lambda request, fetched=fetched: fetched.append(request.url))
        opened.page.goto((site / "search.html").as_uri())
        asked(opened.page, query)
        paths = {url.partition("/made/")[2] for url in fetched}
        files = {site / path for path in paths if "search" in path and path.endswith(".js")}
        if (size := sum(file.stat().st_size for file in files)) > 60_000:
            heavy[query] = size
    assert heavy == {}


def test_under_a_strict_policy_in_a_sub_folder(strict: str, page_for: PageFor) -> None:
    opened = page_for(f"{strict}/brands/health-home.html", width=390)
    opened.page.get_by_role("link", name="搜索").click()
    assert asked(opened.page, "体检")
    state = opened.page.get_by_role("status").inner_text()
    assert state == f"找到{opened.page.locator('.st-found li').count()}条。"
    assert opened.page.locator(".st-found mark").first.inner_text() == "体检"
    opened.page.locator(".st-found a").first.click()
    assert "体检" in opened.page.locator("main").inner_text()
    assert amiss(opened) == []


def test_more_is_asked_for_and_keys_lead_through(
    streets: dict[str, tuple[list[Page], Path]], page_for: PageFor
) -> None:
    page = page_for((streets["content"][1] / "search.html").as_uri()).page
    assert len(asked(page, "社区")) == 10
    link = "document.activeElement.closest('li') && [...document.querySelectorAll('.st-found li')].indexOf(document.activeElement.closest('li'))"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "st-q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(link) == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "st-q"
    page.get_by_role("button", name="再看一些").click()
    page.wait_for_function("document.querySelectorAll('.st-found li').length === 20")
    assert page.evaluate(link) == 10
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "st-q"


def test_no_match_says_what_to_try(streets: dict[str, tuple[list[Page], Path]], page_for: PageFor) -> None:
    page = page_for((streets["content"][1] / "search.html").as_uri()).page
    assert asked(page, "没有人写过这个词") == []
    assert page.get_by_role("status").inner_text() == "没有找到“没有人写过这个词”。"
    page.locator("main").get_by_role("link", name="网站地图").last.click()
    assert page.locator("h1").inner_text() == "网站地图"


def test_what_is_asked_for_is_text(streets: dict[str, tuple[list[Page], Path]], page_for: PageFor) -> None:
    opened = page_for((streets["content"][1] / "search.html").as_uri())
    for query in ('<img src=x onerror="alert(1)">', "\\", "`", '"', "%", "   ", "a" * 60, "__proto__ toString"):
        opened.page.goto((streets["content"][1] / "search.html").as_uri())
        opened.page.get_by_label("想找什么？").fill(query)
        with opened.page.expect_navigation():
            opened.page.get_by_label("想找什么？").press("Enter")
        if query.strip():
            opened.page.wait_for_function(ANSWERED)
        assert opened.page.locator("main img").count() == 0
    assert amiss(opened) == []


def test_without_script_it_leads_to_the_map(streets: dict[str, tuple[list[Page], Path]], page_for: PageFor) -> None:
    page = page_for((streets["content"][1] / "search.html").as_uri(), script=False).page
    assert page.get_by_role("textbox").count() == page.get_by_role("searchbox").count() == 0
    page.locator("main").get_by_role("link", name="网站地图").locator("visible=true").click()
    assert page.locator("h1").inner_text() == "网站地图"


@pytest.mark.parametrize(
    ("width", "scheme", "elder"), [(390, "light", False), (1280, "dark", False), (390, "dark", True)]
)
def test_is_accessible_and_fits(  # noqa: PLR0913, PLR0917 (fixtures)
    streets: dict[str, tuple[list[Page], Path]],
    page_for: PageFor,
    axe: Callable[[Any], list[dict[str, Any]]],
    width: int,
    scheme: str,
    elder: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    page = page_for((streets["content"][1] / "search.html").as_uri(), width=width, scheme=scheme).page
    if elder:
        page.get_by_role("button", name="大字版").click()
    for query in ("社区", "没有人写过这个词"):
        asked(page, query)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    small = page.evaluate(
        "() => [...document.querySelectorAll('main a, main button, main input')].filter(e => e.offsetParent)"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"
    )
    assert [found for found in small if "map.html" not in found] == []
    page.emulate_media(media="print")
    assert page.locator("form:visible, .st-tool:visible, main button:visible").count() == 0
