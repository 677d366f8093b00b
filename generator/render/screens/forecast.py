"""Forecast: what a release will do in the months it may be left alone: when it changes next, when it runs dry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.render.screens.parts import FILLER, NORMAL
from generator.render.screens.play import DAY_MS, due

if TYPE_CHECKING:
    from generator.render.screens.play import Timetable
    from generator.render.screens.slide import Slide


@dataclass(frozen=True)
class Change:
    """A moment (milliseconds since 1970) at which a date begins or ends something that plays: titles, names of parts."""

    at: int
    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True)
class Forecast:
    """The next change, None: there is none. `dry`: the first moment at which only the evergreen slide is left, 0 = never.

    `days` of them were looked at; on `full` of them normal hours have more than the evergreen slide.
    """

    change: Change | None
    dry: int
    full: int
    days: int


def forecast(table: Timetable) -> Forecast:
    """Return what a timetable will do from its build to its expiry. What comes again each day is no change."""
    days = range(table.built, table.expires, DAY_MS)
    dated = sorted({table.built, *(ms for ms in table.dates if table.built < ms < table.expires)})
    dry = next((ms for ms in dated if not _news(table, ms)), 0)
    full = sum(_news(table, ms) for ms in days)
    return Forecast(_next_change(table), dry, full, len(days))


def _news(table: Timetable, ms: int) -> bool:
    """Tell whether the normal loop has more than the evergreen slide on this date, at whatever hour."""
    loops = (part.loop for part in table.parts if part.level == NORMAL)
    slides = (table.slides[i] for loop in loops for i in loop)
    return any(s.level != FILLER and due(s, ms) for s in slides)


def _next_change(table: Timetable) -> Change | None:
    """Return the first date whose beginnings or ends are seen: a slide that never plays changes nothing."""
    moments = [table.built, *(ms for ms in table.dates if table.built < ms < table.expires), table.expires]
    for (before, at), after in zip(pairwise(moments), moments[2:], strict=False):
        ended = {_name(s) for s in _seen(table, before, at) if not due(s, at)}
        begun = {_name(s) for s in _seen(table, at, after) if not due(s, at - 1)}
        ended |= {p.name for p in table.parts if p.end == at}
        begun |= {p.name for p in table.parts if p.start == at}
        if begun != ended:
            return Change(at, tuple(sorted(begun - ended)), tuple(sorted(ended - begun)))
    return None


def _seen(table: Timetable, start: int, end: int) -> Iterable[Slide]:
    """Yield the slides that play at some time in a span."""
    moments = [start, *table.changes(start, end)]
    return (table.slides[i] for i in {i for ms in moments for i in table.loop(ms)})


def _name(slide: Slide) -> str:
    """Return what people call a slide; one a day of the same thing (a countdown) goes on under its name."""
    return slide.title or slide.id
