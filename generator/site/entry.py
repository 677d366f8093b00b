"""An entry: one record of a collection, with the place in the file that each field came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.findings import Place
from generator.schema.fields import Ref, Refs
from generator.schema.record import Photo, RecordType, fields_of
from generator.site.texts import FieldPath, Texts, strings_of, texts_of

if TYPE_CHECKING:
    import datetime as dt

    from generator.schema.collection import Collection


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
        start = vars(self.record).get("from_")
        return start is None or start.first <= today

    def refs(self) -> Iterator[tuple[str, str, str]]:
        """Yield every reference as (field name, collection name, id)."""
        values = vars(self.record)
        for name, kind in _reference_fields(self.collection.model):
            if value := values.get(name):
                for target in value if isinstance(kind, Refs) else (value,):
                    yield name, kind.to, target

    def photos(self) -> Iterator[tuple[FieldPath, Photo]]:
        """Yield every photo of the record as (field path, photo), in whatever field it stands."""
        values = vars(self.record)
        for name in _photo_fields(self.collection.model):
            value = values.get(name, ())
            if isinstance(value, Photo):
                yield (name,), value
            else:
                yield from (((name, i), photo) for i, photo in enumerate(value))

    def texts(self) -> Texts:
        """Return every text of the record as (field path, text): what checks of wording, privacy and glyphs read."""
        return texts_of(self.record)

    def strings(self) -> tuple[list[str], list[str]]:
        """Return the same texts without their paths, and the names of their fields."""
        return strings_of(self.record)


@cache
def _reference_fields(model: RecordType) -> tuple[tuple[str, Ref], ...]:
    return tuple((name, spec.type) for name, spec in fields_of(model).items() if isinstance(spec.type, Ref))


@cache
def _photo_fields(model: RecordType) -> tuple[str, ...]:
    return tuple(name for name, spec in fields_of(model).items() if spec.items is Photo)
