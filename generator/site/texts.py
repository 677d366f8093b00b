"""Every text inside a record, with its field path: what wording, privacy and glyphs are checked on."""

from __future__ import annotations

from functools import cache
from typing import get_args

from generator.schema.record import Record, fields_of
from generator.schema.values import Figure

FieldPath = tuple[str | int, ...]
"""Where a value is inside a record: ("photos", 0, "alt")."""
Texts = list[tuple[FieldPath, str]]


def texts_of(record: Record) -> Texts:
    """Return every text inside a record, its groups and its lists as (field path, text), in the order of declaration.

    A figure is the text it is shown as; dates, choices and numbers have none. Empty texts are left out,
    and so is what is for staff alone.
    """
    found: Texts = []
    _read_record(record, (), found)
    return found


def strings_of(record: Record) -> tuple[list[str], list[str]]:
    """Return the texts of `texts_of` alone, and the names of the fields they stand in: what is searched by the million."""
    found: list[str] = []
    names: list[str] = []
    _collect(record, found, names)
    return found, names


def _collect(record: Record, found: list[str], names: list[str]) -> None:
    values = record.__dict__
    for name, _, default in _text_fields(type(record)):
        if value := values.get(name, default):
            names.append(name)
            if type(value) is str:
                found.append(value)
                continue
            for item in value if type(value) is tuple else (value,):
                names.append("")  # where one item ends, the next begins
                if isinstance(item, Record):
                    _collect(item, found, names)
                elif item:
                    found.append(str(item))


def _read_record(record: Record, path: FieldPath, found: Texts) -> None:
    values = record.__dict__
    for name, own, default in _text_fields(type(record)):
        if value := values.get(name, default):
            where = path + own if path else own
            if type(value) is str:
                found.append((where, value))
            else:
                _read(value, where, found)


def _read(value: object, path: FieldPath, found: Texts) -> None:
    if isinstance(value, str | Figure):
        found.append((path, str(value)))
    elif isinstance(value, Record):
        _read_record(value, path, found)
    elif type(value) is tuple:
        for i, item in enumerate(value):
            if item:
                _read(item, (*path, i), found)


@cache
def _text_fields(model: type[Record]) -> tuple[tuple[str, FieldPath, object], ...]:
    """Return the fields that can hold text, each with its path and default: looked up once, for records come by thousands."""
    shown = (spec for spec in fields_of(model).values() if not spec.type.inward)
    return tuple((s.name, (s.name,), None if s.required else s.default) for s in shown if _holds_text(s.annotation))


def _holds_text(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, str | Figure | Record):
        return True
    return any(_holds_text(inner) for inner in get_args(annotation))
