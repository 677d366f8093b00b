"""Compose: an arrangement and an entry become pages of lines and marks, or the list of what did not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.render.screens.fit import Block, Overflow, capacity, fit_figure, fit_text
from generator.render.screens.lines import Line, Setter
from generator.render.screens.words import first_field

if TYPE_CHECKING:
    from generator.render.screens.layout import Arrangement, Box, Mark, Slot
    from generator.render.screens.words import Scope


FRAME = {"topic", "host", "foot", "corner"}
"""The slots that stand on every slide, and stay where they are."""


@dataclass(frozen=True)
class Composition:
    """The lines of each slot on one page. `overflows` names what did not fit; then it must not be shown."""

    blocks: Mapping[str, tuple[Line, ...]]
    marks: Mapping[str, Box]
    steps: Mapping[str, tuple[int, int]]
    page: int
    pages: int
    overflows: tuple[Overflow, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """Every line on the page."""
        return [line for lines in self.blocks.values() for line in lines]


@dataclass
class _Bench:
    """An arrangement being filled at a scale."""

    arrangement: Arrangement
    scope: Scope
    setter: Setter
    blocks: dict[str, Block] = field(default_factory=dict)
    overflows: list[Overflow] = field(default_factory=list)

    def fill(self, names: list[str], scope: Scope) -> None:
        """Fill slots in their order."""
        for name in names:
            self._fill(name, scope)

    def _fill(self, name: str, scope: Scope) -> None:
        slot = self.arrangement.slots[name]
        if slot.repeat:
            return
        block = self._block(name, slot, self._box(slot), scope)
        if block and not self._in_the_way(slot, block):
            self.blocks[name] = block

    def _in_the_way(self, slot: Slot, block: Block) -> bool:
        """Tell whether a slot that yields to another would touch its lines."""
        other = self.blocks.get(slot.yields)
        return other is not None and any(_touch(a, b) for a in block.page(0) for b in other.page(0))

    def repeat(self, name: str, scopes: list[Scope]) -> None:
        """Fill a repeated slot once for each neighbour, a step further each time; what does not fit is left out."""
        slot = self.arrangement.slots[name]
        lines: list[Line] = []
        for i, scope in enumerate(scopes):
            x, y, w, h = slot.box
            box = (x + i * slot.step[0], y + i * slot.step[1], w, h)
            tone = slot.last if slot.last and scope.entry is self.scope.entry else slot.tone
            block = self._block(name, slot.model_copy(update={"tone": tone, "last": ""}), box, scope)
            lines += block.page(0) if block else ()
        if lines:
            self.blocks[name] = Block((tuple(lines),))

    def _block(self, name: str, slot: Slot, box: Box, scope: Scope) -> Block | None:
        words = [w for w in map(scope.filled, (slot.figure,) if slot.figure else slot.text) if w]
        if not words:
            return None
        if slot.figure:
            block = fit_figure(slot, box, words[0], scope.filled(slot.unit), self.setter)
        else:
            block = fit_text(slot, box, words, self.setter)
        if block is None and not slot.optional:
            self.overflows.append(Overflow(name, words[-1], capacity(slot, box, words[-1], self.setter)))
        return block

    def _box(self, slot: Slot) -> Box:
        return self.below(slot.box, slot.after)

    def below(self, box: Box, after: tuple[tuple[str, ...], int] | None) -> Box:
        """Return the box with its top moved to stand below other slots; its foot stays where it is."""
        above = [self.blocks[name].bottom for name in after[0] if name in self.blocks] if after else []
        if after is None or not above:
            return box
        x, y, w, h = box
        top = max(above) + after[1]
        return x, top, w, max(0, y + h - top)

    def spare(self) -> int:
        """Return how far the body moves down: two fifths of what is free below it, in steps of 4 pixels."""
        foot = max((b.bottom for name, b in self.blocks.items() if name not in FRAME), default=0)
        return max(0, self.arrangement.settle - foot) * 2 // 5 // 4 * 4

    def moved(self, mark: Mark) -> Box:
        """Return a mark's box, moved below other slots with its height kept."""
        x, y, w, _ = self.below(mark.box, mark.after)
        return x, y, w, mark.box[3]


def _lowered(lines: tuple[Line, ...], down: int) -> tuple[Line, ...]:
    return tuple(replace(line, top=line.top + down) for line in lines)


def _below(box: Box, down: int) -> Box:
    return box[0], box[1] + down, box[2], box[3]


def _touch(a: Line, b: Line) -> bool:
    gap = b.height // 2
    across = a.left < b.left + b.width + gap and b.left < a.left + a.width + gap
    return across and a.top < b.top + b.height and b.top < a.top + a.height


def compose(arrangement: Arrangement, scope: Scope, neighbours: list[Scope], setter: Setter) -> list[Composition]:
    """Return the pages of a slide. With `{page}` (第1/3页) in scope's words when there is more than one."""
    bench = _Bench(arrangement, scope, setter)
    bench.fill(list(arrangement.slots), scope)
    for name, slot in arrangement.slots.items():
        if slot.repeat:
            bench.repeat(name, neighbours)
    count = max((len(b.pages) for b in bench.blocks.values()), default=1)
    return [_page(bench, number, count) for number in range(count)]


def _page(bench: _Bench, number: int, count: int) -> Composition:
    if count > 1:
        numbered = replace(bench.scope, words={**bench.scope.words, "page": f"第{number + 1}/{count}页"})
        bench.fill([n for n, s in bench.arrangement.slots.items() if any("{page}" in t for t in s.text)], numbered)
    down = bench.spare()
    return Composition(
        {name: _lowered(block.page(number), 0 if name in FRAME else down) for name, block in bench.blocks.items()},
        {name: _below(bench.moved(mark), down) for name, mark in bench.arrangement.marks.items()},
        {name: mark.step for name, mark in bench.arrangement.marks.items()},
        number,
        count,
        tuple(bench.overflows),
    )


def has_needed(arrangement: Arrangement, scope: Scope) -> bool:
    """Tell whether an entry has the fields an arrangement is made for."""
    return all(map(scope.filled, arrangement.needs)) and not any(map(scope.filled, arrangement.lacks))


def field_of(slot: Slot) -> str:
    """Return the entry's field a slot shows first, for the place in a finding."""
    return next((f for f in map(first_field, (slot.figure, *slot.text)) if f), "")


def scaled(arrangement: Arrangement, times: int) -> Arrangement:
    """Return an arrangement for a screen `times` as large: every number of pixels multiplied."""
    if times == 1:
        return arrangement
    slots = {name: _scaled_slot(slot, times) for name, slot in arrangement.slots.items()}
    marks = {name: _scaled_mark(mark, times) for name, mark in arrangement.marks.items()}
    return arrangement.model_copy(update={"slots": slots, "marks": marks, "settle": arrangement.settle * times})


def _scaled_slot(slot: Slot, times: int) -> Slot:
    sizes = tuple(tuple(px * times for px in s) for s in slot.sizes)
    return slot.model_copy(update={**_scaled_place(slot, times), "sizes": sizes})


def _scaled_mark(mark: Mark, times: int) -> Mark:
    return mark.model_copy(update=_scaled_place(mark, times))


def _scaled_place(part: Slot | Mark, times: int) -> dict[str, object]:
    after = (part.after[0], part.after[1] * times) if part.after else None
    return {
        "box": tuple(n * times for n in part.box),
        "step": tuple(n * times for n in part.step),
        "after": after,
    }
