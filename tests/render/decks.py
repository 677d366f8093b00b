"""Decks of bare slides for the tests of parts and times: what a slide looks like does not matter there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.render.screens.parts import EMERGENCY, FILLER, NORMAL, REST
from generator.render.screens.slide import Slide, millis
from generator.settings import Screen

LEVELS = {"slogan": FILLER, "rest": REST, "urgent": EMERGENCY}
LOBBY: dict[str, object] = {"id": "hall", "name": "大厅", "size": "1920x1080", "place": "大厅"}
BUILT = dt.date(2018, 7, 12)


def slide(name: str, collection: str = "", layout: str = "", page: int = 1, **more: Any) -> Slide:  # noqa: ANN401  # the slide's own fields
    """Return the slide `hall/<name>/<page>`, ten seconds long."""
    level = LEVELS.get(layout, NORMAL)
    fields: dict[str, Any] = {
        "id": f"hall/{name}/{page}",
        "layout": layout or collection,
        "collection": collection,
        "level": level,
        "ground": "night",
        "html": f'<div class="slide">{name} {page}</div>',
        "dwell": 10,
        "start": 0,
        "end": 0,
        "chars": {},
    }
    return Slide(**{**fields, **more})


EVERGREEN = slide("site", layout="slogan")


def screen(**more: object) -> Screen:
    """Return a screen of the hall, with these settings."""
    return Screen.model_validate(LOBBY | more)


def at(day: dt.date, hour: int = 0, minute: int = 0) -> int:
    """Return a moment in China in milliseconds."""
    return millis(day) + (hour * 60 + minute) * 60_000
