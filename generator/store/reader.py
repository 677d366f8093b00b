"""Reading a project again and again: what is typed already is typed again only where a file's bytes changed.

In memory as long as the reader lives (a preview), and in the cache for the next process. Only files without any finding
and without quotes of figures are remembered: the others say what they have to say each time.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from generator.files import keep, kept
from generator.findings import Place
from generator.program import seal
from generator.site import Entry
from generator.store.entries import FileEntries, entries_of
from generator.store.files import read_bytes
from generator.store.load import Reading, read_project
from generator.store.places import Places, Source

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from generator.schema import Collection, EntryRecord
    from generator.store.files import ContentFile

_PACKED = 18
"""A pack holds the entries of some 2**18 bytes of content: few files to read, and little to write when one changes."""

Row = tuple[str, "EntryRecord", int, int]
"""An entry: id, record, line and column."""


class _Known(NamedTuple):
    """A file whose bytes have this digest: its entries as rows, and, in the process that typed or took them up, as such."""

    digest: bytes
    size: int
    everyday: bool
    rows: list[Row]
    parts: dict[str, bytes]
    entries: list[Entry] | None = None


class Reader:
    """Reads one project; `cache` is the user's folder of derived files, None to remember nothing beyond this process."""

    def __init__(self, cache: Path | None) -> None:
        """Begin with what the cache knows, which is looked up on the first reading."""
        self._cache = cache
        self._folder: Path | None = None
        self._known: dict[str, _Known] = {}
        self._seen: dict[str, _Known] = {}
        self._packs: dict[str, dict[str, bytes]] = {}

    def read(self, project: Path, date: dt.date) -> Reading:
        """Return what `read_project` returns."""
        with _without_collecting():
            self._take_up(project)
            self._seen = {}
            reading = read_project(project, date, read=self._entries)
            self._known = self._seen
            if reading.site:
                sources = {path: known.digest for path, known in self._known.items()}
                parts = {path: known.parts for path, known in self._known.items()}
                reading.site = replace(reading.site, sources=sources, parts=parts)
            self._put_down()
        return reading

    def _entries(self, source: ContentFile, collection: Collection) -> FileEntries:
        """Return what `read_entries` returns."""
        data, findings = read_bytes(source.file, source.path)
        if data is None:
            return FileEntries(unread={""}, findings=findings)
        digest, path = blake2b(data, digest_size=16).digest(), source.path
        known = self._known.get(path)
        if known is None or known.digest != digest:
            found = entries_of(data, path, collection)
            if found.findings or found.waiting or found.unread:
                return found
            rows = [(e.id, e.record, e.origin.line, e.origin.column) for e in found.entries]
            known = _Known(digest, len(data), found.everyday, rows, _parts(found, data, digest), found.entries)
        elif known.entries is None:
            of = Source(data, path, collection.model)
            entries = [
                Entry(collection, entry_id, record, Place(path, line, column), Places(of, number))
                for number, (entry_id, record, line, column) in enumerate(known.rows)
            ]
            known = known._replace(entries=entries)
        self._seen[path] = known
        return FileEntries(known.entries or [], everyday=known.everyday)

    def _take_up(self, project: Path) -> None:
        """Look up what another process left; what is damaged, or of another program, is as if it were not there."""
        if self._cache is None or self._folder is not None:
            return
        name = blake2b(str(project.resolve()).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._folder = self._cache / "entries" / name
        for file in sorted(self._folder.glob("*.pack")) if self._folder.is_dir() else ():
            data = kept(file)
            if data is not None and data.startswith(seal()):
                pack: dict[str, _Known] = {p: _Known(*known) for p, known in pickle.loads(data[len(seal()) :]).items()}  # noqa: S301  # `kept`: our own
                self._known |= pack
                self._packs[file.name] = {path: known.digest for path, known in pack.items()}

    def _put_down(self) -> None:
        """Write the packs of which something changed; remove those that are no more."""
        if self._folder is None:
            return
        packs: dict[str, dict[str, _Known]] = {}
        many = 1 << (sum(known.size for known in self._known.values()) >> _PACKED).bit_length()
        for path, known in self._known.items():
            packs.setdefault(f"{many}-{crc32(path.encode()) % many}.pack", {})[path] = known
        for name, pack in packs.items():
            digests = {path: known.digest for path, known in pack.items()}
            if self._packs.get(name) != digests:
                rows = {path: known[:5] for path, known in pack.items()}
                keep(self._folder / name, seal() + pickle.dumps(rows, pickle.HIGHEST_PROTOCOL))
                self._packs[name] = digests
        for name in self._packs.keys() - packs.keys():
            (self._folder / name).unlink(missing_ok=True)
            del self._packs[name]


def _parts(found: FileEntries, data: bytes, digest: bytes) -> dict[str, bytes]:
    """Return a digest of what each entry was written as; where that cannot be told apart, of the whole file."""
    if not found.apart or b"\0" in data:  # UTF-16, whose lines do not end where those of bytes do
        return {e.id: digest for e in found.entries}
    lines, parts = data.splitlines(keepends=True), {}
    ends = [*(e.origin.line - 1 for e in found.entries[1:]), len(lines)]
    for entry, end in zip(found.entries, ends, strict=True):
        parts[entry.id] = blake2b(b"".join(lines[entry.origin.line - 1 : end]), digest_size=16).digest()
    return parts


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the search for dead cycles rest: reading makes hundreds of thousands of objects, and no cycle among them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
