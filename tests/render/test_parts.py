"""Parts: which slides play in which loop, how often, in which order, and when."""

from __future__ import annotations

import datetime as dt
from itertools import groupby, pairwise

import pytest

from generator.render.screens.parts import (
    EMERGENCY,
    FILLER,
    NORMAL,
    REST,
    SCHEDULE,
    TAKEOVER,
    Part,
    parts_of,
)
from generator.render.screens.slide import Slide, millis
from tests.render.decks import EVERGREEN, screen, slide


def deck(**counts: int) -> list[Slide]:
    """Return the evergreen slide and so many slides of each collection."""
    return [EVERGREEN, *(slide(f"{name}/{i}", name) for name, count in counts.items() for i in range(count))]


def loop(slides: list[Slide], level: int = NORMAL, **settings: object) -> list[str]:
    """Return the slides a part plays, without screen and page."""
    part = found(slides, level, **settings)
    return [slides[i].id.removeprefix("hall/").removesuffix("/1") for i in part.loop]


def found(slides: list[Slide], level: int, **settings: object) -> Part:
    (part,) = (p for p in parts_of(screen(**settings), slides) if p.level == level)
    return part


def test_the_evergreen_slide_is_a_part_of_its_own_and_in_the_normal_loop() -> None:
    parts = parts_of(screen(), deck(notices=1))
    assert [(p.name, p.level, p.loop) for p in parts] == [("常亮", FILLER, (0,)), ("平时", NORMAL, (0, 1))]
    assert all(p.all_day and p.days == "1234567" and not (p.start or p.end) for p in parts)


def test_a_screen_without_a_playlist_plays_every_collection_in_turn() -> None:
    both = deck(notices=2, projects=2)
    assert loop(both) == ["site", "projects/0", "notices/0", "projects/1", "notices/1"]


def test_a_playlist_says_what_plays_and_what_comes_first() -> None:
    slides = deck(notices=2, projects=2, brands=2)
    assert loop(slides, playlist=["通知", "brands"])[1:] == ["notices/0", "brands/0", "notices/1", "brands/1"]


def test_a_long_collection_does_not_fill_minutes_on_end() -> None:
    order = [name.split("/")[0] for name in loop(deck(notices=8, projects=2))[1:]]
    assert max(len(list(run)) for _, run in groupby(order)) == 4


def test_weights_say_how_often_and_repeats_stand_apart() -> None:
    playlist = [{"collection": "成绩", "weight": "3"}, "通知"]
    order = loop(deck(achievements=1, notices=6), playlist=playlist)[1:]
    assert order.count("achievements/0") == 3
    assert sorted(set(order) - {"achievements/0"}) == [f"notices/{i}" for i in range(6)]
    where = [i for i, name in enumerate(order) if name == "achievements/0"]
    assert all(b - a >= 3 for a, b in pairwise(where))


def test_a_collection_named_twice_plays_twice() -> None:
    twice = loop(deck(achievements=1, notices=2), playlist=["成绩", "通知", "成绩"])
    assert twice.count("achievements/0") == 2


def test_the_loop_goes_to_red_and_back_once() -> None:
    slides = [EVERGREEN]
    for name, ground in (("brands", "red"), ("notices", "night"), ("honours", "red-led"), ("projects", "off")):
        slides += [slide(f"{name}/{i}", name, ground=ground) for i in range(3)]
    weighty = [{"collection": "品牌", "weight": "2"}, "通知", "荣誉", "服务"]
    grounds = [slides[i].ground.startswith("red") for i in found(slides, NORMAL, playlist=weighty).loop]
    assert [red for red, _ in groupby(grounds)] == [False, True]


def test_pages_of_one_thing_follow_each_other() -> None:
    slides = [
        EVERGREEN,
        *(slide("notices/long", "notices", page=i) for i in (1, 2, 3)),
        slide("projects/0", "projects"),
    ]
    order = loop(slides, playlist=[{"collection": "通知", "weight": "2"}, "服务"])
    pages = ["notices/long", "notices/long/2", "notices/long/3"]
    assert order == ["site", *pages, "projects/0", *pages]


