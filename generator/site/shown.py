"""What the public sees of an entry and of the settings: its words and its pictures, and the digest that is approved.

The words are made from the typed record, not from the file: comments, order and language of keys, quotes, indentation,
and dates or figures written in another way of the same meaning leave them as they are. Whatever a reader could notice
changes them, a rank that moves an entry up or a consent that is withdrawn included; and so does what is let pass: a
“不查”, a severity made weaker, a stage of review left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.patterns import late
from generator.schema import EntryRecord, Figure, Option, PartialDate, Record, fields_of
from generator.schema.fields import MediaPath, RichText
from generator.schema.recurrence import Recurrence
from generator.settings import Daypart, Screen, Settings
from generator.site.texts import FieldPath

if TYPE_CHECKING:
    from generator.site.entry import Entry
    from generator.site.media import Media
    from generator.site.site import Site

SETTINGS = "site_config"
"""The key of the settings: they are approved like an entry."""
Words = tuple[tuple[FieldPath, str], ...]

# What no reader meets, beside what is for staff alone. An id is in the key; a file counts by its bytes; of a screen only the names are words.
_UNSEEN: Mapping[type[Record], frozenset[str]] = {
    EntryRecord: frozenset({"id"}),
    Settings: frozenset({"public_keys", "public_phones"}),
    Screen: frozenset(fields_of(Screen)) - {"name", "dayparts"},
    Daypart: frozenset(fields_of(Daypart)) - {"name"},
}
# What nobody is shown, but lets something out that was held back: approved like words.
_DECIDED: Mapping[type[Record], frozenset[str]] = {
    EntryRecord: frozenset({"ignore"}),
    Settings: frozenset({"review", "severities"}),
}
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_KEEPS_BLANKS = late(r"^    |\t|```|~~~|<", re.MULTILINE)
_BLANK_LINES = late(r"\n(?:[ \t]*\n)+")
_LONE_BLANK = late(r"(?<=[^ ]) (?=\n|$)")


@dataclass(frozen=True)
class Snapshot:
    """What is shown of an entry (or the settings) at one time, in the order of declaration. Pictures are sha256 digests."""

    key: str
    words: Words
    pictures: Words

    @cached_property
    def digest(self) -> str:
        """The sha256 of key, words and pictures, in hex: what an approval is bound to."""
        return hashlib.sha256(_CANONICAL.encode([self.key, self.words, self.pictures]).encode()).hexdigest()


def snapshot(entry: Entry, site: Site) -> Snapshot:
    """Return what is shown of an entry."""
    return Snapshot(entry.key, words(entry), pictures(entry, site))


def settings_snapshot(site: Site) -> Snapshot:
    """Return what is shown of the settings: names, addresses, the home page, days off, the names of the screens."""
    return Snapshot(SETTINGS, _all_words(site.settings), ())


def snapshots(site: Site) -> Iterator[Snapshot]:
    """Yield what is shown of the settings, and of every entry."""
    yield settings_snapshot(site)
    for entry in site.all():
        yield snapshot(entry, site)


def words(entry: Entry) -> Words:
    """Return every value that can be shown as (field path, canonical text); what is as if not written is left out."""
    return _all_words(entry.record)


def pictures(entry: Entry, site: Site) -> Words:
    """Return the sha256 of every photo, film and attached file as (field path, digest)."""
    return tuple((path, _bytes_of(name, site.media)) for path, name in _files(entry.record, ()))


def digest(entry: Entry, site: Site) -> str:
    """Return the digest that an approval of the entry is bound to."""
    return snapshot(entry, site).digest


def _all_words(record: Record) -> Words:
    found: list[tuple[FieldPath, str]] = []
    _words(record, (), found)
    return tuple(found)


def _bytes_of(name: str, media: Mapping[str, Media]) -> str:
    known = media.get(name)
    return known.sha256 if known and known.sha256 else f"?{name}"


class _Field(NamedTuple):
    """A field that a reader can meet: its name, and of which kind its type is."""

    name: str
    file: bool
    rich: bool


@cache
def _fields(model: type[Record]) -> tuple[_Field, ...]:
    hidden, decided = (
        next((names for of, names in table.items() if issubclass(model, of)), frozenset())
        for table in (_UNSEEN, _DECIDED)
    )
    return tuple(
        _Field(name, isinstance(s.type, MediaPath), isinstance(s.type, RichText))
        for name, s in fields_of(model).items()
        if name not in hidden and (name in decided or not s.type.inward)
    )


@cache
def _file_fields(model: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that name files (True), and those of records that have some."""
    specs, seen = fields_of(model), _fields(model)
    return tuple((f.name, f.file) for f in seen if f.file or ((of := specs[f.name].items) and _file_fields(of)))


def _words(record: Record, path: FieldPath, found: list[tuple[FieldPath, str]]) -> None:
    values = record.__dict__
    for name, file, rich in _fields(type(record)):
        if name in values and not file:
            value = values[name]
            if type(value) is str:
                found.append(((*path, name), _paragraphs(value) if rich else value))
            else:
                _word(value, (*path, name), found)


def _word(value: object, path: FieldPath, found: list[tuple[FieldPath, str]]) -> None:
    if isinstance(value, Record):
        _words(value, path, found)
    elif type(value) is tuple:
        for i, item in enumerate(value):
            _word(item, (*path, i), found)
    else:
        found.append((path, _plain(value)))


def _plain(value: object) -> str:
    """Return a value in the one way it is written here."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, int | Figure | Option | Recurrence):
        return str(value)
    raise TypeError(type(value))


def _paragraphs(text: str) -> str:
    """Return Markdown without the blank space that changes nothing; where code may stand, all of it counts."""
    if (" " not in text and "\t" not in text and "\n\n\n" not in text) or _KEEPS_BLANKS.search(text):
        return text
    return _LONE_BLANK.sub("", _BLANK_LINES.sub("\n\n", text))


def _files(record: Record, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    values = record.__dict__
    for name, file in _file_fields(type(record)):
        value = values.get(name)
        if file and value:
            yield (*path, name), value
        elif isinstance(value, Record):
            yield from _files(value, (*path, name))
        elif type(value) is tuple and value and isinstance(value[0], Record):
            for i, item in enumerate(value):
                yield from _files(item, (*path, name, i))
