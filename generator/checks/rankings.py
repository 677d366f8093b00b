"""Rankings: stars that are on the list, rows that say something, places that follow the points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, warning
from generator.site import Entry, Site

UNKNOWN_STAR = error(
    "unknown-star",
    Text("“{name}”的“{star}”不是这个榜单评的星", "“{star}” of “{name}” is no star of this ranking"),
    Text("照“评哪几颗星”里的写：{known}；或者把它加进去", "Write one of aspects ({known}), or add it there"),
)
EMPTY_ROW = error(
    "empty-row",
    Text("“{name}”没有得分，也没有亮的星", "“{name}” has neither a score nor a star"),
    Text("补上“得分”或“亮的星”；没评上的不写进榜单", "Add score or stars; leave out what was not rated"),
)
RANKING_ORDER = warning(
    "ranking-order",
    Text("名次和分数对不上：“{name}”{score}，比前一名高", "“{name}” has {score}, more than the place before it"),
    Text("按得分从高到低排，或改正得分", "Sort by score, highest first, or correct the score"),
)


def check(site: Site) -> Iterator[Finding]:
    """Every star of a row is among the ranking's aspects; a row has a score or stars; no score is above the one before."""
    for entry in site.entries.get("rankings", ()):
        yield from _rows(entry)
        yield from _order(entry)


def _rows(entry: Entry) -> Iterator[Finding]:
    known = entry.record.aspects
    words = Text("、".join(known) or "（还没有写）", ", ".join(known) or "none yet")
    for i, row in enumerate(entry.record.rows):
        for j, star in enumerate(row.stars):
            if star not in known:
                yield at(UNKNOWN_STAR, entry, "rows", i, "stars", j, name=row.name, star=star, known=words)
        if row.score is None and not row.stars:
            yield at(EMPTY_ROW, entry, "rows", i, name=row.name)


def _order(entry: Entry) -> Iterator[Finding]:
    scored = [(i, row) for i, row in enumerate(entry.record.rows) if row.score]
    for (_, above), (i, row) in pairwise(scored):
        if row.score.number > above.score.number:
            yield at(RANKING_ORDER, entry, "rows", i, "score", name=row.name, score=row.score)


CHECK = Check((UNKNOWN_STAR, EMPTY_ROW, RANKING_ORDER), check, given=lambda _: "")
