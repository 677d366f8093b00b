"""A collection: one kind of record, with all that pages, lists and screens need to know about the kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.schema.record import EntryRecord

SortKey = Callable[[Any], Any]
Sample = Mapping[str, "str | Sequence[str | Sample]"]
"""One record as an author would write it, by field name."""


def newest_first(record: EntryRecord) -> tuple[int, str]:
    """Sort by publication date, newest first; equal dates by title."""
    return (-record.date.first.toordinal(), record.title)


@dataclass(frozen=True, kw_only=True)
class Collection:
    """One kind of record.

    `label` is the column's name in navigation, breadcrumb and page tags; `heading` the list page's title; `lead` one
    sentence below it, also the column's description; `tab` its short word in the tab bar (empty: not a tab).
    `order` sorts entries as they are listed. `kind` is the column type of the public page tags. `sample` is one valid
    entry as an author would write it, by field name; `streetlight new` starts a street with it.
    """

    name: str
    label: str
    heading: str
    lead: str
    model: type[EntryRecord]
    kind: str
    tab: str = ""
    order: SortKey = newest_first
    in_feed: bool = True
    sample_id: str
    sample: Sample
