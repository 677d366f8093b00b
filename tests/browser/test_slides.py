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

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.screens.layout import read_layouts, read_sizes, read_yaml
from generator.render.screens.slide import millis
from generator.schema.record import names_by_key
from generator.settings import THEME, Settings
from generator.site import Entry, Site

DATE = dt.date(2018, 7, 12)
NOON = millis(DATE) + 12 * 3_600_000
SCREENS: dict[str, dict[str, str]] = {
    "lobby": {"size": "1920x1080", "place": "大厅"},
    "portrait": {"size": "1080x1920", "place": "大厅"},
    "crossing": {"size": "384x192", "place": "路口", "pitch": "100"},
}
TITLE = "近三年来街道联合辖区成员单位为辖区居民开展健康体检家庭医生签约养老助餐儿童托管就业培训法律援助等各类服务活动合计人次数凑"
LINE26 = "二十六个汉字的上屏一句话要放得下也要读得完才算数吧好"
WHOM = "七十岁以上独自居住在老旧小区行动不便的退休老人家"
WHEN = "每周一至周五上午九点到下午五点，法定节假日和停电停水时除外"
WHERE = "文北社区党群服务中心三楼东侧第二间会议室，从北门进出最近"
ORGANISATION = "东风路街道非公有制经济组织和社会组织党委"
SUMMARY = "停水期间请提前存水，关好水龙头；恢复供水后先放一放。" * 4
PHONE = "0371-00000000转123456"
assert [len(t) for t in (TITLE, LINE26, WHOM, ORGANISATION)] == [60, 26, 24, 20]


def entry(collection: str, name: str, **fields: object) -> Entry:
    model = COLLECTIONS[collection].model
    keys = names_by_key(model)
    raw: dict[str, object] = {"title": name, "date": "2018-06-20", **fields}
    record = model.model_validate({keys[k.rstrip("_")]: _raw(v) for k, v in raw.items()})
    return Entry(COLLECTIONS[collection], name, record, Place(f"content/{collection}/{name}.yml", 1))


def _raw(value: object) -> object:
    return value if isinstance(value, list) else str(value)


def samples() -> Iterator[Entry]:
    for layout in read_layouts(THEME, read_sizes(THEME)).values():
        if layout.shows in COLLECTIONS:
            yield entry(layout.shows, f"sample-{layout.name}", **read_yaml(layout.folder / "sample.yml"))


def worst() -> Iterator[Entry]:
    yield entry("organisations", "long", title=ORGANISATION, kind="支部")
    figure = {"unit": "平方公里", "field": "服务", "as_of": "2018-12-31"}
    for i, value in enumerate(["5000余", "300多万", "近4000", "约2000", "98765432.1", "7", "12345678多万"]):
        yield entry("achievements", f"title{i}", title=TITLE, value=value, **figure)
        yield entry("achievements", f"short{i}", title=TITLE, short=TITLE[:12], line=LINE26, value=value, **figure)
    latin = "ISO9001 Quality Management Standards adopted by WeChat"
    yield entry("achievements", "latin", title=latin, value="1234余", unit="人次", field="党建")
    for when in ("2018", "2018-12", "2018-12-31"):
        yield entry("milestones", f"m{when}", title=TITLE, when=when, scope="全国率先")
        yield entry("milestones", f"l{when}", title="用WeChat管理1200余名党员，98.8%满意", when=when, short=TITLE[:12])
    yield entry("milestones", "plan", when="2019", state="即将启动")
    for sign in ("一二三四五六七八九十甲乙", "壹号工厂 红色先锋", "健康家", "家"):
        common = {"sign": sign, "slogan": LINE26, "organisation": "long"}
        yield entry("brands", f"with-{sign[:2]}", figures=["title4"], **common)
        yield entry("brands", f"alone-{sign[:2]}", **common)
    rows = {
        "group": "老人",
        "for_whom": WHOM,
        "what": WHOM + WHOM[:16],
        "when": WHEN,
        "where": WHERE,
        "provider": WHERE,
    }
    yield entry("projects", "all", title=TITLE, phone=PHONE, **rows)
    yield entry("projects", "no-phone", title=TITLE, **rows)
    yield entry("projects", "bare", title="四点半", group="孩子", for_whom="孩子", what="写作业")
    award = {"level": "国家级", "given_by": ORGANISATION * 2, "awarded": "2017-07-01"}
    yield entry("honours", "unit", title=TITLE, kind="单位荣誉", recipients=[ORGANISATION], **award)
    yield entry("honours", "short", title=TITLE, short=TITLE[:12], kind="单位荣誉", organisation="long", **award)
    names = ["张建国", "王芳", "欧阳春晓", "买买提·阿不都热合曼"] * 12
    yield entry("honours", "names", title=TITLE, kind="人员表彰", recipients=names, **award)
    yield entry(
        "honours", "units", title="集体", kind="单位荣誉", recipients=[ORGANISATION[:15], "文北社区"] * 9, **award
    )
    said = {"until": "2018-12-31", "summary": SUMMARY}
    yield entry("notices", "all", title=TITLE, when=WHEN, where=WHERE, phone=PHONE, **said)
    yield entry("notices", "long", title="停水通知", **said)
    yield entry("notices", "bare", title=TITLE)
    yield entry("notices", "later", from_="2018-07-13", until="2018-07-14")
    alarm = {"urgent": "是", "from_": "2018-07-15", "until": "2018-07-20"}
    yield entry("notices", "alarm", title=TITLE, phone=PHONE, summary=SUMMARY, **alarm)


def site(*entries: Entry) -> Site:
    groups = {
        name: tuple(sorted((e for e in entries if e.collection is c), key=lambda e: c.order(e.record)))
        for name, c in COLLECTIONS.items()
    }
    screens = [{"id": name, "name": name, "limit": "99", **more} for name, more in SCREENS.items()]
    home = {"headline": ["从前是麦田，", "如今灯连着灯。"]}
    raw = {
        "name": "东风路街道",
        "code": "DF",
        "source": "东风路街道工作纪实（2018年）",
        "home": home,
        "screens": screens,
    }
    return Site(Settings.model_validate(raw), DATE, COLLECTIONS, groups)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with the screens of a site of samples and worst cases."""
    artifacts, findings = render_screens(site(*samples(), *worst()), Fonts(THEME / "fonts"))
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
        width, height = map(int, SCREENS[screen]["size"].split("x"))
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
    assert {s["id"].split("/")[1] for s in slides} >= {
        "achievements",
        "milestones",
        "brands",
        "projects",
        "honours",
        "notices",
    }
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
    for _ in range(400):
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
