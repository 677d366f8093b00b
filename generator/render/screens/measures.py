"""Measures: how far a figure has come, how much of its time is over, what a row has gained, what a page shares."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.collections.works import Work
from generator.render.screens.tally import bar_words, stage_words
from generator.site.bars import Bar, percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.render.screens.gather import Item
    from generator.schema.values import Figure, PartialDate


def shares(record: Any) -> tuple[float, float, dict[str, str]]:  # noqa: ANN401  # a record of any collection
    """Return value ÷ target, the share of the target's time that is over (both 0 to 1), and both in words.

    The time begins on the year's first day, or where the record says; it ends with the year of `as_of`. What cannot
    be known is 0, and has no word. Percentages are cut, never rounded up, and keep the value's qualifier; a value that
    is a percentage itself is said as it is written.
    """
    target, value, as_of = (getattr(record, name, None) for name in ("target", "value", "as_of"))
    if not target or not value or not target.number:
        return 0.0, 0.0, {}
    reached = value.number / target.number
    itself = record.unit == "%" and target.number == WHOLE
    words = {"reached": f"{value}%"}
    if not itself:
        words = {
            "reached": _qualified(percent(reached), value),
            "aim": f"{value}{record.unit}，目标{target}{record.unit}",
        }
    over = _elapsed(as_of, getattr(record, "period_from", None)) if as_of and as_of.month else None
    if over is not None:
        words["over"] = f"{over * 100:.1f}%"
    return float(min(reached, 1)), float(over or 0), words


WHOLE = 100
"""Percent."""


def marks(row: Any, record: Any) -> dict[str, str]:  # noqa: ANN401  # as above
    """Return a row's stars by the place of their aspect, their number, and its places gained or lost, as words.

    Of a ledger what its bar says (tally.py), of a work where it is, of a list of lines the line itself. `open` is when
    a room or a service is: `hours` are the screen's own.
    """
    if isinstance(row, Bar):
        return bar_words(row, record)
    if isinstance(record, Work):
        return stage_words(row, record)
    if isinstance(row, str):
        return {"row": row}
    stars = getattr(row, "stars", ())
    lit = {f"star{i}": "★" for i, aspect in enumerate(getattr(record, "aspects", ())) if aspect in stars}
    hours = getattr(row, "hours", "")
    said = {**lit, "lit": str(len(lit)), **({"open": hours} if hours else {})}
    change = getattr(row, "change", None)
    if change is None:
        return said
    moved = {"up": f"{change}"} if change > 0 else {"down": f"{-change}"} if change < 0 else {"same": "–"}
    return {**said, **moved}


def common(items: Iterable[Item]) -> dict[str, str]:
    """Return what is the same for all things on a page, to be said once: `all_as_of`, `all_over`, and their own `all_…`."""
    said = [
        {name: word for name, word in i.words.items() if name.startswith("all_")}
        | {"all_as_of": str(getattr(i.record, "as_of", None) or ""), "all_over": i.words.get("over", "")}
        for i in items
    ]
    return {name: word for name, word in (said[0] if said else {}).items() if all(s.get(name) == word for s in said)}


def _elapsed(as_of: PartialDate, begun: PartialDate | None) -> Decimal | None:
    first = begun.first if begun else dt.date(as_of.year, 1, 1)
    whole = (dt.date(as_of.year, 12, 31) - first).days + 1
    past = (as_of.last - first).days + 1
    return Decimal(past) / Decimal(whole) if 0 < past <= whole else None


def _qualified(share: str, value: Figure) -> str:
    """Return a share in % with what the value says about its own precision: 5000余 of 6000 is 超83.3%."""
    if value.after == "左右":
        return f"{share}%左右"
    return f"{'超' if value.after else value.before}{share}%"
