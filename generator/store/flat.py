r"""Plain YAML, read by one regular expression: a fast way in front of `nodes.parse`, for what surely means the same.

Taken are block mappings and lists whose indentation is blanks, keys of letters and digits, values on one line (plain, in
quotes without escapes, `[a, b]`, `{a: b}`), `|` blocks, and comments. Anything else is a `Doubt`: the exact parser reads
the whole text. Where both answer, `nodes_of` gives the nodes of `nodes.parse` (tests/store/test_flat.py holds them together).
"""

from __future__ import annotations

import re
from typing import TypeVar

from generator.findings import Place
from generator.patterns import late
from generator.site.quotes import OPENING
from generator.store.node import Node

Column = int | tuple[int, int]
"""Where a value begins; of a `|` block also the column of its text, 0 where that is not certain."""
_MOST_LINES, _MOST_LEVELS = 40_000, 10
"""Well below the limits of the exact parser, which says so when they are broken."""

# Possessive (`*+`): nothing is tried twice. A plain value ends before ` #`, and holds no `: `.
_LINE = late(
    r"""
    \ *+(?:\#[^\n]*+)?\n
    |
    (\ *+)(-\ )?(?:(?!(?:null|Null|NULL):)(\w{1,64}+):(?=[\ \n]))?(\ *+)
    (?:
        \|\ *+\n(?P<deep>\ ++)([^\ \n][^\n]*+\n(?:(?P=deep)[^\n]*+\n|\n)*+)
        |
        (?:
            ((?!(?:~|null|Null|NULL)\ *+(?:\n|(?<=\ )\#))
             (?:[^\s\-?:,\[\]{}\#&*!|>'"%@`]|-(?=[^\s\-]))[^\n:\#]*+(?:(?::(?![\ \n])|(?<!\ )\#)[^\n:\#]*+)*+)
            | "([^"\\\n]++)"
            | '((?:[^'\n]|'')++)'
            | (\[[^\n:,\[\]{}"'\#&*!|>%@`?\\]++(?:,[^\n:,\[\]{}"'\#&*!|>%@`?\\]++)*+\]
              |\{[^\n,\[\]{}"'\#&*!|>%@`?\\]++(?:,[^\n,\[\]{}"'\#&*!|>%@`?\\]++)*+\})
        )?
        \ *+(?:(?<=\ )\#[^\n]*+)?\n
    )
    |
    (.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NOT_PLAIN = ("\t", "\ufffe", "\uffff")
"""A blank of another kind, and what may pass here but is refused by YAML."""
_WORDS = r"(?!(?:~|null|Null|NULL)$)[^\s\-:][^:]*"
_ITEM, _PAIR = late(_WORDS), late(rf"(?!(?:null|Null|NULL):)(\w{{1,64}}): ({_WORDS})")
"""What stands between the commas of `[a, b]` and of `{a: b}`."""


class Doubt(Exception):  # noqa: N818  # it is no fault: the exact way decides
    """This text, or this value, is for the exact way."""


class Group:
    """A mapping: its values by key as written, the line each begins on, and columns that are not one blank behind the key.

    `at`: how many blanks stand before it. `key`: the line of the key that it is the value of. `flow`: in braces.
    """

    __slots__ = ("at", "columns", "flow", "key", "line", "lines", "values")

    def __init__(self, line: int, at: int, *, flow: bool = False) -> None:
        """Begin a mapping at a place."""
        self.line = self.key = line
        self.at, self.flow = at, flow
        self.values: dict[str, Value] = {}
        self.lines: list[int] = []
        self.columns: dict[str, Column] = {}

    def column(self, key: str) -> Column:
        """Return where the value of a key begins."""
        return self.columns.get(key, self.at + len(key) + 3)


class Listing:
    """A list: its items, and where each begins (line, column). `at` and `key` as of a `Group`."""

    __slots__ = ("at", "items", "key", "line", "places")

    def __init__(self, line: int, at: int) -> None:
        """Begin a list at a place."""
        self.line = self.key = line
        self.at = at
        self.items: list[str | Group | Listing] = []
        self.places: list[tuple[int, int]] = []

    def add(self, item: str | Group | Listing, line: int, column: int) -> None:
        """Add an item that begins there."""
        self.items.append(item)
        self.places.append((line, column))


Level = Group | Listing
Value = str | Group | Listing | None
L = TypeVar("L", Group, Listing)


def read(text: str, first_line: int = 1) -> Level | None:
    """Return the root (None: nothing is written); raise `Doubt` where the text is not surely plain.

    The text is one that `files.text_of` lets through: composed, without control characters.
    """
    ended = text if text.endswith("\n") else f"{text}\n"
    if any(sign in text for sign in _NOT_PLAIN):
        raise Doubt
    tree = _Tree(first_line)
    values, lines, at, line = tree.here
    for parts in _LINE.findall(ended):
        indent, dash, key, gap, _, block, plain, _, _, _, _ = parts
        line += 1
        if plain and key and gap == " " and len(indent) == at and not dash:
            values[key] = plain.rstrip(" ")
            lines.append(line)
        elif key or dash:
            tree.take(line, parts)
            values, lines, at, line = tree.here
        elif any(parts):
            raise Doubt
    if (block and ended is not text) or line > _MOST_LINES:
        raise Doubt
    return tree.root


class _Tree:
    """What is open while the lines are taken."""

    def __init__(self, first_line: int) -> None:
        """Begin before the first line: as below a key that waits for the root."""
        self._outside = Group(0, -1)
        self._outside.values[""], self._outside.lines = None, [0]
        self._levels: list[Level] = [self._outside]
        self._groups: list[Group] = []
        self._group = self._outside
        self._waiting = True
        self._line = first_line - 1

    @property
    def here(self) -> tuple[dict[str, Value], list[int], int, int]:
        """The open mapping's values and lines, how its keys are indented (-1: no key simply goes on), the last line."""
        group = self._group
        return group.values, group.lines, -1 if self._waiting else group.at, self._line

    @property
    def root(self) -> Level | None:
        """What was read; raises `Doubt` when a key stands twice."""
        if any(len(group.values) != len(group.lines) for group in self._groups):
            raise Doubt
        root = self._outside.values[""]
        assert not isinstance(root, str)  # noqa: S101  # the outermost line is no text
        return root

    def take(self, line: int, parts: tuple[str, ...]) -> None:
        """Take a line that is more than one more plain value of the mapping that is open."""
        indent, dash, key, gap, deep, block, plain, double, single, flow, _ = parts
        at = len(indent)
        if dash:
            self._item(line, at, parts)
            at += 2
        elif self._waiting or at != self._group.at:
            self._group = self._opened(Group, line, at)
        if not key:
            return
        group, column = self._group, at + len(key) + len(gap) + 2
        value: Value = plain.rstrip(" ") or double or single.replace("''", "'") or None
        if block:
            value = block.replace("\n" + deep, "\n").rstrip("\n") + "\n"
            group.columns[key] = column, _below(block, deep, at)
        elif value is None and not flow:
            group.columns[key] = at + len(key) + 2
        elif gap != " ":
            group.columns[key] = column
        group.values[key] = _flow(flow, line, column - 1) if flow else value
        group.lines.append(line)
        self._waiting = group.values[key] is None
        self._line = line + block.count("\n")

    def _item(self, line: int, at: int, parts: tuple[str, ...]) -> None:
        """Take what follows a dash: a text, or the first key of a mapping."""
        _, _, key, gap, _, block, plain, double, single, flow, _ = parts
        listing = self._opened(Listing, line, at)
        if key:
            self._group = Group(line, at + 2)
            listing.add(self._group, line, at + 3)
            self._open(self._group)
            return
        column = at + len(gap) + 3
        text = plain.rstrip(" ") or double or single.replace("''", "'")
        if block or not (text or flow):
            raise Doubt
        listing.add(_flow(flow, line, column - 1) if flow else text, line, column)
        self._group, self._waiting, self._line = self._outside, False, line

    def _opened(self, kind: type[L], line: int, at: int) -> L:
        """Return the open mapping or list that a line belongs to: what is indented deeper ends, below a waiting key one begins."""
        levels = self._levels
        parent = levels[-1]
        if self._waiting and isinstance(parent, Group) and (at > parent.at or (at == parent.at and kind is Listing)):
            made = kind(line, at)
            key = next(reversed(parent.values))
            parent.values[key], parent.columns[key] = made, at + 1
            made.key, parent.lines[-1] = parent.lines[-1], line
            self._open(made)
            return made
        while parent.at > at or (parent.at == at and isinstance(parent, Listing) and kind is Group):
            levels.pop()
            parent = levels[-1]
        if parent.at != at or not isinstance(parent, kind):
            raise Doubt
        return parent

    def _open(self, level: Level) -> None:
        self._levels.append(level)
        if len(self._levels) > _MOST_LEVELS:
            raise Doubt
        if isinstance(level, Group):
            self._groups.append(level)


def _below(block: str, deep: str, at: int) -> int:
    """Return the column of a block's text; 0 where figures are put in. `at`: how its key is indented."""
    if len(deep) <= at or block[0].isspace():
        raise Doubt
    return 0 if OPENING in block else len(deep) + 1


def _flow(text: str, line: int, at: int) -> Level:
    """Return what stands in brackets or braces on one line, behind so many characters."""
    made: Level = Listing(line, at) if text[0] == "[" else Group(line, at, flow=True)
    column = at + 2
    for part in text[1:-1].split(","):
        word, begins = part.strip(" "), column + len(part) - len(part.lstrip(" "))
        column += len(part) + 1
        if isinstance(made, Listing) and _ITEM.fullmatch(word):
            made.add(word, line, begins)
        elif isinstance(made, Group) and (pair := _PAIR.fullmatch(word)) and pair[1] not in made.values:
            made.values[pair[1]], made.columns[pair[1]] = pair[2], begins + len(pair[1]) + 2
            made.lines.append(line)
        else:
            raise Doubt
    return made


def nodes_of(value: Level, path: str) -> Node:
    """Return what the exact parser makes of the same text."""
    place = Place(path, value.line, value.at + 1)
    if isinstance(value, Listing):
        items = [item_node(value, number, path) for number in range(len(value.items))]
        return Node(place, items=items, size=1 + sum(item.size for item in items))
    pairs = []
    for (key, inner), line in zip(value.values.items(), value.lines, strict=True):
        where = place_of(path, line, value.column(key))
        above = line if inner is None or isinstance(inner, str) else inner.key
        at = where.column - len(key) - 2 if value.flow else value.at + 1
        pairs.append((Node(Place(path, above, at), key), _node(inner, where)))
    return Node(place, pairs=pairs, size=1 + sum(1 + inner.size for _, inner in pairs))


def item_node(listing: Listing, number: int, path: str) -> Node:
    """Return the same of one item of a list."""
    return _node(listing.items[number], Place(path, *listing.places[number]))


def _node(value: Value, place: Place) -> Node:
    return Node(place, value) if value is None or isinstance(value, str) else nodes_of(value, place.path)


def place_of(path: str, line: int, column: Column) -> Place:
    """Return the place of a value."""
    if isinstance(column, int):
        return Place(path, line, column)
    return Place(path, line, column[0], (line + 1, column[1]))
