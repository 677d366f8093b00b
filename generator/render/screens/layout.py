"""Layouts: theme/screens/layouts/<name>/layout.yml, typed. The README there is the grammar's reference.

A layout shows one kind of slide. For each size class it has one or more arrangements, tried in order; an arrangement
is a set of slots (boxes for words) and marks (boxes of plain colour) over the frame that all layouts share.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

from generator.files import write_whole
from generator.render.screens import parts

LAYOUTS = "screens/layouts"
Box = tuple[int, int, int, int]
"""Left, top, width, height in whole pixels."""


def _as_tuple(raw: object) -> object:
    return (raw,) if isinstance(raw, str) else raw


def _as_repeat(raw: object) -> object:
    return {True: "item", False: ""}.get(raw, raw) if isinstance(raw, bool) else raw


def _as_sizes(raw: object) -> object:
    return tuple(tuple(s) if isinstance(s, list) else (s,) for s in raw) if isinstance(raw, list) else raw


def _as_after(raw: object) -> object:
    return (tuple(raw[:-1]), raw[-1]) if isinstance(raw, list) else raw


def _as_level(raw: object) -> object:
    return LEVELS.get(raw, raw) if isinstance(raw, str) else raw


LEVELS = {
    "filler": parts.FILLER,
    "normal": parts.NORMAL,
    "rest": parts.REST,
    "emergency": parts.EMERGENCY,
}
Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Sizes = Annotated[tuple[tuple[int, ...], ...], BeforeValidator(_as_sizes)]

After = Annotated[tuple[tuple[str, ...], int], BeforeValidator(_as_after)]
"""`[title, line, 24]`: 24 pixels below the lowest of these slots; `beside`: to the right of them."""


class Part(BaseModel):
    """A part of a layout: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Slot(Part):
    """A box for words. Either `text` (candidates, best first) or `figure` (with `unit`) fills it."""

    box: Box
    text: Words = ()
    figure: str = ""
    unit: str = ""
    face: str = "sans-700"
    sizes: Sizes
    lines: int = 1
    leading: float = 1.5
    align: Literal["left", "centre", "right"] = "left"
    valign: Literal["top", "middle", "bottom"] = "top"
    tone: str = "white"
    last: str = ""
    name: bool = False
    paged: bool = False
    optional: bool = False
    stacked: bool = False
    after: After | None = None
    yields: str = ""
    repeat: Annotated[Literal["", "item", "row"], BeforeValidator(_as_repeat)] = ""
    step: tuple[int, int] = (0, 0)
    beside: After | None = None
    vertical: bool = False
    scroll: bool = False


class Mark(Part):
    """A box of plain colour: bar, lamp, rule, frame side."""

    box: Box
    step: tuple[int, int] = (0, 0)
    after: After | None = None


class Picture(Part):
    """A box for a picture: `of` is a path that leads to a photo, to a video, or the word `qr`.

    Photos are cut to the box around their middle, never stretched. `poster`: the photo that stands until a video plays;
    `cut`: the most of a photo that may be cut off for its arrangement to be tried.
    """

    box: Box
    of: str
    poster: str = ""
    cut: float = 1.0


class Arrangement(Part):
    """One way to lay a slide out. `needs`: fields that must be there for it to be tried; `lacks`: that must not.

    `settle`: the y down to which the body may be moved, so that a short one does not hang at the top. `rows`: the most
    items on a page; with `columns` they stand in a grid of so many columns, and `rows` counts its lines; `centred`: short
    lines stand in the middle. `ahead`: items that are over are left out.
    """

    needs: Words = ()
    lacks: Words = ()
    settle: int = 0
    neighbours: int = 0
    slots: dict[str, Slot]
    marks: dict[str, Mark] = {}
    pictures: dict[str, Picture] = {}
    rows: int = 0
    columns: int = 0
    centred: bool = False
    ahead: bool = False


