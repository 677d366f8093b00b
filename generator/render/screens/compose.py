"""Compose: an arrangement and its subject become pages of lines, marks and pictures, or the list of what did not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.render.screens import live
from generator.render.screens.fit import Block, Overflow, fit_figure, fit_rolling, fit_text
from generator.render.screens.geometry import FRAME
from generator.render.screens.measures import common
from generator.render.screens.photos import Framed, kept
from generator.render.screens.words import first_field

if TYPE_CHECKING:
    from generator.render.screens.layout import Arrangement, Box, Mark, Picture, Slot
    from generator.render.screens.lines import Line, Setter
    from generator.render.screens.pages import Placed
    from generator.render.screens.words import Scope


@dataclass(frozen=True)
class Composition:
    """The lines of each slot on one page. `overflows` names what did not fit; then it must not be shown."""

    blocks: Mapping[str, tuple[Line, ...]]
    marks: Mapping[str, Box]
    steps: Mapping[str, tuple[int, int]]
    pictures: Mapping[str, Framed]
    items: Sequence[Placed]
    page: int
    pages: int
    overflows: tuple[Overflow, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """Every line on the page."""
        return [line for lines in self.blocks.values() for line in lines]


@dataclass
class Bench:
    """An arrangement being filled. `rolls`: whether the screen lets long lines move."""

    arrangement: Arrangement
    scope: Scope
    setter: Setter
    rolls: bool = False
    blocks: dict[str, Block] = field(default_factory=dict)
    cells: dict[tuple[float, float], dict[str, Block]] = field(default_factory=dict)
    overflows: list[Overflow] = field(default_factory=list)
    scopes: dict[int, Scope] = field(default_factory=dict)
    """What expressions mean for each thing on the page, by its place among them."""

    def fill(self, names: Sequence[str], scope: Scope) -> None:
        """Fill slots in their order."""
        for name in names:
            self._fill(name, scope)

    def _fill(self, name: str, scope: Scope) -> None:
        slot = self.arrangement.slots[name]
        if slot.repeat:
            return
        block = self._block(name, slot, self._box(slot, self.blocks, slot.box), scope)
        self.blocks.pop(name, None)
        if block and not self._in_the_way(slot, block):
            self.blocks[name] = block

    def _in_the_way(self, slot: Slot, block: Block) -> bool:
        """Tell whether a slot that yields to another would touch its lines."""
        other = self.blocks.get(slot.yields)
        return other is not None and any(_touch(a, b) for a in block.page(0) for b in other.page(0))

    def repeat(self, name: str, items: Sequence[Placed], scope: Scope) -> None:
        """Fill a repeated slot once for each item (or line of items), in its cell. One that stands alone may be paged.

        The lines of a group that follow each other have one for them all.
        """
        slot = self.arrangement.slots[name]
        paged = slot.paged and len(items) == 1
        usual, lit = (self._variant(slot, tone, paged=paged) for tone in (slot.tone, slot.last or slot.tone))
        blocks: list[Block] = []
        for i, placed in enumerate(items):
            if slot.repeat == "row" and i and _goes_on(items[i - 1], placed):
                continue
            if i not in self.scopes:
                self.scopes[i] = _scope_of(placed, scope)
            own = self.cells.setdefault(placed.cell, {})
            one = lit if placed.item.here else usual
            if block := self._block(name, one, self._box(one, own, _in_cell(slot, placed.cell)), self.scopes[i]):
                own[name] = block
                blocks.append(block)
        if blocks:
            whole = Block((tuple([line for block in blocks for line in block.page(0)]),))
            self.blocks[name] = whole if len(blocks) > 1 else blocks[0]

    def _variant(self, slot: Slot, tone: str, *, paged: bool) -> Slot:
        """Return a repeated slot in a tone of its own, copied only where it differs."""
        if (slot.tone, slot.last, slot.paged) == (tone, "", paged):
            return slot
        return slot._replace(tone=tone, last="", paged=paged)

    def _block(self, name: str, slot: Slot, box: Box, scope: Scope) -> Block | None:
        words = [w for w in map(scope.filled, (slot.figure,) if slot.figure else slot.text) if w]
        if not words:
            return None
        if slot.figure:
            block = fit_figure(slot, box, words[0], scope.filled(slot.unit), self.setter)
        else:
            block = fit_text(slot, box, words, self.setter)
        if self.rolls and slot.scroll and (block is None or len(block.pages) > 1):
            block = fit_rolling(slot, box, words[0], self.setter) or block
        if block is None and not slot.optional:
            self.overflows.append(Overflow(name, live.plain(words[-1]), box, scope.entry))
        return block

    def _box(self, slot: Slot, others: Mapping[str, Block], box: Box) -> Box:
        """Return a slot's box beside and below others: the slide's, or those of the same thing."""
        if not (slot.after or slot.beside):
            return box
        x, y, w, h = below(box, slot.after, others)
        names, gap = slot.beside or ((), 0)
        if rights := [others[name].right for name in names if name in others]:
            left = max(x, max(rights) + gap)
            return left, y, max(0, x + w - left), h
        return x, y, w, h

    def spare(self) -> int:
        """Return how far the body moves down: two fifths of what is free below it, in steps of 4 pixels."""
        foot = max((b.bottom for name, b in self.blocks.items() if name not in FRAME), default=0)
        return max(0, self.arrangement.settle - foot) * 2 // 5 // 4 * 4

    def moved(self, mark: Mark) -> Box:
        """Return a mark's box, moved below other slots with its height kept."""
        x, y, w, _ = below(mark.box, mark.after, self.blocks)
        return x, y, w, mark.box[3]

    @property
    def sheets(self) -> int:
        """How many pages its paged slots need."""
        return max((len(block.pages) for block in self.blocks.values()), default=1)


