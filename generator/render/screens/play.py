"""Play: which slide is on at a moment, as the player reckons it. The player is the other half of this file.

Everything is a function of the clock alone, in China's time, so that screens side by side agree without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.render.screens.parts import EVERY_DAY, REST
from generator.settings.hours import DAY

if TYPE_CHECKING:
    from generator.render.screens.parts import Part
    from generator.render.screens.slide import Slide

EPOCH = 1_577_808_000_000
"""2020-01-01 in China: where every loop is counted from."""
MINUTE = 60_000
DAY_MS = DAY * MINUTE
_ZONE = 8 * 60 * MINUTE
_THURSDAY = 3
"""The day of the week, from Monday = 0, on which 1970 began."""


@dataclass(frozen=True)
class Timetable:
    """A deck in time. Moments are milliseconds since 1970; `night` is in minutes of the day."""

    slides: Sequence[Slide]
    parts: Sequence[Part]
    built: int
    expires: int
    night: tuple[int, int] | None = None

    def at(self, ms: int) -> int:
        """Return the index of the slide that is on."""
        loop = self.loop(ms)
        left = (ms - EPOCH) % (1000 * sum(self.slides[i].dwell for i in loop))
        for i in loop:
            left -= 1000 * self.slides[i].dwell
            if left < 0:
                return i
        raise AssertionError(ms)  # pragma: no cover  # the remainder is smaller than the sum

    def loop(self, ms: int) -> tuple[int, ...]:
        """Return the slides that play in turn: of the highest part that holds and has any; never none."""
        for part in self._ranked:
            if self.holds(part, ms) and (found := tuple(i for i in part.loop if self.valid(i, ms))):
                return found
        return (0,)

    def amiss(self, ms: int) -> bool:
        """Tell whether the clock cannot be right, or the release is too old: then only what has no time plays."""
        return not self.built <= ms < self.expires

    def holds(self, part: Part, ms: int) -> bool:
        """Tell whether a part is on. A release that is too old may have a clock that is right: its hours are kept."""
        if self.amiss(ms) and not (part.level == REST and ms >= self.expires):
            return part.all_day and part.days == EVERY_DAY and not (part.start or part.end)
        day, minute = _clock(ms)
        began = day - 1 if part.closes < part.opens and minute < part.closes else day
        on = part.all_day or _within(minute, part.opens, part.closes)
        return on and _open(part.start, part.end, ms) and str((began + _THURSDAY) % 7 + 1) in part.days

    def dark(self, ms: int) -> bool:
        """Tell whether it is night on the screen; a clock that is amiss knows none."""
        return self.night is not None and not self.amiss(ms) and _within(_clock(ms)[1], *self.night)

    def valid(self, index: int, ms: int) -> bool:
        """Tell whether a slide may play."""
        slide = self.slides[index]
        if self.amiss(ms):
            return not (slide.start or slide.end or slide.days or slide.rule)
        return due(slide, ms) and (slide.night or not self.dark(ms))

    def changes(self, start: int, end: int) -> Iterator[int]:
        """Yield the moments after `start` and before `end` at which other slides begin to play in turn."""
        before = self.loop(start)
        for moment in self._boundaries(start, end):
            loop = self.loop(moment)
            if loop != before:
                yield moment
                before = loop

    @cached_property
    def dates(self) -> tuple[int, ...]:
        """The moments, in order, at which a date begins or ends something."""
        spans = [(s.start, s.end) for s in self.slides] + [(p.start, p.end) for p in self.parts]
        edges = {day * DAY_MS - _ZONE for s in self.slides for day in {*s.days} ^ {day + 1 for day in s.days}}
        return tuple(sorted({self.built, self.expires, *edges, *(ms for span in spans for ms in span if ms)}))

    @cached_property
    def _ranked(self) -> tuple[Part, ...]:
        return tuple(sorted(self.parts, key=lambda part: -part.level))

    @cached_property
    def _hours(self) -> tuple[int, ...]:
        """The minutes of the day at which anything may change."""
        spans = [(p.opens, p.closes) for p in self.parts if not p.all_day] + ([self.night] if self.night else [])
        weekly = any(part.days != EVERY_DAY for part in self.parts)
        return tuple(sorted({minute % DAY for span in spans for minute in span} | ({0} if weekly else set())))

    def _boundaries(self, start: int, end: int) -> list[int]:
        first, last = _midnight(start), _midnight(end)
        daily = (day + minute * MINUTE for day in range(first, last + 1, DAY_MS) for minute in self._hours)
        return sorted({ms for ms in (*self.dates, *daily) if start < ms < end})


def due(slide: Slide, ms: int) -> bool:
    """Tell whether a moment is in a slide's dates."""
    return _open(slide.start, slide.end, ms) and (not slide.days or _clock(ms)[0] in slide.days)


def stands(slide: Slide, ms: int) -> int:
    """Return until when what a slide says at a moment is true: the next midnight at most where it changes by the day."""
    tomorrow = _midnight(ms) + DAY_MS
    return min(slide.end or tomorrow, tomorrow) if slide.fleeting else slide.end


def _clock(ms: int) -> tuple[int, int]:
    """Return the day since 1970 and the minute of the day in China."""
    day, rest = divmod(ms + _ZONE, DAY_MS)
    return day, rest // MINUTE


def _midnight(ms: int) -> int:
    return ms - (ms + _ZONE) % DAY_MS


def _within(minute: int, opens: int, closes: int) -> bool:
    return opens <= minute < closes if opens < closes else minute >= opens or minute < closes


def _open(start: int, end: int, ms: int) -> bool:
    return start <= ms and (not end or ms < end)
