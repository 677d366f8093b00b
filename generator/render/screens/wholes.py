"""Wholes: a total and the figures that say they are parts of it: their shares, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.site import Entry


def parts_of(total: Entry, entries: Iterable[Entry]) -> list[Entry]:
    """Return the figures that are parts of a total and count in its unit, the largest first."""
    found = [e for e in entries if e.record.part_of == total.id and e.record.unit == total.record.unit]
    return sorted(found, key=lambda e: -e.record.value.number)


def shares_of(total: Entry, parts: Sequence[Entry]) -> list[float]:
    """Return each part ÷ the total, or ÷ the sum of the parts where that is more; nothing where all are 0."""
    numbers = [p.record.value.number for p in parts]
    whole = max(total.record.value.number, sum(numbers, Decimal(0)))
    return [float(n / whole) for n in numbers] if whole else []


def whole_words(total: Entry, parts: Sequence[Entry], every: Sequence[Entry]) -> dict[str, str]:
    """Return `cuts`, where the bar of these parts is cut, `part0`… for each of them, and what is to be said besides.

    `every` are all parts in force, on a screen or not: where the rest has some of them, or is said to be not all, it
    is not listed. `over`: what is said of parts that are more than the total, however its 余 or 近 is read.
    """
    cuts = [0.0, *accumulate(shares_of(total, parts))]
    words = {"cuts": " ".join(f"{cut:.5f}" for cut in cuts)} | {f"part{i}": str(i + 1) for i in range(len(parts))}
    if sum(p.record.value.number for p in parts) < total.record.value.number:
        listed = len(every) == len(parts) and not any(e.record.incomplete for e in (total, *every))
        return words | {"rest": "其余" if listed else "其余没有一一列出"}
    least = sum(p.record.value.interval[0] for p in parts)
    return words | ({"over": "各项加起来比总数多"} if least > total.record.value.interval[1] else {})


def with_date(part: Entry, total: Entry) -> dict[str, str]:
    """Return a part's `title` and `short` with its own date, where that is not the total's; else nothing."""
    own, of_all = part.record.as_of, total.record.as_of
    if own is None or (of_all and str(own) == str(of_all)):
        return {}
    names = {"title": part.record.title, "short": part.record.short}
    return {name: f"{text}（截至{own}）" for name, text in names.items() if text}


def lasts(parts: Iterable[Entry]) -> dt.date | None:
    """Return the day after the first of the parts is over, None where they have no end."""
    ends = [p.record.until.last for p in parts if p.record.until]
    return min(ends) + dt.timedelta(1) if ends else None
