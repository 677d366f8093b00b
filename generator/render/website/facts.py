"""Facts of an entry for its page: the fields that no template names itself, read off the collection's declaration.

So a new collection has a decent page without a template of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.website.links import tel
from generator.schema import EntryRecord, Figure, Option, PartialDate, Record, fields_of
from generator.schema.fields import FieldType, Number, Phone, Ref, Yes

if TYPE_CHECKING:
    from generator.site import Entry, Site

COMMON = frozenset(fields_of(EntryRecord))


@dataclass(frozen=True, slots=True)
class Value:
    """One value: a figure, or text that may lead somewhere (`path` in the site, or `tel`)."""

    text: str = ""
    path: str = ""
    tel: str = ""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value or list of values."""

    name: str
    label: str
    values: tuple[Value, ...]


def facts(entry: Entry, site: Site, without: frozenset[str] = frozenset()) -> tuple[Fact, ...]:
    """Return the filled fields beyond the common ones, in the order of declaration; what is empty is left out."""
    found = []
    model: type[Record] = type(entry.record)
    for name, spec in fields_of(model).items():
        if name in COMMON or name in without or isinstance(spec.type, Number):
            continue
        values = _values(spec.type, getattr(entry.record, name), site)
        if values:
            found.append(Fact(name, spec.type.label, values))
    return tuple(found)


def _values(kind: FieldType, value: object, site: Site) -> tuple[Value, ...]:
    if isinstance(kind, Ref):
        ids = value if isinstance(value, tuple) else (str(value),)
        return tuple(Value(e.record.title, path=e.url) for e in site.found(kind.to, ids))
    if isinstance(kind, Phone):
        return (Value(str(value), tel=tel(str(value))),) if value else ()
    if isinstance(kind, Yes):
        return (Value("是"),) if value else ()
    return _plain(value)


def _plain(value: object) -> tuple[Value, ...]:
    if isinstance(value, Figure):
        return (Value(figure=value),)
    if isinstance(value, str | Option | PartialDate):
        return (Value(str(value)),) if str(value) else ()
    if isinstance(value, tuple):
        return tuple(Value(v) for v in value if isinstance(v, str))
    return ()
