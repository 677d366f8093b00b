"""One fact has one value on one date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site
from generator.site.facts import FACTS, Fact
from generator.site.intervals import Interval

FACT_TWO_VALUES = error(
    "fact-two-values",
    Text(
        "“{name}”（截至{day}）这里是{one}，{place}却是{other}",
        "“{name}” as of {day} is {one} here, but {other} in {place}",
    ),
    Text(
        "对一对原来的材料，改成一样的数；数的不是同一件事，就用“范围”写清楚",
        "Compare with the source and make them agree; where they count different things, say so in scope",
    ),
)


def check(site: Site) -> Iterator[Finding]:
    """Figures with the same 指标 (else the same title), unit, organisation, scope and 截至 can be the same number."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in site.facts.values():
        if fact.as_of and fact.entry.collection.name == FACTS:
            name = fact.entry.record.indicator or fact.title
            groups.setdefault((name, fact.unit, fact.organisation, fact.scope, fact.as_of.iso), []).append(fact)
    for (name, *_), facts in groups.items():
        yield from _compared(name, facts)


def _compared(name: str, facts: list[Fact]) -> Iterator[Finding]:
    for first, second in pairwise(sorted(facts, key=lambda f: (f.entry.origin, f.id))):
        if not Interval.of(first.figure).meets(Interval.of(second.figure)):
            place = first.entry.place("value")
            words = {"one": second.words, "other": first.words, "place": f"{place.path}:{place.line}"}
            yield at(FACT_TWO_VALUES, second.entry, "value", name=name, day=second.as_of, **words)


CHECK = Check((FACT_TWO_VALUES,), check)
