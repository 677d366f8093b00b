"""Where the fields of entries were written: found when somebody asks, by reading the file's bytes once more.

Only findings ask. To keep every place of 10,000 entries would cost 40 MB and more time than reading them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.findings import Place
from generator.schema.fields import KINDS
from generator.schema.model import fields_of, names_by_key
from generator.store.files import text_of
from generator.store.flat import Group, Listing, place_of
from generator.store.node import Node
from generator.store.typed import build
from generator.store.ways import file_root, place_below

if TYPE_CHECKING:
    from generator.schema.model import Path, Record

Found = dict["Path", Place]


class Source:
    """The bytes of a file of entries, and of which collection they are."""

    __slots__ = ("_found", "data", "model", "path")

    def __init__(self, data: bytes, path: str, model: type[Record]) -> None:
        """Remember them."""
        self.data, self.path, self.model = data, path, model
        self._found: list[Found] | None = None

    @property
    def found(self) -> list[Found]:
        """The places of every entry of the file, in its order; nothing of one that is none, or has a fault."""
        if self._found is None:
            text, _ = text_of(self.data, self.path)
            assert text is not None  # noqa: S101  # it was read before
            root, extra = file_root(text, self.path)
            below = {(name,): place_below(text, self.path, extra) for name in extra}
            listed: Sequence[object] = [root]
            if isinstance(root, Listing) or (isinstance(root, Node) and root.items):
                listed = root.items or []
            self._found = [self._of(item) | below for item in listed]
        return self._found

    def _of(self, item: object) -> Found:
        if isinstance(item, Node):
            return build(self.model, item)[1].places
        try:
            return places_of(self.path, self.model, item) if isinstance(item, Group) else {}
        except KeyError:  # a key that is no field
            return {}


class Places(Mapping["Path", Place]):
    """The places of one entry, by field path; `()` is the entry itself."""

    __slots__ = ("_number", "_source")

    def __init__(self, source: Source, number: int) -> None:
        """Remember the file, and which of its entries it is."""
        self._source, self._number = source, number

    def __getitem__(self, path: Path) -> Place:
        return self._source.found[self._number][path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._source.found[self._number])

    def __len__(self) -> int:
        return len(self._source.found[self._number])


def places_of(path: str, model: type[Record], group: Group) -> Found:
    """Return where everything of an entry stands; a field of which nothing was written has no place."""
    found: Found = {}
    _spread(path, model, group, (), found)
    return found


def _spread(path: str, model: type[Record], group: Group, prefix: Path, found: Found) -> None:
    found[prefix] = Place(path, group.line, group.at + 1)
    names, specs = names_by_key(model), fields_of(model)
    for (key, raw), line in zip(group.values.items(), group.lines, strict=True):
        spec = specs[names[key]]
        where = (*prefix, spec.name)
        if raw is not None:
            found[where] = place_of(path, line, group.column(key))
        if isinstance(raw, Listing):
            for i, (item, begins) in enumerate(zip(raw.items, raw.places, strict=True)):
                found[*where, i] = Place(path, *begins)
                if isinstance(item, Group) and spec.items:
                    _spread(path, spec.items, item, (*where, i), found)
        elif isinstance(raw, Group) and spec.items:
            _spread(path, spec.items, raw, (*where, 0) if spec.type.wanted is KINDS[list] else where, found)
