"""Numerals in names: 三张清单 counts three, 八十九项 eighty-nine, 1500名 fifteen hundred."""

from __future__ import annotations

_DIGITS = {ch: n for n, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = r"(?:\d+|[〇零一二两三四五六七八九十百千万]+)"
"""A numeral, in digits or in characters, for patterns."""


def number(numeral: str) -> int:
    """Return the number that a numeral writes; digits in a row (一三六) are read one after the other."""
    if numeral.isdecimal():
        return int(numeral)
    if not set(numeral) & {*_PLACES, "万"}:
        return int("".join(str(_DIGITS[ch]) for ch in numeral))
    high, myriad, low = numeral.rpartition("万")
    return (number(high or "1") * 10_000 if myriad else 0) + _below_ten_thousand(low)


def _below_ten_thousand(numeral: str) -> int:
    total, digit = 0, 0
    for ch in numeral:
        if ch in _PLACES:
            total += (digit or 1) * _PLACES[ch]
            digit = 0
        else:
            digit = _DIGITS[ch]
    return total + digit
