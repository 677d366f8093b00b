"""Calendar files (RFC 5545) that phones and computers take in: one for each coming event, and one for all.

A recurrence is written as RRULE, days without it as EXDATE. Where holidays move dates, or only working days count, the
rule ends with the coming year, dates that went elsewhere are EXDATEs, and where they went to are events of their own:
RDATE and RECURRENCE-ID are not understood everywhere. What is written follows from content and the build's year alone.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.render.website.calendar import MOVED, ON_END, Row, row_of
from generator.render.website.links import absolute
from generator.schema import PartialDate
from generator.site import Artifact

if TYPE_CHECKING:
    from generator.schema.recurrence import Recurrence, Series
    from generator.site import Site

OCTETS = 75
"""So many octets a line holds at most, without its end."""
FRIDAY = 5
DAY = dt.timedelta(1)
ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
_CODES = ("", "MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_files(site: Site) -> list[Artifact]:
    """Return events/<id>.ics of every event that has a coming date, and events/index.ics with all of them."""
    rows = (row_of(e, site) for e in site.current("events"))
    files = {row.entry.id: events for row in rows if (events := _lines(_events(row, site)))}
    named = {f"events/{name}.ics": events for name, events in files.items()}
    if named:
        named["events/index.ics"] = b"".join(files.values())
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Streetlight//ZH", "CALSCALE:GREGORIAN"]
    begin = _lines([*head, f"X-WR-CALNAME:{_escaped(site.settings.name)}活动", *ZONE])
    return [Artifact(path, b"".join((begin, events, _lines(["END:VCALENDAR"])))) for path, events in named.items()]


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(folded(line) + b"\r\n" for line in lines)


def folded(line: str) -> bytes:
    """Return a line in pieces of 75 octets at most, no character cut, each but the first begun with a blank."""
    octets = line.encode()
    pieces, start, room = list[bytes](), 0, OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 (a character's second or later octet)
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, OCTETS - 1
    return b"\r\n ".join([*pieces, octets[start:]])


def _events(row: Row, site: Site) -> Iterator[str]:
    """Yield the lines of an event; nothing where no date comes."""
    if row.series is None:
        first, last = row.entry.record.when.first, row.entry.record.until.last
        days = (last - first).days + 1 if first <= last < first + dt.timedelta(ON_END) else 1
        yield from _event(row, site, first, [f"RRULE:FREQ=DAILY;COUNT={days}"] if days > 1 else [])
    elif row.next:
        begin = max(row.series.start, dt.date(site.date.year, 1, 1))
        yield from _bounded(row, site, begin) if row.series.asks_calendar else _plain(row, site, begin)


def _plain(row: Row, site: Site, begin: dt.date) -> Iterator[str]:
    """Yield a series that no holiday moves."""
    assert row.series is not None  # noqa: S101  # the caller looked
    series = row.series
    first = replace(series, off=frozenset()).next(begin, 1)[0]
    off = sorted(day for day in series.off if day >= first)
    yield from _event(row, site, first, [_rrule(series.repeats, series.until, row), *_exdates(off, row)])


def _bounded(row: Row, site: Site, begin: dt.date) -> Iterator[str]:
    """Yield a series that holidays move: a rule up to the end of the coming year, and what lies elsewhere by itself."""
    assert row.series is not None  # noqa: S101  # the caller looked
    series = row.series
    end = dt.date(max(row.next[0].year, site.date.year) + 1, 12, 31)
    end = min(end, series.until) if series.until else end
    base, most = _unmoved(series), (end - begin).days + 1
    written = replace(base, until=end).next(begin, most)
    held = set(replace(series, until=end).next(begin, most))
    more = f"日子算到{PartialDate.of(end).zh}，放假安排有变以通知为准。"
    if written:
        gone = [day for day in written if day not in held]
        yield from _event(row, site, written[0], [_rrule(base.repeats, end, row), *_exdates(gone, row)], more)
    for day in sorted(held - set(written)):
        yield from _event(row, site, day, [], more, mark=f"/{day.isoformat()}")


def _unmoved(series: Series) -> Series:
    """Return the series as a rule can say it: working days as Monday to Friday, nothing moved, nothing off."""
    repeats = series.repeats
    if repeats.working:
        repeats = replace(repeats, unit="week", working=False, weekdays=tuple(range(1, FRIDAY + 1)))
    return replace(series, repeats=repeats, move="", off=frozenset())


def _rrule(repeats: Recurrence, until: dt.date | None, row: Row) -> str:
    """Return the rule. Within named months a year is the unit, which more calendars understand, unless weeks count."""
    by_year = repeats.months and repeats.every == 1 and repeats.unit != "day"
    parts = {"FREQ": "YEARLY" if by_year else {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}[repeats.unit]}
    parts |= {"INTERVAL": str(repeats.every)} if repeats.every > 1 else {}
    parts |= {"UNTIL": _last(until, row)} if until else {}
    parts |= {"BYMONTH": ",".join(map(str, repeats.months))} if repeats.months else {}
    parts |= {"BYMONTHDAY": ",".join(map(str, repeats.days))} if repeats.days else {}
    weekdays = [f"{n or ''}{_CODES[w]}" for n in repeats.nth or (0,) for w in repeats.weekdays]
    parts |= {"BYDAY": ",".join(weekdays)} if weekdays else {}
    return "RRULE:" + ";".join(f"{key}={value}" for key, value in parts.items())


def _last(until: dt.date, row: Row) -> str:
    """Return the end of a rule: a day, or where hours count the last second of that day in UTC."""
    return f"{until:%Y%m%d}T155959Z" if row.entry.record.time else f"{until:%Y%m%d}"


def _exdates(days: Iterable[dt.date], row: Row) -> list[str]:
    time = row.entry.record.time
    return [_at("EXDATE", day, time.partition("-")[0]) for day in days]


def _at(name: str, day: dt.date, time: str) -> str:
    """Return a property whose value is a day, or a time of it in China."""
    if not time:
        return f"{name};VALUE=DATE:{day:%Y%m%d}"
    hour, minute = map(int, time.split(":"))
    return f"{name};TZID=Asia/Shanghai:{day:%Y%m%d}T{hour:02d}{minute:02d}00"


def _event(  # noqa: PLR0913, PLR0917  # an event is made of so much
    row: Row, site: Site, day: dt.date, rules: list[str], more: str = "", mark: str = ""
) -> Iterator[str]:
    """Yield a VEVENT. `mark` tells a moved date from its series; both keep their UID as long as street and id do."""
    record, path = row.entry.record, row.entry.url
    begin, _, end = record.time.partition("-")
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'{site.settings.name}/{path}{mark}')}"
    yield f"DTSTAMP:{record.date.first:%Y%m%d}T000000Z"
    yield _at("DTSTART", day, begin)
    if end or not begin:
        yield _at("DTEND", day if end else day + DAY, end)
    yield from rules
    yield f"SUMMARY:{_escaped(record.title)}"
    if record.where:
        yield f"LOCATION:{_escaped(record.where)}"
    if said := "\n".join(filter(None, (record.what or record.summary, *_about(row), more))):
        yield f"DESCRIPTION:{_escaped(said)}"
    if site.settings.url:
        yield f"URL:{absolute(site.settings.url, path)}"
    yield "END:VEVENT"


def _about(row: Row) -> Iterator[str]:
    record = row.entry.record
    if row.series:
        moved = MOVED.get(record.holidays.key, "")
        yield f"{record.repeats.zh}{'，' if moved else ''}{moved}。"
    if record.phone:
        yield f"电话：{record.phone}"


def _escaped(text: str) -> str:
    """Return TEXT as the format wants it; what cannot stand in it is left out."""
    text = re.sub(r"([\\;,])", r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(char for char in text if char >= " " and char != "\x7f")
