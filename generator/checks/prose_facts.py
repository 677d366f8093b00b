"""Figures and years in running text, against the facts they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from generator.checks.check import Compared, TextCheck, at, at_hit
from generator.checks.corpus import Corpus, Hit
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.schema import Figure
from generator.site import Entry, Site
from generator.site.facts import FACTS, Fact
from generator.site.intervals import last_place

FACT_ROUNDED = warning(
    "fact-rounded",
    Text(
        "这里写“{found}”，“{title}”是{number}：零头没有了",
        "“{found}” here, but “{title}” is {number}: the rest is gone",
    ),
    Text("写成{number}，或者带上“多、近、约”", "Write {number}, or a qualifier such as 多, 近, 约"),
)
FACT_TWO_DATES = warning(
    "fact-two-dates",
    Text(
        "“{name}”这里从{year}年算起，大事记里却是{other}年（{place}）",
        "“{name}” begins in {year} here, in {other} by {place}",
    ),
    Text(
        "对一对原来的材料，改成一样的；说的不是同一件事，就把话写清楚",
        "Compare with the source and make them agree, or say what differs",
    ),
)
_PEOPLE = "名|人|位|居民|群众|党员群众|干部群众|常住人口|市民|百姓|人口"
# Each begins with a character that is rare enough, by which a long text is searched fast; digits before it are read after.
_LARGE = late(rf"[万亿]({_PEOPLE}|户|套|元|平方米|人次|小时)")
_BEGAN = late(r"年(?:\d{1,2}月)?(?:起|开始|以来|启动|引入|推行|实行|成立|建成|上线|启用|通过)")
_DIGITS = late(r"(?<![\d.])\d+(?:\.\d+)?$")
_NAME = late(r"“([^“”]{2,16})”|《([^《》]{2,20})》|(?<![A-Za-z\d])([A-Z]{2,}\s?\d{3,})")
_STOPS = "。！？；\n"
_QUALIFIERS = ("近", "约", "过", "超", "达到近")
_NEAR = 20
"""Characters between a year and the name it goes with."""


class _Begun(NamedTuple):
    """The year in which the timeline says that something began, and the entry that says so."""

    year: int
    entry: Entry

    @property
    def place(self) -> str:
        """Where it stands; that costs reading the file again."""
        place = self.entry.place("when")
        return f"{place.path}:{place.line}"


def check(corpus: Corpus, site: Site) -> Iterator[Finding]:
    """A large number in a text is not a figure of the same organisation that lost its odd part: 12万 for 12.8万.

    What a text says began in a year began in that year by the timeline, too; names are those in quotes, or like ISO9001.
    """
    large, begun = _large(site), _begun(site)
    yield from _certificates(site, begun)
    for hit in corpus.find(_LARGE) if large else ():
        if hit.entry.key:  # the settings belong to no organisation
            yield from _rounded(hit, large)
    for hit in corpus.find(_BEGAN) if begun else ():
        yield from _dated(hit, begun)


def _take(text: str) -> bytes:
    """Tell of a text whether it holds a large number or a beginning at all."""
    return b"1" if _LARGE.search(text) or _BEGAN.search(text) else b""


def _meet(taken: Sequence[bytes]) -> Iterable[int]:
    return [number for number, holds in enumerate(taken) if holds]


def _large(site: Site) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in site.facts.values():
        if fact.figure.scale and fact.entry.collection.name == FACTS:
            found.setdefault((fact.organisation, _kind(fact.unit)), []).append(fact)
    return found


def _kind(unit: str) -> str:
    return "人" if unit in _PEOPLE.split("|") else unit


def _rounded(hit: Hit, large: dict[tuple[str, str], list[Fact]]) -> Iterator[Finding]:
    facts = large.get((hit.entry.record.organisation, _kind(hit.match[1])), [])
    digits = _DIGITS.search(hit.text[: hit.start]) if facts else None
    if digits is None or hit.text[: digits.start()].endswith(_QUALIFIERS):
        return
    said = Figure(digits[0], scale=hit.match[0][0])
    if any(fact.figure.number == said.number for fact in facts):
        return
    place = last_place(said)
    for fact in facts:
        places = fact.figure.number / place
        near = {places.to_integral_value(ROUND_FLOOR) * place, places.to_integral_value(ROUND_HALF_UP) * place}
        if last_place(fact.figure) < place and said.number in near - {Decimal(0)}:
            yield at_hit(FACT_ROUNDED, hit, found=digits[0] + hit.match[0], title=fact.title, number=fact.words)
            return


def _begun(site: Site) -> dict[str, _Begun]:
    """Return what the timeline says began, by its names; what is there more than once began the first time."""
    found: dict[str, _Begun] = {}
    for entry in site.entries.get("milestones", ()):
        year = entry.record.when.year
        for name in _names(entry.record.title):
            if name not in found or year < found[name].year:
                found[name] = _Begun(year, entry)
    return found


def _certificates(site: Site, begun: dict[str, _Begun]) -> Iterator[Finding]:
    """Yield certificates (ISO9001) that were issued in another year than the timeline says."""
    for entry in site.entries.get("documents", ()):
        if entry.record.kind.key == "certificate" and entry.record.issued:
            year = entry.record.issued.year
            for name in _names(entry.record.title):
                if name in begun and begun[name].year != year:
                    words = {"name": name, "year": year, "other": begun[name].year, "place": begun[name].place}
                    yield at(FACT_TWO_DATES, entry, "issued", **words)


def _names(text: str) -> list[str]:
    return [next(filter(None, groups)).replace(" ", "") for groups in _NAME.findall(text)]


def _dated(hit: Hit, begun: dict[str, _Begun]) -> Iterator[Finding]:
    said = _DIGITS.search(hit.text[: hit.start])
    if said is None or len(said[0]) != len("2016"):
        return
    before, after = hit.text[max(0, said.start() - _NEAR) : said.start()], hit.text[hit.end : hit.end + _NEAR]
    for ch in _STOPS:
        before, after = before.rpartition(ch)[2], after.partition(ch)[0]
    year = int(said[0])
    for name in _names(f"{before}，{after}"):
        if name in begun and begun[name].year != year:
            yield at_hit(FACT_TWO_DATES, hit, name=name, year=year, other=begun[name].year, place=begun[name].place)


CHECK = TextCheck((FACT_ROUNDED, FACT_TWO_DATES), check, compares=Compared(_take, _meet))
