"""Times in the words of an operator: days, hours, and when a part plays. Always Chinese."""

from __future__ import annotations

import datetime as dt

from generator.clock import CHINA
from generator.render.screens.parts import EVERY_DAY, REST, Part
from generator.render.screens.play import Timetable
from generator.settings.hours import DAY, WEEK

OPEN = "不限"
_RUN = 3
"""From so many days in a row on it is “from … to”."""


def duration(seconds: int) -> str:
    """Return a time in words."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}分{rest}秒" if minutes and rest else f"{minutes}分" if minutes else f"{rest}秒"


def since(start: int) -> str:
    """Return from when something plays."""
    return _short(start) if start else OPEN


def until(end: int) -> str:
    """Return its last day, or the minute at which it is over."""
    if not end:
        return OPEN
    over = _time(end)
    return _short(end) if over.hour or over.minute else f"{over - dt.timedelta(days=1):%Y-%m-%d}"


def bounds(start: int, end: int) -> list[str]:
    """Return its first and its last day, as far as it has them."""
    return [f"{since(start)} 起"] * bool(start) + [f"{until(end)} 止"] * bool(end)


def day(moment: int) -> str:
    """Return the day of a moment."""
    time = _time(moment)
    return f"{time.year}年{time.month}月{time.day}日"


def when(moment: int) -> str:
    """Return a moment to the minute."""
    return f"{day(moment)}{_time(moment):%H:%M}"


def hours(opens: int, closes: int) -> str:
    """Return hours of the day as settings write them, the next day's named."""
    return f"{_clock(opens)}-{'次日' * (closes < opens)}{_clock(closes)}"


def said_hours(opens: int, closes: int) -> str:
    """Return hours of the day in a sentence."""
    return f"{_clock(opens).removeprefix('0')}到{'第二天' * (closes < opens)}{_clock(closes).removeprefix('0')}"


def on(times: Timetable) -> tuple[int, int] | None:
    """Return the minutes of the day in which a screen plays; none: all day. It rests in the others."""
    rest = next((part for part in times.parts if part.level == REST), None)
    return (rest.closes % DAY, rest.opens or DAY) if rest else None


def part_hours(part: Part) -> str:
    """Return the hours of a part."""
    return "全天" if part.all_day else hours(part.opens, part.closes)


def part_days(part: Part) -> str:
    """Return the days of the week of a part."""
    if part.days == EVERY_DAY:
        return "每天"
    return _named(part.days) if part.days in EVERY_DAY else "、".join(map(_named, part.days))


def part_dates(part: Part) -> str:
    """Return the dates of a part."""
    if part.start and part.end:
        return " 至 ".join(dict.fromkeys((since(part.start), until(part.end))))
    return "".join(bounds(part.start, part.end)) or OPEN


def told(part: Part) -> str:
    """Return a part's name, and when it plays as far as that is not always."""
    limits = {"每天": part_days(part), "全天": part_hours(part), OPEN: part_dates(part)}
    limited = " ".join(text for always, text in limits.items() if text != always)
    return f"{part.name}（{limited}）" if limited else part.name


def _named(days: str) -> str:
    names = [f"周{WEEK[int(digit) - 1]}" for digit in days]
    return f"{names[0]}至{names[-1]}" if len(names) >= _RUN else "、".join(names)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _short(moment: int) -> str:
    time = _time(moment)
    return f"{time:%Y-%m-%d %H:%M}" if time.hour or time.minute else f"{time:%Y-%m-%d}"


def _time(moment: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment // 1000, CHINA)
