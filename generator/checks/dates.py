"""Dates: not in the future, in their order, and entries whose time is over."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, note
from generator.schema import PartialDate
from generator.site import Entry, Site

FUTURE_DATE = error(
    "future-date",
    Text("发布日期{date}在今天（{today}）以后", "the date {date} is after today ({today})"),
    Text(
        "改成真正定稿的日子；要到时候才播的通知写“生效日期”",
        "Write the day it was finished; a notice may have a later “from”",
    ),
)
EXPIRED = note(
    "expired",
    Text("“{title}”有效期到{until}，已经转到“往期”", "“{title}” ended on {until} and went to the archive"),
    Text("还有效就改“有效期至”", "If it still holds, change “until”"),
)
DATES_OUT_OF_ORDER = error(
    "dates-out-of-order",
    Text("有效期至{until}，比{start}还早", "it ends on {until}, before it begins on {start}"),
    Text("看看年份是不是写错了", "See whether a year is wrong"),
)
URGENT_WITHOUT_END = error(
    "urgent-without-end",
    Text("紧急通知没有写“有效期至”", "an urgent notice has no “until”"),
    Text("紧急通知会占住整块屏幕，一定要写到哪天为止", "It takes whole screens over, so it must say until when"),
)


def check(site: Site) -> Iterator[Finding]:
    """No entry is dated after the build's date; an end lies after its beginning; an urgent notice has an end.

    An entry whose last day is over is named, so that nobody wonders where it went.
    """
    today = PartialDate(site.date.year, site.date.month, site.date.day)
    for entry in site.all():
        if entry.record.date > today:  # a year or a month sorts before its days: it lies ahead when all of it does
            yield at(FUTURE_DATE, entry, "date", date=_words(entry.record.date), today=_words(today))
        if entry.record.until:
            yield from _ended(entry, site)
    for entry in site.entries.get("notices", ()):
        if entry.record.urgent and entry.record.until is None:
            yield at(URGENT_WITHOUT_END, entry, "urgent")


def _ended(entry: Entry, site: Site) -> Iterator[Finding]:
    record = entry.record
    start = vars(record).get("from_") or record.date
    if record.until.last < start.first and ("until",) in entry.places:  # not written, it is the day an event happens
        yield at(DATES_OUT_OF_ORDER, entry, "until", until=_words(record.until), start=_words(start))
    elif entry.expired(site.date):
        yield at(EXPIRED, entry, "until", title=record.title, until=_words(record.until))


def _words(date: PartialDate) -> Text:
    return Text(date.zh, date.iso)


CHECK = Check((FUTURE_DATE, EXPIRED, DATES_OUT_OF_ORDER, URGENT_WITHOUT_END), check)
