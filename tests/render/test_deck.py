"""The deck: what any of a screen's playlists asks for is chosen, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from generator.render.screens.deck import Pick
from generator.render.screens.layout import Layout, read_layouts, read_sizes
from generator.render.screens.legibility import farthest
from generator.render.screens.parts import REST
from generator.settings import THEME
from generator.site import Entry
from tests.render.decks import choose, screen
from tests.render.slides import DATE, entry, site

LAYOUTS = read_layouts(THEME, read_sizes(THEME))
PLAIN = {name: LAYOUTS[name] for name in ("slogan", "figure", "milestone", "notice", "urgent")}
"""The layouts of single entries, and the evergreen slide."""
HALL: dict[str, object] = {"id": "hall", "name": "大厅", "size": "1920x1080", "place": "大厅"}


def chosen(*entries: Entry, layouts: dict[str, Layout] = PLAIN, **settings: object) -> list[Pick]:
    found, findings = choose(site(*entries, screens=[HALL | settings]), screen(**settings), layouts, {})
    assert findings == []
    return found


def keys(picks: list[Pick]) -> list[str]:
    return [pick.key.split("/")[1] for pick in picks]


def figure(name: str) -> Entry:
    return entry("achievements", name, value="5", unit="人", field="服务")


def notices(count: int) -> list[Entry]:
    return [entry("notices", f"n{i}") for i in range(count)]


def milestones(*years: int) -> list[Entry]:
    return [entry("milestones", f"m{year}", when=str(year)) for year in years]


def daypart(*plays: object) -> dict[str, object]:
    return {"name": "早上", "hours": "7:00-9:00", "playlist": list(plays)}


def test_the_evergreen_slide_comes_first_and_is_always_there() -> None:
    assert keys(chosen()) == ["slogan"]
    assert keys(chosen(figure("a"), without=["slogan", "常亮"])) == ["slogan", "a"]


def test_a_screen_plays_what_its_playlist_and_its_dayparts_ask_for() -> None:
    everything = [figure("a"), *milestones(2016), *notices(1)]
    assert set(keys(chosen(*everything))) == {"slogan", "a", "m2016", "n0"}
    assert keys(chosen(*everything, playlist=["成绩"])) == ["slogan", "a"]
    both = chosen(*everything, playlist=["成绩"], dayparts=[daypart("notices")])
    assert set(keys(both)) == {"slogan", "a", "n0"}


def test_the_largest_limit_counts_and_each_pick_knows_the_smallest_that_has_it() -> None:
    plays: dict[str, Any] = {
        "playlist": [{"collection": "通知", "limit": "1"}],
        "dayparts": [daypart("通知")],
        "limit": "3",
    }
    found = chosen(*notices(5), **plays)
    assert [(key, pick.rank) for key, pick in zip(keys(found), found, strict=True)][1:] == [
        ("n0", 1),
        ("n1", 3),
        ("n2", 3),
    ]


def test_the_latest_milestones_are_kept_and_stay_in_the_order_of_their_years() -> None:
    plays: dict[str, Any] = {
        "playlist": [{"collection": "大事", "limit": "1"}],
        "dayparts": [daypart("大事")],
        "limit": "2",
    }
    found = chosen(*milestones(2014, 2015, 2016), **plays)
    assert [(key, pick.rank) for key, pick in zip(keys(found), found, strict=True)][1:] == [("m2015", 2), ("m2016", 1)]


def test_what_is_to_come_does_not_keep_out_what_is_in_force() -> None:
    later = [entry("notices", f"later{i}", from_=f"2018-08-0{i + 1}") for i in range(4)]
    found = chosen(*later, *notices(4), limit="2")
    assert set(keys(found)) == {"slogan", "n0", "n1", "later0", "later1"}


@pytest.mark.parametrize("word", ["notice", "通知"])
def test_a_layout_a_screen_is_without_is_not_used(word: str) -> None:
    assert keys(chosen(*notices(1), figure("a"), without=[word])) == ["slogan", "a"]


def test_an_urgent_notice_is_in_whatever_the_playlists_say_and_the_limit_allows() -> None:
    rain = [entry("notices", f"rain{i}", urgent="是", until="2018-07-20") for i in range(3)]
    assert keys(chosen(*rain, figure("a"), playlist=["成绩"], limit="1")) == ["slogan", "a", "rain0", "rain1", "rain2"]


def test_what_has_ended_or_may_not_be_on_screens_is_left_out() -> None:
    ended = entry("notices", "old", until=(DATE - dt.timedelta(1)).isoformat())
    assert keys(chosen(ended, entry("notices", "no", on_screen="否"), *notices(1))) == ["slogan", "n0"]


def test_a_layout_for_any_collection_takes_those_that_play() -> None:
    anything = replace(LAYOUTS["figure"], name="any", shows=("any",))
    layouts = {**PLAIN, "any": anything}
    found = chosen(*notices(2), figure("a"), layouts=layouts, playlist=["通知"])
    assert keys([p for p in found if p.layout.name == "any"]) == ["n0", "n1"]


def test_a_layout_asks_for_fields_and_refuses_others() -> None:
    asking = replace(LAYOUTS["notice"], name="asking", only=("line",), never=("phone", "nothing"))
    entries = [
        *notices(1),
        entry("notices", "said", line="说"),
        entry("notices", "both", line="说", phone="0371-12345678"),
    ]
    found = chosen(*entries, layouts={"asking": asking})
    assert keys(found) == ["said"]


def test_only_a_screen_that_rests_has_the_slide_for_it_whatever_its_playlist_says() -> None:
    rest = replace(LAYOUTS["slogan"], name="rest", level=REST)
    layouts = {**PLAIN, "rest": rest}
    assert keys(chosen(layouts=layouts, playlist=["成绩"], hours="7:00-22:00")) == ["slogan", "rest"]
    assert keys(chosen(layouts=layouts)) == ["slogan"]


def test_the_same_site_is_chosen_in_the_same_order() -> None:
    entries = [*notices(3), *milestones(2015, 2016), figure("a")]
    turned = dict(reversed(list(PLAIN.items())))
    assert keys(chosen(*entries)) == keys(chosen(*entries, layouts=turned))


@pytest.mark.parametrize(
    ("size", "pitch", "elders", "metres"),
    [
        ("384x192", "100", "否", 83),
        ("384x192", "100", "是", 59),
        ("1920x1080", "6", "否", 25),
        ("128x32", "100", "否", 20),
    ],
)
def test_how_far_the_largest_text_of_a_screen_is_read(size: str, pitch: str, elders: str, metres: int) -> None:
    assert farthest(screen(size=size, pitch=pitch, elders=elders)) == metres


def test_a_screen_whose_viewers_are_too_far_away_is_an_error_that_says_how_far_works() -> None:
    def findings(distance: int) -> list[object]:
        settings: dict[str, object] = {"size": "384x192", "pitch": "100", "distance": str(distance)}
        found, problems = choose(site(*notices(1), screens=[HALL | settings]), screen(**settings), PLAIN, {})
        assert bool(found) is not bool(problems)
        return [(f.rule.id, f.args["farthest"]) for f in problems]

    assert findings(83) == []
    assert findings(84) == [("screen-distance", 83)]


def test_nothing_that_moves_plays_beside_a_carriageway() -> None:
    clip = {"file": "media/clip.mp4", "alt": "车开过来", "consent": "是"}
    film = entry("notices", "film", video=clip)
    moving = {"video": LAYOUTS["video"]}
    assert [p.entry for p in chosen(film, layouts=moving)] == [film]
    assert chosen(film, layouts=moving, place="路口") == []
