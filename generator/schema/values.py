"""Value types that entries are made of: dates of three precisions, figures with their qualifier, photos, options."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from generator.patterns import late

_DATE = late(
    r"(?P<y>\d{4})(?:[-/.年](?P<m>\d{1,2})(?:[-/.月](?P<d>\d{1,2})日?|月)?|年)?",
)
_FIGURE = late(
    r"(?P<before>近|约|超过|超)?\s*(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<a1>余|多)?(?P<scale>万|亿)?(?P<a2>余|多|左右)?",
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2199  # what a street can have seen, or plan for
_MOST_DIGITS = 20
_AT_LEAST, _AT_MOST = {"余", "多", "超", "超过"}, {"近"}
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day. Sorts by time; a coarser date sorts before the finer ones within it."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2018`, `2018-07`, `2018-07-01` or the Chinese form 2018年7月1日; ValueError when it is no date."""
        match = _DATE.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        found = cls(int(match["y"]), int(match["m"] or 0), int(match["d"] or 0))
        if match["m"] and found.month == 0:
            raise ValueError(text)
        dt.date(found.year, found.month or 1, found.day or 1)
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise ValueError(text)
        if match["d"] and found.day == 0:
            raise ValueError(text)
        return found

    def __reduce__(self) -> tuple[type[PartialDate], tuple[int, int, int]]:
        return PartialDate, (self.year, self.month, self.day)  # three times as fast as what dataclasses have for pickle

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """Return a day as a date of the finest precision."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> dt.date:
        """The first day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def zh(self) -> str:
        """Running-text form without leading zeros: 2018年7月1日."""
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}" + (f"{self.day}日" if self.day else "")

    @property
    def iso(self) -> str:
        """Table form: 2018-07-01, 2018-07 or 2018."""
        parts = [f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}"]
        return "-".join(parts[: 3 if self.day else 2 if self.month else 1])

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its qualifier, kept exactly as announced: 5400余, 近4000, 300多万, 约2000, 98.8.

    `before` and `after` hold the qualifier as written; `scale` is 万, 亿 or empty. The qualifier is part of the
    value (public display rules): every form that is shown contains it.
    """

    digits: str
    before: str = ""
    after: str = ""
    scale: str = ""
    scale_first: bool = False

    @classmethod
    def parse(cls, text: str) -> Figure:
        """Read a figure; ValueError when it is none, or when it carries two qualifiers (近千余)."""
        match = _FIGURE.fullmatch(text.strip())
        if match is None or len(match["n"]) > _MOST_DIGITS or sum(bool(match[g]) for g in ("before", "a1", "a2")) > 1:
            raise ValueError(text)
        return cls(
            match["n"].replace(",", ""),
            match["before"] or "",
            match["a1"] or match["a2"] or "",
            match["scale"] or "",
            scale_first=bool(match["a2"]),
        )

    def __reduce__(self) -> tuple[type[Figure], tuple[str, str, str, str, bool]]:
        return Figure, (self.digits, self.before, self.after, self.scale, self.scale_first)  # as of a date

    @property
    def number(self) -> Decimal:
        """The number without qualifier, scale applied: 300多万 is 3000000."""
        return Decimal(self.digits) * _SCALES[self.scale]

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """What the figure can mean: 余/多/超 = [n, 1.1n], 近 = [0.9n, n], 约/左右 = ±10 % (public display rules)."""
        n = self.number
        if self.before == "近":
            return n * Decimal("0.9"), n
        if self.before == "约" or self.after == "左右":
            return n * Decimal("0.9"), n * Decimal("1.1")
        if self.before or self.after:
            return n, n * Decimal("1.1")
        return n, n

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The figure in reading order as (text, is it the qualifier) pairs, empty parts left out."""
        scale, after = (self.scale, False), (self.after, True)
        tail = (scale, after) if self.scale_first else (after, scale)
        return tuple(p for p in ((self.before, True), (self.digits, False), *tail) if p[0])

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts)


def added(figures: Iterable[Figure]) -> Figure:
    """Return the sum with the qualifier that is true of it: 余 if some are 余 or 多, 近 if some are 近, 约 if both are.

    Where all have one scale (万, 亿), the sum keeps it. One figure alone stays as it was announced.
    """
    figures = tuple(figures)
    if len(figures) == 1:
        return figures[0]
    scales = {f.scale for f in figures}
    scale = scales.pop() if len(scales) == 1 else ""
    total = sum((Decimal(f.digits) if scale else f.number for f in figures), Decimal(0))
    qualifiers = {f.before or f.after for f in figures} - {""}
    digits = f"{total:f}"
    if not qualifiers:
        return Figure(digits, scale=scale)
    if qualifiers <= _AT_LEAST:
        return Figure(digits, after="余", scale=scale)
    return Figure(digits, before="近" if qualifiers <= _AT_MOST else "约", scale=scale)


class Option(NamedTuple):
    """One of a closed set of choices: its permanent key and its Chinese word."""

    key: str
    label: str

    def __str__(self) -> str:
        return self.label
