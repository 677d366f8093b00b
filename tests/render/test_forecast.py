"""Forecast: the next change that a date brings, and the day on which a screen runs dry."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.render.screens.forecast import Change, forecast
from generator.render.screens.parts import parts_of
from generator.render.screens.play import DAY_MS, Timetable
from generator.render.screens.slide import Slide, millis
from generator.schema.recurrence import number
from tests.render.decks import BUILT, EVERGREEN, screen, slide


def day(number: int) -> int:
    return millis(BUILT + dt.timedelta(number))


def table(*slides: Slide, **settings: object) -> Timetable:
    deck, shown = [EVERGREEN, *slides], screen(**settings)
    return Timetable(deck, parts_of(shown, deck), day(0), day(400), shown.night)


def notice(name: str, **more: Any) -> Slide:  # noqa: ANN401  # the slide's own fields
    return slide(f"notices/{name}", "notices", title=name, **more)


def test_undated_content_never_changes_and_never_runs_dry() -> None:
    found = forecast(table(notice("a")))
    assert (found.change, found.dry, found.full, found.days) == (None, 0, 400, 400)


def test_what_begins_and_what_ends_is_named() -> None:
    found = forecast(table(notice("a", end=day(3)), notice("b", start=day(3)), notice("c", start=day(9))))
    assert found.change == Change(day(3), ("b",), ("a",))


def test_a_screen_runs_dry_on_the_first_day_with_nothing_but_the_evergreen_slide() -> None:
    found = forecast(table(notice("a", end=day(3)), notice("b", start=day(2), end=day(9)), notice("c", start=day(20))))
    assert (found.dry, found.full) == (day(9), 9 + 380)


def test_a_screen_with_nothing_is_dry_from_the_first_day() -> None:
    assert (forecast(table()).dry, forecast(table()).full) == (day(0), 0)


def test_what_comes_again_each_day_is_no_change() -> None:
    daily = [{"name": "早上", "hours": "7:00-9:00", "days": "周六", "playlist": ["通知"]}]
    assert forecast(table(notice("a"), dayparts=daily, hours="6:00-22:00", night="20:00-6:00")).change is None


def test_a_takeover_is_a_change_by_its_name() -> None:
    feast = [{"name": "七一", "from_": "2018-07-20", "until": "2018-07-21", "playlist": ["通知"]}]
    assert forecast(table(notice("a"), dayparts=feast)).change == Change(day(8), ("七一",), ())


def test_a_slide_that_does_not_play_changes_nothing() -> None:
    hidden = slide("projects/b", "projects", title="b", start=day(2))
    found = forecast(table(notice("a"), hidden, notice("c", end=day(5)), playlist=["通知"]))
    assert found.change == Change(day(5), (), ("c",))


def test_a_countdown_goes_on_under_its_name() -> None:
    counted = [slide(f"events/e@{i}", "events", title="义诊", start=day(i), end=day(i + 1)) for i in range(4)]
    found = forecast(table(notice("a"), *counted))
    assert found.change == Change(day(4), (), ("义诊",))
    joined = forecast(table(notice("a"), notice("b", start=day(2)), *counted))
    assert joined.change == Change(day(2), ("b",), ())


def test_a_slide_that_is_only_in_a_daypart_does_not_keep_a_screen_from_running_dry() -> None:
    morning = [{"name": "早上", "hours": "7:00-9:00", "playlist": ["服务"]}]
    service = slide("projects/b", "projects", title="b")
    assert forecast(table(service, notice("a", end=day(5)), playlist=["通知"], dayparts=morning)).dry == day(5)


def test_days_are_counted_from_the_build() -> None:
    assert forecast(table(notice("a"))).days * DAY_MS == day(400) - day(0)


def test_a_slide_with_days_of_its_own_begins_and_ends_with_them() -> None:
    days = tuple(number(BUILT + dt.timedelta(n)) for n in (4, 5, 9))
    found = forecast(table(notice("week", start=day(4), end=day(10), days=days)))
    assert found.change == Change(day(4), ("week",), ())
    assert (found.dry, found.full) == (day(0), 3)