class Layout(Part):
    """One kind of slide. `shows` names collections, or `any`, or `site` for what belongs to the screen itself.

    `gather` makes one slide of several things (gather.py); `by` groups them, `day` is the field that dates them.
    """

    name: str
    label: str
    shows: Words
    ground: str
    only: Words = ()
    never: Words = ()
    pick: Literal["first", "last", "beyond"] = "first"
    level: Annotated[int, BeforeValidator(_as_level)] = parts.NORMAL
    gather: Literal["", "entries", "rows", "children", "parts", "week", "countdown", "series"] = ""
    least: int = 1
    by: str = ""
    day: str = ""
    pace: int = 0
    moves: bool = False
    sizes: dict[str, tuple[Arrangement, ...]]
    folder: Path

    @cached_property
    def template(self) -> str:
        """The text of template.html."""
        return (self.folder / "template.html").read_text(encoding="utf-8")

    @cached_property
    def style(self) -> str:
        """The text of style.css."""
        return (self.folder / "style.css").read_text(encoding="utf-8")


class SizeClass(Part):
    """A size the layouts are drawn for, the slots that stand on every slide of it, and the screens it is drawn for.

    `aspect` (width by height) and `heights` (pixels; of portraits the width) are from, up to but not including.
    """

    name: str
    width: int
    height: int
    aspect: tuple[float, float]
    heights: tuple[int, int]
    frame: dict[str, dict[str, Any]]

    def holds(self, size: tuple[int, int]) -> bool:
        """Tell whether a screen of this size belongs to the class."""
        shape = size[0] / size[1]
        return self.aspect[0] <= shape < self.aspect[1] and self.heights[0] <= min(size) < self.heights[1]


def read_yaml(file: Path, cache: Path | None = None) -> Any:  # noqa: ANN401  # our own files; the models know them
    """Return the content of one of the theme's own YAML files, kept as JSON in `cache` under a hash of its bytes."""
    data = file.read_bytes()
    kept = cache / f"{hashlib.sha256(data).hexdigest()}.layout.json" if cache else None
    if kept and kept.is_file():
        return json.loads(kept.read_bytes())
    raw = yaml.load(data, Loader=yaml.CSafeLoader)
    if kept:
        write_whole(kept, json.dumps(raw, ensure_ascii=False).encode())
    return raw


def read_sizes(theme: Path, cache: Path | None = None) -> dict[str, SizeClass]:
    """Return the size classes by name."""
    raw = read_yaml(theme / LAYOUTS / "sizes.yml", cache)
    return {name: SizeClass(name=name, **body) for name, body in raw.items()}


def read_layouts(theme: Path, sizes: dict[str, SizeClass], cache: Path | None = None) -> dict[str, Layout]:
    """Return every layout by name: each folder below screens/layouts is one."""
    folders = sorted(f for f in (theme / LAYOUTS).iterdir() if (f / "layout.yml").is_file())
    return {f.name: _layout(f, sizes, cache) for f in folders}


def _layout(folder: Path, sizes: dict[str, SizeClass], cache: Path | None) -> Layout:
    raw = read_yaml(folder / "layout.yml", cache)
    drawn = {name: _arrangements(raw.pop(name), size) for name, size in sizes.items() if name in raw}
    return Layout(name=folder.name, folder=folder, sizes=drawn, **raw)


def _arrangements(raw: Any, size: SizeClass) -> tuple[Arrangement, ...]:  # noqa: ANN401  # as read_yaml
    return tuple(_arrangement(a, size) for a in (raw if isinstance(raw, list) else [raw]))


def _arrangement(raw: dict[str, Any], size: SizeClass) -> Arrangement:
    """Lay the layout's slots over the frame's: same name = the keys given replace the frame's; null = left out."""
    own: dict[str, Any] = raw.get("slots", {})
    merged = {
        n: size.frame.get(n, {}) | (own.get(n) or {}) for n in {**own, **size.frame} if own.get(n, {}) is not None
    }
    slots = {n: s for n, s in merged.items() if s.get("text") or s.get("figure")}
    return Arrangement.model_validate({**raw, "slots": slots})
