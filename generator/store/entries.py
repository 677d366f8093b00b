"""From one content file to its entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.findings import Finding, Place, Text
from generator.schema.fields import usable_id
from generator.schema.record import names_by_key
from generator.site import Entry
from generator.site.quotes import OPENING, Told
from generator.store import rules
from generator.store.files import read_text
from generator.store.nodes import BadYaml, Node, parse
from generator.store.quoting import Waiting, fill_in, filled_body, quotes
from generator.store.typed import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.collection import Collection
    from generator.store.files import ContentFile

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(slots=True)
class FileEntries:
    """The good entries of a file, the ids that could not be read ("" when not even the id is known), the findings.

    `waiting` are entries that quote figures (a file without braces has none): `add_waiting` types them. `below` is the
    line on which the text below a Markdown file's fields begins, `column` its column (0 where that is not certain).
    """

    entries: list[Entry] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    braces: bool = False
    below: int = 0
    column: int = 0
    unread: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_entries(source: ContentFile, collection: Collection) -> FileEntries:
    """Read one file: a single entry named by the file, a list of entries with ids, or Markdown with front matter."""
    found = FileEntries()
    text, findings = read_text(source.file, source.path)
    found.findings += findings
    if text is None:
        found.unread.add("")
        return found
    found.braces = OPENING in text
    try:
        node, extra = _root(text, source)
    except BadYaml as bad:
        found.findings.append(bad.finding)
        found.unread.add("")
        return found
    body = extra.get("body", "")
    found.below = text.rstrip().count("\n") - body.count("\n") + 1
    found.column = int(OPENING not in body and f"\n{body}" in text)
    if node is None:
        found.findings.append(Finding(rules.NOT_AN_ENTRY, Place(source.path)))
    elif node.items is None:
        if body and (twice := _key_of(node, collection, "body")):
            found.findings.append(Finding(rules.BODY_TWICE, twice.place))
        _add(found, collection, node, PurePosixPath(source.path).stem, extra)
    else:
        for number, item in enumerate(node.items, start=1):
            _add_listed(found, collection, item, number)
    return found


def _root(text: str, source: ContentFile) -> tuple[Node | None, dict[str, Any]]:
    if source.file.suffix.lower() != ".md":
        return parse(text, source.path), {}
    fences = list(_FENCE.finditer(text))[:2]
    if len(fences) < 2 or fences[0].start() != 0:  # noqa: PLR2004  # an opening and a closing fence
        raise BadYaml(Finding(rules.FRONT_MATTER, Place(source.path, 1, 1)))
    head = text[fences[0].end() + 1 : fences[1].start()]
    body = text[fences[1].end() :].strip()
    return parse(head, source.path, first_line=2), {"body": body} if body else {}


def _add_listed(found: FileEntries, collection: Collection, node: Node, number: int) -> None:
    entry_id = _written_id(node, collection)
    if entry_id is None and node.pairs is not None:
        args = {"example": f"{collection.name}-{number}"}
        found.findings.append(Finding(rules.NO_ID, node.place, args=args))
        found.unread.add("")
    _add(found, collection, node, entry_id, {})


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
    found.below = below
    _add(found, collection, node, entry_id, extra)


def _add(found: FileEntries, collection: Collection, node: Node, file_id: str | None, extra: dict[str, Any]) -> None:
    written = _written_id(node, collection)
    entry_id = written or file_id or ""
    if found.braces and quotes(node, extra):
        found.waiting.append(Waiting(collection, node, entry_id, extra, found.below))
        return
    usable = usable_id(entry_id)
    if not usable and file_id and not written:
        found.findings.append(Finding(rules.ID_AND_FILE, Place(node.place.path), args={"name": file_id}))
    below = Place(node.place.path, found.below, found.column, (found.below, found.column))
    record, typed = build(collection.model, node, extra, below)
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
