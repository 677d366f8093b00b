"""Parts: which slides play when. A part is a loop of slides with a level and a time; the highest that holds plays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.collections import COLLECTIONS
from generator.render.screens.slide import millis
from generator.settings.hours import DAY

if TYPE_CHECKING:
    from generator.render.screens.slide import Slide
    from generator.settings import Daypart, Play, Screen

FILLER, NORMAL, SCHEDULE, TAKEOVER, REST, EMERGENCY = 10, 20, 30, 40, 45, 50
"""Levels, lowest first. Rest is what a screen shows outside its hours: only an emergency is above it."""
EVERY_DAY = "1234567"
NAMES = {word: c.name for c in COLLECTIONS.values() for word in (c.name, c.label, c.tab) if word}
"""A collection's name for each word a playlist may call it by."""


@dataclass(frozen=True)
class Part:
    """A loop of slides (indexes into the deck, repeats allowed) and when it holds.

    `start` and `end` are milliseconds since 1970, 0 = open, `end` the first past it; `opens` and `closes` minutes of
    the day in China, `closes` before `opens` is on the next day; `days` the days it begins on, Monday = 1.
    """

    name: str
    level: int
    loop: tuple[int, ...]
    start: int = 0
    end: int = 0
    opens: int = 0
    closes: int = DAY
    days: str = EVERY_DAY

    @property
    def all_day(self) -> bool:
        """Tell whether it has no hours."""
        return self.opens == self.closes or (self.opens, self.closes) == (0, DAY)


def parts_of(screen: Screen, slides: Sequence[Slide]) -> tuple[Part, ...]:
    """Return the parts of a screen's days, the filler first. Those that would play nothing are left out.

    The evergreen slide is in the normal loop too; where no slide is made for the time outside a screen's hours, it
    stands then.
    """
    filler = _on_level(slides, FILLER)
    own = {"": (1, screen.limit)}
    parts = [
        Part("常亮", FILLER, filler),
        Part("平时", NORMAL, filler + _loop(slides, own | asked(screen, screen.playlist))),
        *(_daypart(screen, daypart, slides) for daypart in screen.dayparts),
        Part("紧急", EMERGENCY, _on_level(slides, EMERGENCY)),
    ]
    if screen.rests:
        opens, closes = screen.on
        resting = _on_level(slides, REST) or filler
        parts.append(Part("休息", REST, resting, opens=closes % DAY, closes=opens or DAY))
    return tuple(part for part in parts if part.loop)


def _on_level(slides: Sequence[Slide], level: int) -> tuple[int, ...]:
    return tuple(i for i, slide in enumerate(slides) if slide.level == level)


def _daypart(screen: Screen, daypart: Daypart, slides: Sequence[Slide]) -> Part:
    opens, closes = daypart.hours or (0, DAY)
    return Part(
        daypart.name,
        TAKEOVER if daypart.dated else SCHEDULE,
        _loop(slides, asked(screen, daypart.playlist)),
        millis(daypart.from_.first) if daypart.from_ else 0,
        millis(daypart.until.last + dt.timedelta(days=1)) if daypart.until else 0,
        opens,
        closes,
        daypart.days,
    )


def asked(screen: Screen, playlist: Iterable[Play]) -> dict[str, tuple[int, int]]:
    """Return how often and how many of each collection a playlist plays, in its order; none: once of everything.

    A collection named twice plays twice. Words that name no collection are reported by the checks.
    """
    found: dict[str, tuple[int, int]] = {}
    for play in playlist:
        name = NAMES.get(play.collection, "")
        weight, limit = found.get(name, (0, 0))
        found[name] = (weight + play.weight, max(limit, play.limit or screen.limit))
    found.pop("", None)
    return found if playlist else dict.fromkeys(COLLECTIONS, (1, screen.limit))


Unit = tuple[int, ...]
"""The pages of one thing, which follow each other."""


def _loop(slides: Sequence[Slide], wanted: Mapping[str, tuple[int, int]]) -> tuple[int, ...]:
    """Return the slides a playlist plays, sorted by ground: one change to red and one back a loop."""
    rows = _rows(slides, wanted)
    halves = ([row for key, row in rows if key[0] is red] for red in (False, True))
    return tuple(i for half in halves for unit in _woven(half) for i in unit)


Key = tuple[bool, int, str]
"""Whether a row is on red, its collection's place in the playlist, its layout."""


def _rows(slides: Sequence[Slide], wanted: Mapping[str, tuple[int, int]]) -> list[tuple[Key, list[Unit]]]:
    """Return the units of each ground, collection and layout in the playlist's order, as often as they play."""
    order = list(wanted)
    rows: dict[Key, list[Unit]] = {}
    for unit in _units(slides):
        slide = slides[unit[0]]
        if slide.level == NORMAL and slide.collection in wanted and slide.rank <= wanted[slide.collection][1]:
            key = slide.ground.startswith("red"), order.index(slide.collection), slide.layout
            rows.setdefault(key, []).append(unit)
    return [(key, rows[key] * wanted[order[key[1]]][0]) for key in sorted(rows)]


def _units(slides: Sequence[Slide]) -> list[Unit]:
    def thing(i: int) -> tuple[str, str]:
        return slides[i].layout, slides[i].id.rpartition("/")[0]

    return [tuple(pages) for _, pages in groupby(range(len(slides)), thing)]


def _woven(rows: Iterable[Sequence[Unit]]) -> list[Unit]:
    """Return rows woven into one, each spread evenly over the whole, so that no collection fills minutes on end."""
    placed = [((i + 0.5) / len(row), n, unit) for n, row in enumerate(rows) for i, unit in enumerate(row)]
    return [unit for *_, unit in sorted(placed)]
