"""Formulas, lists, stories, teams, offers and members: what may play, and what is never left unsaid."""

from __future__ import annotations

import pytest

from generator.render.fonts import Fonts
from generator.render.screens import draw_shows
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.slide import Slide
from generator.settings import THEME
from generator.site import Entry
from tests.render.decks import choose, screen
from tests.render.slides import entry, site

LAYOUTS = read_layouts(THEME, read_sizes(THEME))
WALL = {"id": "hall", "name": "大厅", "size": "1920x1080", "place": "大厅"}
SMALL = WALL | {"size": "384x192", "pitch": "100", "distance": "15"}
STRIP = WALL | {"size": "256x64", "pitch": "100", "distance": "15"}
LINE = WALL | {"size": "128x32", "pitch": "100", "distance": "15"}


def drawn(layout: str, *entries: Entry, on: dict[str, str] | None = None) -> list[Slide]:
    """Return the slides that a layout makes of these entries."""
    shows, findings = draw_shows(site(*entries, screens=[on or WALL]), Fonts(THEME / "fonts"))
    assert [f.message("en") for f in findings] == []
    return [slide for slide in shows[0].slides if slide.layout == layout]


def method(count: str = "3", names: str = "一二三", **more: object) -> Entry:
    return entry("methods", "m", count=count, rows=[{"name": f"第{n}张清单"} for n in names], **more)


def test_a_formula_plays_when_it_is_known_to_the_last_thing_and_not_before() -> None:
    assert len(drawn("formula", method())) == 1
    assert drawn("formula", method(count="4")) == []
    assert drawn("formula", entry("methods", "m", count="3")) == []
    half = [{"name": "五个统一", "count": "5", "parts": ["时间", "地点"]}]
    assert drawn("formula", entry("methods", "m", rows=half)) == []


@pytest.mark.parametrize("on", [WALL, SMALL, STRIP, LINE])
def test_each_thing_of_a_formula_is_shown_with_its_number(on: dict[str, str]) -> None:
    text = "".join(slide.html for slide in drawn("formula", method(), on=on))
    for number, name in enumerate("一二三", 1):
        assert f"第{name}张" in text
        assert f">{number}<" in text


def test_a_change_says_from_what_and_to_what_and_another_formula_does_not() -> None:
    rows = [{"name": "怎么问", "before": "坐在屋里等", "after": "上门去听"}]
    (changed,) = drawn("formula", entry("methods", "m", count="1", shape="转变", rows=rows))
    assert {"从", "到", "坐在屋里等", "上门去听"} <= set(changed.html.replace("<", ">").split(">"))
    (plain,) = drawn("formula", method(count="1", names="一"))
    assert ">从<" not in plain.html


def test_points_that_are_taken_away_are_said_to_be_on_every_screen() -> None:
    rules = [
        {"part": "加分", "name": "上门帮老人", "points": "每次2分"},
        {"part": "扣分", "name": "不到", "points": "每次2分"},
    ]
    scheme = entry("points", "p", for_whom="志愿者", rows=rules)
    for on in (WALL, SMALL, STRIP):
        assert ">扣分<" in "".join(slide.html for slide in drawn("list", scheme, on=on))


def test_a_room_says_when_it_is_open_itself_and_not_when_the_screen_is_on() -> None:
    rooms = [{"floor": "一楼", "name": "大厅", "hours": "9:00-17:00"}, {"floor": "二楼", "name": "书屋"}]
    (slide,) = drawn("list", entry("venues", "v", kind="服务中心", rows=rooms))
    assert "9:00-17:00" in slide.html
    assert "22:00" not in slide.html


def test_long_lists_do_not_play_where_each_line_is_a_page() -> None:
    def roster(count: int) -> Entry:
        return entry("rosters", "r", kind="网格楼院", rows=[{"post": f"{i}号楼长"} for i in range(count)])

    assert len(drawn("list", roster(12), on=STRIP)) == 12
    assert drawn("list", roster(13), on=STRIP) == []
    assert drawn("list", roster(40), on=SMALL)
    assert drawn("list", roster(41), on=SMALL) == []
    assert len(drawn("list", roster(200))) == 17
    assert drawn("list", roster(1), on=LINE) == []


def test_lists_of_one_collection_leave_room_for_those_of_another() -> None:
    rows = [{"name": "水电"}]
    boards = [entry("boards", f"b{i}", kind="意见箱", rows=rows) for i in range(9)]
    room = entry("venues", "v", kind="服务中心", rows=[{"name": "大厅"}])
    lobby = screen(limit="3")
    picks, _ = choose(site(*boards, room, screens=[WALL]), lobby, {"list": LAYOUTS["list"]}, {})
    assert sorted(p.key for p in picks) == ["boards/b0/list", "boards/b1/list", "boards/b2/list", "venues/v/list"]


def test_a_story_plays_with_consent_and_as_many_stars_as_were_given() -> None:
    said = {"kind": "能人", "who": "老许", "quote": "喊我就到"}
    (slide,) = drawn("story", entry("stories", "s", consent="是", stars="3", **said))
    assert slide.html.count("★") == 3
    (plain,) = drawn("story", entry("stories", "s", consent="是", **said))
    assert "★" not in plain.html
    assert drawn("story", entry("stories", "s", **said)) == []


def test_a_team_shows_whom_it_served_or_how_many_it_is_with_the_date_and_the_qualifier() -> None:
    counted = {"kind": "医疗", "as_of": "2018-06", "people": "400余"}
    (served,) = drawn("team", entry("teams", "t", served="近526", **counted))
    assert {"526", "近", "人次", "截至2018年6月"} <= set(served.html.replace("<", ">").split(">"))
    assert ">400<" not in served.html
    (people,) = drawn("team", entry("teams", "t", **counted))
    assert {"400", "余", "人"} <= set(people.html.replace("<", ">").split(">"))
    strip = drawn("team", entry("teams", "t", **counted), on=STRIP)
    assert "400" not in "".join(slide.html for slide in strip)


def test_members_are_those_that_signed_and_no_name_is_broken_that_fits() -> None:
    long = "中国石油化工股份有限公司河南郑州石油分公司"
    signed = [entry("organisations", f"o{i}", title=f"{i}号小学", kind="成员单位", signed="2018") for i in range(9)]
    wide = entry("organisations", "long", title=long, kind="企业", signed="2018")
    text = "".join(
        s.html for s in drawn("members", *signed, wide, entry("organisations", "x", title="没签的厂", kind="企业"))
    )
    assert f">{long}<" in text
    assert "没签" not in text


def test_offers_stand_by_kind() -> None:
    offers = [("人手", "甲厂"), ("场地", "乙厂"), ("人手", "丙厂")]
    given = [entry("resources", name, kind=kind, provider=name, what="帮忙") for kind, name in offers]
    (slide,) = drawn("offers", *given)
    assert slide.html.count(">人手<") == 1
    assert slide.html.index("丙厂") < slide.html.index("甲厂") < slide.html.index("乙厂")
