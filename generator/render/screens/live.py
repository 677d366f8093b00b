"""Live words: what is true on one day only. A slide carries them with its rule; the player says them for its own day.

A live word is named `<form>:<base>`. The form says how a day is written; the base is `next` (the next date of the
slide's series) or a day of this week, Monday = 0. Slides are composed and fitted with the widest text a word can have, so
that no day overflows. theme/screens/player/words.js is the other half of this file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.patterns import late

if TYPE_CHECKING:
    from generator.schema.recurrence import Series

NEXT = "next"
WEEKDAYS = "一二三四五六日"
LIFE = 400
"""Days for which a release plays."""
_DAY = dt.timedelta(1)
_DIGITS = "0123456789"
BEGINS = "\ue001"
"""What a live word begins with."""
_MARK = late("\ue001([^\ue002]*)\ue002([^\ue003]*)\ue003")
_PLACE = late(r'(data-live="(\w+):(\w+)"[^>]*>)[^<]*')
Form = Callable[[dt.date, dt.date], str]
"""From a day and today to text."""


def monthday(day: dt.date, _today: dt.date | None = None) -> str:
    """Return 12月12日."""
    return f"{day.month}月{day.day}日"


def weekday(day: dt.date, _today: dt.date | None = None) -> str:
    """Return 周六."""
    return f"周{WEEKDAYS[day.weekday()]}"


def _left(day: dt.date, today: dt.date) -> str:
    left = (day - today).days
    return {0: "今天", 1: "明天"}.get(left, f"还有{left}天")


def _week(day: dt.date, _today: dt.date) -> str:
    monday = day - dt.timedelta(day.weekday())
    return f"{monthday(monday)}—{monthday(monday + 6 * _DAY)}"


FORMS: dict[str, Form] = {
    "month": lambda day, _: str(day.month),
    "day": lambda day, _: str(day.day),
    "monthday": monthday,
    "weekday": weekday,
    "left": _left,
    "week": _week,
}
WIDEST = {
    "month": "10",
    "day": "24",
    "monthday": "10月24日",
    "weekday": "周六",
    "week": "10月24日—10月24日",
}
"""The widest text of each form in every face that facts are set in: a 4 is the widest digit (a test measures them)."""
CHARACTERS = {form: frozenset(_DIGITS) for form in ("month", "day")}
"""Of the forms of digits alone; every other form may need all of _ANY."""
_ANY = frozenset(f"{_DIGITS}月日—周{WEEKDAYS}今明天还有")


def word(form: str, base: str | int, widest: str = "") -> str:
    """Return a live word as it stands in texts until it is set: a mark around its name and its widest text."""
    return f"\ue001{form}:{base}\ue002{widest or WIDEST[form]}\ue003"


def plain(text: str) -> str:
    """Return a text with its live words at their widest."""
    return _MARK.sub(r"\2", text) if BEGINS in text else text


def parted(text: str) -> tuple[str, list[str]]:
    """Return the plain text, and for each of its characters the live word that it belongs to ("" = none)."""
    if BEGINS not in text:
        return text, [""] * len(text)
    names: list[str] = []
    last = 0
    for mark in _MARK.finditer(text):
        names += [""] * (mark.start() - last) + [mark[1]] * len(mark[2])
        last = mark.end()
    return plain(text), names + [""] * (len(text) - last)


def characters(name: str) -> frozenset[str]:
    """Return every character that a live word may show."""
    return CHARACTERS.get(name.partition(":")[0], _ANY)


def said(html: str, today: dt.date, upcoming: dt.date | None = None) -> str:
    """Return a slide's HTML with its live words as they are on a day; `upcoming` is its series' next date."""
    if "data-live=" not in html:
        return html

    def put(place: re.Match[str]) -> str:
        day = upcoming if place[3] == NEXT else today + (int(place[3]) - today.weekday()) * _DAY
        return place[1] + FORMS[place[2]](day, today) if day else place[0]

    return _PLACE.sub(put, html)


def next_words(series: Series, today: dt.date) -> dict[str, str]:
    """Return the words of a series' next date, which it must have."""
    dates = series.next(today, LIFE + 1)
    far = max((b - a).days for a, b in pairwise([today, *dates]))
    return {
        "next": word("monthday", NEXT),
        "next_month": word("month", NEXT),
        "next_day": word("day", NEXT),
        "next_weekday": word("weekday", NEXT),
        "next_left": word("left", NEXT, f"还有{'4' * len(str(far))}天"),
    }


def over(series: Series, today: dt.date) -> dt.date | None:
    """Return the first day without a date to come, None where that is later than a release plays."""
    if series.next(today + LIFE * _DAY, 1):
        return None
    return max(series.next(today, LIFE + 1), default=today - _DAY) + _DAY
