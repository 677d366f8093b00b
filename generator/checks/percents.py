"""Percentages: against the part and the whole that they name, and whether whole numbers can have them at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, note, warning
from generator.patterns import late
from generator.schema import Figure
from generator.site import Entry, Site
from generator.site.facts import Fact
from generator.site.intervals import Interval, cut, possible, rounded

PERCENT_WRONG = error(
    "percent-wrong",
    Text("写着{percent}%，{part}占{whole}却是{actual}%", "it says {percent} %, but {part} of {whole} is {actual} %"),
    Text("三个数里有一个写错了，对一对原来的材料", "One of the three is wrong: compare them with the source"),
)
PERCENT_IMPOSSIBLE = error(
    "percent-impossible",
    Text("拿{known}去算，算不出{percent}%：{near}", "{known} cannot come to {percent} %: {near}"),
    Text(
        "查一查这个百分数是怎么算的；原来的材料就是这样，写一行“不查”，说明理由",
        "Find out how it was reckoned; if the source says so, let it pass with ignore and a reason",
    ),
)
PERCENT_CUT = note(
    "percent-cut",
    Text("{percent}%是去掉了零头，四舍五入应当是{better}%", "{percent} % was cut; rounded it would be {better} %"),
    Text("照原来的材料写就可以；自己算的，请四舍五入", "Leave it as the source has it; round what you reckon yourself"),
)
PERCENT_UNIT = warning(
    "percent-unit",
    Text("“{title}”写了“占”，单位却是“{unit}”，不是百分数", "“{title}” has percent_of, but counts {unit}"),
    Text('百分数的单位写 "%"；总数的一部分写“其中”', 'The unit of a percentage is "%"; a part of a whole has part_of'),
)
_SHARE = late(r"占[^，。；、%％]{0,12}?(\d+(?:\.\d+)?)[%％]")
_DONE = late(r"(?:办结|解决|完成|整改|化解|签约)率(?:达到?|是|为|到)?(\d+(?:\.\d+)?)[%％]")


def check(site: Site) -> Iterator[Finding]:
    """A percentage agrees with its part (数的是) and its whole (占), to the last digit that is written.

    With one of the two known it is still possible or not: 83 % of 19 is not, 15 are 78.9 % and 16 are 84.2 %. A share in a
    figure's 范围 (占…的63.6%) and a rate in a ledger row's 结果 (办结率98.1%) are looked at in the same way.
    """
    for fact in site.facts.values():
        if fact.percent_of or fact.percent_part:
            yield from _percentage(fact, site)
        elif "%" in fact.scope and fact.unit != "%" and (said := _SHARE.search(fact.scope)):
            yield from _compared(fact.entry, ("scope",), Figure(said[1]), fact, None)
    for entry in site.entries.get("ledgers", ()):
        for i, row in enumerate(entry.record.rows):
            if row.count and row.done and (said := _DONE.search(row.result)):
                part, whole = (site.facts[f"{entry.key}/rows/{i}/{name}"] for name in ("done", "count"))
                yield from _compared(entry, ("rows", i, "result"), Figure(said[1]), part, whole)


def _percentage(fact: Fact, site: Site) -> Iterator[Finding]:
    if fact.unit != "%":
        yield at(PERCENT_UNIT, fact.entry, "unit", title=fact.title, unit=fact.unit)
        return
    part, whole = (site.facts.get(name) for name in (fact.percent_part, fact.percent_of))
    yield from _compared(fact.entry, ("value",), fact.figure, part, whole)


def _compared(
    entry: Entry, path: tuple[str | int, ...], percent: Figure, part: Fact | None, whole: Fact | None
) -> Iterator[Finding]:
    spans = tuple(Interval.of(fact.figure) if fact else None for fact in (part, whole))
    if possible(rounded(percent), *spans) or not (part or whole):
        return
    if possible(cut(percent), *spans):
        yield at(PERCENT_CUT, entry, *path, percent=percent, better=_better(percent))
    elif part and whole:
        actual = _share(part.figure.number, whole.figure.number, percent)
        yield at(PERCENT_WRONG, entry, *path, percent=percent, part=part.words, whole=whole.words, actual=actual)
    else:
        known = (part or whole).words if part is None or whole is None else ""  # type: ignore[union-attr]
        yield at(PERCENT_IMPOSSIBLE, entry, *path, percent=percent, known=known, near=_near(percent, part, whole))


def _near(percent: Figure, part: Fact | None, whole: Fact | None) -> str:
    """Return the nearest shares there are, below and above: 15个=78.9%，16个=84.2%."""
    share = percent.number / 100
    if whole:
        n = whole.figure.number
        first = int(share * n)
        return "，".join(f"{k}{whole.unit}={_share(Decimal(k), n, percent)}%" for k in (first, first + 1))
    assert part is not None  # noqa: S101  # the caller has one of the two
    k = part.figure.number
    first = int(k / share)
    return "，".join(f"一共{n}{part.unit}={_share(k, Decimal(n), percent)}%" for n in (first, first + 1))


def _share(part: Decimal, whole: Decimal, like: Figure) -> str:
    """Return a share in per cent with one digit more than another has."""
    places = len(like.digits.partition(".")[2]) + 1
    return f"{part / whole * 100:.{places}f}"


def _better(percent: Figure) -> str:
    digits = Decimal(percent.digits)
    return f"{digits + Decimal(1).scaleb(int(digits.as_tuple().exponent))}"


CHECK = Check((PERCENT_WRONG, PERCENT_IMPOSSIBLE, PERCENT_CUT, PERCENT_UNIT), check)
