"""Parts and wholes in one sentence: 共计500人，其中男300人、女220人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import HAN, Corpus
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.schema import Figure
from generator.site import Site
from generator.site.facts import counted
from generator.site.intervals import Interval

PROSE_PARTS = warning(
    "prose-parts",
    Text("写着{whole}，其中{parts}，比总数还多", "it says {whole}, of which {parts}: more than all"),
    Text("对一对原来的材料，改正写错的数", "Compare with the source and correct the wrong one"),
)
_WHICH = late("其中")
# Units that say by themselves what is counted: of 个, 家, 项 there are all sorts in one sentence.
_UNIT = "人次|[人名位]|户|套|栋|起|元|平方米|亩|公里"
_FIGURE = rf"((?:近|约|超过?)?\d[\d,.]*[余多]?[万亿]?[余多]?)({_UNIT})"
_WHOLE = late(rf"(?<![\d.,每]){_FIGURE}[{HAN}]{{0,6}}[，,（(：:]?$")
_PART = late(rf"([{HAN}]{{0,10}}?){_FIGURE}([{HAN}]*)[）)]?")
_NO_PART = late("[每第比较增减多少平均年月日时累再另达最]")
_NO_WHOLE = late("[每各都比较增减平均]|以[上下]")
_STOPS = "。！？；;\n"
_COMMAS = "，,、"


class _Part(NamedTuple):
    """A part of a whole: its name, its figure, and the mark in front of it."""

    name: str
    words: str
    span: Interval
    mark: str


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """What a sentence says is 其中 is not more than the number right before it, one by one or together, in one unit.

    Parts behind 、 belong together, and behind a comma where their names are alike (男, 女; 专职, 兼职).
    """
    for hit in corpus.find(_WHICH):
        before, after = _sentence(hit.text[: hit.start], hit.text[hit.end :])
        said = _WHOLE.search(before)
        room = _span(said[1]) if said else None
        if said is None or room is None or not _only_one(before, said):
            continue
        parts = list(_parts(after, counted(said[2])))
        larger = [part for part in parts if part.span.low > room.high]
        together = sum((part.span.low for part in parts), start=type(room.low)(0))
        if larger or together > room.high:
            listed = "、".join(part.words for part in larger or parts)
            yield at_hit(PROSE_PARTS, hit, whole=f"{said[1]}{said[2]}", parts=listed)


def _sentence(before: str, after: str) -> tuple[str, str]:
    for stop in _STOPS:
        before, after = before.rpartition(stop)[2], after.partition(stop)[0]
    return before, after


def _only_one(before: str, said: re.Match[str]) -> bool:
    """Tell whether nothing else in the sentence is counted so, and the number is no average, growth or threshold."""
    clause = re.split("[，,]", before[: said.start()])[-1] + said[0]
    return not _NO_WHOLE.search(clause) and not re.search(rf"\d[余多]?[万亿]?[余多]?{said[2]}", before[: said.start()])


def _parts(text: str, kind: str) -> Iterator[_Part]:
    """Yield the parts that a text begins with, up to the first words that are none, or none of the same list."""
    first = ""
    for mark, item in re.findall(f"([{_COMMAS}：:]?)([^{_COMMAS}：:]+)", text):
        match = _PART.fullmatch(item)
        if not match or _NO_PART.search(match[1]) or counted(match[3]) != kind or not (span := _span(match[2])):
            return
        if first and (match[4] or (mark != "、" and not _alike(first, match[1]))):
            return
        first = first or match[1] or "?"
        yield _Part(match[1], f"{match[1]}{match[2]}{match[3]}", span, mark)
        if match[4]:
            return


def _alike(one: str, other: str) -> bool:
    return len(one) == len(other) == 1 or one[-1:] == other[-1:]


def _span(figure: str) -> Interval | None:
    try:
        return Interval.of(Figure.parse(figure))
    except ValueError:
        return None


CHECK = TextCheck((PROSE_PARTS,), check)
