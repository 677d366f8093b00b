"""Words: what a slot's expression gives for an entry.

An expression is text with paths in braces: `截至{as_of}`. A path begins at the entry's record, or at `site`,
`collection` or `page`; a reference leads on to the entry it names (`{organisation.title}`), a number picks an item
(`{awards.0.title}`), `only` picks the item of a list that has just one, `names` makes its items a list of names (one a
line; see `text.py`), `lines` keeps them as lines. a choice's own key gives its word only if it is the one chosen (`{state.planned}`). `{?when}时间` shows 时间 if there is a `when`, which is not shown itself.
`{organisation!given_by}` is empty when a name of the one is part of the other: a giver is no recipient.
When any path is empty, the expression is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from generator.patterns import late
from generator.schema.collection import Collection
from generator.schema.fields import Ref, Refs
from generator.schema.record import EntryRecord, Record, fields_of
from generator.schema.values import Option
from generator.site import Entry, Site

_PATH = late(r"\{(\??)([a-z_0-9.]+)(?:!([a-z_0-9.]+))?\}")


@dataclass(frozen=True)
class Scope:
    """What expressions may name. `entry` is None for the screen's own slides.

    `item` is a row or an entry among several, whose fields come first; `collection` the one that the slide is about.
    """

    site: Site
    entry: Entry | None
    words: Mapping[str, str] = field(default_factory=dict)
    item: Any = None
    collection: Collection | None = None
    led: set[str] = field(default_factory=set)
    """Keys of the entries that references have led to."""
    asked: set[tuple[str, ...]] = field(default_factory=set)
    """Collection and id of each entry that a reference names, whether it is there or not (album.py)."""

    def about(self, words: Mapping[str, str], entry: Entry | None, item: Any) -> Scope:  # noqa: ANN401  # a row, an entry's record or nothing
        """Return what expressions mean for other words and things on the same slide."""
        return Scope(self.site, entry, words, item, self.collection, self.led, self.asked)

    def filled(self, expression: str) -> str:
        """Return the expression with its paths filled in, or nothing when one of them is empty."""
        first, paths = _parsed(expression)
        said = [self._said(path, other) for path, other, _, _ in paths]
        if not all(said):
            return ""
        return first + "".join([after if silent else word + after for word, (*_, silent, after) in zip(said, paths)])  # noqa: B905  # of one length

    def _said(self, path: str, other: str) -> str:
        value = self.value(path)
        return "" if other and _is_in(value, _shown(self.value(other))) else _shown(value)

    def value(self, path: str) -> Any:  # noqa: ANN401  # a field of any type
        """Return what a path leads to; None where it leads nowhere."""
        head, rest = _steps(path)
        if head in self.words:
            return self.words[head]
        if head == "site":
            value: Any = self.site.settings
        elif head == "collection":
            value = self.entry.collection if self.entry else self.collection
        else:
            value, rest = self._holder(head), (head, *rest)
        for step in rest:
            value = self._next(value, step)
        return value

    def _holder(self, name: str) -> Any:  # noqa: ANN401  # a record of any kind
        """Return the record that has a field: the item, else the entry."""
        own = isinstance(self.item, Record) and name in fields_of(type(self.item))
        return self.item if own else self.entry.record if self.entry else None

    def _next(self, value: Any, step: str) -> Any:  # noqa: ANN401  # as above
        if isinstance(value, Record):
            found = getattr(value, step, None)
            return self._led(type(value), step, found) if found else found
        if isinstance(value, str):  # a text leads nowhere: its methods are no fields
            return None
        if isinstance(value, tuple) and not isinstance(value, Option):
            return _item(value, step)
        if isinstance(value, Option) and value.key == step:
            return value.label
        return getattr(value, step, None)

    def _led(self, model: type[Record], step: str, found: Any) -> Any:  # noqa: ANN401  # as above
        """Return a field's value; of a reference what it names."""
        kind = _reference(model, step)
        if kind is None:
            return found
        several = isinstance(kind, Refs)
        ids = found if several else (found,)
        self.asked.update((kind.to, one) for one in ids)
        entries = self.site.found(kind.to, ids)
        self.led.update(e.key for e in entries)
        records = [e.record for e in entries]
        return tuple(records) if several else next(iter(records), None)


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> tuple[str, tuple[tuple[str, str, bool, str], ...]]:
    """Return the text before the first path, and each path with its other one, whether it is silent, and the text behind it.

    The expressions of layouts are few, and are filled for thousands of entries.
    """
    first, *parts = _PATH.split(expression)
    found = zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True)
    return first, tuple((path, other or "", bool(silent), after) for silent, path, other, after in found)


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[str, tuple[str, ...]]:
    head, *rest = path.split(".")
    return head, tuple(rest)


def _is_in(value: Any, text: str) -> bool:  # noqa: ANN401  # a field of any type
    names = (value.title, value.short) if isinstance(value, EntryRecord) else (_shown(value),)
    return any(name and name in text for name in names)


def first_field(expression: str) -> str:
    """Return the name of the first field an expression reads, empty when it reads none."""
    found = _PATH.search(expression)
    return found[2].split(".")[0] if found else ""


def _item(items: tuple[Any, ...], step: str) -> Any:  # noqa: ANN401  # an item of any type
    if step == "only":
        return items[0] if len(items) == 1 else None
    if step == "names":
        return "\n".join(spread(str(v)) for v in items)
    if step == "lines":
        return " ".join(map(str, items))
    return items[int(step)] if step.isdigit() and int(step) < len(items) else None


@cache
def _reference(model: type[Record], name: str) -> Ref | None:
    """Return the type of a field that is a reference, None for any other."""
    kind = fields_of(model)[name].type
    return kind if isinstance(kind, Ref) else None


def _shown(value: Any) -> str:  # noqa: ANN401  # a field of any type
    if type(value) is str:
        return value
    if value is None or value == 0 or value is False:
        return ""
    if isinstance(value, tuple) and not isinstance(value, Option):
        return "、".join(map(str, value))
    return str(value)


def spread(name: str) -> str:
    """Return a name of two Han characters with a blank cell between, so that names of a list stand in columns."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 and not name.isascii() else name  # noqa: PLR2004  # as said
