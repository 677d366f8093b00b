"""What figures can mean, as intervals: sums, shares, and whether a percentage is possible for whole numbers at all."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple, Self

from generator.schema.values import Figure

_MOST = 1000
"""So many whole numbers are tried one by one; wider intervals are taken as they are."""
_HALF = Decimal("0.5")
_WHOLE = Decimal(100)


class Interval(NamedTuple):
    """All numbers from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """Return what a figure can mean: by its qualifier, and by its last place where it was cut to 万 or 亿.

        5400余 is 5400 to 5940; 1.3亿 without a word is 1.25亿 to 1.35亿, for nobody counts so much to the last.
        """
        low, high = figure.interval
        slack = last_place(figure) * _HALF if figure.scale and low == high else Decimal(0)
        return cls(low - slack, high + slack)

    @classmethod
    def total(cls, figures: Iterable[Figure]) -> Self:
        """Return what several figures come to together."""
        spans = [cls.of(f) for f in figures]
        return cls(sum((s.low for s in spans), Decimal(0)), sum((s.high for s in spans), Decimal(0)))

    def meets(self, other: Interval) -> bool:
        """Tell whether both can be the same number."""
        return self.low <= other.high and other.low <= self.high

    def percent_of(self, whole: Interval) -> Interval:
        """Return what share of a whole (above 0) this can be, in per cent."""
        return Interval(self.low / whole.high * _WHOLE, self.high / whole.low * _WHOLE)

    @property
    def integers(self) -> range | None:
        """The whole numbers in it; None where they are too many to try."""
        first, last = int(self.low.to_integral_value(ROUND_CEILING)), int(self.high.to_integral_value(ROUND_FLOOR))
        return range(first, last + 1) if last - first < _MOST else None


def last_place(figure: Figure) -> Decimal:
    """Return what one in the last written digit is worth: 0.1 of 98.1, 1000 of 12.8万."""
    digits = Decimal(figure.digits)
    return Decimal(1).scaleb(int(digits.as_tuple().exponent)) * (figure.number / digits if digits else 1)


def rounded(percent: Figure) -> Interval:
    """Return the shares that are written as this percentage when they are rounded."""
    low, high = percent.interval
    half = last_place(percent) * _HALF
    return Interval(low - half, high + half)


def cut(percent: Figure) -> Interval:
    """Return the shares that are written as this percentage when the rest of the digits is cut off."""
    low, high = percent.interval
    return Interval(low, high + last_place(percent) * Decimal("0.999999"))


def possible(share: Interval, part: Interval | None, whole: Interval | None) -> bool:
    """Tell whether whole numbers can have such a share: any part of a whole, any whole of a part, or both as given."""
    if part and whole:
        return whole.low <= 0 or part.percent_of(whole).meets(share)
    numbers = (part or whole or share).integers
    if numbers is None or (part or whole) is None:
        return True
    return any(_some(share.low * n / _WHOLE, share.high * n / _WHOLE) if whole else _total(share, n) for n in numbers)


def _total(share: Interval, part: int) -> bool:
    """Tell whether some whole number has this part as such a share; all shares are of nothing."""
    if share.low <= 0 or part == 0:
        return True
    return _some(part * _WHOLE / share.high, part * _WHOLE / share.low)


def _some(low: Decimal, high: Decimal) -> bool:
    return low.to_integral_value(ROUND_CEILING) <= high.to_integral_value(ROUND_FLOOR)
