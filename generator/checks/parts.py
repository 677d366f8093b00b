"""Parts and wholes: the figures that say they are part of another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, warning
from generator.schema import added
from generator.site import Site
from generator.site.facts import Fact, counted
from generator.site.intervals import Interval

PART_LARGER = error(
    "part-larger",
    Text(
        "“{part}”是“{whole}”（{all}）的一部分，却有{number}，比整个还多",
        "“{part}” is part of “{whole}” ({all}), but is {number}: more",
    ),
    Text(
        "看看是不是两个数写反了，或者“其中”写错了编号",
        "See whether the two are the wrong way round, or part_of names another",
    ),
)
PARTS_OVER = error(
    "parts-over",
    Text(
        "“{whole}”是{all}，其中各项加起来有{sum}，比总数还多：{parts}",
        "“{whole}” is {all}, but its parts add up to {sum}, more: {parts}",
    ),
    Text(
        "改正写错的数；有人、有事算在两项里的，只留一项写“其中”",
        "Correct the wrong one; where parts overlap, keep part_of in one of them only",
    ),
)
PARTS_SUM = warning(
    "parts-sum",
    Text(
        "“{whole}”是{all}，其中各项加起来只有{sum}：{parts}",
        "“{whole}” is {all}, but its parts add up to only {sum}: {parts}",
    ),
    Text(
        "改正写错的数；分项没有列全，就在总数那一条写 不完全列举: 是",
        "Correct the wrong one; where parts are missing, write incomplete: yes beside the whole",
    ),
)


def check(site: Site) -> Iterator[Finding]:
    """Parts in the unit of their whole are not more than it, one by one or together; marked 不完全列举 they may be less.

    A single part says nothing of the others, so it may be less, too.

    A figure counts as the interval it can mean: 余/多 [n, 1.1n), 近 [0.9n, n], 约/左右 10 % either way.
    """
    parts: dict[str, list[Fact]] = {}
    for fact in site.facts.values():
        if fact.part_of and (whole := site.facts.get(fact.part_of)) and counted(fact.unit) == counted(whole.unit):
            parts.setdefault(fact.part_of, []).append(fact)
    for key, listed in parts.items():
        yield from _compared(site.facts[key], listed)
    for entry in site.entries.get("teams", ()):
        team = entry.record
        if team.members and team.people and team.members.interval[0] > team.people.interval[1]:
            names = {"part": "党员数", "whole": "人数", "all": team.people, "number": team.members}
            yield at(PART_LARGER, entry, "members", **names)


def _compared(whole: Fact, parts: Sequence[Fact]) -> Iterator[Finding]:
    room, words = Interval.of(whole.figure), {"whole": whole.title, "all": whole.words}
    larger = [part for part in parts if Interval.of(part.figure).low > room.high]
    for part in larger:
        yield at(PART_LARGER, part.entry, "part_of", part=part.title, number=part.words, **words)
    if larger or len(parts) == 1:
        return
    sum_ = Interval.total(part.figure for part in parts)
    some_missing = whole.entry.record.incomplete or any(part.entry.record.incomplete for part in parts)
    rule = PARTS_OVER if sum_.low > room.high else PARTS_SUM
    if rule is PARTS_OVER or (sum_.high < room.low and not some_missing):
        listed = "＋".join(str(part.figure) for part in parts)
        total = f"{added(part.figure for part in parts)}{whole.unit}"
        yield at(rule, whole.entry, "value", sum=total, parts=listed, **words)


CHECK = Check((PART_LARGER, PARTS_OVER, PARTS_SUM), check)
