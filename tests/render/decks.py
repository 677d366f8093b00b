"""Decks of bare slides for the tests of parts and times: what a slide looks like does not matter there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from generator.findings import Finding
from generator.render.screens.deck import Deck
from generator.render.screens.gather import Pick
from generator.render.screens.layout import Layout
from generator.render.screens.never import Refusal
from generator.render.screens.parts import EMERGENCY, FILLER, NORMAL, REST
from generator.render.screens.slide import Slide, millis
from generator.settings import Screen
from generator.site import Site

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


def choose(
    site: Site, screen: Screen, layouts: Mapping[str, Layout], refused: Mapping[str, Refusal]
) -> tuple[list[Pick], list[Finding]]:
    """Return all that a screen plays, and why something is not played."""
    deck = Deck(site, screen, layouts, refused)
    chosen = [deck.picks(source) for source in deck.sources]
    return [p for picks, _ in chosen for p in picks], [*deck.findings, *(f for _, found in chosen for f in found)]
