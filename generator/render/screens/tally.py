"""Tally: what the bars of a ledger, and the stages of a work, say on a screen, and how long the bars are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from generator.collections.ledgers import Ledger
from generator.site.bars import Bar, bars, percent, shares, turns

if TYPE_CHECKING:
    from generator.collections.ledgers import LedgerRow
    from generator.collections.works import Stage, Work
    from generator.schema import EntryRecord, Figure


def rows_on(record: EntryRecord, name: str, day: dt.date) -> Sequence[Any]:
    """Return the rows of a record as a screen shows them on a day: of a ledger its bars."""
    rows: Sequence[Any] = bars(record, day) if isinstance(record, Ledger) else getattr(record, name)
    return rows


def spans(record: EntryRecord, today: dt.date) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """Yield (first day, day after the last) of the times in which the rows stay the same, None = open."""
    days = turns(record, today) if isinstance(record, Ledger) else ()
    return pairwise((None, *days, None))


def _exact(figure: Figure) -> bool:
    return figure.interval[0] == figure.interval[1]


def _length(bar: Bar) -> float | None:
    """Return a bar's share, 0 to 1: done of all, else its number beside the largest of its kind; None: it has no bar."""
    if bar.done is not None:
        return min(1.0, float(bar.done.number / bar.all.number)) if bar.all.number else 0.0
    return float(bar.all.number / bar.beside) if bar.beside else None


def _single(bar: Bar) -> bool:
    """Tell whether a bar is one task: it has a state, nothing to count, and no aspect to speak for."""
    return len(bar.rows) == 1 and not bar.rows[0].count and (bar.red or not bar.rows[0].aspect)


def bar_words(bar: Bar, ledger: Ledger) -> dict[str, str]:
    """Return a bar's words: `name`, `task` (one task) or `red` (under a red flag); `reached` or, inexact, `amount`; `note`.

    `brief` is the note's short form, `state` the word of a task, `owner` who has a flag and for how long, `all_sum` the
    whole ledger's sum, `length` the bar's share from 0 to 1 (empty: there is no bar).
    """
    words = {"name": "", "owner": "", "unit": "", "all_sum": _sum(ledger)}
    words |= {"red": bar.name, "owner": _flagged(bar.rows[0])} if bar.red else {"name": bar.name}
    if _single(bar):
        state = bar.rows[0].state
        return words | ({} if bar.red else {"name": "", "task": bar.name}) | {"state": state.label if state else ""}
    whole, done = bar.all, bar.done
    if done and _exact(whole) and _exact(done) and whole.number:
        words["reached"] = f"{percent(done.number / whole.number)}%"
    else:
        words |= {"amount": str(done or whole), "unit": bar.unit}
    length = _length(bar)
    return words | _note(bar, ledger) | ({} if length is None else {"length": f"{length:.4f}"})


def _flagged(row: LedgerRow) -> str:
    until = f"红旗挂到{row.flag_until}" if row.flag_until else "红旗"
    return f"{row.owner}　{until}" if row.owner else until


def _note(bar: Bar, ledger: Ledger) -> dict[str, str]:
    if bar.done is None:
        return {}
    long = f"{ledger.count_word}{bar.all}{bar.unit}，{ledger.done_word}{bar.done}{bar.unit}"
    return {"note": long, "brief": f"{bar.done}/{bar.all}{bar.unit}"}


def _sum(ledger: Ledger) -> str:
    """Return how many the ledger has in all, and how many are done if that is known of all; empty for a single bar."""
    parts = shares(ledger)
    rows = tuple(row for bar in parts for row in bar.rows)
    alike = {bar.unit for bar in parts} == {ledger.unit}
    everything = Bar("", ledger.unit, rows) if rows and alike else None
    whole, done = (everything.all, everything.done) if everything else (None, None)
    total = ledger.total or whole
    if total is None or len(parts) == 1:
        return ""
    said = f"{ledger.count_word}{total}{ledger.unit}"
    known = done is not None and whole is not None and whole.number == total.number
    return f"{said}，{ledger.done_word}{done}{ledger.unit}" if known else said


def stage_words(row: Stage, work: Work) -> dict[str, str]:
    """Return what the stages of a work share: the present one is under way, else the last one done, else the first."""
    now = work.present or row
    when = f"{now.when}" if now.when else ""
    return {"all_now": now.name, "all_state": now.state.label, "all_text": now.text, "all_when": when}
