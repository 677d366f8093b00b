"""The player, put to the clock: what plays when, how slides follow one another, what staff can do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.render.screens.parts import EMERGENCY, NORMAL, REST, SCHEDULE, TAKEOVER, Part
from generator.render.screens.slide import millis
from tests.browser.decks import DATE, EVERGREEN, NOON, Deck, Open, filmed, pictured, rolled, shown, slide, tabs, visible

DAY = 86_400_000
THREE = tuple(slide(name, colour=colour) for name, colour in (("a", "#600"), ("b", "#060"), ("c", "#006")))


@pytest.fixture
def play(browser: Browser) -> Iterator[Open]:
    with tabs(browser) as opened:
        yield opened


def names(page: Page, start: int, seconds: int = 60) -> list[str]:
    """Return the names of what is on, second by second, without repeats in a row."""
    script = "([t, n]) => { var o = []; for (var i = 0; i < n; i++) o.push(STREETLIGHT.at(t + i * 1000)); return o; }"
    ids: list[str] = page.evaluate(script, [start, seconds])
    return [x.split("/")[1] for i, x in enumerate(ids) if i == 0 or ids[i - 1] != x]


def at(page: Page, hour: float, day: int = 0) -> set[str]:
    """Return what plays in a minute at an hour (Chinese time) so many days after the release's date."""
    return set(names(page, millis(DATE) + day * DAY + int(hour * 3_600_000)))


