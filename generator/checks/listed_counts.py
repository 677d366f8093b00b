"""Numbers in running text against the list right behind them: 三张清单：需求、资源."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import HAN, Corpus, quoted
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Site
from generator.site.numerals import number

LISTED_COUNT = warning(
    "listed-count",
    Text("写着{declared}，却列了{listed}样：{items}", "it says {declared}, but lists {listed}: {items}"),
    Text("数一数，改正一个；没有列全就在最后加“等”", "Count them and correct one; where some are left out, end in 等"),
)

_COUNT = "([\\d两三四五六七八九十][\\d一二三四五六七八九十]?)(个|项|张|条|大|类|家|支|所|处|种|名|位|件)"
_ITEMS = r"([^\0\n。；;：:，,！？!?（）()]*、[^\0\n。；;：:，,！？!?（）()]*)"
# 三张清单：甲、乙、丙。 “三个做到”：甲、乙、丙。 and 3个社区（甲、乙、丙）; what counts them stands in front.
_AHEAD = late(rf"[：:（(](?:(?<=[：:]){_ITEMS}(?=[。；;\n\0]|$)|(?<=[（(]){_ITEMS}[）)])")
_COUNTED = late(rf"(?<![第每前后近约超.,一二三四五六七八九十百千万\d]){_COUNT}[{HAN}]{{0,8}}”?$")
# “甲”、“乙”等5个
_BEHIND = late(rf"“([^”\0\n]+”(?:[、和][{HAN}]{{0,4}}“[^”\0\n]+”)+)(等?)这?{_COUNT}")
_NO_LIST = late("含|包括|其中|[例比]?如|见|截至|不|一是|每|共|[东西南北]")
_LONGEST = 14
_REACH = 14


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """Where a number is followed by the list of what it counts, both agree; a list that ends in 等 may be shorter.

    So is a list of “names” in front of its number.
    """
    for hit in corpus.find(_AHEAD):
        items = hit.match[1] or hit.match[2]
        count = _COUNTED.search(hit.text, max(hit.start - _REACH, 0), hit.start)
        if count and _is_list(items) and not quoted(hit.text, hit.start) and not _agree(number(count[1]), items):
            listed = items.count("、") + 1
            yield at_hit(LISTED_COUNT, hit, declared=f"{count[1]}{count[2]}", listed=listed, items=items)
    for hit in corpus.find(_BEHIND):
        items, more, numeral, measure = hit.match.groups()
        listed = items.count("”")
        if listed > number(numeral) or (listed < number(numeral) and not more):
            yield at_hit(LISTED_COUNT, hit, declared=f"{numeral}{measure}", listed=listed, items=f"“{items}")


def _is_list(items: str) -> bool:
    """Tell whether the words are nothing but a list of short names."""
    names = items.split("、")
    return len(names) > 1 and not _NO_LIST.match(items) and all(1 < len(name) <= _LONGEST for name in names)


def _agree(declared: int, items: str) -> bool:
    """Tell whether a list can have as many items: 和 may join the last two or stand inside one; 等 leaves some out."""
    open_end = "等" in items.rpartition("、")[2]
    least = items.count("、") + 1
    most = least + len(re.findall("[和与及]", items))
    return least <= declared and (declared <= most or open_end)


CHECK = TextCheck((LISTED_COUNT,), check)
