"""The calendar page: this month and the next, the series with their next date, and what is held on a day of its own.

All is reckoned for the day of the build. theme/website/assets/calendar.js does it again for the reader's day, from the
rules that stand on the rows (`data-rule`, `data-days`); both draw the same months.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.schema.recurrence import number
from generator.site import series_of

if TYPE_CHECKING:
    from generator.schema.recurrence import Series
    from generator.site import Entry, Site

SHOWN = 5
"""So many coming dates an entry's page names."""
ON_END = 14
"""So many days in a row are marked in the months; what has longer to run is marked on its first."""
MOVED = {
    "later": "碰上放假，顺延到下一个工作日",
    "earlier": "碰上放假，提前到前一个工作日",
    "skip": "碰上放假，停一次",
}


@dataclass(frozen=True)
class Row:
    """An event of the list, with its series where it has one, on `today`, the day of the build."""

    entry: Entry
    series: Series | None
    today: dt.date

    @cached_property
    def next(self) -> tuple[dt.date, ...]:
        """The coming dates, five at most; of an event of its own its day."""
        if self.series:
            return tuple(self.series.next(self.today, SHOWN))
        return (max(self.entry.record.when.first, self.today),)

    @property
    def rule(self) -> str:
        """The rule for the page's script, as JSON; nothing where no dates follow from it."""
        dated = self.series and self.series.repeats.dated
        return json.dumps(self.series.rule(), separators=(",", ":")) if self.series and dated else ""

    @property
    def bounds(self) -> tuple[int, int]:
        """First and last day of an event of its own, since 1970-01-01."""
        first, last = self.entry.record.when.first, self.entry.record.until.last
        return number(first), number(last if first <= last < first + dt.timedelta(ON_END) else first)

    @property
    def until(self) -> int:
        """The last day of an event of its own, since 1970-01-01."""
        return number(self.entry.record.until.last)

    @property
    def known(self) -> int:
        """The last year whose holidays are known; 0 where holidays do not matter."""
        return max(self.series.holidays.years, default=0) if self.series and self.series.asks_calendar else 0

    def unsure(self, shown: int) -> bool:
        """Tell whether one of the first dates hangs on holidays that nobody knows yet."""
        return bool(self.known) and any(day.year > self.known for day in self.next[:shown])

    def marked(self, first: dt.date, last: dt.date) -> list[dt.date]:
        """Return its days in a span of the months; what is held day by day is not marked."""
        if self.series:
            daily = self.series.repeats.unit == "day"
            found = [] if daily else self.series.next(first, (last - first).days + 1)
            return [day for day in found if day <= last]
        begin, end = self.bounds
        return [day for day in _days(first, last) if begin <= number(day) <= end]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month, and what is held on it (nothing before today)."""

    day: dt.date
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its first day, its weeks from Monday (None: no day of the month), and the days on which something is."""

    first: dt.date
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def busy(self) -> tuple[Cell, ...]:
        """The days on which something is held."""
        return tuple(cell for week in self.weeks for cell in week if cell and cell.rows)


def row_of(entry: Entry, site: Site) -> Row:
    """Return an event as the calendar sees it."""
    return Row(entry, series_of(entry, site), site.date)


def list_view(entries: tuple[Entry, ...], site: Site) -> dict[str, Any]:
    """Return the context of the calendar page: every event in force is on it."""
    rows = [row_of(e, site) for e in entries]
    far = dt.date.max
    series = sorted((r for r in rows if r.series), key=lambda r: r.next[0] if r.next else far)
    return {
        "months": two_months(rows, site.date) if any(r.next for r in rows) else (),
        "daily": any(r.series and r.series.repeats.unit == "day" for r in rows),
        "series": series,
        "dated": [r for r in rows if not r.series],
        "day": number(site.date),
        "today": site.date,
    }


def entry_view(entry: Entry, site: Site) -> dict[str, Any]:
    """Return the context of an event's page."""
    row = row_of(entry, site)
    coming = bool(row.next) and not entry.expired(site.date)
    return {
        "row": row,
        "coming": coming,
        "moved": MOVED.get(entry.record.holidays.key, "") if row.series else "",
        "off": [day for day in entry.record.off if day.first >= site.date],
        "day": number(site.date),
        "today": site.date,
    }


def two_months(rows: list[Row], today: dt.date) -> tuple[Month, Month]:
    """Return the month of a day and the one after it, with what is held from that day on."""
    first = today.replace(day=1)
    return _month(first, rows, today), _month(_after(first), rows, today)


def _month(first: dt.date, rows: list[Row], today: dt.date) -> Month:
    last = _after(first) - dt.timedelta(1)
    held: dict[dt.date, list[Row]] = {}
    for row in sorted(rows, key=_hour):
        for day in row.marked(max(first, today), last):
            held.setdefault(day, []).append(row)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, tuple(tuple(_cell(d, first, held) for d in week) for week in weeks))


def _hour(row: Row) -> tuple[int, str, str]:
    """Sort by hour, what lasts the whole day first."""
    record = row.entry.record
    return record.time.find(":"), record.time, record.title


def _cell(day: dt.date, first: dt.date, held: dict[dt.date, list[Row]]) -> Cell | None:
    return Cell(day, tuple(held.get(day, ()))) if day.month == first.month else None


def _after(first: dt.date) -> dt.date:
    return (first + dt.timedelta(31)).replace(day=1)


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(n) for n in range((last - first).days + 1)]
