"""A venue's floors as on the board beside its lift: the highest above, what lies under the ground below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.render.website.rows import REST

_DIGITS = "零一二三四五六七八九"
_UNDER = re.compile(r"地下|负|^-|^[Bb]")
_NUMBER = re.compile(r"\d+|[零一二三四五六七八九十]+")


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor and its rooms, in the order in which they were written."""

    name: str
    rooms: tuple[Any, ...]


def level(floor: str) -> int | None:
    """Return the number of a floor: 七楼 is 7, 2F is 2, 地下一层 and B1 are -1; None where it names no number."""
    found = _NUMBER.search(floor)
    if found is None:
        return None
    number = int(found[0]) if found[0].isdigit() else _counted(found[0])
    return -number if _UNDER.search(floor) else number


def _counted(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _DIGITS.find(ones)
    return (_DIGITS.find(tens) if tens else 1) * 10 + (_DIGITS.find(ones) if ones else 0)


def from_top(rooms: Iterable[Any]) -> tuple[Floor, ...]:
    """Return the floors from top to bottom; what is on no floor with a number comes last, as it was written."""
    found: dict[str, list[Any]] = {}
    for room in rooms:
        found.setdefault(room.floor, []).append(room)
    floors = [Floor(name or REST, tuple(there)) for name, there in found.items()]
    known = [f for f in floors if level(f.name) is not None]
    others = [f for f in floors if level(f.name) is None]
    return (*sorted(known, key=lambda f: -(level(f.name) or 0)), *others)
