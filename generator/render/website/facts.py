"""Facts of an entry for its page: the fields that no template names itself, read off the collection's declaration.

So a new collection has a decent page without a template of its own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.render.website.links import tel
from generator.schema import EntryRecord, Figure, Option, PartialDate, Record, fields_of
from generator.schema.fields import Amount, FieldType, Number, Phone, Ref, Yes

if TYPE_CHECKING:
    from generator.site import Entry, Site

COMMON = frozenset(fields_of(EntryRecord))


class Value(NamedTuple):
    """One value: a figure, or text that may lead somewhere (`path` in the site, or `tel`)."""

    text: str = ""
    path: str = ""
    tel: str = ""
    figure: Figure | None = None
    unit: str = ""


class Fact(NamedTuple):
    """A labelled value or list of values."""

    name: str
    label: str
    values: tuple[Value, ...]


def facts(entry: Entry, site: Site, without: frozenset[str] = frozenset()) -> tuple[Fact, ...]:
    """Return the filled fields beyond the common ones, in the order of declaration; what is empty is left out."""
    record: Record = entry.record
    found = []
    for name, kind in _asked(type(record), without):
        value = getattr(record, name)
        if value and (values := values_of(kind, value, site, unit_of(record, name))):
            found.append(Fact(name, kind.label, values))
    return tuple(found)


@cache
def _asked(model: type[Record], without: frozenset[str]) -> tuple[tuple[str, FieldType], ...]:
    """Return the fields that are facts: looked up once, for of 20 fields an entry has, most are none or empty."""
    hidden = COMMON | without | unit_field(model)
    specs = fields_of(model).items()
    return tuple((name, s.type) for name, s in specs if name not in hidden and not isinstance(s.type, Number))


def share(entry: Entry, site: Site) -> tuple[Fact, ...]:
    """Return what a percentage is of, and what makes it up, with their own figures: 占 查出的事（805起）的98.1%."""
    record, model = entry.record, entry.collection.model
    found = []
    for name, tail in (("percent_of", f"的{record.value}{record.unit}"), ("percent_part", "")):
        for e in site.found("achievements", (getattr(record, name),)):
            label = fields_of(model)[name].type.label
            words = f"{e.record.short or e.record.title}（{e.record.value}{e.record.unit}）{tail}"
            found.append(Fact(name, label, (Value(words, path=e.url),)))
    return tuple(found)


@cache
def unit_field(model: type[Record]) -> frozenset[str]:
    """Return the field that says what a record's figures count: it is shown behind them, not by itself."""
    counts = any(isinstance(spec.type, Amount) for spec in fields_of(model).values())
    return frozenset({"unit"} & set(fields_of(model))) if counts else frozenset()


def unit_of(record: Record, name: str) -> str:
    """Return what a figure of a record counts, as far as it is known."""
    amount = _amounts(type(record)).get(name)
    return "" if amount is None else getattr(record, "unit", "") or amount.unit


@cache
def _amounts(model: type[Record]) -> dict[str, Amount]:
    return {name: spec.type for name, spec in fields_of(model).items() if isinstance(spec.type, Amount)}


def values_of(kind: FieldType, value: object, site: Site, unit: str = "") -> tuple[Value, ...]:
    """Return what a field's value says; what is empty says nothing."""
    if isinstance(kind, Ref):
        ids = value if isinstance(value, tuple) else (str(value),)
        return tuple(Value(e.record.title, path=e.url) for e in site.found(kind.to, ids))
    if isinstance(kind, Phone):
        return (Value(str(value), tel=tel(str(value))),) if value else ()
    if isinstance(kind, Yes):
        return (Value("是"),) if value else ()
    if isinstance(value, Figure):
        return (Value(figure=value, unit=unit),)
    return _plain(value)


def _plain(value: object) -> tuple[Value, ...]:
    if isinstance(value, str | Option | PartialDate):
        return (Value(str(value)),) if str(value) else ()
    if isinstance(value, tuple):
        return tuple(Value(v) for v in value if isinstance(v, str))
    return ()
