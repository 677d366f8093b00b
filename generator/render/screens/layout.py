"""Layouts: theme/screens/layouts/<name>/layout.yml, typed. The README there is the grammar's reference.

A layout shows one kind of slide. For each size class it has one or more arrangements, tried in order; an arrangement
is a set of slots (boxes for words) and marks (boxes of plain colour) over the frame that all layouts share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from generator.render.screens import parts
from generator.render.screens.joined import Raw, read_parts, read_yaml

T = TypeVar("T")
LAYOUTS = "screens/layouts"
Box = tuple[int, int, int, int]
"""Left, top, width, height in whole pixels."""

After = tuple[tuple[str, ...], int]
"""`[title, line, 24]`: 24 pixels below the lowest of these slots; `beside`: to the right of them."""
LEVELS = {
    "filler": parts.FILLER,
    "normal": parts.NORMAL,
    "rest": parts.REST,
    "emergency": parts.EMERGENCY,
}


_CHOICES = {
    "align": ("left", "centre", "right"),
    "valign": ("top", "middle", "bottom"),
    "repeat": ("", "item", "row"),
}


class Slot(NamedTuple):
    """A box for words. Either `text` (candidates, best first) or `figure` (with `unit`) fills it."""

    box: Box
    sizes: tuple[tuple[int, ...], ...]
    text: tuple[str, ...] = ()
    figure: str = ""
    unit: str = ""
    face: str = "sans-700"
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
    repeat: Literal["", "item", "row"] = ""
    step: tuple[int, int] = (0, 0)
    beside: After | None = None
    vertical: bool = False
    scroll: bool = False


class Mark(NamedTuple):
    """A box of plain colour: bar, lamp, rule, frame side."""

    box: Box
    step: tuple[int, int] = (0, 0)
    after: After | None = None


@dataclass(frozen=True)
class Picture:
    """A box for a picture: `of` is a path that leads to a photo, to a video, or the word `qr`.

    Photos are cut to the box around their middle, never stretched. `poster`: the photo that stands until a video plays;
    `cut`: the most of a photo that may be cut off for its arrangement to be tried.
    """

    box: Box
    of: str
    poster: str = ""
    cut: float = 1.0


@dataclass(frozen=True)
class Arrangement:
    """One way to lay a slide out. `needs`: fields that must be there for it to be tried; `lacks`: that must not.

    `settle`: the y down to which the body may be moved, so that a short one does not hang at the top. `rows`: the most
    items on a page; with `columns` they stand in a grid of so many columns, and `rows` counts its lines; `centred`: short
    lines stand in the middle. `ahead`: items that are over are left out.
    """

    slots: Mapping[str, Slot]
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    settle: int = 0
    neighbours: int = 0
    marks: Mapping[str, Mark] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    centred: bool = False
    ahead: bool = False


@dataclass(frozen=True)
class Layout:
    """One kind of slide. `shows` names collections, or `any`, or `site` for what belongs to the screen itself.

    `gather` makes one slide of several things (gather.py); `by` groups them, `day` is the field that dates them.
    """

    name: str
    folder: Path
    sizes: Mapping[str, tuple[Arrangement, ...]]
    label: str
    shows: tuple[str, ...]
    ground: str
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    pick: Literal["first", "last", "beyond"] = "first"
    level: int = parts.NORMAL
    gather: Literal["", "entries", "rows", "children", "parts", "week", "countdown", "series"] = ""
    least: int = 1
    by: str = ""
    day: str = ""
    pace: int = 0
    moves: bool = False

    @cached_property
    def template(self) -> str:
        """The text of template.html."""
        return (self.folder / "template.html").read_text(encoding="utf-8")

    @cached_property
    def style(self) -> str:
        """The text of style.css."""
        return (self.folder / "style.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class SizeClass:
    """A size the layouts are drawn for, the slots that stand on every slide of it, and the screens it is drawn for.

    `aspect` (width by height) and `heights` (pixels; of portraits the width) are from, up to but not including.
    """

    name: str
    width: int
    height: int
    aspect: tuple[float, float]
    heights: tuple[int, int]
    frame: Mapping[str, dict[str, Any]]

    def holds(self, size: tuple[int, int]) -> bool:
        """Tell whether a screen of this size belongs to the class."""
        shape = size[0] / size[1]
        return self.aspect[0] <= shape < self.aspect[1] and self.heights[0] <= min(size) < self.heights[1]


def layout_files(theme: Path) -> list[Path]:
    """Return the file of the sizes and that of each layout, sorted: each folder below screens/layouts is one."""
    folders = sorted(f for f in (theme / LAYOUTS).iterdir() if (f / "layout.yml").is_file())
    return [theme / LAYOUTS / "sizes.yml", *(f / "layout.yml" for f in folders)]


def look_files(theme: Path) -> list[Path]:
    """Return every file that decides how slides look."""
    files = layout_files(theme)
    return [*files, *(file.with_name(name) for file in files[1:] for name in ("template.html", "style.css"))]


def read_sizes(theme: Path) -> dict[str, SizeClass]:
    """Return the size classes by name."""
    (classes,) = read_parts(theme, layout_files(theme)[:1])
    return {name: _size_class(name, classes[name]) for name in classes}


def read_layouts(theme: Path, sizes: Mapping[str, SizeClass]) -> dict[str, Layout]:
    """Return every layout by name. What one says of a size class is read when it is asked for."""
    _, *files = layout_files(theme)
    read = zip(files, read_parts(theme, files), strict=True)
    return {file.parent.name: _layout(file.parent, raw, sizes) for file, raw in read}


class _Sizes(Mapping[str, tuple[Arrangement, ...]]):
    """A layout's arrangements by size class, each made of what was written when it is asked for."""

    def __init__(self, raw: Mapping[str, Raw], sizes: Mapping[str, SizeClass]) -> None:
        self._raw, self._sizes = raw, {name: size for name, size in sizes.items() if name in raw}
        self._made: dict[str, tuple[Arrangement, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Arrangement, ...]:
        if name not in self._made:
            size, raw = self._sizes[name], self._raw[name]
            self._made[name] = tuple(_arrangement(one, size) for one in (raw if isinstance(raw, list) else [raw]))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)


