"""Tables of an entry's small records, read off the declaration: a collection with rows needs no template of its own.

Columns are the fields that any row fills, the one that names a row first; a column whose values come again (the floor,
the aspect) becomes row groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.render.website.facts import COMMON, Value, unit_field, unit_of, values_of
from generator.schema import PartialDate, Record, fields_of
from generator.schema.fields import Amount, Choice, Day, FieldType, Items, Number, TimeSpan, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.schema.record import FieldSpec
    from generator.site import Entry, Site

GROUPING = frozenset({"floor", "aspect", "part"})
"""Fields that may say what several rows have in common."""
REST = "其他"
NARROW = 3
"""So many columns stand beside the facts; a table with more gets the page's whole width."""

HOLDS: tuple[tuple[type[FieldType] | tuple[type[FieldType], ...], str], ...] = (
    ((Amount, Number), "figure"),
    ((When, Day, TimeSpan), "time"),
    (Choice, "word"),
)

Cell = tuple[Value, ...]


class Column(NamedTuple):
    """A column: its field, its heading, and what it holds: "figure", "time", a short "word", or "" for any text."""

    name: str
    label: str
    holds: str = ""


class Row(NamedTuple):
    """A line of a table: what it was made of, its cells in the order of the columns, and the flag that it flies."""

    record: Record
    cells: tuple[Cell, ...]
    flag: str = ""

    @property
    def state(self) -> str:
        """The key of the row's state, where it has one."""
        return getattr(getattr(self.record, "state", None), "key", "")


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading of their own, or under none."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A field made of small records. `numbered`: no column names a row, so that a number does."""

    name: str
    label: str
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    as_of: PartialDate | None = None
    numbered: bool = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(g.rows) for g in self.groups)

    @property
    def wide(self) -> bool:
        """Whether it wants the page's whole width."""
        return len(self.columns) > NARROW


def tables(entry: Entry, site: Site, without: frozenset[str] = frozenset()) -> tuple[Table, ...]:
    """Return a table for each filled field made of small records, but for those that a template shows itself."""
    record: Record = entry.record
    lists = ((spec, getattr(record, spec.name)) for spec in _lists(type(record), without))
    as_of = getattr(record, "as_of", None)
    return tuple(table_of(spec, records, site, as_of=as_of) for spec, records in lists if records)


@cache
def _lists(model: type[Record], without: frozenset[str]) -> tuple[FieldSpec, ...]:
    hidden = COMMON | without
    return tuple(f for name, f in fields_of(model).items() if isinstance(f.type, Items) and name not in hidden)


def table_of(  # noqa: PLR0913 (each has its own source)
    spec: FieldSpec,
    records: tuple[Record, ...],
    site: Site,
    *,
    as_of: PartialDate | None = None,
    without: frozenset[str] = frozenset(),
    labels: Mapping[str, str] | None = None,
) -> Table:
    """Return the table of some records; `labels` are headings that an entry words otherwise."""
    fields = _fields(type(records[0]), without)
    cells = {f.name: [_cell(f, record, site) for record in records] for f in fields}
    filled = {f.name: f for f in fields if any(cells[f.name])}
    grouped = next((name for name in filled if name in GROUPING and _comes_again(name, records)), "")
    head = _head(spec.type, {n: f for n, f in filled.items() if n != grouped}, records)
    names = [head] * bool(head) + [name for name in filled if name not in {head, grouped}]
    columns = tuple(_column(filled[n], labels or {}) for n in names)
    rows = [Row(record, tuple(cells[n][place] for n in names)) for place, record in enumerate(records)]
    numbered = not head or len(columns) == 1
    return Table(spec.name, spec.type.label, columns, _groups(rows, grouped), as_of, numbered)


@cache
def _fields(model: type[Record], without: frozenset[str]) -> tuple[FieldSpec, ...]:
    hidden = without | unit_field(model)
    return tuple(f for name, f in fields_of(model).items() if name not in hidden)


def _cell(spec: FieldSpec, record: Record, site: Site) -> Cell:
    value = getattr(record, spec.name)
    if not value:
        return ()
    if isinstance(value, PartialDate):
        return (Value(value.iso),)
    if isinstance(spec.type, Number):
        return (Value(str(value)),)
    return values_of(spec.type, value, site, unit_of(record, spec.name))


def _column(spec: FieldSpec, labels: Mapping[str, str]) -> Column:
    holds = next((word for kinds, word in HOLDS if isinstance(spec.type, kinds)), "")
    return Column(spec.name, labels.get(spec.name, spec.type.label), holds)


def _comes_again(name: str, records: Iterable[Record]) -> bool:
    values = [str(getattr(r, name) or "") for r in records]
    return len(set(values)) < len(values)


def _head(kind: FieldType, filled: Mapping[str, FieldSpec], records: Iterable[Record]) -> str:
    """Return the field that names a row: the one a bare text stands for, else one that every row must have."""
    bare = getattr(kind, "bare", "")
    if bare in filled and all(getattr(r, bare) for r in records):
        return str(bare)
    return next((name for name, f in filled.items() if f.required and name not in GROUPING), "")


def _groups(rows: list[Row], by: str) -> tuple[RowGroup, ...]:
    if not by:
        return (RowGroup("", tuple(rows)),)
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(getattr(row.record, by) or REST), []).append(row)
    return tuple(RowGroup(title, tuple(group)) for title, group in found.items())
