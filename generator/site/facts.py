"""The register of facts: every figure that the site publishes with what it counts, when, where and of what it is a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.schema.fields import Amount
from generator.schema.record import fields_of

if TYPE_CHECKING:
    from generator.schema.values import Figure, PartialDate
    from generator.site.entry import Entry
    from generator.site.site import Site
    from generator.site.texts import FieldPath

FACTS = "achievements"
"""The collection whose entries are facts: there the id of the entry is the id of the fact."""
_UNITS = {"hours": "小时", "count": "份"}
"""What figures count whose field leaves it to its label; the others say so themselves (`Amount.unit`)."""
_PEOPLE = {"名", "位"}
_FIELDS = {
    "works": ("households", "sets", "buildings", "percent"),
    "teams": ("teams", "people", "members", "times", "hours", "served"),
    "ledgers": ("total",),
    "honours": ("count",),
    "documents": ("count",),
}


class Fact(NamedTuple):
    """A figure and where it stands. `id` is an achievement's id, or the key and field of another entry (`works/a/sets`).

    `part_of`, `percent_of` and `percent_part` are ids of facts, or empty.
    """

    id: str
    title: str
    figure: Figure
    unit: str
    as_of: PartialDate | None
    source: str
    scope: str
    organisation: str
    entry: Entry
    path: FieldPath
    part_of: str = ""
    percent_of: str = ""
    percent_part: str = ""
    target: Figure | None = None

    @property
    def words(self) -> str:
        """The figure with its unit, as it is read."""
        return f"{self.figure}{self.unit}"


def counted(unit: str) -> str:
    """Return what a unit counts: 名 and 位 are 人."""
    return "人" if unit in _PEOPLE else unit


def register(site: Site) -> Mapping[str, Fact]:
    """Return every fact by its id: achievements first, then figures that stand in works, teams, ledgers and lists."""
    found = {e.id: _achievement(e, site) for e in site.entries.get(FACTS, ())}
    for name, fields in _FIELDS.items():
        for entry in site.entries.get(name, ()):
            found |= {fact.id: fact for fact in _inside(entry, fields, site)}
    return found


def _achievement(entry: Entry, site: Site) -> Fact:
    r = entry.record
    return Fact(
        entry.id, r.title, r.value, r.unit, r.as_of, r.source or site.settings.source, r.scope, r.organisation, entry,
        ("value",), r.part_of, r.percent_of, r.percent_part, r.target,
    )  # fmt: skip


def _inside(entry: Entry, fields: tuple[str, ...], site: Site) -> Iterator[Fact]:
    r = entry.record
    source, as_of = r.source or site.settings.source, getattr(r, "as_of", None)
    of_all = getattr(r, "unit", "")
    for name in fields:
        if figure := getattr(r, name):
            kind = fields_of(entry.collection.model)[name].type
            unit = of_all or (kind.unit if isinstance(kind, Amount) else "") or _UNITS.get(name, "")
            yield Fact(f"{entry.key}/{name}", r.title, figure, unit, as_of, source, "", r.organisation, entry, (name,))
    if entry.collection.name == "ledgers":
        for i, row in enumerate(r.rows):
            for name in ("count", "done"):
                if figure := getattr(row, name):
                    key, path = f"{entry.key}/rows/{i}/{name}", ("rows", i, name)
                    unit = row.unit or r.unit
                    yield Fact(key, row.name, figure, unit, as_of, source, r.title, r.organisation, entry, path)
