"""Qualifiers that contradict each other: 近千余, 约三百左右."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import Corpus, quoted
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Site

QUALIFIER_TWICE = warning(
    "qualifier-twice",
    Text("“{text}”前后各带一个限定：“{before}”和“{after}”", "“{text}” is qualified twice: “{before}” and “{after}”"),
    Text("照来源留下一个：“近”是不到，“余、多”是超过，“约”是上下", "Keep the one that the source means"),
)

_COUNTED = r"[\d〇零一二两三四五六七八九十百千万亿几数][\d,.〇零一二两三四五六七八九十百千万亿几数]*"
_UNIT = "(?:人次|人|户|名|个|次|场|元|件|家|平方米|米|公里|吨|岁|%|％|小时|分钟|套|辆|条|项|支|所|处|份|亩|年|个月|月|天|日)?"
_BEFORE = "近|约|超过?|逾|不足|不到|至少"
# 最近, 节约, 想不到 are words of their own; 近三十多年 is the last thirty years and more.
_TWICE = late(
    rf"({_BEFORE})(?:(?={_COUNTED})({_COUNTED})(?:([余多])(?!年|个?月|天|日|周)|{_UNIT}(左右|上下|以上))"
    rf"|({_BEFORE})(?={_COUNTED}))"
)
_WORDS = late(
    "(?:[最附临邻靠就亲远贴走拉新切相]近|[节预签集契违公相履合邀制续解条特失毁婉赴]约|[赶反高]超|[想看找得做料听用等]不到)$"
)


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """A number is qualified once: 近 and 余, 约 and 左右, 超 and 近 contradict each other."""
    for hit in corpus.find(_TWICE):
        before = hit.match[1]
        if not _WORDS.search(hit.text, 0, hit.start + len(before)) and not quoted(hit.text, hit.start):
            after = next(filter(None, hit.match.groups()[2:]))
            yield at_hit(QUALIFIER_TWICE, hit, text=hit.match[0], before=before, after=after)


CHECK = TextCheck((QUALIFIER_TWICE,), check)