def below(box: Box, after: tuple[tuple[str, ...], int] | None, others: Mapping[str, Block]) -> Box:
    """Return a box with its top moved to stand below other slots; its foot stays where it is."""
    above = [others[name].bottom for name in after[0] if name in others] if after else []
    if after is None or not above:
        return box
    x, y, w, h = box
    top = max(above) + after[1]
    return x, top, w, max(0, y + h - top)


def _in_cell(slot: Slot, cell: tuple[float, float]) -> Box:
    """Return the box of a repeated slot in a cell."""
    x, y, w, h = slot.box
    return x + round(cell[0] * slot.step[0]), y + round(cell[1] * slot.step[1]), w, h


def _goes_on(before: Placed, placed: Placed) -> bool:
    """Tell whether a thing stands on the line or in the group of the one before it."""
    group = placed.item.group
    return before.cell[1] == placed.cell[1] or (bool(group) and group == before.item.group)


def _scope_of(placed: Placed, scope: Scope) -> Scope:
    """Return what expressions mean for one of several things: its own fields first, then those of the slide."""
    item = placed.item
    entry = item.entry or scope.entry
    words = {**scope.words, **item.words, "group": item.group}
    return scope.about(words, entry, item.record)


def _lowered(lines: tuple[Line, ...], down: int) -> tuple[Line, ...]:
    return tuple([line.lowered(down) for line in lines]) if down else lines


def _below(box: Box, down: int) -> Box:
    return box[0], box[1] + down, box[2], box[3]


def _touch(a: Line, b: Line) -> bool:
    gap = b.height // 2
    across = a.left < b.left + b.width + gap and b.left < a.left + a.width + gap
    return across and a.top < b.top + b.height and b.top < a.top + a.height


def compose(  # noqa: PLR0913  # what a slide is made of, and how
    arrangement: Arrangement,
    scope: Scope,
    pages: Sequence[Sequence[Placed]],
    setter: Setter,
    *,
    rolls: bool = False,
    thorough: bool = True,
) -> list[Composition]:
    """Return the pages of a slide: for each page of items one, or as many as a slot that may be paged needs.

    With `{page}` (第1/3页) in scope's words when there is more than one. Unless `thorough`, the first page that something
    does not fit on is the last.
    """
    benches: list[Bench] = []
    for page in pages:
        benches.append(_bench(arrangement, scope, page, setter, rolls=rolls))
        if benches[-1].overflows and not thorough:
            break
    sheets = [(bench, n, page) for bench, page in zip(benches, pages, strict=False) for n in range(bench.sheets)]
    return [_page(bench, n, i, len(sheets), page) for i, (bench, n, page) in enumerate(sheets)]


def _numbered(scope: Scope, number: int, count: int) -> Scope:
    return scope.about({**scope.words, "page": f"第{number + 1}/{count}页"}, scope.entry, scope.item)


def _bench(arrangement: Arrangement, scope: Scope, items: Sequence[Placed], setter: Setter, *, rolls: bool) -> Bench:
    scope = scope.about({**scope.words, **common(placed.item for placed in items)}, scope.entry, scope.item)
    bench = Bench(arrangement, scope, setter, rolls)
    bench.fill(list(arrangement.slots), scope)
    for name, slot in arrangement.slots.items():
        if slot.repeat:
            bench.repeat(name, items, scope)
    return bench


def _page(bench: Bench, sheet: int, number: int, count: int, items: Sequence[Placed]) -> Composition:
    """Return a page: `sheet` of the bench's paged blocks, page `number` of `count`."""
    if count > 1:
        slots = bench.arrangement.slots
        paged = [n for n, s in slots.items() if any("{page}" in t for t in s.text)]
        bench.fill(paged, _numbered(bench.scope, number, count))
    down = bench.spare()
    shown = bench.arrangement
    return Composition(
        {name: _lowered(block.page(sheet), 0 if name in FRAME else down) for name, block in bench.blocks.items()},
        {name: _below(bench.moved(mark), down) for name, mark in shown.marks.items()},
        {name: mark.step for name, mark in shown.marks.items()},
        {n: _framed(p, down, bench.scope) for n, p in shown.pictures.items()},
        items,
        number,
        count,
        tuple(bench.overflows),
    )


def _framed(picture: Picture, down: int, scope: Scope) -> Framed:
    poster = scope.value(picture.poster) if picture.poster else None
    return Framed(_below(picture.box, down), scope.value(picture.of), poster)


def has_needed(arrangement: Arrangement, scope: Scope) -> bool:
    """Tell whether an entry has the fields an arrangement is made for, and photos of the shape of its boxes."""
    fields = all(map(scope.filled, arrangement.needs)) and not any(map(scope.filled, arrangement.lacks))
    return fields and all(_suits(picture, scope) for picture in arrangement.pictures.values())


def _suits(picture: Picture, scope: Scope) -> bool:
    photo = scope.value(picture.of) if picture.cut < 1 else None
    media = scope.site.media.get(photo.file) if photo else None
    return media is None or kept(picture.box[2:], media) >= 1 - picture.cut


def field_of(slot: Slot) -> str:
    """Return the entry's field a slot shows first, for the place in a finding."""
    return next((f for f in map(first_field, (slot.figure, *slot.text)) if f), "")