def test_a_playlist_with_a_smaller_limit_leaves_out_what_a_larger_one_asked_for() -> None:
    slides = [EVERGREEN, *(slide(f"notices/{i}", "notices", rank=2 if i < 2 else 6) for i in range(6))]
    morning = {"name": "早上", "hours": "7:00-9:00", "playlist": [{"collection": "通知", "limit": "2"}]}
    assert len(loop(slides, dayparts=[morning])) == 1 + 6
    assert loop(slides, SCHEDULE, dayparts=[morning]) == ["notices/0", "notices/1"]


def test_dayparts_without_dates_are_a_schedule_and_those_with_dates_take_over() -> None:
    dayparts = [
        {"name": "早上", "hours": "7:00-9:00", "days": "周一至周五", "playlist": ["通知"]},
        {"name": "七一", "from_": "2018-07-01", "until": "2018-07-31", "playlist": ["服务"]},
    ]
    slides = deck(notices=1, projects=1)
    assert found(slides, SCHEDULE, dayparts=dayparts) == Part(
        "早上", SCHEDULE, (1,), opens=7 * 60, closes=9 * 60, days="12345"
    )
    start, end = millis(dt.date(2018, 7, 1)), millis(dt.date(2018, 8, 1))
    assert found(slides, TAKEOVER, dayparts=dayparts) == Part("七一", TAKEOVER, (2,), start, end)


def test_one_date_is_enough_to_take_over_and_leaves_the_other_side_open() -> None:
    dayparts = [{"name": "换届", "until": "2018-07-31", "playlist": ["通知"]}]
    part = found(deck(notices=1), TAKEOVER, dayparts=dayparts)
    assert (part.start, part.end) == (0, millis(dt.date(2018, 8, 1)))


def test_a_daypart_with_nothing_to_play_is_left_out() -> None:
    dayparts = [{"name": "早上", "hours": "7:00-9:00", "playlist": ["品牌"]}]
    assert [p.level for p in parts_of(screen(dayparts=dayparts), deck(notices=1))] == [FILLER, NORMAL]


@pytest.mark.parametrize(
    ("hours", "rest"),
    [
        ("7:00-22:00", (22 * 60, 7 * 60)),
        ("7:00-24:00", (0, 7 * 60)),
        ("0:00-22:00", (22 * 60, 24 * 60)),
        ("18:00-2:00", (2 * 60, 18 * 60)),
    ],
)
def test_outside_its_hours_a_screen_rests(hours: str, rest: tuple[int, int]) -> None:
    slides = [*deck(notices=1), slide("rest", layout="rest")]
    part = found(slides, REST, hours=hours)
    assert (part.loop, part.opens, part.closes) == ((2,), *rest)
    assert loop(slides, hours=hours) == ["site", "notices/0"]


def test_a_screen_with_no_slide_for_its_rest_shows_the_evergreen_one() -> None:
    assert found(deck(notices=1), REST, place="路口").loop == (0,)


def test_a_screen_that_is_always_on_never_rests() -> None:
    assert REST not in {p.level for p in parts_of(screen(hours="0:00-24:00"), deck(notices=1))}


def test_urgent_slides_are_above_all_and_in_no_other_loop() -> None:
    slides = [*deck(notices=1), slide("notices/rain", "notices", "urgent")]
    assert found(slides, EMERGENCY).loop == (2,)
    assert loop(slides) == ["site", "notices/0"]


def test_what_belongs_to_the_screen_itself_plays_whatever_the_playlist_says() -> None:
    slides = [*deck(notices=1), slide("site/board", layout="board")]
    assert loop(slides, playlist=["品牌"]) == ["site", "site/board"]


def test_no_slides_no_parts() -> None:
    assert parts_of(screen(hours="7:00-22:00"), []) == ()
