"""Legibility: from pixels and their pitch to metres, and back (screens.md, “Legibility”; LOOK.md, “Type”).

A character is read at full speed when its ink is 24.2 arc minutes high, 7.04 mm for each metre, and barely at 2.1 mm.
Elders need 1.4 times as much.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.settings import Screen

FULL = 7.04
"""Millimetres of ink for each metre of distance at which text is read at full speed."""
LIMIT = 2.1
"""The same where it can just be made out."""
ELDERS = 1.4
INK = {"pixel-12": 11 / 12, "pixel-16": 15 / 16, "figures-700": 0.70}
"""Height of a face's ink in em; the rest are Han outlines."""
HAN = 0.92
VECTOR = 36
"""The least size of outline faces: below it strokes clog, so all is bitmap."""
CELLS = (12, 16, 24)
"""The sizes of bitmap text: whole multiples of their cells."""


def ink(face: str, px: int) -> float:
    """Return the height of a face's ink in pixels."""
    return px * INK.get(face, HAN)


def metres(height: float, pitch: int, *, elders: bool = False, limit: bool = False) -> float:
    """Return how far ink of this many pixels can be read on a screen of this pitch (tenths of a millimetre)."""
    return height * pitch / 10 / (LIMIT if limit else FULL * (ELDERS if elders else 1))


def least(screen: Screen, *, limit: bool = False) -> float:
    """Return the least height of ink in pixels that viewers at the screen's distance read with ease (or at all)."""
    scale = LIMIT if limit else FULL * (ELDERS if screen.elders else 1)
    return screen.distance * scale / (screen.pitch / 10)


def allowed(px: float) -> int:
    """Return the largest size that may be set and is not larger than `px`; 0 when there is none."""
    if px >= VECTOR:
        return int(px)
    return max((cell for cell in CELLS if cell <= px), default=0)


def raised(px: float) -> int:
    """Return the smallest size that may be set and is not smaller than `px`."""
    return next((cell for cell in CELLS if cell >= px), max(VECTOR, ceil(px)))


LINE, LINES, STRIP_LINES = 6, 3, 2
"""The least a slide needs: so many characters a line, so many lines (strips: two)."""
STRIP = 3
"""Screens this many times as wide as high are strips."""


def farthest(screen: Screen) -> int:
    """Return the most whole metres at which a screen's largest facts are read with ease: a slide needs room for some."""
    width, height = screen.size
    lines = STRIP_LINES if width >= STRIP * height else LINES
    px = allowed(min(width / LINE, height / lines))
    height_of_ink = ink("sans-700" if px >= VECTOR else "pixel-12", px)
    return int(metres(height_of_ink, screen.pitch, elders=screen.elders))
