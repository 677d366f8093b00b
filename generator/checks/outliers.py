"""Figures of quite another size than those they stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Check, at
from generator.findings import Finding, Text, note, warning
from generator.site import Site
from generator.site.facts import FACTS, Fact

FIGURE_OUTLIER = warning(
    "figure-outlier",
    Text(
        "“{title}”{number}，是旁边“{next}”{other}的{times}倍",
        "“{title}” is {number}, {times} times the next, “{next}” {other}",
    ),
    Text("看看是不是多写了“万”，或者单位写错了", "See whether a 万 too many was written, or the unit is wrong"),
)
FIGURE_SMALL = note(
    "figure-small",
    Text(
        "“{title}”只有{number}，同一件事里却有{other}", "“{title}” is only {number}, beside {other} in the same matter"
    ),
    Text("看看是不是少写了位数；没有错就不用管", "See whether digits are missing; if not, let it be"),
)
_FEWEST = 3
"""So many figures of a unit stand together before one of them can stand out."""
_FAR = 50
_FEW = 1000
_MEASURES = {"平方米", "平方公里", "立方米", "米", "公里", "亩", "公顷", "吨", "公斤", "千瓦时", "小时", "天"}
"""What is measured in these is alike; 个, 名 and 元 count all sorts of things, and differ that much in earnest."""
_THINGS = {"辆", "件", "条", "张", "份"}
"""What one person does at least one of."""


def check(site: Site) -> Iterator[Finding]:
    """In a ledger, and among figures of one scope and organisation, no measure is 50 times the next of its unit."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in site.facts.values():
        name = fact.entry.collection.name
        if name == FACTS and fact.scope:
            groups.setdefault((fact.organisation, fact.scope), []).append(fact)
        elif name == "ledgers" and fact.path[-1] == "count":
            groups.setdefault((fact.entry.key,), []).append(fact)
    for facts in groups.values():
        if len(facts) >= _FEWEST:
            yield from _far(facts)
            yield from _few(facts)


def _far(facts: list[Fact]) -> Iterator[Finding]:
    by_unit: dict[str, list[Fact]] = {}
    for fact in facts:
        by_unit.setdefault(fact.unit, []).append(fact)
    for unit, same in by_unit.items():
        if len(same) < _FEWEST or unit not in _MEASURES:
            continue
        *_, second, first = sorted(same, key=lambda f: f.figure.number)
        if first.figure.number >= second.figure.number * _FAR > 0:
            times = int(first.figure.number / second.figure.number)
            words = {"title": first.title, "number": first.words, "next": second.title, "other": second.words}
            yield at(FIGURE_OUTLIER, first.entry, *first.path, times=times, **words)


def _few(facts: list[Fact]) -> Iterator[Finding]:
    effort = max((f for f in facts if f.unit == "人次"), key=lambda f: f.figure.number, default=None)
    for fact in facts if effort else ():
        if effort and fact.unit in _THINGS and Decimal(0) < fact.figure.number * _FEW <= effort.figure.number:
            yield at(FIGURE_SMALL, fact.entry, *fact.path, title=fact.title, number=fact.words, other=effort.words)


CHECK = Check((FIGURE_OUTLIER, FIGURE_SMALL), check)
