"""Names that were public long enough: after 公开到 the fields that hold them are empty in all that is drawn.

Approvals and checks look at the whole entry: that a day has passed is no change that anybody must approve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.schema import Record, fields_of
from generator.schema.fields import Line
from generator.schema.record import FieldSpec, rewritten

if TYPE_CHECKING:
    import datetime as dt

    from generator.site.entry import Entry
    from generator.site.site import Site


def over(entry: Entry, today: dt.date) -> bool:
    """Tell whether the day up to which an entry's names may be public has passed."""
    last = entry.record.retain_until
    return last is not None and last.last < today


def names_in(value: object) -> Iterator[str]:
    """Yield every text of a field for persons' names."""
    for record, name in _fields(value):
        held = getattr(record, name)
        yield from held if isinstance(held, tuple) else filter(None, (held,))


def taken_down(site: Site) -> Site:
    """Return the site without the names whose time is over."""
    if not any(over(e, site.date) for e in site.all()):
        return site
    groups = {name: tuple(without_names(e) if over(e, site.date) else e for e in g) for name, g in site.entries.items()}
    return replace(site, entries=groups)


def without_names(entry: Entry) -> Entry:
    """Return an entry whose fields for persons' names are empty."""
    return replace(entry, record=rewritten(entry.record, _emptied))


def _emptied(spec: FieldSpec, value: object) -> object:
    if isinstance(spec.type, Line) and spec.type.personal:
        return () if isinstance(value, tuple) else ""
    return value


def _fields(value: object) -> Iterator[tuple[Record, str]]:
    """Yield every field for persons' names, as (record, name)."""
    if isinstance(value, Record):
        for name, spec in fields_of(type(value)).items():
            if isinstance(spec.type, Line) and spec.type.personal:
                yield value, name
            else:
                yield from _fields(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _fields(item)
