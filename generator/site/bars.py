"""Bars: the rows of a ledger that are counted together, as pages and screens show how far they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.schema import Figure, added

if TYPE_CHECKING:
    from generator.collections.ledgers import Ledger, LedgerRow

MOST = 12
"""The most bars on a screen: more become one for each unit."""


class Bar(NamedTuple):
    """Rows counted together: an aspect's, a row alone, one under a `red` flag. They have one unit.

    `beside` is the largest number drawn with a bar of which nobody says what is done: 人 and 人次 are of a kind, 条 and
    家 are not. Alone of its kind a number stands beside nothing (0).
    """

    name: str
    unit: str
    rows: tuple[LedgerRow, ...]
    red: bool = False
    beside: Decimal = Decimal(0)

    @property
    def all(self) -> Figure:
        """How many there are; a task is one."""
        return added(row.count or Figure("1") for row in self.rows)

    @property
    def done(self) -> Figure | None:
        """How many are done; None where no row says so: unknown is not nothing."""
        if all(row.count and not row.done for row in self.rows):
            return None
        return added((row.done if row.count else Figure(str(int(row.finished)))) or Figure("0") for row in self.rows)


def shares(ledger: Ledger) -> tuple[Bar, ...]:
    """Return a bar for each aspect, and for each row without one, in the order of the rows."""
    return _grouped(ledger, ((row.aspect or row.name, row) for row in ledger.rows if row.count or row.state))


def bars(ledger: Ledger, day: dt.date) -> tuple[Bar, ...]:
    """Return what a screen shows on a day: red flags first, then aspects and rows, 12 of each at most.

    A row that has a black flag and is not finished is never named: it counts in its aspect only.
    """
    red = [Bar(row.name, row.unit or ledger.unit, (row,), red=True) for row in ledger.rows if row.flies("red", day)]
    known = [row for share in shares(ledger) for row in share.rows]
    found = _grouped(ledger, ((row.aspect or row.name, row) for row in known if row.aspect or not _flagged(row, day)))
    if len(found) > MOST:
        found = _grouped(ledger, (("合计", row) for row in known))
    return _beside((*red[:MOST], *found[:MOST]))


def percent(share: Decimal) -> str:
    """Return a share in per cent, cut to one decimal: never rounded up, so that 99.96 is not all."""
    tenths = int(share * 1000)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def turns(ledger: Ledger, day: dt.date) -> tuple[dt.date, ...]:
    """Return the days after `day` from which a red flag is off."""
    last = {row.flag_until.last for row in ledger.rows if row.flag_until and row.flies("red", day)}
    return tuple(end + dt.timedelta(1) for end in sorted(last))


def _beside(drawn: Sequence[Bar]) -> tuple[Bar, ...]:
    kinds: dict[str, list[Decimal]] = {}
    for bar in drawn:
        if bar.done is None:
            kinds.setdefault(bar.unit[:1], []).append(bar.all.number)
    largest = {kind: max(numbers) for kind, numbers in kinds.items() if len(numbers) > 1}
    return tuple(bar._replace(beside=largest.get(bar.unit[:1], Decimal(0))) for bar in drawn)


def _flagged(row: LedgerRow, day: dt.date) -> bool:
    black = row.flag is not None and row.flag.key == "black" and not row.finished
    return black or row.flies("red", day)


def _grouped(ledger: Ledger, named: Iterable[tuple[str, LedgerRow]]) -> tuple[Bar, ...]:
    groups: dict[tuple[str, str], list[LedgerRow]] = {}
    for name, row in named:
        groups.setdefault((name, row.unit or ledger.unit), []).append(row)
    return tuple(Bar(name, unit, tuple(rows)) for (name, unit), rows in groups.items())
