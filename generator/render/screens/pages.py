"""Pages: several things stand in cells, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from generator.render.screens.gather import Item
    from generator.render.screens.layout import Arrangement

_T = TypeVar("_T")


class Placed(NamedTuple):
    """An item on a page, in its cell of the grid (column, line); of a centred line the column may be a half."""

    item: Item
    cell: tuple[float, float]


def pages(items: Sequence[Item], arrangement: Arrangement) -> list[list[Placed]]:
    """Return the items of each page in their cells, pages as even as can be; one empty page for no items."""
    listed = [i for i in items if not (arrangement.ahead and i.past)]
    rows, columns = arrangement.rows, arrangement.columns
    if len({item.group for item in listed}) > 1:
        sheets = _cut(_lines(listed, arrangement), rows, even=True)
    else:
        sheets = [_lines(sheet, arrangement) for sheet in _cut(listed, rows * max(columns, 1), even=True)]
    return [_placed(lines, arrangement) for lines in sheets]


def _lines(items: Sequence[Item], arrangement: Arrangement) -> list[Sequence[Item]]:
    """Return the items line by line: a new line for each group, and where a line is full; centred ones of even length."""
    if not arrangement.columns:
        return [[item] for item in items]
    groups = [list(group) for _, group in groupby(items, key=lambda item: item.group)]
    return [line for group in groups for line in _cut(group, arrangement.columns, even=arrangement.centred)]


def _cut(items: Sequence[_T], most: int, *, even: bool) -> list[Sequence[_T]]:
    """Return parts of `most` things (0 = any number); even ones differ by one thing at most."""
    count = max(1, ceil(len(items) / most)) if most else 1
    ends = [ceil(i * len(items) / count) if even else i * most for i in range(count + 1)]
    return [items[a:b] for a, b in pairwise(ends)]


def _placed(lines: Sequence[Sequence[Item]], arrangement: Arrangement) -> list[Placed]:
    if not arrangement.columns:
        placed = [Placed(line[0], (i, i)) for i, line in enumerate(lines)]
    else:
        left = [(arrangement.columns - len(line)) / 2 if arrangement.centred else 0 for line in lines]
        placed = [Placed(item, (left[row] + i, row)) for row, line in enumerate(lines) for i, item in enumerate(line)]
    return [p._replace(item=replace(p.item, here=True)) if i == 0 and p.item.leads else p for i, p in enumerate(placed)]
