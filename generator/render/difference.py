"""What changed between two snapshots of what is shown of an entry: field by field, in the words of the declaration.

Rows of lists are matched first, so that a row put in above others is one new row and not a change of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from generator.schema import fields_of

if TYPE_CHECKING:
    from generator.schema import Record
    from generator.site.shown import Snapshot

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
_WORD = re.compile(r"\d[\d.,]*|[A-Za-z]+|.", re.DOTALL)
_SHORT = 160
"""Texts up to this many characters are compared word by word, longer ones sentence by sentence first."""
_ALIKE = 0.4
"""Texts less alike than this are said to be replaced: what they have in common is chance."""
_SLIVER = 2
"""What stayed the same between two changes is named as changed when it has fewer characters than this."""


class Piece(NamedTuple):
    """A run of a text: " " stayed, "-" is gone, "+" is new."""

    sign: str
    text: str


class Leaf(NamedTuple):
    """A value of a snapshot: text, or the sha256 of a picture."""

    text: str
    picture: bool


Node = Leaf | dict[str | int, "Node"]


@dataclass(frozen=True)
class Change:
    """A field that changed: its label, and what it said before and says now; None where it was or is not there.

    `picture`: both are the sha256 of a file.
    """

    label: str
    old: str | None
    new: str | None
    picture: bool = False

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The text as runs: without the new ones it is the old text, without the gone ones the new."""
        return tuple(_joined(_runs(self.old or "", self.new or "")))


def difference(last: Snapshot | None, now: Snapshot, model: type[Record]) -> list[Change]:
    """Return what changed since `last` (all of it when that is None), in the order in which `model` declares its fields."""
    return list(_changes(_tree(last) if last else {}, _tree(now), model, ""))


def _tree(snapshot: Snapshot) -> dict[str | int, Node]:
    root: dict[str | int, Node] = {}
    for picture, values in ((False, snapshot.words), (True, snapshot.pictures)):
        for path, text in values:
            node = root
            for step in path[:-1]:
                inner = node.setdefault(step, {})
                node = inner if isinstance(inner, dict) else {}
            node[path[-1]] = Leaf(text, picture)
    return root


def _changes(old: Node | None, new: Node | None, model: type[Record] | None, label: str) -> Iterator[Change]:
    """Yield the changes of one value, which a label names."""
    if old == new:
        return
    if isinstance(old, Leaf) or isinstance(new, Leaf):
        yield from _replaced(old, new, model, label)
    elif any(isinstance(key, int) for key in (*(old or ()), *(new or ()))):
        yield from _rows(list((old or {}).values()), list((new or {}).values()), model, label)
    else:
        yield from _fields(old or {}, new or {}, model, label)


def _replaced(old: Node | None, new: Node | None, model: type[Record] | None, label: str) -> Iterator[Change]:
    """Yield the change of a text or a picture; where a field has become of another kind, all of the old and of the new."""
    if isinstance(old, Leaf | None) and isinstance(new, Leaf | None):
        picture = any(leaf.picture for leaf in (old, new) if leaf)
        yield Change(label, old.text if old else None, new.text if new else None, picture)
    else:
        yield from _changes(old, None, model, label)
        yield from _changes(None, new, model, label)


def _fields(
    old: Mapping[str | int, Node], new: Mapping[str | int, Node], model: type[Record] | None, label: str
) -> Iterator[Change]:
    specs = fields_of(model) if model else {}
    known = [name for name in specs if name in old or name in new]
    for name in dict.fromkeys([*known, *old, *new]):
        spec = specs.get(str(name))
        own = spec.type.label if spec else str(name)
        inner = spec.items if spec else None
        yield from _changes(old.get(name), new.get(name), inner, f"{label} · {own}" if label else own)


def _rows(old: Sequence[Node], new: Sequence[Node], model: type[Record] | None, label: str) -> Iterator[Change]:
    matcher = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for i, (before, after) in enumerate(zip_longest(old[a:b], new[c:d])):
            number = a + i if after is None else c + i
            several = len(old) > 1 or len(new) > 1
            yield from _changes(before, after, model, f"{label} 第{number + 1}条" if several else label)


def _runs(old: str, new: str) -> Iterator[Piece]:
    if max(len(old), len(new)) <= _SHORT:
        yield from _words(old, new)
        return
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    for sign, gone, came in _opcodes(before, after):
        if sign == " ":
            yield Piece(" ", gone)
        else:
            yield from _words(gone, came)


def _words(old: str, new: str) -> Iterator[Piece]:
    """Yield the runs of two short texts by words: a number is one, so is a Latin word, and each other character."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if max(len(old), len(new)) > _SHORT * 4 or matcher.ratio() < _ALIKE:
        yield from (Piece("-", old), Piece("+", new))
        return
    for sign, gone, came in _opcodes(before, after):
        yield from (Piece(" ", gone),) if sign == " " else (Piece("-", gone), Piece("+", came))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield (" " if kind == "equal" else "~"), "".join(old[a:b]), "".join(new[c:d])


def _joined(runs: Iterable[Piece]) -> Iterator[Piece]:
    """Yield what stayed, and between two such runs all that is gone before all that is new; slivers count as changed."""
    groups = groupby((run for run in runs if run.text), key=lambda run: run.sign)
    listed = [Piece(sign, "".join(run.text for run in same)) for sign, same in groups]
    gone = came = ""
    for i, run in enumerate(listed):
        sliver = 0 < i < len(listed) - 1 and len(run.text) < _SLIVER
        if run.sign == " " and not sliver:
            yield from (p for p in (Piece("-", gone), Piece("+", came)) if p.text)
            gone = came = ""
            yield run
        else:
            gone += run.text if run.sign in " -" else ""
            came += run.text if run.sign in " +" else ""
    yield from (p for p in (Piece("-", gone), Piece("+", came)) if p.text)
