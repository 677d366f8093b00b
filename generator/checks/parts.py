"""Parts and wholes: the figures that say they are part of another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, warning
from generator.schema import added
from generator.site import Site
from generator.site.facts import Fact
from generator.site.intervals import Interval

PART_LARGER = error(
    "part-larger",
    Text("“{part}”是{whole}的一部分，却有{number}，比整个还多", "“{part}” is part of {whole}, but is {number}: more"),
    Text(
        "看看是不是两个数写反了，或者“其中”写错了编号",
        "See whether the two are the wrong way round, or part_of names another",
    ),
)
PARTS_SUM = warning(
    "parts-sum",
    Text("{whole}，其中各项加起来却是{sum}：{parts}", "{whole}, but its parts add up to {sum}: {parts}"),
    Text(
        "改正写错的数；分项没有列全，就在总数那一条写 不完全列举: 是",
        "Correct the wrong one; where parts are missing, write incomplete: yes beside the whole",
    ),
)
_PEOPLE = {"名", "位"}
"""Other words for 人."""


def check(site: Site) -> Iterator[Finding]:
    """Parts in the unit of their whole add up to it; marked 不完全列举 they may be less. No part is more than its whole.

    A figure counts as the interval it can mean: 余/多 [n, 1.1n), 近 [0.9n, n], 约/左右 10 % either way.
    """
    parts: dict[str, list[Fact]] = {}
    for fact in site.facts.values():
        if fact.part_of and (whole := site.facts.get(fact.part_of)) and _unit(fact) == _unit(whole):
            parts.setdefault(fact.part_of, []).append(fact)
    for key, listed in parts.items():
        yield from _compared(site.facts[key], listed)
    for entry in site.entries.get("teams", ()):
        team = entry.record
        if team.members and team.people and team.members.interval[0] > team.people.interval[1]:
            names = {"part": "党员数", "whole": f"人数{team.people}", "number": team.members}
            yield at(PART_LARGER, entry, "members", **names)


def _compared(whole: Fact, parts: Sequence[Fact]) -> Iterator[Finding]:
    room, name = Interval.of(whole.figure), f"“{whole.title}”{whole.words}"
    larger = [part for part in parts if Interval.of(part.figure).low > room.high]
    for part in larger:
        yield at(PART_LARGER, part.entry, "part_of", part=part.title, whole=name, number=part.words)
    sum_ = Interval.total(part.figure for part in parts)
    some_missing = whole.entry.record.incomplete or any(part.entry.record.incomplete for part in parts)
    if not larger and (sum_.low > room.high or (sum_.high < room.low and not some_missing)):
        listed = "＋".join(str(part.figure) for part in parts)
        total = f"{added(part.figure for part in parts)}{whole.unit}"
        yield at(PARTS_SUM, whole.entry, "value", whole=name, sum=total, parts=listed)


def _unit(fact: Fact) -> str:
    return "人" if fact.unit in _PEOPLE else fact.unit


CHECK = Check((PART_LARGER, PARTS_SUM), check)
