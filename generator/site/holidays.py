"""The calendar of state holidays: what the State Council announced, and what a site adds for years not yet in here."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.schema.recurrence import Holidays

if TYPE_CHECKING:
    from generator.schema.values import PartialDate
    from generator.settings import Settings

# Source: 国务院办公厅关于部分节假日安排的通知, one a year (2019, 2020 and 2024 with their changes), as months and days. The tests
# hold it against the package `chinesecalendar`. A year's line: days off, then the weekends worked for them.
ANNOUNCED = {
    2018: ("0101 0215-0221 0405-0407 0429-0501 0618 0924 1001-1007 1230-1231", "0211 0224 0408 0428 0929 0930 1229"),
    2019: ("0101 0204-0210 0405-0407 0501-0504 0607-0609 0913-0915 1001-1007", "0202 0203 0428 0505 0929 1012"),
    2020: ("0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008", "0119 0426 0509 0628 0927 1010"),
    2021: ("0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007", "0207 0220 0425 0508 0918 0926 1009"),
    2022: ("0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231", "0129 0130 0402 0424 0507 1008 1009"),
    2023: ("0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006 1230-1231", "0128 0129 0423 0506 0625 1007 1008"),
    2024: ("0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007", "0204 0218 0407 0428 0511 0914 0929 1012"),
    2025: ("0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008", "0126 0208 0427 0928 1011"),
    2026: ("0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007", "0104 0214 0228 0509 0920 1010"),
}  # fmt: skip


@cache
def announced() -> Holidays:
    """Return what the state has announced."""
    free = (day for year, (spans, _) in ANNOUNCED.items() for span in spans.split() for day in _spread(year, span))
    work = (day for year, (_, days) in ANNOUNCED.items() for span in days.split() for day in _spread(year, span))
    return Holidays(frozenset(free), frozenset(work), frozenset(ANNOUNCED))


def holidays_of(settings: Settings, first: dt.date = dt.date.min) -> Holidays:
    """Return the calendar of a site from a day on; the same object while nothing of it changes.

    What the site writes itself goes before; a year for which it names days off is known.
    """
    return _calendar(settings.days_off, settings.days_on, first)


@lru_cache(maxsize=8)  # every event of a site asks, and a preview has one site after another
def _calendar(days_off: tuple[PartialDate, ...], days_on: tuple[PartialDate, ...], first: dt.date) -> Holidays:
    known = announced()
    off = frozenset(day.first for day in days_off)
    on = frozenset(day.first for day in days_on)
    years = known.years | {day.year for day in off}
    return Holidays((known.free - on) | off, (known.work - off) | on, years).since(first)


def _spread(year: int, span: str) -> list[dt.date]:
    first, _, last = span.partition("-")
    begin, end = (dt.date(year, int(text[:2]), int(text[2:])) for text in (first, last or first))
    return [begin + dt.timedelta(n) for n in range((end - begin).days + 1)]
