"""An entry: one record of a collection, with the place in the file that each field came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.findings import Place
from generator.schema.fields import Ref, Refs
from generator.schema.record import Photo, Record, fields_of
from generator.schema.values import Figure

if TYPE_CHECKING:
    import datetime as dt

    from generator.schema.collection import Collection

FieldPath = tuple[str | int, ...]
"""Where a value is inside a record: ("photos", 0, "alt")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed, frozen record with its address and its origin."""

    collection: Collection
    id: str
    record: Any
    """The record: an instance of `collection.model`. (`Any`, so that templates and checks may name its own fields.)"""
    origin: Place
    places: Mapping[FieldPath, Place] = field(default_factory=dict, repr=False)

    @property
    def key(self) -> str:
        """`collection/id`, unique in a site."""
        return f"{self.collection.name}/{self.id}"

    @property
    def url(self) -> str:
        """The page's path from the site's root."""
        return f"{self.key}.html"

    def place(self, *path: str | int) -> Place:
        """Return where a field was written; the nearest known place when it was not written itself."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.origin)

    def expired(self, today: dt.date) -> bool:
        """Tell whether its last day is over."""
        return self.record.until is not None and self.record.until.last < today

    def started(self, today: dt.date) -> bool:
        """Tell whether its first day has come (only notices have one)."""
        start = getattr(self.record, "from_", None)
        return start is None or start.first <= today

    def refs(self) -> Iterator[tuple[str, str, str]]:
        """Yield every reference as (field name, collection name, id)."""
        for name, spec in fields_of(self.collection.model).items():
            if isinstance(spec.type, Ref):
                value = getattr(self.record, name)
                for target in value if isinstance(spec.type, Refs) else (value,):
                    if target:
                        yield name, spec.type.to, target

    def photos(self) -> Iterator[tuple[FieldPath, Photo]]:
        """Yield every photo of the record as (field path, photo), in whatever field it stands."""
        for name, spec in fields_of(self.collection.model).items():
            if spec.items is Photo:
                value = getattr(self.record, name)
                listed = value if isinstance(value, tuple) else ()
                yield from (((name, i), photo) for i, photo in enumerate(listed))
                if isinstance(value, Photo):
                    yield (name,), value

    def texts(self) -> Iterator[tuple[FieldPath, str]]:
        """Yield every text of the record as (field path, text): what checks of wording, privacy and glyphs read."""
        yield from texts_of(self.record)


def texts_of(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text inside a value made of records, tuples and text, as (field path, text)."""
    if isinstance(value, str | Figure):
        if value:
            yield path, str(value)
    elif isinstance(value, Record):
        for name in fields_of(type(value)):
            yield from texts_of(getattr(value, name), (*path, name))
    elif type(value) is tuple:
        for i, item in enumerate(value):
            yield from texts_of(item, (*path, i))
