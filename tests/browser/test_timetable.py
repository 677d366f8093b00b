"""The player and its model in Python (play.py) agree on every minute of random days, and to the millisecond at edges."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.render.screens.parts import EMERGENCY, FILLER, REST, parts_of
from generator.render.screens.payload import LIFE
from generator.render.screens.play import DAY_MS, MINUTE, Timetable
from generator.render.screens.slide import Slide, millis
from generator.schema.recurrence import number
from generator.settings import Screen
from tests.browser.decks import DATE, HEIGHT, WIDTH, Deck, Open, slide, tabs

SETTINGS: dict[str, object] = {
    "hours": "6:00-1:00",
    "night": "19:30-6:30",
    "playlist": [{"collection": "服务", "weight": "3"}, {"collection": "通知", "limit": "4"}, "大事", "活动"],
    "dayparts": [
        {"name": "早上", "hours": "7:00-9:00", "days": "周一至周五", "playlist": ["通知"]},
        {"name": "上午", "hours": "8:30-11:15", "playlist": [{"collection": "通知", "limit": "2"}, "服务"]},
        {"name": "夜市", "hours": "22:00-0:30", "days": "周五至周日", "playlist": ["服务"]},
        {"name": "空的", "hours": "12:00-13:00", "playlist": ["品牌"]},
        {"name": "换届", "from_": "2026-06-01", "until": "2026-08-31", "hours": "10:00-16:00", "playlist": ["大事"]},
        {"name": "下半年", "from_": "2026-08-01", "days": "周日", "playlist": ["活动"]},
    ],
}
"""Everything at once: weights, limits, hours over midnight, overlaps, dates on one side, parts that find nothing."""


def day(number: int) -> int:
    return millis(DATE + dt.timedelta(number))


def slides() -> list[Slide]:
    """Return the slides of a rich deck, the evergreen one first."""
    dice = random.Random(7)  # noqa: S311  # the same deck each time
    found = [slide("evergreen", level=FILLER), slide("rest", level=REST)]
    for name, count in (("notices", 8), ("projects", 5), ("milestones", 3), ("events", 6)):
        for i in range(count):
            start, life = dice.randrange(-90, 380), dice.randrange(10, 200)
            dated: dict[str, Any] = {}
            if i % 3:
                dated = {"start": day(start), "end": 0 if i == 4 else day(start + life)}
            ground = "red" if name == "milestones" else "night"
            kind: dict[str, Any] = {"collection": name, "ground": ground, "night": i % 4 != 2, "rank": 1 + i % 5}
            found.append(slide(f"{name}-{i}", dwell=dice.randrange(6, 31), **kind, **dated))
    for i in range(12):
        start = dice.randrange(0, 390)
        alarm: dict[str, Any] = {"start": day(start), "end": day(start + 4), "level": EMERGENCY}
        found.append(slide(f"alarm-{i}", collection="notices", **alarm))
    first = number(DATE)
    days: dict[str, Any] = {"days": tuple(first + n for n in range(3, 390, 4)), "start": day(3), "end": day(388)}
    found.append(slide("week", collection="events", **days))
    rule = {"unit": "month", "weekdays": [6], "nth": [2], "from": first, "until": first + 300}
    found.append(slide("series", collection="events", rule=rule, end=millis(dt.date(2026, 12, 13))))
    return found


@pytest.fixture(scope="module")
def rich() -> Timetable:
    raw = {"id": "gate", "name": "门口", "size": f"{WIDTH}x{HEIGHT}", "place": "室内", **SETTINGS}
    screen = Screen.model_validate(raw)
    deck = slides()
    return Timetable(deck, parts_of(screen, deck), day(0), millis(DATE + LIFE), screen.night)


@pytest.fixture
def play(browser: Browser) -> Iterator[Open]:
    with tabs(browser) as opened:
        yield opened


def random_minutes() -> list[int]:
    """Return every minute of twenty days: those around the build and the end of its life, and others at random."""
    dice = random.Random(20260302)  # noqa: S311  # the same days each time
    days = [-1, 0, 399, 400, *dice.sample(range(1, 399), 16)]
    return [day(number) + minute * MINUTE + dice.randrange(MINUTE) for number in days for minute in range(24 * 60)]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_player_and_model_agree_on_every_minute(play: Open, rich: Timetable, tmp_path: Path, zone: str) -> None:
    page = play(
        Deck(tuple(rich.slides[1:]), tuple(rich.parts[1:]), screen=SETTINGS).write(tmp_path / "gate"), zone=zone
    )
    edges = [*rich.dates, *rich.changes(day(100), day(130))]
    minutes = [*random_minutes(), *(ms + ahead for ms in edges for ahead in (-1, 0))]
    shown = page.evaluate("list => list.map(t => STREETLIGHT.at(t))", minutes)
    expected = [rich.slides[rich.at(ms)].id for ms in minutes]
    differ = [(ms, a, b) for ms, a, b in zip(minutes, shown, expected, strict=True) if a != b]
    assert differ == []


def test_the_days_show_everything_there_is_to_see(rich: Timetable) -> None:
    """Guards the test above: a deck that plays one slide all year would agree with any player."""
    minutes = random_minutes()
    loops = {rich.loop(ms) for ms in minutes}
    levels = {max(p.level for p in rich.parts if set(loop) <= set(p.loop)) for loop in loops}
    assert levels == {p.level for p in rich.parts} - {FILLER}
    assert len({rich.at(ms) for ms in minutes}) > 20
    assert any(rich.dark(ms) and not rich.valid(i, ms) for ms in minutes[:3000] for i in range(len(rich.slides)))
    assert len(list(rich.changes(day(0), day(0) + 30 * DAY_MS))) > 100
