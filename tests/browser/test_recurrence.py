"""Recurring events in a real Chromium: a page built on one day, read on another."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from generator.render.fonts import Fonts
from generator.render.website import render_website
from generator.settings import THEME
from generator.store import read_project

BUILT = dt.date(2026, 11, 21)
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ("events/index.html", "events/reception.html", "events/school.html", "events/feast.html")
FILES = {
    "site_config.yml": "{名称: 灯下街道, 来源: 灯下街道, 首页: {大字: 门开着}}",
    "content/events/all.yml": """
- {编号: reception, 标题: 接待日, 发布日期: 2026-01-01, 日期: 2018-06-15, 重复: 每月15日, 遇节假日: 顺延, 时间: 9:00-11:00}
- {编号: members, 标题: 党员活动日, 发布日期: 2026-01-01, 日期: 2018-06-01, 重复: 每月第二个周六, 停办: 2027-02-13}
- {编号: school, 标题: 社区夜校, 发布日期: 2026-01-01, 日期: 2018-06-01, 重复: 每周一、三, 时间: 19:30, 遇节假日: 停办}
- {编号: doctor, 标题: 家庭医生, 发布日期: 2026-01-01, 日期: 2018-06-07, 重复: 每两周的周四, 时间: 14:30, 有效期至: 2027-03-31}
- {编号: canteen, 标题: 食堂, 发布日期: 2026-01-01, 日期: 2018-06-01, 重复: 每个工作日, 时间: 11:30-13:00}
- {编号: film, 标题: 广场电影, 发布日期: 2026-01-01, 日期: 2018-06-01, 重复: 每年6月至9月每周六, 时间: 20:00}
- {编号: quarter, 标题: 研判会, 发布日期: 2026-01-01, 日期: 2018-06-01, 重复: 每季度, 类别: 会议}
- {编号: feast, 标题: 百家宴，一个标题比较长的活动看看怎样换行, 发布日期: 2026-01-01, 日期: 2027-02-06, 时间: 10:00}
- {编号: show, 标题: 书画展, 发布日期: 2026-01-01, 日期: 2026-11-20, 有效期至: 2026-11-24}
""",
}
SEEN = """() => ({
  months: [...document.querySelectorAll('caption')].map((c) => c.textContent),
  cells: [...document.querySelectorAll('.st-cal td')].map((td) =>
    [td.textContent, td.getAttribute('aria-current'), td.className, td.querySelector('a') && td.querySelector('a').getAttribute('href')]),
  agenda: [...document.querySelectorAll('.st-agenda > li')].map((li) => [li.id, li.querySelector('time').dateTime,
    li.textContent.replace(/\\s+/g, ''), [...li.querySelectorAll('a')].map((a) => a.getAttribute('href'))]),
  empty: [...document.querySelectorAll('.st-agenda--none')].map((p) => p.textContent),
  next: [...document.querySelectorAll('li[data-rule]')].filter((li) => !/办到头了/.test(li.textContent)).map((li) => [li.querySelector('b').closest('a').getAttribute('href'),
    li.querySelector('.st-event__d').textContent.replace(/\\s+/g, ''), !!li.querySelector('[data-known]:not([hidden])')]).sort(),
  coming: [...document.querySelectorAll('.st-coming li')].map((li) => [li.textContent.replace(/\\s+/g, ''), li.querySelector('time').dateTime]),
})"""


class Opened(Protocol):
    page: Any
    complaints: list[str]


PageFor = Callable[..., Opened]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dt.date], Path]:
    """Build the street on a day, each day once."""
    base = tmp_path_factory.mktemp("calendar")
    for name, text in FILES.items():
        (base / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (base / "project" / name).write_text(text, encoding="utf-8")

    def built(day: dt.date) -> Path:
        out = base / day.isoformat()
        site = read_project(base / "project", day).site
        assert site is not None
        for a in [] if out.exists() else render_website(site, Fonts(THEME / "fonts"), base / "cache"):
            (out / a.path).parent.mkdir(parents=True, exist_ok=True)
            (out / a.path).write_bytes(a.data)
        return out

    return built


def at(page: Any, address: str, when: str) -> dict[str, Any]:  # noqa: ANN401  # a page of Playwright
    """Open a page at a moment of the reader's clock; return what it shows."""
    page.clock.set_fixed_time(when)
    page.goto(address)
    seen: dict[str, Any] = page.evaluate(SEEN)
    return seen


