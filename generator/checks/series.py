"""Recurring events: that they ever take place, and that what is written for a series stands in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, warning
from generator.schema.recurrence import Series
from generator.site import Entry, Site, series_of

SERIES_EMPTY = error(
    "series-empty",
    Text("“{title}”{repeats}，可是一次也轮不到", "“{title}” ({repeats}) never takes place"),
    Text("看看“日期”“有效期至”和“停办”是不是写错了", "Look at “when”, “until” and “off”"),
)
SERIES_OFF = warning(
    "series-off",
    Text("“{title}”写的停办日子本来就不办", "“{title}” is not held on any of the days it is called off"),
    Text("停办写原来轮到的那一天，不写顺延以后的", "Write the day it falls on by its rule, not the one it moves to"),
)
SERIES_ALONE = warning(
    "series-alone",
    Text("“{title}”只办一次，“{label}”不起作用", "“{title}” takes place once, so “{key}” does nothing"),
    Text("要一次次办，加一行“重复”；不然删掉这一行", "Add “repeats”, or delete this line"),
)


def check(site: Site) -> Iterator[Finding]:
    """Every series takes place at least once; days off are days of the series; only a series has such fields."""
    for entry in site.entries.get("events", ()):
        series = series_of(entry, site)
        yield from _alone(entry) if series is None else _of(entry, series)


def _alone(entry: Entry) -> Iterator[Finding]:
    for name, label in (("off", "停办"), ("holidays", "遇节假日")):
        if (name,) in entry.places:
            yield at(SERIES_ALONE, entry, name, title=entry.record.title, label=label, key=name)


def _of(entry: Entry, series: Series) -> Iterator[Finding]:
    if not series.repeats.dated:
        return
    title = entry.record.title
    if not series.next(series.start, 1):
        yield at(SERIES_EMPTY, entry, "repeats", title=title, repeats=series.repeats.zh)
    elif series.off and not _falls_on_any(series):
        yield at(SERIES_OFF, entry, "off", title=title)


def _falls_on_any(series: Series) -> bool:
    """Tell whether a day off is one the rule falls on, before anything moves."""
    plain = replace(series, off=frozenset(), move="")
    return any(plain.next(day, 1) == [day] for day in series.off)


CHECK = Check((SERIES_EMPTY, SERIES_OFF, SERIES_ALONE), check, given=lambda site: site.date.year)
