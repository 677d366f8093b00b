"""Which entries a screen shows, in which order, and what is said about those it cannot show."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from generator.collections import COLLECTIONS
from generator.findings import Finding
from generator.render.fonts import Fonts
from generator.render.screens import draw_shows, render_screens
from generator.render.screens.layout import Layout, read_layouts, read_sizes
from generator.render.screens.legibility import CELLS, VECTOR
from generator.render.screens.palette import GROUNDS, colour, ground_on
from generator.render.screens.parts import EMERGENCY, FILLER, NORMAL
from generator.render.screens.slide import Pace, Slide, millis
from generator.render.screens.words import Scope
from generator.settings import THEME
from generator.site import Entry, Site
from generator.store import read_project
from tests.render.slides import deck, entry
from tests.render.slides import site as any_site

SONG = 80
"""The least size of Song type (LOOK.md, “Type”)."""
FONTS = Fonts(THEME / "fonts")
LAYOUTS = read_layouts(THEME, read_sizes(THEME))
LOBBY: dict[str, object] = {"id": "lobby", "name": "大厅", "size": "1920x1080", "place": "大厅"}
CROSSING: dict[str, object] = {"id": "crossing", "name": "路口", "size": "384x192", "place": "路口", "pitch": "100"}


def figure(name: str, **fields: object) -> Entry:
    return entry("achievements", name, **{"value": "5000余", "unit": "人次", "field": "服务", **fields})


def site(*entries: Entry, screens: tuple[dict[str, object], ...] = (LOBBY,)) -> Site:
    return any_site(*entries, screens=screens)


def slides(*entries: Entry, **screen: object) -> list[Slide]:
    shows, findings = draw_shows(site(*entries, screens=(LOBBY | screen,)), FONTS)
    assert findings == []
    return list(shows[0].slides)


def findings(*entries: Entry, **screen: object) -> list[Finding]:
    return draw_shows(site(*entries, screens=(LOBBY | screen,)), FONTS)[1]


def ids(found: list[Slide]) -> list[str]:
    return [s.id for s in found]


def test_a_screen_without_entries_plays_the_evergreen_slide() -> None:
    assert ids(slides()) == ["lobby/site/slogan/1"]


def test_the_folder_holds_all_it_needs_and_names_nothing_outside() -> None:
    artifacts, _ = render_screens(site(figure("a")), FONTS)
    names = {a.path.removeprefix("screens/lobby/") for a in artifacts}
    assert names == {"index.html", "player.js", "spare.js", "a.js", "b.js", "latest.js"}
    for artifact in artifacts:
        text = re.sub(r"data:[a-z0-9/]+;base64,[A-Za-z0-9+/=]+", "data:,", artifact.data.decode())
        assert not re.search(r"https?://\w|[\"']//\w|\.\./", text), artifact.path
        named = re.findall(r'(?:src|href)="([^"]+)"', text) + re.findall(r'url\("([^"]+)"\)', text)
        assert set(named) - {"data:,"} <= names
    assert sum(len(a.data) for a in artifacts) < 1_500_000


def test_same_site_same_bytes() -> None:
    one, two = (render_screens(site(figure("a"), figure("b")), FONTS)[0] for _ in range(2))
    assert one == two


def test_the_corner_number_changes_with_the_content() -> None:
    codes = {deck(render_screens(site(figure("a", value=v)), FONTS)[0], "lobby")["code"] for v in ("5000余", "5001余")}
    assert len(codes) == 2
    page = next(a.data.decode() for a in render_screens(site(), FONTS)[0] if a.path.endswith("index.html"))
    assert re.search(r"DF·\d{4}·0712", page)


def test_no_expired_entry_and_none_that_must_not_be_on_screens() -> None:
    found = slides(figure("old", until="2018-07-11"), figure("last", until="2018-07-12"), figure("no", on_screen="否"))
    assert ids(found) == ["lobby/site/slogan/1", "lobby/achievements/last/1"]


def test_times_are_those_of_china_and_the_last_day_counts() -> None:
    later = entry("notices", "later", from_="2018-08-01", until="2018-08-31")
    slide = slides(later)[1]
    assert (slide.start, slide.end) == (millis(dt.date(2018, 8, 1)), millis(dt.date(2018, 9, 1)))
    assert dt.datetime.fromtimestamp(slide.start / 1000, dt.UTC).isoformat() == "2018-07-31T16:00:00+00:00"


def test_the_limit_counts_entries_of_a_collection_in_force() -> None:
    later = entry("notices", "later", from_="2018-08-01")
    found = slides(*[entry("notices", f"n{i}") for i in range(9)], later, limit="3")
    assert len(found) == 1 + 3 + 1


def test_milestones_show_the_latest() -> None:
    found = slides(*[entry("milestones", f"y{y}", when=str(y)) for y in range(2001, 2010)], limit="2")
    assert {s.id.split("/")[2] for s in found[1:]} == {"y2008", "y2009"}


def test_the_loop_goes_to_red_and_back_once() -> None:
    many = [figure(f"f{i}") for i in range(3)] + [entry("milestones", f"m{i}", when="2016") for i in range(3)]
    (show,), _ = draw_shows(site(*many, entry("notices", "n")), FONTS)
    (loop,) = [part.loop for part in show.parts if part.level == NORMAL]
    assert [g for g, _ in groupby(show.slides[i].ground for i in loop)] == ["night", "red"]


def test_a_playlist_takes_labels_tabs_and_names_in_any_spelling() -> None:
    both = (figure("f"), entry("milestones", "m", when="2016"), entry("notices", "n"))
    assert len(slides(*both, playlist=["成绩", "notices"])) == 3


def test_an_unknown_column_in_a_playlist_plays_nothing() -> None:
    assert ids(slides(figure("f"), playlist=["成积"])) == ["lobby/site/slogan/1"]


def test_an_urgent_notice_is_over_the_loop_and_in_every_playlist() -> None:
    rain = entry("notices", "rain", urgent="是", until="2018-07-20")
    found = slides(rain, figure("f"), playlist=["大事"])
    assert [(s.layout, s.level, s.ground) for s in found] == [("slogan", FILLER, "night"), ("urgent", EMERGENCY, "off")]


def test_an_urgent_notice_without_end_is_not_shown() -> None:
    assert ids(slides(entry("notices", "rain", urgent="是"))) == ["lobby/site/slogan/1"]


def test_what_is_private_stays_off_outdoor_screens() -> None:
    private = entry("notices", "n", title="未成年人保护热线")
    shows, found = draw_shows(site(private, screens=(LOBBY, CROSSING)), FONTS)
    assert [len([s for s in show.slides if s.level == NORMAL]) for show in shows] == [1, 0]
    assert [(f.rule.id, f.args["word"]) for f in found] == [("slide-outdoor", "未成年人")]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("7名党员受处理", "受处理"),
        ("本周黑旗榜", "黑旗"),
        ("监控点位公布", "监控点位"),
        ("走访失独老人", "失独"),
        ("看望留守儿童", "留守儿童"),
        ("智慧街道接入监控1438路", ""),
        ("发现、治理、问责一条线", ""),
        ("贫困村的变化", ""),
    ],
)
def test_what_is_nobodys_business_stays_off_every_screen_with_its_reason(title: str, word: str) -> None:
    shows, found = draw_shows(site(entry("notices", "n", title=title), screens=(LOBBY,)), FONTS)
    assert [len([s for s in show.slides if s.level == NORMAL]) for show in shows] == [0 if word else 1]
    assert [f.args["word"] for f in found] == ([word] if word else [])
    assert all(f.args["why"] for f in found)


@pytest.mark.parametrize(
    ("title", "on_screen", "named"),
    [("家庭医生", "是", True), ("家庭医生", "否", False), ("给低 保\u200b户的家庭医生", "是", False)],
)
def test_what_may_not_be_on_a_screen_does_not_come_there_by_a_reference(
    title: str, on_screen: str, *, named: bool
) -> None:
    doctor = entry("projects", "doctor", title=title, on_screen=on_screen, for_whom="老人", what="量血压", group="老人")
    wish = entry(
        "requests", "wish", kind="需求", who="老人", what="近一点", state="在办", taker="医院", projects=["doctor"]
    )
    (show,), _ = draw_shows(site(doctor, wish, screens=(LOBBY | {"playlist": ["心愿"]},)), FONTS)
    assert ("家庭医生" in re.sub("<[^>]*>", "", "".join(s.html for s in show.slides))) is named


def test_a_screen_too_small_to_read_is_an_error() -> None:
    (found,) = findings(size="320x900")
    assert found.rule.id == "screen-size"
    assert "540" in found.hint()


def test_twice_the_pixels_are_text_of_twice_the_size() -> None:
    one, two = slides(figure("f"))[1], slides(figure("f"), size="3840x2160")[1]
    sizes = [re.findall(r"s-figure [^>]*font-size:(\d+)px", s.html) for s in (one, two)]
    assert [2 * int(px) for px in sizes[0]] == [int(px) for px in sizes[1]] != []
    assert "width:3840px;height:2160px" in two.html


def test_what_fits_nowhere_names_entry_screen_and_room() -> None:
    long = "W" * 60
    (found, *_) = findings(entry("projects", "p", title=long, group="老人", for_whom="老人", what="量血压"))
    assert (found.rule.id, found.entry, found.place.path) == ("slide-overflow", "projects/p", "content/projects/p.yml")
    assert 10 < int(str(found.args["room"])) < 60
    assert "lobby" in found.message("en")
    assert "lobby" in found.message("zh")


def test_the_short_form_saves_what_the_long_one_cannot() -> None:
    found = slides(entry("projects", "p", title="W" * 60, short="短", group="老人", for_whom="老人", what="量血压"))
    assert ">短<" in found[1].html


def test_a_character_no_font_has_is_an_error_at_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.render.screens.system.system_fonts", lambda _: [])
    (found,) = findings(entry("notices", "n", title="通知\U0001f600"))
    assert (found.rule.id, found.entry, found.args["code"]) == ("slide-glyph", "notices/n", "1F600")


def test_names_are_paged_and_none_is_lost() -> None:
    names = [f"{a}{b}{c}" for a in "张李王刘" for b in "建桂淑" for c in "国兰珍敏"]
    found = slides(
        entry("honours", "h", level="街道级", kind="人员表彰", awarded="2018", given_by="街道", recipients=names),
    )[1:]
    assert len(found) == 3
    shown = " ".join(re.sub("<[^>]+>", " ", s.html) for s in found).split()
    assert [n for n in shown if n in names] == names
    assert "第2/3页" in found[1].html


def test_time_to_read_grows_with_the_text() -> None:
    assert Pace().dwell(0) == 6
    assert Pace().dwell(30) == 12
    assert Pace(least=15, a_second=2).dwell(20) == 15
    shows, _ = draw_shows(site(figure("f"), screens=(LOBBY, CROSSING)), FONTS)
    assert all(s.dwell >= 15 for s in shows[1].slides)
    assert shows[1].still
    assert not shows[0].still


def test_coarse_walls_get_grounds_of_one_diode() -> None:
    assert (ground_on("night", 100), ground_on("red", 50), ground_on("red", 25)) == ("off", "red-led", "red")


def _luminance(value: str) -> float:
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("tone", ["lamp", "white", "dim"])
def test_every_tone_of_text_can_be_read_on_every_ground(ground: str, tone: str) -> None:
    high, low = sorted((_luminance(colour(ground, tone)), _luminance(colour(ground, "ground"))), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("{title}", "健康档案"),
        ("截至{as_of}", "截至2018年6月"),
        ("{scope}", ""),
        ("{?unit}有单位", "有单位"),
        ("{organisation.title}", "文北社区"),
        ("{site.name}", "东风路街道"),
        ("{collection.label}", "成绩"),
        ("{field.service}", "服务"),
        ("{field.party}", ""),
        ("{nothing.at.all}", ""),
        ("{page}", "第1/2页"),
    ],
)
def test_expressions(expression: str, words: str) -> None:
    one = figure("健康档案", as_of="2018-06", organisation="wenbei")
    whole = site(one, entry("organisations", "wenbei", title="文北社区", kind="社区"))
    assert Scope(whole, one, {"page": "第1/2页"}).filled(expression) == words


@pytest.mark.parametrize("path", ["organisation.title", "title.title", "scope.lower", "part_of.title"])
def test_a_text_has_no_fields(path: str) -> None:
    bare = figure("f")
    assert Scope(site(bare), bare).filled(f"{{{path}}}") == ""


def test_every_collection_that_screens_can_show_has_a_layout_and_every_layout_is_whole() -> None:
    shown = {name for layout in LAYOUTS.values() for name in layout.shows}
    assert {*COLLECTIONS, "site", "any"} - {"pages"} == shown
    folders = {f.name for f in (THEME / "screens/layouts").iterdir() if f.is_dir()}
    assert folders == set(LAYOUTS)
    for layout in LAYOUTS.values():
        assert layout.sizes
        assert set(layout.sizes) <= set(read_sizes(THEME))
        assert {"layout.yml", "template.html", "style.css", "sample.yml"} <= {f.name for f in layout.folder.iterdir()}


def test_the_evergreen_slide_lives_on_every_size() -> None:
    evergreen = [layout for layout in LAYOUTS.values() if layout.shows == ("site",) and layout.level == FILLER]
    assert {name for layout in evergreen for name in layout.sizes} == set(read_sizes(THEME))


def test_a_layout_plays_only_on_the_size_classes_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = LAYOUTS["figure"]
    only = replace(figures, sizes={"small": figures.sizes["small"]})
    monkeypatch.setattr("generator.render.screens.read_layouts", lambda *_: {**LAYOUTS, "figure": only})
    shows, found = draw_shows(site(figure("f"), screens=(LOBBY, CROSSING)), FONTS)
    assert found == []
    assert [len([s for s in show.slides if s.level == NORMAL]) for show in shows] == [0, 1]


def test_lamp_marker_and_hole_of_a_milestone_have_one_centre() -> None:
    for ways in LAYOUTS["milestone"].sizes.values():
        for marks in (way.marks for way in ways if "lamp" in way.marks):
            centres = {(2 * x + w, 2 * y + h) for x, y, w, h in (marks[n].box for n in ("lamp", "here", "hole"))}
            assert len(centres) == 1, marks


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_declared_sizes_keep_the_look(layout: Layout) -> None:
    sizes = read_sizes(THEME)
    for name, ways in layout.sizes.items():
        for slot in (s for way in ways for s in way.slots.values()):
            assert all(px in CELLS or px >= VECTOR for size in slot.sizes for px in size), (layout.name, name, slot)
            assert slot.face != "serif-900" or min(min(slot.sizes)) >= SONG, (layout.name, name, slot)
            x, y, w, h = slot.box
            assert x >= 0, slot
            assert y >= 0, slot
            assert x + w <= sizes[name].width, slot
            assert y + h <= sizes[name].height, slot


@pytest.mark.parametrize("street", [".", "examples/jingchenglu"])
def test_the_folder_of_a_real_screen_is_small(repository: Path, street: str, tmp_path: Path) -> None:
    """At most 1.5 MB without photos and clips, with everything there twice."""
    real = read_project(repository / street, dt.date(2026, 11, 21)).site
    assert real
    artifacts, _ = render_screens(real, FONTS, tmp_path)
    for screen in real.settings.screens:
        files = [a for a in artifacts if a.path.startswith(f"screens/{screen.id}/")]
        assert 0 < sum(len(a.data) for a in files if not re.search(r"/(pic|clip)-", a.path)) < 1_500_000
        assert len(next(a.data for a in files if a.path.endswith("/index.html"))) < 4096
