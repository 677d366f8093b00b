"""What a screen plays, read back from the very file that its player reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.render.screens.parts import Part
from generator.render.screens.play import Timetable
from generator.render.screens.slide import Slide


@dataclass(frozen=True)
class Programme:
    """A screen's payload. `digest` is the sha512 of its text: whoever signs that signs every byte that plays."""

    screen: str
    name: str
    site: str
    size: tuple[int, int]
    code: str
    version: int
    digest: str
    change: str
    change_ms: int
    style: str
    times: Timetable

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Every slide, the evergreen one first."""
        return tuple(self.times.slides)

    def seconds(self, loop: tuple[int, ...]) -> int:
        """Return how long a loop takes."""
        return sum(self.slides[i].dwell for i in loop)


def read_programme(script: bytes) -> Programme:
    """Read a screen's `a.js`: one call with the texts of manifest, signatures and payload."""
    text = script.decode("ascii")
    manifest, _, payload = json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")
    signed, data = json.loads(manifest), json.loads(payload)
    return Programme(
        screen=data["screen"],
        name=data["name"],
        site=data["site"],
        size=(data["width"], data["height"]),
        code=data["code"],
        version=signed["version"],
        digest=signed["digest"],
        change=data["change"]["kind"],
        change_ms=data["change"]["ms"],
        style=data["style"],
        times=_times(data),
    )


def _times(data: Mapping[str, Any]) -> Timetable:
    night = (data["night"]["start"], data["night"]["end"]) if data["night"] else None
    slides, parts = tuple(map(_slide, data["slides"])), tuple(map(_part, data["parts"]))
    return Timetable(slides, parts, data["built"], data["expires"], night)


def _part(raw: Mapping[str, Any]) -> Part:
    times = (raw["from"], raw["until"], raw["start"], raw["end"])
    return Part(raw["name"], raw["level"], tuple(raw["loop"]), *times, raw["days"])


def _slide(raw: Mapping[str, Any]) -> Slide:
    return Slide(
        id=raw["id"],
        layout=raw["layout"],
        collection="",
        level=0,
        ground=raw["ground"],
        html=raw["html"],
        dwell=raw["dwell"],
        start=raw["from"],
        end=raw["until"],
        chars={},
        night=bool(raw["night"]),
        pictures=tuple(raw["pictures"]),
        video=raw["video"],
        scroll=raw["scroll"],
        days=tuple(raw.get("days", ())),
        rule=raw.get("rule", {}),
    )
