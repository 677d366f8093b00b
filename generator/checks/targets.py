"""Targets: how far they are against the time that is over, and targets of which nobody says how far they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Entry, Site
from generator.site.intervals import Interval
from generator.site.numerals import NUMERAL, number

TARGET_BEHIND = warning(
    "target-behind",
    Text("时间过了{over}%，“{title}”才完成{done}%", "{over} % of the time is over, “{title}” has reached {done} %"),
    Text(
        "看看数和“截至”对不对；真是这样，就在正文里说说为什么",
        "See whether figure and date are right; if so, say why in the text",
    ),
)
TARGET_OPEN = warning(
    "target-open",
    Text("“{name}”是个目标，做到多少没有写", "“{name}” is a target; nothing says how far it is"),
    Text(
        "在“成绩”里加一条：数值写做到的，目标写{target}",
        "Add an achievement with the figure reached and {target} as its target",
    ),
)
_SOON = 0.25
"""Before a quarter of the time is over, nothing is late."""
_LATE = 0.5
"""Less than half of what the time would ask for is far behind."""
_LEAST = 10
_COUNTED = late(rf"^[“「]?({NUMERAL})(?:个|名|家|支|处|户|条|座)([\u4e00-\u9fff]{{2,12}})")


def check(site: Site) -> Iterator[Finding]:
    """A figure with a target is not far behind its time; what a method declares as a number to reach has one.

    The time begins on 起算 and ends with the year of 截至. 64.45 % at five twelfths of the year is ahead.
    """
    for entry in site.entries.get("achievements", ()):
        if entry.record.target and entry.record.as_of and entry.record.as_of.month:
            yield from _progress(entry)
    yield from _open(site)


def _progress(entry: Entry) -> Iterator[Finding]:
    record = entry.record
    first, last, today = record.period_from.first, dt.date(record.as_of.year, 12, 31), record.as_of.last
    target = Interval.of(record.target).low
    if not first <= today or target <= 0:
        return
    over = ((today - first).days + 1) / ((last - first).days + 1)
    done = float(Interval.of(record.value).high / target)
    if over >= _SOON and done < over * _LATE:
        words = {"title": record.title, "over": f"{over * 100:.0f}", "done": f"{done * 100:.0f}"}
        yield at(TARGET_BEHIND, entry, "value", **words)


def _open(site: Site) -> Iterator[Finding]:
    """Yield what methods declare as a number to reach, where no figure has that target or is called so."""
    titles = "\0".join(fact.title for fact in site.facts.values())
    targets = {fact.target.number for fact in site.facts.values() if fact.target}
    for entry in site.entries.get("methods", ()):
        for i, row in enumerate(entry.record.rows):
            if found := _COUNTED.match(row.name):
                wanted, noun = number(found[1]), found[2]
                if wanted >= _LEAST and wanted not in targets and noun[-4:] not in titles:
                    yield at(TARGET_OPEN, entry, "rows", i, "name", name=row.name, target=wanted)


CHECK = Check((TARGET_BEHIND, TARGET_OPEN), check)
