"""Every slide of every screen, measured in Chromium; and the player, put to the clock."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.slide import millis
from generator.settings import THEME
from tests.render.slides import DATE, SCREENS, whole_site

NOON = millis(DATE) + 12 * 3_600_000


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with the screens of a site of samples and worst cases."""
    artifacts, findings = render_screens(whole_site(), Fonts(THEME / "fonts"))
    assert [f.message("en") for f in findings] == []
    out = tmp_path_factory.mktemp("public")
    for artifact in artifacts:
        (out / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (out / artifact.path).write_bytes(artifact.data)
    return out


def deck(public: Path, screen: str) -> dict[str, Any]:
    text = (public / "screens" / screen / "slides.js").read_text(encoding="ascii")
    found: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return found


Open = Callable[..., Page]


@pytest.fixture
def play(browser: Browser, public: Path) -> Iterator[Open]:
    """Open a screen from file://, with the network off, its clock set to a time in milliseconds."""
    contexts = []

    def opened(
        screen: str, at: int = NOON, *, before: str = "", script: bool = True, zone: str = "Asia/Shanghai"
    ) -> Page:
        width, height = map(int, str(SCREENS[screen]["size"]).split("x"))
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, timezone_id=zone, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        if script:
            page.clock.install(time=at / 1000)
            page.add_init_script(before)
        page.goto((public / "screens" / screen / "index.html").as_uri())
        if script:
            page.clock.pause_at(at / 1000 + 5)
        return page

    yield opened
    for context in contexts:
        context.close()


def shown_on(screen: str) -> set[str]:
    """Return the collections (and `site`) that have a layout for a screen's size class."""
    width, height = map(int, str(SCREENS[screen]["size"]).split("x"))
    sizes = read_sizes(THEME)
    (size,) = (name for name, size in sizes.items() if size.multiple((width, height)))
    return {layout.shows for layout in read_layouts(THEME, sizes).values() if size in layout.sizes}


MEASURE = """html => {
  document.getElementById('stage').innerHTML = html;
  return document.fonts.ready.then(() => {
    const slide = document.querySelector('.slide').getBoundingClientRect(), wrong = [], boxes = [];
    for (const line of document.querySelectorAll('.t')) {
      const range = document.createRange(), text = line.textContent;
      range.selectNodeContents(line);
      const ink = range.getBoundingClientRect(), box = line.getBoundingClientRect();
      if (line.scrollWidth > line.clientWidth) wrong.push(['scrolls', text, line.scrollWidth, line.clientWidth]);
      if (ink.left < box.left - .01 || ink.right > box.right + .01) wrong.push(['wider than its box', text]);
      if (ink.width < box.width - 2) wrong.push(['box too wide', text, ink.width, box.width]);
      if (box.left < 0 || box.top < 0 || box.right > slide.right || box.bottom > slide.bottom) wrong.push(['outside', text]);
      for (const [name, edge] of Object.entries({l: box.left, t: box.top, w: box.width, h: box.height}))
        if (edge !== Math.round(edge)) wrong.push(['half pixel', text, name, edge]);
      for (const [other, said] of boxes)
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)
          wrong.push(['overlap', said, text]);
      boxes.push([box, text]);
      for (const run of [line, ...line.querySelectorAll('b')]) {
        const style = getComputedStyle(run);
        if (!document.fonts.check(`${style.fontWeight} ${style.fontSize} ${style.fontFamily.split(',')[0]}`, run.textContent))
          wrong.push(['font not loaded', text, style.fontFamily]);
      }
    }
    return wrong;
  });
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_no_text_of_any_slide_is_cut_or_overlaps_or_lacks_its_font(play: Open, public: Path, screen: str) -> None:
    page = play(screen, before="window.setTimeout = function () {};")
    slides = deck(public, screen)["slides"]
    assert {s["id"].split("/")[1] for s in slides} == shown_on(screen)
    for slide in slides:
        assert page.evaluate(MEASURE, slide["html"]) == [], slide["id"]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_character_is_in_a_font_that_ships(play: Open, screen: str) -> None:
    page = play(screen, before="window.setTimeout = function () {};")
    page.wait_for_function("document.fonts.ready")
    faces = page.evaluate("Array.from(document.fonts).map(f => f.family + f.weight)")
    assert faces
    assert len(faces) == len(set(faces))


@pytest.mark.parametrize("screen", SCREENS)
def test_a_folder_is_small(public: Path, screen: str) -> None:
    files = list((public / "screens" / screen).iterdir())
    assert sum(f.stat().st_size for f in files) < 1_500_000
    assert sum(f.stat().st_size for f in files if f.name.startswith("player")) < 60_000


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_slide_shows_without_script_or_network(play: Open, screen: str) -> None:
    page = play(screen, script=False)
    assert page.locator(".slide").is_visible()
    assert page.locator(".slide .s-slogan").first.inner_text() == "从前是麦田，"


def test_the_player_is_es5(public: Path, es5: Callable[[list[Path]], list[str]]) -> None:
    assert es5([public / "screens/lobby/player.js", public / "screens/lobby/slides.js"]) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_the_styles_use_nothing_that_old_browsers_lack(public: Path, screen: str) -> None:
    for name in ("player.css", "slides.css"):
        text = (public / "screens" / screen / name).read_text(encoding="utf-8")
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        assert not re.search(
            r"grid|flex|\bgap\b|inset|aspect-ratio|clamp\(|min\(|max\(|--\w|var\(|@import|@layer|:is\(", text
        )
    slides = " ".join(s["html"] for s in deck(public, screen)["slides"])
    assert set(re.findall(r"([a-z-]+):[^;\"]+[;\"]", slides)) <= {
        "left", "top", "width", "height", "line-height", "font-size", "margin-left",
    }  # fmt: skip


def shown(page: Page) -> str:
    found: str = page.evaluate("STREETLIGHT.state().shown")
    return found


def at(page: Page, time: int) -> str:
    found: str = page.evaluate("t => STREETLIGHT.at(t)", time)
    return found


def test_two_players_started_37_seconds_apart_show_the_same_slide(play: Open) -> None:
    first, second = play("lobby", NOON, zone="America/New_York"), play("lobby", NOON + 37_000)
    first.clock.run_for(37_000)
    for _ in range(12):
        first.clock.run_for(5_000)
        second.clock.run_for(5_000)
        assert shown(first) == shown(second)


def test_a_loop_shows_every_slide_for_its_time(play: Open, public: Path) -> None:
    page = play("lobby")
    found = deck(public, "lobby")
    valid = [
        s for s in found["slides"] if s["priority"] == 1 and s["from"] <= NOON and (not s["until"] or s["until"] > NOON)
    ]
    times = page.evaluate(
        "([t, n]) => { var o = {}; for (var i = 0; i < n; i++) { var s = STREETLIGHT.at(t + i * 1000); o[s] = (o[s] || 0) + 1; } return o; }",
        [NOON, sum(s["dwell"] for s in valid)],
    )
    assert times == {s["id"]: s["dwell"] for s in valid}


def test_from_and_until_are_kept_in_china_time_to_the_second(play: Open) -> None:
    page = play("lobby", zone="America/New_York")
    loop = range(0, 3_600_000, 1_000)
    script = "([t, n, s]) => { for (var i = 0; i < n; i++) if (STREETLIGHT.at(t + i * 1000) === s) return true; return false; }"
    starts, ends = millis(dt.date(2018, 7, 13)), millis(dt.date(2018, 7, 15))
    later = "lobby/notices/later/1"
    assert not page.evaluate(script, [starts - len(loop) * 1000, len(loop), later])
    assert page.evaluate(script, [starts, len(loop), later])
    assert at(page, ends - 1) != at(page, ends)


def test_an_urgent_notice_plays_alone_from_its_start_to_its_end(play: Open) -> None:
    page = play("lobby")
    start, end = millis(dt.date(2018, 7, 15)), millis(dt.date(2018, 7, 21))
    during = {at(page, start + i * 7_000) for i in range(500)}
    assert {s.rsplit("/", 1)[0] for s in during} == {"lobby/notices/alarm"}
    both = {at(page, millis(dt.date(2018, 7, 19)) + i * 7_000).split("/")[2] for i in range(500)}
    assert both == {"alarm", "sample-urgent"}
    assert "alarm" not in at(page, start - 1)
    assert "alarm" in at(page, end - 1)
    assert "alarm" not in at(page, end)


def test_years_later_only_what_never_expires_is_left(play: Open, public: Path) -> None:
    endless = {s["id"] for s in deck(public, "lobby")["slides"] if not s["until"] or "sample-notice" in s["id"]}
    later = NOON + 5 * 365 * 86_400_000
    page = play("lobby", later)
    assert {at(page, later + i * 3_000) for i in range(2000)} == endless


def test_a_clock_before_the_build_shows_undated_content_and_a_mark(play: Open, public: Path) -> None:
    undated = {s["id"] for s in deck(public, "lobby")["slides"] if not s["until"] and not s["from"]}
    page = play("lobby", 1_000)
    page.clock.run_for(2_000)
    assert {at(page, i * 3_000) for i in range(2000)} == undated
    assert page.evaluate("document.getElementById('stage').className") == "amiss"
    mark = "getComputedStyle(document.querySelector('.s-corner'), ':after').content"
    assert page.evaluate(mark) == '"!"'
    assert page.evaluate("getComputedStyle(document.querySelector('.s-corner')).color") == "rgb(255, 194, 71)"


def test_a_slide_that_throws_is_skipped_and_noted(play: Open, public: Path) -> None:
    victim = deck(public, "lobby")["slides"][1]["id"]
    page = play(
        "lobby",
        before=f"""
      window.addEventListener('DOMContentLoaded', function () {{}});
      var real; Object.defineProperty(window, 'STREETLIGHT', {{configurable: true,
        get: function () {{ return real; }},
        set: function (v) {{ real = v; var take = v.take; v.take = function (d) {{
          d.slides[1] = {{id: {json.dumps(victim)}, dwell: 9, from: 0, until: 0, priority: 1, ground: 'night',
            get html() {{ throw new Error('torn'); }}}}; take(d); }}; }}}});""",
    )
    seen = set()
    for _ in range(400):
        page.clock.run_for(6_000)
        seen.add(shown(page))
        assert page.locator(".node:not(.off) .slide").count() == 1
    state = page.evaluate("STREETLIGHT.state()")
    assert victim not in seen
    assert len(seen) > 5
    assert [n["what"] for n in state["notes"] if n["slide"] == victim] == ["torn"], state


def test_a_missing_picture_is_skipped_in_time(play: Open, public: Path) -> None:
    victim = deck(public, "lobby")["slides"][1]["id"]
    page = play(
        "lobby",
        before="""
      var real; Object.defineProperty(window, 'STREETLIGHT', {configurable: true,
        get: function () { return real; },
        set: function (v) { real = v; var take = v.take; v.take = function (d) {
          d.slides[1].html = '<div class="slide"><img src="gone.jpg"></div>'; take(d); }; }});""",
    )
    for _ in range(sum(s["dwell"] for s in deck(public, "lobby")["slides"]) // 3):
        page.clock.run_for(3_000)
    assert page.evaluate("Object.keys(STREETLIGHT.state().failed)") == [victim]
    assert "picture" in page.evaluate("STREETLIGHT.state().notes[0].what")


def test_nodes_do_not_pile_up_and_one_slide_is_always_visible(play: Open) -> None:
    page = play("lobby")
    counts = set()
    for _ in range(200):
        page.clock.run_for(9_000)
        page.clock.run_for(1_000)
        assert page.locator(".node").count() == 2
        assert page.locator(".slide").count() <= 2
        assert page.locator(".node:not(.off) .slide").count() == 1
        counts.add(page.evaluate("document.getElementsByTagName('*').length"))
    assert max(counts) < 200


def test_half_a_deck_is_not_taken(play: Open) -> None:
    page = play(
        "lobby",
        before="""
      var real; Object.defineProperty(window, 'STREETLIGHT', {configurable: true,
        get: function () { return real; },
        set: function (v) { real = v; var take = v.take; v.take = function () { take({slides: []}); }; }});""",
    )
    page.clock.run_for(60_000)
    assert page.locator(".node:not(.off) .slide").is_visible()
    assert page.evaluate("STREETLIGHT.state().notes[0].what") == "slides are not whole"


def test_staff_can_pause_step_and_see_the_status(play: Open) -> None:
    page = play("lobby")
    page.clock.run_for(1_000)
    before = shown(page)
    page.keyboard.press("ArrowRight")
    page.clock.run_for(500)
    after = shown(page)
    assert after != before
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(500)
    assert shown(page) == before
    page.keyboard.press("Space")
    page.clock.run_for(120_000)
    assert shown(page) == before
    page.keyboard.press("s")
    assert "lobby" in page.locator("#status").inner_text()
    assert "2018-07-12 12:0" in page.locator("#status").inner_text()


def test_it_reloads_at_a_slide_boundary_after_six_hours(play: Open) -> None:
    page = play("lobby")
    page.evaluate("window.same = 1")
    page.clock.run_for(3_600_000)
    assert page.evaluate("window.same") == 1
    with page.expect_navigation():
        page.clock.fast_forward(5 * 3_600_000 + 1_000)
        page.clock.run_for(120_000)
    assert page.evaluate("window.same") is None
    assert page.locator(".node:not(.off) .slide").is_visible()


def test_it_plays_over_http_without_asking_for_anything_else(
    public: Path, serve: Callable[[Path], str], page_for: Callable[..., Any]
) -> None:
    visit = page_for(serve(public) + "/screens/lobby/index.html", width=1920, height=1080)
    visit.page.wait_for_function("document.fonts.status === 'loaded'")
    assert visit.complaints == []
