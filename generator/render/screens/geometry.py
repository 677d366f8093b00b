"""Geometry: which size class a screen belongs to, and an arrangement of that class re-made for the screen's own pixels.

Nothing is scaled as a picture: boxes move to whole pixels, sizes of text to those that may be set (LOOK.md, “Type”),
never below what can be read at the screen's distance; then the words are fitted anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from generator.render.screens.legibility import VECTOR, allowed, ink, least, raised

if TYPE_CHECKING:
    from generator.render.screens.layout import Arrangement, Box, Mark, SizeClass, Slot
    from generator.settings import Screen

SLACK = 1.2
"""How much larger than its share a size may be: small bitmap text keeps its size on a somewhat smaller wall."""
LARGE = 48
"""Text below this size may need more height than its share."""
EPSILON = 1e-6
"""What thirds of pixels lose in floating point."""
FRAME = frozenset({"topic", "host", "foot", "corner"})
"""The slots that stand on every slide, and stay where they are. What they say may be read from nearer by."""


def class_of(sizes: Mapping[str, SizeClass], size: tuple[int, int]) -> SizeClass | None:
    """Return the class whose shape is the nearest to a screen's, or None where there is none for its shape."""
    return next((c for c in sizes.values() if c.holds(size)), None)


def face_at(face: str, px: int) -> str:
    """Return the face a slot's face stands for at a size: bitmap below 36 px, outlines from there."""
    if px < VECTOR:
        return "pixel-16" if px % 12 else "pixel-12"
    return "sans-700" if face.startswith("pixel") else face


@dataclass(frozen=True)
class Grid:
    """How a class's pixels become a screen's: factors across and down, least heights of ink, the screen's height."""

    across: float
    down: float
    body: float
    frame: float
    height: int

    @classmethod
    def of(cls, size: SizeClass, screen: Screen) -> Grid:
        """Return the grid of a screen."""
        width, height = screen.size
        return cls(width / size.width, height / size.height, least(screen), least(screen, limit=True), height)

    def box(self, box: Box) -> Box:
        """Return a box with all four edges on whole pixels."""
        x, y, w, h = box
        left, top = round(x * self.across), round(y * self.down)
        return left, top, round((x + w) * self.across) - left, round((y + h) * self.down) - top

    def step(self, step: tuple[int, int]) -> tuple[int, int]:
        """Return a step in whole pixels, rounded down so that the last one stays inside."""
        return int(step[0] * self.across), int(step[1] * self.down)

    def after(self, after: tuple[tuple[str, ...], int] | None) -> tuple[tuple[str, ...], int] | None:
        """Return a distance below other slots."""
        return (after[0], round(after[1] * self.down)) if after else None

    def size(self, px: int) -> int:
        """Return the size that a class's size has on the screen; 0 where it would be too small to set."""
        share = px * min(self.across, self.down)
        if share >= VECTOR:
            return int(share + EPSILON)
        larger = raised(share)
        return larger if larger <= share * SLACK else allowed(share)

    def legible(self, face: str, px: int, floor: float) -> int:
        """Return a size, or the smallest one whose ink reaches the floor."""
        while px and ink(face_at(face, px), px) < floor:
            px = raised(px + 1)
        return px


def fitted(arrangement: Arrangement, grid: Grid) -> Arrangement:
    """Return an arrangement made for a screen: every number of pixels its own."""
    return replace(
        arrangement,
        slots={name: _slot(name, slot, grid) for name, slot in arrangement.slots.items()},
        marks={name: _mark(mark, grid) for name, mark in arrangement.marks.items()},
        pictures={name: replace(one, box=grid.box(one.box)) for name, one in arrangement.pictures.items()},
        settle=round(arrangement.settle * grid.down),
    )


def _slot(name: str, slot: Slot, grid: Grid) -> Slot:
    floor = grid.frame if name in FRAME else grid.body
    sizes = dict.fromkeys(_sizes(slot, sizes, grid, floor) for sizes in slot.sizes)
    known = tuple(s for s in sizes if all(s))
    made = slot._replace(
        step=grid.step(slot.step),
        after=grid.after(slot.after),
        beside=(slot.beside[0], round(slot.beside[1] * grid.across)) if slot.beside else None,
        sizes=known,
        leading=_leading(slot, known, grid),
    )
    return made._replace(box=_roomy(slot, made, grid))


def _roomy(slot: Slot, made: Slot, grid: Grid) -> Box:
    """Return a box that holds as many lines as the class's: text that kept its size needs a little more height.

    Larger text gets what rounding took, and no more: text that grew for the distance has to do with fewer lines.
    """
    x, y, w, h = grid.box(slot.box)
    if slot.figure or not made.sizes:
        return x, y, w, h
    largest = made.sizes[0][0]
    held = min(slot.lines, slot.box[3] // line_height(slot, slot.sizes[0][0]))
    high = held * line_height(made, largest)
    if high <= h or (largest >= LARGE and high > h + 2 * held):
        return x, y, w, h
    return x, min(y, max(0, grid.height - high)), w, high


def line_height(slot: Slot, px: int) -> int:
    """Return the height of a line in whole pixels, even ones for outlines; never less than the size."""
    return ceil(px * slot.leading / 2) * 2 if px >= VECTOR else max(px, round(px * slot.leading))


def _sizes(slot: Slot, sizes: tuple[int, ...], grid: Grid, floor: float) -> tuple[int, ...]:
    faces = ("figures-700", "sans-900", "sans-700") if slot.figure else (slot.face,) * len(sizes)
    return tuple(grid.legible(face, grid.size(px), floor) for face, px in zip(faces, sizes, strict=False))


def _leading(slot: Slot, sizes: tuple[tuple[int, ...], ...], grid: Grid) -> float:
    """Return the line height in em that keeps the class's share of the height where text kept its size."""
    if not sizes or slot.figure:
        return slot.leading
    grown = sizes[0][0] / (slot.sizes[0][0] * grid.down)
    return max(1.0, slot.leading / grown) if grown > 1 else slot.leading


def _mark(mark: Mark, grid: Grid) -> Mark:
    x, y, w, h = grid.box(mark.box)
    return mark._replace(box=(x, y, max(w, 1), max(h, 1)), step=grid.step(mark.step), after=grid.after(mark.after))
