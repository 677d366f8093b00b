"""Play: which slide is on at a moment, and at which moments that changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from generator.render.screens.parts import parts_of
from generator.render.screens.play import DAY_MS, EPOCH, MINUTE, Timetable, stands
from generator.render.screens.slide import Slide, millis
from generator.schema.recurrence import number
from tests.render.decks import BUILT, EVERGREEN, at, screen, slide

THURSDAY = BUILT
SATURDAY = BUILT + dt.timedelta(2)
NOON = at(BUILT, 12)


def table(*slides: Slide, **settings: object) -> Timetable:
    """Return the timetable of a screen with these slides after the evergreen one."""
    deck, shown = [EVERGREEN, *slides], screen(**settings)
    return Timetable(deck, parts_of(shown, deck), millis(BUILT), millis(BUILT) + 400 * DAY_MS, shown.night)


def names(found: Timetable, ms: int) -> list[str]:
    """Return what plays in turn, without screen, collection and page."""
    return [found.slides[i].id.split("/")[-2] for i in found.loop(ms)]


def test_slides_follow_each_other_by_their_dwell_and_the_loop_begins_at_the_epoch() -> None:
    two = table(slide("notices/a", "notices", dwell=20))
    begin = NOON - (NOON - EPOCH) % 30_000
    assert [two.at(begin + s * 1000) for s in (0, 9, 10, 29, 30)] == [0, 0, 1, 1, 0]
    assert two.at(begin + 9_999) == 0


def test_a_slide_plays_from_its_first_day_to_the_end_of_its_last() -> None:
    start, end = millis(BUILT + dt.timedelta(1)), millis(BUILT + dt.timedelta(3))
    dated = table(slide("notices/a", "notices", start=start, end=end))
    shown = [names(dated, ms) for ms in (start - 1, start, end - 1, end)]
    assert shown == [["site"], ["site", "a"], ["site", "a"], ["site"]]


EXPIRES = millis(BUILT) + 400 * DAY_MS
HALF_PAST_SEVEN = 450 * 60_000


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (millis(BUILT) - 1, ["site", "a", "bright"]),
        (EXPIRES + HALF_PAST_SEVEN, ["site", "a", "bright"]),
        (EXPIRES, ["rest"]),
    ],
)
def test_when_the_clock_is_amiss_only_what_has_no_time_plays_and_an_old_release_keeps_its_hours(
    ms: int, shown: list[str]
) -> None:
    urgent = slide("notices/rain", "notices", "urgent", end=ms + DAY_MS)
    dark = slide("notices/bright", "notices", night=False)
    found = table(
        slide("notices/a", "notices"),
        dark,
        slide("notices/b", "notices", end=ms + DAY_MS),
        slide("notices/c", "notices", start=1),
        urgent,
        slide("rest", layout="rest"),
        hours="7:00-8:00",
        night="0:00-24:00",
        dayparts=[{"name": "早上", "days": "周四", "playlist": ["通知"]}],
    )
    assert found.amiss(ms)
    assert names(found, ms) == shown


def test_the_highest_part_that_has_a_slide_plays_alone() -> None:
    everything = [
        slide("notices/a", "notices"),
        slide("projects/b", "projects"),
        slide("brands/c", "brands"),
        slide("rest", layout="rest"),
        slide("notices/rain", "notices", "urgent", end=at(BUILT, 12)),
    ]
    dayparts = [
        {"name": "早上", "hours": "7:00-9:00", "playlist": ["服务"]},
        {"name": "七一", "from_": "2018-07-13", "until": "2018-07-13", "playlist": ["品牌"]},
    ]
    found = table(*everything, playlist=["通知"], dayparts=dayparts, hours="6:00-22:00")
    friday = BUILT + dt.timedelta(1)
    assert names(found, at(BUILT, 8)) == ["rain"]
    assert names(found, at(BUILT, 12)) == ["site", "a"]
    assert names(found, at(BUILT, 22)) == ["rest"]
    assert names(found, at(friday, 8)) == ["c"]
    assert names(found, at(friday, 5)) == ["rest"]
    assert names(found, at(friday + dt.timedelta(1), 8)) == ["b"]


def test_a_part_whose_slides_have_all_ended_makes_way() -> None:
    morning = [{"name": "早上", "hours": "7:00-9:00", "playlist": ["服务"]}]
    found = table(
        slide("projects/b", "projects", end=at(SATURDAY)),
        slide("notices/a", "notices"),
        playlist=["通知"],
        dayparts=morning,
    )
    assert names(found, at(BUILT, 8)) == ["b"]
    assert names(found, at(SATURDAY, 8)) == ["site", "a"]


def test_when_all_has_ended_the_evergreen_slide_plays() -> None:
    found = table(slide("notices/a", "notices", end=at(SATURDAY)))
    assert names(found, at(SATURDAY, 8)) == ["site"]
    assert Timetable([EVERGREEN], [], 0, NOON * 2).at(NOON) == 0


def test_a_span_over_midnight_belongs_to_the_day_it_began_on() -> None:
    late = [{"name": "夜市", "hours": "22:00-2:00", "days": "周五", "playlist": ["服务"]}]
    found = table(slide("projects/b", "projects"), playlist=["通知"], dayparts=late)
    friday = BUILT + dt.timedelta(1)
    moments = [
        at(friday, 1),
        at(friday, 21, 59),
        at(friday, 22),
        at(SATURDAY, 1, 59),
        at(SATURDAY, 2),
        at(SATURDAY, 22),
    ]
    assert [names(found, ms) for ms in moments] == [["site"], ["site"], ["b"], ["b"], ["site"], ["site"]]


def test_a_part_of_whole_days_keeps_its_days() -> None:
    weekend = [{"name": "周末", "days": "周六、周日", "playlist": ["服务"]}]
    found = table(slide("projects/b", "projects"), playlist=["通知"], dayparts=weekend)
    assert names(found, at(SATURDAY) - 1) == ["site"]
    assert names(found, at(SATURDAY)) == ["b"]
    assert names(found, at(SATURDAY + dt.timedelta(2))) == ["site"]


def test_at_night_what_is_too_bright_does_not_play() -> None:
    found = table(slide("notices/a", "notices", night=False), slide("notices/b", "notices"), night="19:30-6:30")
    moments = [at(BUILT, 19, 29), at(BUILT, 19, 30), at(SATURDAY, 6, 29), at(SATURDAY, 6, 30)]
    assert ["a" in names(found, ms) for ms in moments] == [True, False, False, True]
    assert all("b" in names(found, ms) for ms in moments)


def test_a_slide_with_days_of_its_own_plays_on_these_alone() -> None:
    days = tuple(number(BUILT + dt.timedelta(n)) for n in (1, 2, 5))
    found = table(slide("week", "events", days=days))
    shown = [n for n in range(8) if "week" in names(found, at(BUILT + dt.timedelta(n), 12))]
    assert shown == [1, 2, 5]
    friday = millis(BUILT + dt.timedelta(1))
    assert [names(found, ms) for ms in (friday - 1, friday)] == [["site"], ["site", "week"]]
    edges = [millis(BUILT + dt.timedelta(n)) for n in (1, 3, 5, 6)]
    assert list(found.changes(millis(BUILT), millis(BUILT) + 300 * DAY_MS)) == edges


def test_when_the_clock_is_amiss_no_series_says_a_date() -> None:
    found = table(slide("a", "events", rule={"unit": "day", "from": 1}), slide("b", "events", days=(1,)))
    assert names(found, millis(BUILT) - 1) == ["site"]
    assert names(found, NOON) == ["site", "a"]


def test_what_is_true_for_a_day_stands_to_its_end_at_most() -> None:
    midnight = millis(BUILT + dt.timedelta(1))
    live: dict[str, Any] = {"html": '<b data-live="left:next">今天</b>'}
    assert stands(slide("a"), NOON) == 0
    assert stands(slide("a", end=EXPIRES), NOON) == EXPIRES
    assert stands(slide("a", **live), NOON) == stands(slide("a", **live, end=EXPIRES), NOON) == midnight
    assert stands(slide("a", **live, end=NOON + 1), NOON) == NOON + 1
    assert stands(slide("a", days=(1,)), NOON) == midnight


def rich() -> Timetable:
    """Return a deck with everything that can make a difference."""
    friday = BUILT + dt.timedelta(1)
    return table(
        *(slide(f"notices/n{i}", "notices", dwell=7 + i, end=at(friday + dt.timedelta(i * 40))) for i in range(1, 4)),
        *(slide(f"projects/p{i}", "projects", dwell=11, night=i != 1) for i in range(3)),
        slide("achievements/a", "achievements", dwell=15, start=at(friday + dt.timedelta(10)), ground="red"),
        slide("week", "notices", days=tuple(number(friday) + n * 7 for n in range(12))),
        slide("rest", layout="rest"),
        slide("notices/rain", "notices", "urgent", start=at(friday), end=at(SATURDAY)),
        night="19:30-6:30",
        hours="6:00-1:00",
        playlist=[{"collection": "服务", "weight": "2"}, "通知", "成绩"],
        dayparts=[
            {"name": "早上", "hours": "7:00-9:00", "days": "周一至周五", "playlist": ["通知"]},
            {"name": "夜市", "hours": "22:00-0:30", "days": "周五、周六", "playlist": ["服务"]},
            {"name": "十一", "from_": "2018-10-01", "until": "2018-10-07", "playlist": ["成绩"]},
        ],
    )


def by_the_minute(found: Timetable, days: Sequence[dt.date]) -> list[int]:
    """Return the moments at which the loop differs from the minute before."""
    minutes = [millis(day) + i * MINUTE for day in days for i in range(24 * 60)]
    return [ms for ms in minutes if found.loop(ms) != found.loop(ms - MINUTE)]


@pytest.mark.parametrize("first", [0, 9, 39, 79, 395])
def test_changes_are_those_that_a_look_at_every_minute_finds(first: int) -> None:
    found = rich()
    days = [BUILT + dt.timedelta(first + i) for i in range(6)]
    start, end = millis(days[0]) - MINUTE, millis(days[-1]) + DAY_MS
    assert list(found.changes(start, end)) == by_the_minute(found, days)
    assert len(by_the_minute(found, days)) > 6


def test_four_hundred_days_are_a_matter_of_intervals() -> None:
    found = rich()
    moments = list(found.changes(millis(BUILT), millis(BUILT) + 400 * DAY_MS))
    assert 400 < len(moments) < 400 * 8
    assert moments == sorted(set(moments))
