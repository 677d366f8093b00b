"""From one content file to its entries."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.findings import Finding, Place, Text
from generator.schema.fields import usable_id
from generator.schema.record import fields_of, names_by_key
from generator.site import Entry
from generator.site.quotes import OPENING, Told
from generator.store import rules
from generator.store.files import read_bytes, text_of
from generator.store.flat import Doubt, Group, Listing, item_node, nodes_of
from generator.store.node import BadYaml, Node
from generator.store.places import Places, Source
from generator.store.quick import record_of
from generator.store.quoting import Waiting, fill_in, filled_body, quotes
from generator.store.text import everyday_text
from generator.store.typed import build
from generator.store.ways import file_root, place_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.schema.collection import Collection
    from generator.schema.model import Record
    from generator.store.files import ContentFile

    Files = Sequence[tuple[ContentFile, Collection]]


_NOWHERE = Place("")


@dataclass(slots=True)
class FileEntries:
    """The good entries of a file, the ids that could not be read ("" when not even the id is known), the findings.

    `waiting` are entries that quote figures (a file without braces has none): `add_waiting` types them. `below` is where
    the text below a Markdown file's fields begins. `everyday`: its texts hold no character that a shipped font lacks.
    `apart`: each entry of a list is what its own lines say, from where it begins to where the next one does.
    """

    entries: list[Entry] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    braces: bool = False
    everyday: bool = False
    apart: bool = False
    below: Place = _NOWHERE
    unread: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_entries(files: Files) -> Iterator[FileEntries]:
    """Yield what is in each file: a single entry named by the file, a list of entries with ids, or Markdown with front matter."""
    for source, collection in files:
        data, findings = read_bytes(source.file, source.path)
        yield refused(findings) if data is None else entries_of(data, source.path, collection)


def refused(findings: list[Finding]) -> FileEntries:
    """Return what there is of a file that cannot be used, with the findings that say why."""
    return FileEntries(unread={""}, findings=findings)


def entries_of(data: bytes, path: str, collection: Collection) -> FileEntries:
    """Return what stands in the bytes of a file."""
    everyday = everyday_text(data)
    text, findings = (everyday, []) if everyday is not None else text_of(data, path)
    if text is None:
        return refused(findings)
    try:
        root, extra = file_root(text, path)
    except BadYaml as bad:
        return refused([bad.finding])
    found = FileEntries(braces=OPENING in text, below=place_below(text, path, extra))
    if isinstance(root, Group | Listing):
        _add_plain(found, collection, root, extra, Source(data, path, collection.model))
        found.everyday = everyday is not None and not found.waiting
        found.apart = isinstance(root, Listing)
    elif root is None:
        found.findings.append(Finding(rules.NOT_AN_ENTRY, Place(path)))
    elif root.items is None:
        _add_single(found, collection, root, extra)
    else:
        for number, item in enumerate(root.items, start=1):
            _add_listed(found, collection, item, number)
    return found


def _add_plain(
    found: FileEntries, collection: Collection, root: Group | Listing, extra: dict[str, Any], source: Source
) -> None:
    """Add entries the fast way, and those that have faults or quotes the exact way."""
    path = source.path
    file_id = PurePosixPath(path).stem if isinstance(root, Group) else ""
    for number, item in enumerate(root.items if isinstance(root, Listing) else [root]):
        entry_id = (_plain_id(item, collection) if isinstance(item, Group) else None) or file_id
        if isinstance(item, Group) and usable_id(entry_id) and not (found.braces and _quotes(item, extra)):
            with suppress(Doubt):
                record = record_of(collection.model, item, extra)
                origin = Place(path, item.line, item.at + 1)
                found.entries.append(Entry(collection, entry_id, record, origin, Places(source, number)))
                continue
        if isinstance(root, Listing):
            _add_listed(found, collection, item_node(root, number, path), number + 1)
        else:
            _add_single(found, collection, nodes_of(root, path), extra)


def _plain_id(item: Group, collection: Collection) -> str:
    """Return the id that is written, or nothing."""
    english, chinese = _id_keys(collection.model)
    written = item.values.get(english) or item.values.get(chinese)
    return written if isinstance(written, str) else ""


def _quotes(item: Group, extra: dict[str, Any]) -> bool:
    return quotes(nodes_of(item, ""), extra)


def _add_single(found: FileEntries, collection: Collection, node: Node, extra: dict[str, Any]) -> None:
    if extra and (twice := _key_of(node, collection, "body")):
        found.findings.append(Finding(rules.BODY_TWICE, twice.place))
    _add(found, collection, node, PurePosixPath(node.place.path).stem, extra)


def _add_listed(found: FileEntries, collection: Collection, node: Node, number: int) -> None:
    entry_id = _written_id(node, collection)
    if entry_id is None and node.pairs is not None:
        args = {"example": f"{collection.name}-{number}"}
        found.findings.append(Finding(rules.NO_ID, node.place, args=args))
        found.unread.add("")
    _add(found, collection, node, entry_id, {})


@cache
def _id_keys(model: type[Record]) -> tuple[str, str]:
    """Return the two ways to write the key of the id."""
    return fields_of(model)["id"].key, fields_of(model)["id"].type.label


def _written_id(node: Node, collection: Collection) -> str | None:
    names = names_by_key(collection.model)
    return next((v.text for k, v in node.pairs or () if names.get(k.text or "") == "id"), None)


def _key_of(node: Node, collection: Collection, name: str) -> Node | None:
    names = names_by_key(collection.model)
    return next((k for k, _ in node.pairs or () if names.get(k.text or "") == name), None)


def add_waiting(found: FileEntries, waiting: Waiting, told: Mapping[str, Told], unread: frozenset[str]) -> None:
    """Fill an entry's quotes in from what the figures tell, then add it as if it had been read so."""
    collection, node, entry_id, extra, below = waiting
    key = f"{collection.name}/{entry_id}"
    found.findings += fill_in(node, told, unread, key)
    extra, findings = filled_body(extra, told, unread, Place(node.place.path, below), key)
    found.findings += findings
    found.below = Place(node.place.path, below, 0, (below, 0))
    _add(found, collection, node, entry_id, extra)


def _add(found: FileEntries, collection: Collection, node: Node, file_id: str | None, extra: dict[str, Any]) -> None:
    written = _written_id(node, collection)
    entry_id = written or file_id or ""
    if found.braces and quotes(node, extra):
        found.waiting.append(Waiting(collection, node, entry_id, extra, found.below.line))
        return
    usable = usable_id(entry_id)
    if not usable and file_id and not written:
        found.findings.append(Finding(rules.ID_AND_FILE, Place(node.place.path), args={"name": file_id}))
    record, typed = build(collection.model, node, extra, found.below)
    key = f"{collection.name}/{entry_id}" if usable else ""
    found.findings += [Finding(f.rule, f.place, key, f.args) for f in typed.findings]
    if record is None or not usable:
        found.unread.add(entry_id)
    else:
        found.entries.append(Entry(collection, entry_id, record, node.place, typed.places))


def without_duplicates(entries: list[Entry]) -> tuple[list[Entry], list[Finding]]:
    """Keep the first entry of each id (capitals do not count, as on Windows disks) and report the others."""
    first: dict[str, Entry] = {}
    findings = []
    for entry in entries:
        known = first.setdefault(entry.id.casefold(), entry)
        if known is not entry:
            other = f"{known.origin.path}:{known.origin.line}"
            args = {"name": entry.id, "other": Text(other, other)}
            findings.append(Finding(rules.DUPLICATE_ID, entry.place("id"), entry.key, args))
    return list(first.values()), findings
