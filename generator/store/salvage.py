"""The settings, or what of them can still be read: for when the street must be able to speak whatever is broken.

What is wrong is left out, piece by piece: a bad line, a bad screen, a block that is no YAML. What a site cannot be
without has a stand-in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.schema.record import names_by_key
from generator.settings import Settings
from generator.store.files import read_text
from generator.store.load import SETTINGS_FILE
from generator.store.node import BadYaml, Node
from generator.store.typed import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.findings import Place

NAMELESS = "街道"
_BLOCK = re.compile(r"^(?=[^\s#\-])", re.MULTILINE)
_ITEM = re.compile(r"^(?=\s*- )", re.MULTILINE)
_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The settings; `whole` when nothing had to be left out."""

    settings: Settings
    whole: bool


def salvage_settings(project: Path) -> Salvaged:
    """Return what can be read of a project's settings; nothing raises, not even when there are none."""
    text = _text(project)
    root, whole = _root(text)
    for _ in range(_ROUNDS):
        settings, typed = build(Settings, root)
        if settings:
            return Salvaged(settings, whole)
        whole = False
        if not _stand_in(root):
            _prune(root, {finding.place for finding in typed.findings})
    settings, _ = build(Settings, Node(root.place, pairs=_stand_ins()))
    assert settings is not None  # noqa: S101  # the stand-ins are all that is needed
    return Salvaged(settings, whole=False)


def _text(project: Path) -> str:
    file = project / SETTINGS_FILE
    try:
        text, _ = read_text(file, SETTINGS_FILE)
        return file.read_bytes().decode("utf-8", "ignore") if text is None else text
    except OSError:
        return ""


def _root(text: str) -> tuple[Node, bool]:
    """Return the settings' node; block by block where the text is no YAML as a whole."""
    node = _parsed(text)
    if node and node.pairs is not None:
        return node, True
    merged = _parse("{}")
    assert merged is not None  # noqa: S101  # an empty mapping
    merged.pairs = [pair for start, block in _blocks(_BLOCK, text) for pair in _pairs(start, block)]
    return merged, False


def _pairs(line: int, block: str) -> list[tuple[Node, Node]]:
    """Return the pairs of one block that begins at a line; of a list that is no YAML, the items that are."""
    node = _parsed("\n" * line + block)
    if node:
        return node.pairs or []
    head, *items = _ITEM.split(block)
    good = "".join(item for item in items if _parsed(head + item))
    node = _parsed("\n" * line + head + good) if good else None
    return node.pairs or [] if node else []


def _blocks(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    line = 0
    for block in pattern.split(text):
        yield line, block
        line += block.count("\n")


def _parsed(text: str) -> Node | None:
    try:
        return _parse(text)
    except BadYaml:
        return None


def _parse(text: str, path: str = SETTINGS_FILE) -> Node | None:
    from generator.store.nodes import parse  # noqa: PLC0415  # loads YAML's library, 10 ms, which no ordinary build needs

    return parse(text, path)


def _stand_in(root: Node) -> bool:
    """Put in what a site cannot be without; tell whether anything was missing."""
    names = names_by_key(Settings)
    there = {names.get(key.text or "") for key, _ in root.pairs or ()}
    missing = [pair for pair in _stand_ins() if names[pair[0].text or ""] not in there]
    root.pairs = [*(root.pairs or ()), *missing]
    return bool(missing)


def _stand_ins() -> list[tuple[Node, Node]]:
    node = _parse(f"name: {NAMELESS}\nsource: {NAMELESS}\nhome:\n  headline: [{NAMELESS}]\n", "")
    return (node.pairs or []) if node else []


def _prune(root: Node, places: set[Place]) -> None:
    """Take out the smallest thing that stands at each place; where nothing does, the block around one of them."""
    if not sum(_take_out(root, place) for place in sorted(places)):
        before = [pair for pair in root.pairs or () if pair[0].place <= min(places)]
        root.pairs = [pair for pair in root.pairs or () if before and pair is not before[-1]]


def _take_out(node: Node, place: Place) -> bool:
    for index, (key, value) in enumerate(node.pairs or ()):
        if _take_out(value, place):
            return True
        if place in (key.place, value.place):
            del node.pairs[index]  # type: ignore[union-attr]  # it has pairs
            return True
    for index, item in enumerate(node.items or ()):
        if _take_out(item, place):
            return True
        if item.place == place:
            del node.items[index]  # type: ignore[union-attr]  # it has items
            return True
    return False
