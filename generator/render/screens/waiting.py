"""待审 on slides: in the preview, a slide that shows what nobody has approved yet says so.

The label takes room that the slide leaves free: a corner, else an edge, smaller where it must be. It is drawn last and
counts for nothing: the slide plays as long, as often and by night as it will without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.patterns import late
from generator.render.screens.geometry import face_at
from generator.site.shown import SETTINGS

if TYPE_CHECKING:
    from generator.render.screens.gather import Item, Pick
    from generator.render.screens.layout import Box
    from generator.render.screens.slide import Slide
    from generator.site import Site

LABEL = "待审"
SIZES = ((48, 16, 8), (36, 12, 8), (24, 6, 2), (12, 2, 1), (12, 0, 0))
"""Sizes of the label, largest first: of its text, of the room beside it and above it, in pixels."""
NEAR = 12
"""How far from the edges of a large screen it stands, at most."""
LARGE = 6
"""Its text is no higher than a sixth of the screen."""
PLAIN = ("m-ground", "m-panel")
"""Marks that a label may stand on: those that are ground; where nothing else is left, panels between their words."""
_ELEMENT = late(r'<\w+ class="(?:t|m|p|w)\b([^"]*)"[^>]*? style="([^"]*)"')
_NUMBER = late(r"(?<![a-z-])(left|top|width|height):(-?\d+)px")


def waits(pick: Pick, placed: Iterable[Item], led: Iterable[str], site: Site) -> bool:
    """Tell whether a slide shows anything that waits.

    `placed` are the things on its page, `led` the keys of entries that its words were taken from by reference.
    """
    if not site.pending:
        return False
    shown = {e.key for e in (pick.entry, *(item.entry for item in placed)) if e} | set(led)
    if pick.layout.gather == "children":  # the names below a child are words of no item
        above = {key.partition("/")[2] for key in shown}
        shown |= {e.key for e in site.entries[pick.collection] if e.record.organisation in above}
    return not site.pending.isdisjoint(shown or {SETTINGS})


def labelled(slide: Slide, size: tuple[int, int]) -> Slide:
    """Return a slide with the label on it."""
    px, (x, y, w, h) = _room(list(_boxes(slide.html)), *size)
    face = face_at("sans-700", px)
    place = f"left:{x}px;top:{y}px;width:{w}px;height:{h}px;line-height:{h}px;font-size:{px}px"
    look = "background:#FFF;color:#000;text-align:center"
    label = f'<p class="t waiting f-{face}" style="{place};{look}">{LABEL}</p>'
    chars = {**slide.chars, face: slide.chars.get(face, frozenset()) | {*LABEL}}
    return replace(slide, html=f"{slide.html.removesuffix('</div>')}{label}\n</div>", chars=chars)


def _boxes(html: str) -> Iterator[tuple[Box, str]]:
    """Yield the box of each line, mark and picture as drawn, with its classes; of a rolling line that of its window."""
    for kinds, style in _ELEMENT.findall(html):
        if "roll" not in kinds.split():
            box = dict(_NUMBER.findall(style))
            yield (int(box["left"]), int(box["top"]), int(box["width"]), int(box["height"])), kinds


def _room(drawn: Sequence[tuple[Box, str]], width: int, height: int) -> tuple[int, Box]:
    """Return a size of text and where the label stands; where nothing is free, the smallest in the first corner."""
    labels = [(px, 2 * (px + beside), px + 2 * above) for px, beside, above in SIZES if px <= max(height // LARGE, 12)]
    for places, ground in ((_corners, PLAIN[:1]), (_edges, PLAIN[:1]), (_anywhere, PLAIN[:1]), (_anywhere, PLAIN)):
        for px, w, h in labels:
            boxes = ((x, y, w, h) for x, y in places(width - w, height - h, min(NEAR, h // 4)))
            if room := next((box for box in boxes if _free(box, drawn, ground)), None):
                return px, room
    px, w, h = labels[-1]
    return px, (width - w, 0, w, h)


def _corners(right: int, foot: int, near: int) -> Iterator[tuple[int, int]]:
    """Yield the corners, with a gap and without."""
    for gap in (near, 0):
        yield from ((right - gap, gap), (gap, gap), (right - gap, foot - gap), (gap, foot - gap))


def _edges(right: int, foot: int, _near: int) -> Iterator[tuple[int, int]]:
    """Yield places along the four edges, from the right and from above."""
    for x in range(right, -1, -4):
        yield from ((x, 0), (x, foot))
    for y in range(0, foot + 1, 2):
        yield from ((right, y), (0, y))


def _anywhere(right: int, foot: int, _near: int) -> Iterator[tuple[int, int]]:
    """Yield places all over."""
    for y in range(0, foot + 1, 4):
        yield from ((x, y) for x in range(right, -1, -8))


def _free(box: Box, drawn: Sequence[tuple[Box, str]], plain: Sequence[str]) -> bool:
    """Tell whether nothing but ground is seen in a box; what is drawn later lies above."""
    for other, kinds in reversed(drawn):
        if _touch(box, other):
            return _within(box, other) and any(name in kinds.split() for name in plain)
    return True


def _within(a: Box, b: Box) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[0] + a[2] <= b[0] + b[2] and a[1] + a[3] <= b[1] + b[3]


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
