"""How a figure or a score went over time: bars from 0 with their table, and small lines beside a ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.render.website.charts import Bar, share
from generator.schema import Figure, PartialDate

if TYPE_CHECKING:
    from generator.site import Entry

WIDTH, HEIGHT, EDGE = 120, 28, 4
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure at a time, and its bar."""

    when: PartialDate | None
    value: Figure
    bar: Bar


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line: its points as SVG wants them, where it ends, and the scores in words."""

    points: str
    end: tuple[int, int]
    said: str


def readings(entry: Entry) -> tuple[Reading, ...]:
    """Return the earlier readings in order of time and today's last; nothing where there is no earlier one."""
    record = entry.record
    told = [(r.when, r.value) for r in sorted(record.series, key=lambda r: r.when) if r.when != record.as_of]
    if not told:
        return ()
    told.append((record.as_of, record.value))
    scale = max(value.interval[1] for _, value in told) or Decimal(1)
    return tuple(Reading(w, v, Bar(entry, *(share(end, scale) for end in v.interval))) for w, v in told)


def spark(history: Iterable[str]) -> Spark | None:
    """Return the line of some scores, oldest first; None where fewer than two can be read."""
    scores = [number for text in history if (number := _score(text)) is not None]
    if len(scores) < FEWEST:
        return None
    least, span = min(scores), (max(scores) - min(scores)) or Decimal(1)
    step = Decimal(WIDTH - 2 * EDGE) / (len(scores) - 1)
    flat = max(scores) == least
    points = [
        (
            round(EDGE + i * step),
            HEIGHT // 2 if flat else round(HEIGHT - EDGE - (s - least) / span * (HEIGHT - 2 * EDGE)),
        )
        for i, s in enumerate(scores)
    ]
    return Spark(" ".join(f"{x},{y}" for x, y in points), points[-1], "、".join(str(s) for s in scores))


def _score(text: str) -> Decimal | None:
    try:
        return Figure.parse(text).number
    except ValueError:
        return None
