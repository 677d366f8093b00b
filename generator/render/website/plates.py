"""How large a board is set, so that it fills one sheet of paper and no more."""

from __future__ import annotations

from typing import Any

SIZES = (("xxl", 25.0), ("xl", 19.0), ("l", 16.0), ("m", 13.0), ("s", 10.5), ("xs", 8.5), ("xxs", 7.0))
"""The sizes of `.st-plate--…` in points, the largest first."""
WIDE, HIGH = 450.0, 690.0
"""What a sheet of A4 holds inside the board's frame, in points."""
FRAME = 9.0
"""Kind, gaps and foot take so many times the size."""
PHONE = 10
"""So many sizes wide is a phone number at a row's end."""
LINE, ROW, LARGER, TITLE, TEXT = 1.6, 0.95, 1.15, 2.1, 0.68
"""A line and the room around a row in sizes; how much larger names and title are; the share of the text's column."""


def size_of(record: Any) -> str:  # noqa: ANN401 (a board)
    """Return the largest size in which a board stays on one sheet; the smallest where none does."""
    return next((name for name, points in SIZES if _height(record, points) <= HIGH), SIZES[-1][0])


def _height(record: Any, points: float) -> float:  # noqa: ANN401 (a board)
    """Return about how high the board is in points."""
    ems = FRAME + _lines(record.title, WIDE / points / TITLE) * TITLE * 1.4
    return points * (ems + sum(ROW + _row(row, WIDE / points) for row in record.rows))


def _row(row: Any, wide: float) -> float:  # noqa: ANN401 (a line of a board)
    words = "　".join(filter(None, (row.text, row.where, row.hours)))
    if not words and not row.phone:
        return _lines(row.name, wide / LARGER) * LINE * LARGER
    beside = _lines(words, wide * TEXT - (PHONE if row.phone else 0)) * LINE
    return max(_lines(row.name, wide * (1 - TEXT) / LARGER) * LINE * LARGER, beside)


def _lines(text: str, wide: float) -> int:
    """Return on how many lines a text stands, with a character to spare for what may not begin a line."""
    return -(-len(text) // max(1, int(wide) - 1))