class _Late(Mapping[str, T]):
    """What an arrangement holds, made when it is first looked into: four of five arrangements are never tried."""

    def __init__(self, made: Callable[[], dict[str, T]]) -> None:
        self._made = cache(made)

    def __getitem__(self, name: str) -> T:
        return self._made()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())


def _size_class(name: str, raw: Raw) -> SizeClass:
    aspect, heights = tuple(raw.pop("aspect")), tuple(raw.pop("heights"))
    return SizeClass(name=name, aspect=aspect, heights=heights, **raw)


def _layout(folder: Path, raw: Mapping[str, Raw], sizes: Mapping[str, SizeClass]) -> Layout:
    own = {name: raw[name] for name in raw if name not in sizes}
    own |= {name: _words(own[name]) for name in ("shows", "only", "never") if name in own}
    own["level"] = LEVELS[own.get("level", "normal")]
    return Layout(name=folder.name, folder=folder, sizes=_Sizes(raw, sizes), **own)


def _arrangement(raw: dict[str, Raw], size: SizeClass) -> Arrangement:
    """Lay the layout's slots over the frame's: same name = the keys given replace the frame's; null = left out."""
    own: dict[str, Any] = raw.get("slots", {})
    merged = {
        n: size.frame.get(n, {}) | (own.get(n) or {}) for n in {**own, **size.frame} if own.get(n, {}) is not None
    }
    made: dict[str, Raw] = {
        "slots": _Late(lambda: {n: _slot(s) for n, s in merged.items() if s.get("text") or s.get("figure")}),
        "marks": _Late(lambda: {n: Mark(**_shaped(m)) for n, m in raw.get("marks", {}).items()}),
        "pictures": {n: Picture(**_shaped(p)) for n, p in raw.get("pictures", {}).items()},
    }
    words: dict[str, Raw] = {name: _words(raw[name]) for name in ("needs", "lacks") if name in raw}
    return Arrangement(**(raw | words | made))


def _slot(raw: dict[str, Raw]) -> Slot:
    sizes = tuple(tuple(size) if isinstance(size, list) else (size,) for size in raw["sizes"])
    made = dict(_shaped(raw), sizes=sizes, text=_words(raw.get("text", ())))
    if isinstance(repeat := raw.get("repeat"), bool):
        made["repeat"] = "item" if repeat else ""
    for name, known in _CHOICES.items():
        if made.get(name, known[0]) not in known:
            raise ValueError(f"{name}: {made[name]} is none of {known}")
    return Slot(**made)


def _shaped(raw: dict[str, Raw]) -> dict[str, Raw]:
    """Return what a slot, mark or picture says, lists as the tuples that they are."""
    boxes = {name: tuple(raw[name]) for name in ("box", "step") if name in raw}
    return raw | boxes | {n: (tuple(raw[n][:-1]), raw[n][-1]) for n in ("after", "beside") if raw.get(n)}


def _words(raw: Raw) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else tuple(raw)


__all__ = [
    "LAYOUTS",
    "Arrangement",
    "Layout",
    "Mark",
    "Picture",
    "SizeClass",
    "Slot",
    "read_layouts",
    "read_sizes",
    "read_yaml",
]
