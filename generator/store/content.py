"""The content folder: every file to entries, with the figures that texts quote filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.store.entries import FileEntries, add_waiting, read_entries, without_duplicates
from generator.store.files import list_content
from generator.store.quoting import FACTS, figures_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from generator.findings import Finding
    from generator.schema.collection import Collection
    from generator.site import Entry
    from generator.site.quotes import Told
    from generator.store.entries import Files
    from generator.store.quoting import Waiting

    ReadEntries = Callable[[Files], Iterable[FileEntries]]


@dataclass(slots=True)
class Content:
    """All entries by collection, each in its order; keys that could not be read (`collection/` alone: not even the id).

    `told` is what texts may quote: every figure by its id. `everyday`: files whose characters all fonts that ship have.
    """

    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    told: dict[str, Told] = field(default_factory=dict)
    everyday: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_content(project: Path, collections: Mapping[str, Collection], read: ReadEntries = read_entries) -> Content:
    """Read the content folder, the files by `read`. Bad files become findings; nothing raises for bad content."""
    listing = list_content(project, collections)
    content = Content(findings=list(listing.findings))
    groups: dict[str, list[Entry]] = {name: [] for name in collections}
    waiting: list[Waiting] = []
    rank = {name: number for number, name in enumerate(collections)}
    files = [(f, collections[f.collection]) for f in sorted(listing.files, key=lambda f: rank[f.collection])]
    for (source, _), found in zip(files, read(files), strict=True):
        waiting += found.waiting
        content.everyday |= {source.path} if found.everyday else set()
        _take(content, groups, source.collection, found)
    content.told = figures_told(groups.get(FACTS, ()), waiting)
    _fill_in(content, groups, waiting, [f.path for f in listing.files])
    for name, group in groups.items():
        single, twice = without_duplicates(group)
        content.findings += twice
        content.entries[name] = tuple(sorted(single, key=lambda e, c=collections[name]: c.order(e.record)))  # type: ignore[misc]
    return content


def _take(content: Content, groups: dict[str, list[Entry]], name: str, found: FileEntries) -> None:
    groups[name] += found.entries
    content.findings += found.findings
    content.unread |= {f"{name}/{i}" for i in found.unread}


def _fill_in(content: Content, groups: dict[str, list[Entry]], waiting: list[Waiting], paths: list[str]) -> None:
    """Type the entries that waited, and put them where they stand among their neighbours."""
    unread = frozenset(content.unread)
    for one in waiting:
        found = FileEntries()
        add_waiting(found, one, content.told, unread)
        _take(content, groups, one.collection.name, found)
    places = {path: i for i, path in enumerate(paths)}
    for name in {one.collection.name for one in waiting}:
        groups[name].sort(key=lambda e: (places[e.origin.path], e.origin.line))