def days() -> list[dt.date]:
    """Return some days of the coming half-year, with the first and the last of a year and of a month."""
    rng = random.Random(8)  # noqa: S311  # the same days on each run
    ahead = {BUILT + dt.timedelta(rng.randint(1, 180)) for _ in range(10)}
    return sorted(ahead | {dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2027, 2, 28), dt.date(2027, 3, 31)})


def test_a_page_read_later_shows_what_a_later_build_shows(build: Callable[[dt.date], Path], page_for: PageFor) -> None:
    old = build(BUILT)
    opened = page_for((old / "404.html").as_uri(), width=390)
    for day in days():
        new = build(day)
        for name in PAGES[:2]:
            noon = f"{day}T12:00:00+08:00"
            assert at(opened.page, (old / name).as_uri(), noon) == at(opened.page, (new / name).as_uri(), noon), (
                day,
                name,
            )
            assert opened.page.locator("[data-asof]:visible").count() == 1
    assert opened.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_on_the_day_of_the_build_nothing_is_touched(
    build: Callable[[dt.date], Path], page_for: PageFor, *, script: bool
) -> None:
    opened = page_for("about:blank", script=script)
    for name in PAGES[:3]:
        opened.page.clock.set_fixed_time(f"{BUILT}T23:59:00+08:00")
        opened.page.goto((build(BUILT) / name).as_uri())
        assert "是2026年11月21日算出的" in opened.page.locator("[data-asof]:visible").inner_text()
    assert opened.page.locator(".st-coming li").first.inner_text().split() == ["2026年11月23日", "周一"]


def test_the_day_is_chinas_and_what_is_over_says_so(build: Callable[[dt.date], Path], page_for: PageFor) -> None:
    opened = page_for("about:blank")
    address = (build(BUILT) / "events/index.html").as_uri()
    seen = at(opened.page, address, "2026-11-24T15:59:00Z")
    assert [c[0] for c in seen["cells"] if c[1]] == ["24日，1件"]
    seen = at(opened.page, address, "2026-11-24T16:01:00Z")
    assert [c[0] for c in seen["cells"] if c[1]] == ["25日，1件"]
    assert opened.page.locator("[data-asof]:visible").count() == 0
    assert "已经办过" in opened.page.locator("[data-until]", has_text="书画展").inner_text()
    assert opened.page.locator("em:text('已经办过')").count() == 1


def test_a_day_leads_to_what_is_held_on_it(build: Callable[[dt.date], Path], page_for: PageFor) -> None:
    opened = page_for((build(BUILT) / "404.html").as_uri(), width=390)
    at(opened.page, (build(BUILT) / "events/index.html").as_uri(), "2027-01-15T08:00:00+08:00")
    opened.page.locator("a[href='#d2027-02-06']").click()
    assert opened.page.evaluate("document.querySelector(':target').id") == "d2027-02-06"
    opened.page.locator(":target a").click()
    assert opened.page.locator("h1").inner_text().startswith("百家宴")
    assert opened.complaints == []


@pytest.mark.parametrize(("width", "scheme", "elder"), [(390, "light", False), (1280, "dark", True)])
def test_the_calendar_is_in_order(  # noqa: PLR0913  # fixtures
    build: Callable[[dt.date], Path],
    serve: Callable[[Path], str],
    page_for: PageFor,
    axe: Callable[[Any], list[dict[str, Any]]],
    *,
    width: int,
    scheme: str,
    elder: bool,
) -> None:
    address = serve(build(BUILT))
    for name in PAGES[:2]:
        opened = page_for(f"{address}/404.html", width=width, scheme=scheme)
        opened.page.route(
            "**/*.html",
            lambda route: route.fulfill(
                response=(got := route.fetch()), headers=got.headers | {"content-security-policy": POLICY}
            ),
        )
        at(opened.page, f"{address}/{name}", "2027-01-04T08:00:00+08:00")
        opened.page.evaluate(f"document.documentElement.toggleAttribute('data-st-elder', {str(elder).lower()})")
        assert axe(opened.page) == [], name
        assert opened.page.evaluate(WIDER) <= 0, name
        # leaving a page before its icon has come is no fault
        assert [c for c in opened.complaints if "ERR_ABORTED" not in c] == [], name


def test_the_calendar_is_valid_html(
    build: Callable[[dt.date], Path], html_validate: Callable[[list[Path]], list[str]]
) -> None:
    assert html_validate([build(BUILT) / name for name in (*PAGES, "events/quarter.html")]) == []
