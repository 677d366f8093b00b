"""Recurrence: how often something is held, and the days that follow from it.

The same reckoning stands in theme/recurrence.js, which browsers and players run; `tests/schema/test_recurrence.py`
holds both against each other. All days are whole days of China's calendar; weekdays count from Monday = 1.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

AHEAD = 12 * 365 + 3
"""So many days the search looks ahead before it gives up."""
REACH = 31
"""So many days a date moves at most out of the way of holidays."""
EPOCH = dt.date(1970, 1, 1).toordinal()
SATURDAY = 6
DAY = dt.timedelta(1)

Unit = Literal["day", "week", "month"]
Move = Literal["", "later", "earlier", "skip"]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule such as 每月第二个星期六. `text` is what the author wrote, `zh` the same in words of ours.

    `every` counts weeks or months from the series' first day. `months` (1-12; none = all) narrows any unit.
    `weekdays` are 1-7; with `nth` (1-5, -1 = last) they are those of a month. `days` are days of a month (-1 = last).
    `working`: the working days of a "day" rule. Not `dated`: it is known how often, not when.
    """

    unit: Unit
    text: str
    zh: str
    every: int = 1
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    working: bool = False
    dated: bool = True

    @property
    def names_weekend(self) -> bool:
        """Tell whether Saturdays or Sundays are meant, so that a weekend alone moves nothing."""
        return (self.unit == "day" and not self.working) or any(w >= SATURDAY for w in self.weekdays)

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, slots=True)
class Holidays:
    """The state's days off, the weekends that are worked for them, and the years whose days are all known."""

    free: frozenset[dt.date] = frozenset()
    work: frozenset[dt.date] = frozenset()
    years: frozenset[int] = frozenset()

    def rests(self, day: dt.date) -> bool:
        """Tell whether nobody works: a day off, or a weekend that is not worked."""
        return day in self.free or (day.isoweekday() >= SATURDAY and day not in self.work)

    def since(self, first: dt.date) -> Holidays:
        """Return what there is from a day on."""
        return Holidays(
            frozenset(d for d in self.free if d >= first), frozenset(d for d in self.work if d >= first), self.years
        )


@dataclass(frozen=True, slots=True)
class Series:
    """A recurrence with its bounds: from `start` to `until` (both included), not on `off`, `move`d out of holidays."""

    repeats: Recurrence
    start: dt.date
    until: dt.date | None = None
    off: frozenset[dt.date] = frozenset()
    move: Move = ""
    holidays: Holidays = Holidays()

    def next(self, day: dt.date, count: int) -> list[dt.date]:
        """Return up to `count` days from `day` on, ascending; fewer where the series ends or 12 years bring no more."""
        first = max(day, self.start)
        begin, end = first - dt.timedelta(REACH), first + dt.timedelta(AHEAD)
        end = min(end, self.until + dt.timedelta(REACH)) if self.until else end
        found: set[dt.date] = set()
        for month, after in self._months(begin, end):
            held = self._held(max(month, begin), min(after - DAY, end))
            found |= {d for d in held if first <= d <= (self.until or d)}
            done = sorted(found)[:count]
            if len(done) == count and done[-1] + dt.timedelta(REACH) < after:
                break
        return sorted(found)[:count]

    @property
    def asks_calendar(self) -> bool:
        """Tell whether its days depend on the calendar of state holidays."""
        return self.repeats.dated and bool(self.move or self.repeats.working)

    def rule(self) -> dict[str, Any]:
        """Return what theme/recurrence.js takes: days as numbers since 1970-01-01, what is empty left out.

        No `until`: it never ends; 0 is a day.
        """
        r = self.repeats
        said: dict[str, Any] = {
            "unit": r.unit,
            "every": r.every,
            "months": list(r.months),
            "weekdays": list(r.weekdays),
            "nth": list(r.nth),
            "days": list(r.days),
            "working": r.working,
            "from": number(self.start),
            "until": number(self.until) if self.until else None,
            "off": _numbers(self.off),
            "move": self.move,
        }
        if self.asks_calendar:
            said |= {"free": _numbers(self.holidays.free), "work": _numbers(self.holidays.work)}
        return {key: value for key, value in said.items() if value or (key in {"from", "until"} and value is not None)}

    def _months(self, begin: dt.date, end: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
        """Yield the months in which the rule may fall, each as (its first day, the first day after it)."""
        month = begin.replace(day=1)
        while self.repeats.dated and month <= end:
            after = month + dt.timedelta(monthrange(month.year, month.month)[1])
            passed = (month.year - self.start.year) * 12 + month.month - self.start.month
            counted = self.repeats.unit != "month" or passed % self.repeats.every == 0
            if counted and (not self.repeats.months or month.month in self.repeats.months):
                yield month, after
            month = after

    def _held(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Yield where the dates from `first` to `last` go; a date that is called off goes nowhere."""
        for day in (first + dt.timedelta(n) for n in range((last - first).days + 1)):
            if self._falls_on(day) and day not in self.off:
                moved = self._moved(day)
                if moved:
                    yield moved

    def _falls_on(self, day: dt.date) -> bool:
        r = self.repeats
        if r.unit == "day":
            return not (r.working and self.holidays.rests(day))
        if r.unit == "week":
            return day.isoweekday() in r.weekdays and (_week(day) - _week(self.start)) % r.every == 0
        length = monthrange(day.year, day.month)[1]
        if r.days:
            return day.day in r.days or (-1 in r.days and day.day == length)
        nth = {(day.day - 1) // 7 + 1, -1 if day.day + 7 > length else 0}
        return day.isoweekday() in r.weekdays and not nth.isdisjoint(r.nth)

    def _moved(self, day: dt.date) -> dt.date | None:
        """Return where a date goes: itself, the nearest working day, or nowhere."""
        weekend_only = day not in self.holidays.free
        if not self.move or not self.holidays.rests(day) or (weekend_only and self.repeats.names_weekend):
            return day
        if self.move == "skip":
            return None
        step = DAY if self.move == "later" else -DAY
        tried = (day + step * n for n in range(1, REACH + 1))
        return next((d for d in tried if not self.holidays.rests(d)), None)


def number(day: dt.date) -> int:
    """Return the whole days since 1970-01-01."""
    return day.toordinal() - EPOCH


def _numbers(days: Iterable[dt.date]) -> list[int]:
    return sorted(number(d) for d in days)


def _week(day: dt.date) -> int:
    """Return the number of the week, which begins on Monday."""
    return (day.toordinal() - 1) // 7
