"""The series of an entry: its recurrence, bound to the dates it writes and to the calendar of its site."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.schema.recurrence import Series
from generator.site.holidays import holidays_of

if TYPE_CHECKING:
    from generator.site.entry import Entry
    from generator.site.site import Site

_BEFORE = 31
"""Days of the year before that a date moved past the new year may ask about."""


def series_of(entry: Entry, site: Site) -> Series | None:
    """Return the series of an entry that repeats, or None. It knows the holidays from the year of the build on."""
    record = entry.record
    if getattr(record, "repeats", None) is None:
        return None
    return Series(
        record.repeats,
        record.when.first,
        record.until.last if record.until else None,
        frozenset(day.first for day in record.off),
        "" if record.holidays.key == "as_is" else record.holidays.key,
        holidays_of(site.settings, dt.date(site.date.year, 1, 1) - dt.timedelta(_BEFORE)),
    )
