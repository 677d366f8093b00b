"""Ledgers add up: their rows to the total, and nothing is done more often than it occurred."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, warning
from generator.site import Entry, Site

LEDGER_DONE = error(
    "ledger-done",
    Text("“{name}”一共{count}，办结的却有{done}", "“{name}” has {count} in all, but {done} done"),
    Text("看看两个数是不是写反了", "See whether the two are the wrong way round"),
)
LEDGER_TOTAL = warning(
    "ledger-total",
    Text("写着总数{total}，各行加起来是{sum}", "the total is {total}, the rows add up to {sum}"),
    Text(
        "改正其中一个；行没有列全，就不写“总数”，在正文里说明",
        "Correct one; where rows are missing, leave the total out",
    ),
)


def check(site: Site) -> Iterator[Finding]:
    """No row has more done than there is; where every row of a ledger counts, they add up to its total.

    A figure counts as the interval it can mean (余, 近, 约 …); a task without figures counts as one.
    """
    for entry in site.entries.get("ledgers", ()):
        for i, row in enumerate(entry.record.rows):
            if row.count and row.done and row.done.interval[0] > row.count.interval[1]:
                yield at(LEDGER_DONE, entry, "rows", i, "done", name=row.name, count=row.count, done=row.done)
        yield from _total(entry)


def _total(entry: Entry) -> Iterator[Finding]:
    record = entry.record
    spans = [row.count.interval if row.count else (Decimal(1), Decimal(1)) for row in record.rows]
    countable = all(row.count or row.state for row in record.rows)
    if record.total is None or not spans or not countable:
        return
    low, high = (sum(ends) for ends in zip(*spans, strict=True))
    least, most = record.total.interval
    if most < low or high < least:
        yield at(LEDGER_TOTAL, entry, "total", total=record.total, sum=sum(s[0] for s in spans))


CHECK = Check((LEDGER_DONE, LEDGER_TOTAL), check, given=lambda _: "")
