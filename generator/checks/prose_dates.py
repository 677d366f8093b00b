"""Days that no calendar has: 2018年2月30日, 6月31日."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import Corpus
from generator.findings import Finding, Text, error
from generator.patterns import late
from generator.site import Site

NO_SUCH_DAY = error(
    "no-such-day",
    Text("没有“{day}”这一天", "there is no such day as “{day}”"),
    Text("对一对原来的材料，改正月份或日子", "Compare with the source and correct the month or the day"),
)
_FEBRUARY = "(?<!12月)(?<=2月)"
# Texts are full of dates: only days that a month may not have, and months that are none, are looked at.
_DAY = late(
    rf"月(?:(?:(?<=[469]月)|(?<=11月)|{_FEBRUARY})(?=31)|{_FEBRUARY}(?=29|30)|(?=3[2-9]|[4-9]\d|00?[日号])"
    r"|(?<=1[3-9]月)|(?<=[2-9]\d月)|(?<!10月)(?<=0月))(\d{1,2})[日号](?![线楼院门店井桥路岗机车])"
)
_MONTH = late(r"(?<![\d.~～—–\-])(?:(\d{4})年)?(\d{1,2})$")
_LEAP = 2020
_MONTHS = 12


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """A day that a text names is in the calendar; without its year, the 29th of February may be."""
    for hit in corpus.find(_DAY):
        if before := _MONTH.search(hit.text[: hit.start]):
            month, day = int(before[2]), int(hit.match[1])
            if not (1 <= month <= _MONTHS and 1 <= day <= monthrange(int(before[1] or _LEAP) or _LEAP, month)[1]):
                yield at_hit(NO_SUCH_DAY, hit, day=before[0] + hit.match[0])


CHECK = TextCheck((NO_SUCH_DAY,), check)