def test_it_plays_from_a_file_and_over_http_and_asks_for_nothing_else(
    play: Open, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    photo, files = pictured("photo")
    page = Deck((*THREE, photo), files=files).write(tmp_path)
    for address in (page, f"{serve(tmp_path)}/index.html"):
        tab = play(address)
        seen = set()
        for _ in range(30):
            tab.clock.run_for(1_000)
            seen |= set(visible(tab))
        assert {s.split("/")[1] for s in seen} == {"a", "b", "c", "photo"}
        assert tab.evaluate("STREETLIGHT.state().notes") == []


def test_two_players_started_37_seconds_apart_show_the_same_slide(play: Open, tmp_path: Path) -> None:
    page = Deck(THREE).write(tmp_path)
    first, second = play(page, NOON, zone="America/New_York"), play(page, NOON + 37_000)
    first.clock.run_for(37_000)
    for _ in range(12):
        first.clock.run_for(5_000)
        second.clock.run_for(5_000)
        assert shown(first) == shown(second)


def test_weights_and_order_make_the_loop(play: Open, tmp_path: Path) -> None:
    page = play(Deck(THREE, (Part("平时", NORMAL, (1, 2, 1, 3)),)).write(tmp_path))
    start = page.evaluate("t => { while ((t - 1577808000000) % 24000) t += 1000; return t; }", NOON)
    assert names(page, start, 24) == ["a", "b", "a", "c"]


def test_the_highest_level_plays_alone_and_hours_are_those_of_china(play: Open, tmp_path: Path) -> None:
    slides = [slide(n) for n in ("usual", "morning", "fair", "rest", "alarm", "late")]
    parts = (
        Part("平时", NORMAL, (1,)),
        Part("早上", SCHEDULE, (2,), opens=7 * 60, closes=9 * 60, days="12345"),
        Part("接管", TAKEOVER, (3,), millis(DATE + dt.timedelta(days=2)), millis(DATE + dt.timedelta(days=3))),
        Part("休息", REST, (4,), opens=22 * 60, closes=6 * 60),
        Part("紧急", EMERGENCY, (5,), NOON + DAY, NOON + DAY + 3_600_000),
        Part("夜里", SCHEDULE, (6,), opens=20 * 60, closes=2 * 60, days="7"),
    )
    page = play(Deck(tuple(slides), parts).write(tmp_path), zone="America/New_York")
    assert at(page, 6.5) == {"usual"}
    assert at(page, 7) == at(page, 8.98) == {"morning"}
    assert at(page, 9) == {"usual"}
    assert at(page, 8, day=5) == {"usual"}  # Saturday
    assert at(page, 22) == at(page, 5.98) == {"rest"}
    assert at(page, 12.5, day=1) == {"alarm"}
    assert at(page, 8, day=2) == {"fair"}
    assert at(page, 23, day=2) == {"rest"}
    assert at(page, 21, day=6) == {"late"}
    assert at(page, 21, day=7) == {"usual"}


def test_a_part_without_a_valid_slide_gives_way_and_night_keeps_bright_slides_out(play: Open, tmp_path: Path) -> None:
    over = slide("over", start=millis(DATE), end=NOON)
    bright, dim = slide("bright", night=False), slide("dim")
    parts = (Part("平时", NORMAL, (2, 3)), Part("接管", TAKEOVER, (1,)))
    page = play(Deck((over, bright, dim), parts, screen={"night": "19:30-06:30"}).write(tmp_path))
    assert at(page, 11.9) == {"over"}
    assert at(page, 12) == {"bright", "dim"}
    assert at(page, 19.5) == at(page, 6.48, day=1) == {"dim"}
    stage = "document.getElementById('stage').className"
    assert page.evaluate(stage) == ""
    page.clock.set_system_time((NOON + 10 * 3_600_000) / 1000)
    page.clock.run_for(1_000)
    assert page.evaluate(stage) == "dim"


@pytest.mark.parametrize("moment", [1_000, millis(dt.date(2000, 1, 1)), NOON + 730 * DAY])
def test_a_clock_that_cannot_be_right_shows_what_has_no_time_and_a_mark(
    play: Open, tmp_path: Path, moment: int
) -> None:
    dated = slide("dated", start=0, end=NOON + 9_999 * DAY)
    parts = (
        Part("平时", NORMAL, (1, 2)),
        Part("早上", SCHEDULE, (3,), opens=60, closes=1439),
        Part("周", SCHEDULE, (3,), days="1234"),
    )
    page = play(Deck((slide("a"), dated, slide("c")), parts).write(tmp_path), moment)
    page.clock.run_for(2_000)
    assert set(names(page, moment, 600)) == {"a"}
    assert page.evaluate("document.getElementById('stage').className") == "amiss"
    mark = "getComputedStyle(document.querySelector('.s-corner'), ':after').content"
    assert page.evaluate(mark) == '"!"'
    assert page.evaluate("getComputedStyle(document.querySelector('.s-corner')).color") == "rgb(255, 194, 71)"


def test_when_everything_is_over_the_evergreen_slide_plays(play: Open, tmp_path: Path) -> None:
    page = play(Deck((slide("over", end=NOON + 1_000),)).write(tmp_path))
    page.clock.run_for(5_000)
    assert visible(page) == [EVERGREEN]


def test_slides_follow_without_a_gap_or_with_the_bare_ground_or_fade(play: Open, tmp_path: Path) -> None:
    for kind, screen in {"cut": {"place": "路口"}, "hold": {}, "fade": {"change": "渐变"}}.items():
        page = play(Deck(THREE, screen=screen).write(tmp_path / kind))
        page.clock.run_for(2_000)
        before, classes, opacities = shown(page), set(), set()
        while shown(page) == before:
            page.clock.run_for(200)
        for _ in range(6):
            classes.add(page.evaluate("document.querySelector('.node:not(.off)').className"))
            opacities.add(len(visible(page)))
            page.clock.run_for(100)
        assert {"cut": {1}, "hold": {1}, "fade": {1, 2}}[kind] == opacities
        assert ("node bare" in classes) == (kind == "hold")
        assert visible(page) == [shown(page)]


def test_a_slide_that_faded_out_is_gone(play: Open, tmp_path: Path) -> None:
    slides = tuple(slide(name, dwell=60) for name in "abc")
    page = play(Deck(slides, screen={"change": "渐变"}).write(tmp_path))
    page.clock.run_for(1_000)
    for _ in range(3):
        before = shown(page)
        page.keyboard.press("ArrowRight")
        page.clock.run_for(1_000)
        assert shown(page) != before
        assert page.locator(".slide").count() == 1


def test_rolling_text_moves_by_whole_pixels_counted_from_the_clock(play: Open, tmp_path: Path) -> None:
    page = play(Deck((rolled("long", dwell=30),)).write(tmp_path))
    left = "(document.querySelector('.roll').style.transform.match(/-(\\d+(\\.\\d+)?)px/) || [0, '0'])[1]"
    for _ in range(30):
        page.clock.run_for(997)
        elapsed = page.evaluate("(Date.now() - 1577808000000) % 30000")
        assert "." not in page.evaluate(left)
        assert abs(int(page.evaluate(left)) - min(max(0, (elapsed - 2000) * 0.12), 580)) <= 4
    page.evaluate("STREETLIGHT.still(1)")
    page.clock.run_for(1_000)
    assert page.evaluate(left) == "0"
    page.evaluate("STREETLIGHT.roll(33)")
    page.clock.run_for(1_000)
    assert page.evaluate(left) == "33"


def test_one_slide_can_be_held_still_for_a_picture_of_it(play: Open, tmp_path: Path) -> None:
    film, files = filmed("film")
    page = play(Deck((*THREE, film), files=files).write(tmp_path))
    for index, name in ((4, "film"), (2, "b"), (4, "film")):
        page.evaluate("i => STREETLIGHT.still(i)", index)
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        for _ in range(20):
            page.clock.run_for(500)
        assert visible(page) == [f"gate/{name}/1"]
    assert page.evaluate("getComputedStyle(document.querySelector('video')).visibility") == "hidden"
    assert page.evaluate("document.querySelector('video').getAttribute('src')") is None
    assert page.evaluate("document.querySelector('img').naturalWidth") == 160


def test_a_video_covers_its_poster_once_it_plays(play: Open, tmp_path: Path) -> None:
    film, files = filmed("film", dwell=10)
    page = play(Deck((film,), files=files).write(tmp_path))
    for _ in range(40):
        page.clock.run_for(200)
        page.wait_for_timeout(20)
    assert page.evaluate("document.querySelector('video').className") == "p on"
    assert page.evaluate("document.querySelector('video').muted")
    assert page.evaluate("document.querySelector('video').currentTime") > 0


def test_nodes_do_not_pile_up_and_one_slide_is_always_visible(play: Open, tmp_path: Path) -> None:
    photo, files = pictured("photo")
    page = play(Deck((*THREE, photo), files=files).write(tmp_path))
    counts = set()
    for _ in range(100):
        page.clock.run_for(1_700)
        assert len(visible(page)) == 1
        assert page.locator(".node").count() == 2
        counts.add(page.evaluate("document.getElementsByTagName('*').length"))
    assert max(counts) - min(counts) < 10


def test_staff_can_pause_step_and_see_why(play: Open, tmp_path: Path) -> None:
    page = play(
        Deck(THREE, (Part("平时", NORMAL, (1, 2)), Part("中午", SCHEDULE, (1, 2, 3), opens=700, closes=800))).write(
            tmp_path
        )
    )
    page.clock.run_for(1_000)
    before = shown(page)
    page.keyboard.press("ArrowRight")
    page.clock.run_for(1_000)
    after = shown(page)
    assert after != before
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(1_000)
    assert shown(page) == before
    page.keyboard.press("Space")
    page.clock.run_for(120_000)
    assert shown(page) == before
    page.keyboard.press("s")
    told = page.locator("#status").inner_text()
    assert re.search(r"DF·\d{4}·0302", told)
    for words in (
        "2026-03-02 12:02",
        "暂停中",
        "中午（时段），到2026-03-02 13:20:00",
        "（gate/a/1），",
        "一轮0:18",
        "时钟  正常",
        "签名  没有",
    ):
        assert words in told
    page.clock.run_for(600_000)
    assert not page.evaluate("STREETLIGHT.state().paused")


def test_the_status_of_a_small_screen_is_read_page_by_page(play: Open, tmp_path: Path) -> None:
    page = play(Deck(THREE, screen={"size": "256x64"}).write(tmp_path))
    page.set_viewport_size({"width": 256, "height": 64})
    page.clock.run_for(1_000)
    status, tops = page.locator("#status"), []
    page.keyboard.press("s")
    while status.is_visible():
        box = status.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 64
        tops.append(page.evaluate("document.getElementById('status').scrollTop"))
        page.clock.run_for(1_500)
        page.keyboard.press("s")
    assert tops == sorted(set(tops))
    assert len(tops) > 2


def test_nothing_is_held_beyond_its_time_by_staff(play: Open, tmp_path: Path) -> None:
    over = slide("over", end=NOON + 60_000)
    parts = (Part("紧急", EMERGENCY, (1,)), Part("上午", SCHEDULE, (2,), closes=725), Part("平时", NORMAL, (3,)))
    page = play(Deck((over, *THREE[:2]), parts).write(tmp_path))
    page.clock.run_for(1_000)
    page.keyboard.press("Space")
    page.clock.run_for(30_000)
    assert shown(page) == over.id
    page.clock.run_for(30_000)
    assert shown(page) == THREE[0].id
    page.keyboard.press("ArrowLeft")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    page.clock.run_for(1_000)
    assert shown(page) == EVERGREEN
    page.clock.run_for(61_000)
    page.keyboard.press("Space")
    page.keyboard.press("s")
    page.clock.run_for(240_000)
    assert shown(page) == THREE[1].id
    assert page.locator("#status").is_visible()
    page.clock.run_for(370_000)
    assert not page.locator("#status").is_visible()


@pytest.mark.parametrize("over_http", [False, True])
def test_it_reloads_at_a_boundary_after_six_hours(
    play: Open, tmp_path: Path, serve: Callable[[Path], str], *, over_http: bool
) -> None:
    path = Deck(THREE).write(tmp_path)
    page = play(f"{serve(tmp_path)}/index.html" if over_http else path)
    page.evaluate("window.same = 1")
    page.clock.run_for(3_600_000)
    assert page.evaluate("window.same") == 1
    with page.expect_navigation():
        page.clock.fast_forward(5 * 3_600_000 + 1_000)
        for _ in range(100):
            page.clock.run_for(300)
    assert page.evaluate("window.same") is None
    assert len(visible(page)) == 1
