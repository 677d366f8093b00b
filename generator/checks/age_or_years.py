"""岁 is for age, 年 for how long."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import Corpus, Hit
from generator.findings import Finding, Text, error
from generator.patterns import late
from generator.site import Site

AGE_OR_YEARS = error(
    "age-or-years",
    Text(
        "“{found}”：{noun}不用“{wrong}”，应当是“{right}”", "“{found}”: {noun} is not counted in {wrong}, but in {right}"
    ),
    Text("岁说的是年龄，党龄、工龄用年", "岁 is for age; membership and service are counted in 年"),
)
_KINDS = {"党龄": "年", "工龄": "年", "教龄": "年", "军龄": "年", "婚龄": "年", "年龄": "岁"}
# Both begin with one rare character, by which a long text is searched fast: 50岁以上党龄, 党龄满50岁.
_BEHIND = late(r"岁(?:以上|以下|左右)?的?老?([党工教军婚]龄)")
_AHEAD = late(r"龄(?:在|满|已满|过|超过|达|达到|有|为)?\d+[余多]?([岁年])")
_NUMERAL = late(r"[\d一二三四五六七八九十百]{1,4}$")


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """Nobody has 50 岁 of membership: 党龄, 工龄, 教龄 and the like are counted in 年, 年龄 in 岁."""
    for hit in corpus.find(_BEHIND):
        if numeral := _NUMERAL.search(hit.text[: hit.start]):
            yield _wrong(hit, numeral[0] + hit.match[0], hit.match[1], "岁")
    for hit in corpus.find(_AHEAD):
        noun = hit.text[max(0, hit.start - 1) : hit.start] + "龄"
        if _KINDS.get(noun, hit.match[1]) != hit.match[1]:
            yield _wrong(hit, noun[:-1] + hit.match[0], noun, hit.match[1])


def _wrong(hit: Hit, found: str, noun: str, wrong: str) -> Finding:
    return at_hit(AGE_OR_YEARS, hit, found=found, noun=noun, wrong=wrong, right=_KINDS[noun])


CHECK = TextCheck((AGE_OR_YEARS,), check)
