"""Ledgers: how far each aspect is, which flags still fly, and the rows with the red ones first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from generator.collections.ledgers import Ledger, LedgerRow
from generator.render.website.charts import share
from generator.render.website.rows import Row, RowGroup, Table, table_of
from generator.schema import Figure, fields_of
from generator.site import bars
from generator.site.bars import Bar

if TYPE_CHECKING:
    from generator.site import Entry, Site

FLAGS = ("red", "", "black")
"""In this order rows stand."""


@dataclass(frozen=True, slots=True)
class Share:
    """How far some rows are: all and done with their qualifiers, `sure` in thousandths, the rate where it is exact.

    Of rows that do not say what is done, `done` is None and there is no rate.
    """

    name: str
    all: Figure
    done: Figure | None
    unit: str
    sure: int
    rate: str


def shares(record: Ledger) -> tuple[Share, ...]:
    """Return the shares in the order of the rows; a row without an aspect is its own, and no two units are added."""
    return tuple(map(_share, bars.shares(record)))


def whole(record: Ledger) -> Share | None:
    """Return how far all rows together are; nothing where there is nothing to add, or units differ."""
    parts = bars.shares(record)
    rows = tuple(row for part in parts for row in part.rows)
    units = {part.unit for part in parts}
    return _share(Bar("合计", units.pop(), rows)) if len(rows) > 1 and len(units) == 1 else None


def _share(bar: Bar) -> Share:
    everything, done = bar.all, bar.done
    if done is None:
        return Share(bar.name, everything, None, bar.unit, 0, "")
    sure = min(1000, share(done.number, everything.number or Decimal(1)))
    return Share(bar.name, everything, done, bar.unit, sure, percent(done, everything))


def percent(part: Figure, everything: Figure) -> str:
    """Return a share in per cent as `bars.percent` cuts it (98.1%); nothing where a figure is qualified or there is nothing."""
    if part.before or part.after or everything.before or everything.after or not everything.number:
        return ""
    return f"{bars.percent(part.number / everything.number)}%"


def flag(row: LedgerRow, today: dt.date) -> str:
    """Return the key of the flag that still flies. After its last day none does, and a black one falls with the task."""
    return next((key for key in FLAGS if key and row.flies(key, today)), "")


def ledger_table(entry: Entry, site: Site) -> Table | None:
    """Return the table of a ledger in its own words, the red flags first in each aspect and the black ones last."""
    record = entry.record
    if not record.rows:
        return None
    labels = {"count": record.count_word, "done": record.done_word}
    hidden = frozenset({"flag", "flag_until"})
    spec = fields_of(entry.collection.model)["rows"]
    table = table_of(spec, record.rows, site, as_of=record.as_of, without=hidden, labels=labels)
    return replace(table, groups=tuple(RowGroup(g.title, _sorted(g.rows, site.date)) for g in table.groups))


def _sorted(rows: tuple[Row, ...], today: dt.date) -> tuple[Row, ...]:
    flown = (row._replace(flag=flag(cast("LedgerRow", row.record), today)) for row in rows)
    return tuple(sorted(flown, key=lambda row: FLAGS.index(row.flag)))
