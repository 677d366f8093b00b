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
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from generator.files import keep, kept
from generator.findings import Place
from generator.forked import in_two
from generator.program import seal
from generator.site import Entry
from generator.store.entries import FileEntries, entries_of, refused
from generator.store.files import read_bytes
from generator.store.load import Reading, read_project
from generator.store.places import Places, Source

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from generator.findings import Finding
    from generator.schema import Collection, EntryRecord
    from generator.store.entries import Files
    from generator.store.files import ContentFile

_PACKED = 18
"""A pack holds the entries of some 2**18 bytes of content: few files to read, and little to write when one changes."""
_MUCH, _JOBS = 1 << 19, 16
"""Bytes to type that are worth a second process, and in how many jobs."""

Row = tuple[str, "EntryRecord", int, int]
"""An entry: id, record, line and column."""


class _File(NamedTuple):
    """A file as it was read just now; without `data` the findings say why."""

    path: str
    collection: Collection
    data: bytes | None
    findings: list[Finding]
    digest: bytes


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

    def _entries(self, files: Files) -> Iterator[FileEntries]:
        """Yield what `read_entries` yields."""
        found = [_read(source, collection) for source, collection in files]
        self._type_ahead([file for file in found if file.data and not self._knows(file)])
        for file in found:
            yield refused(file.findings) if file.data is None else self._entries_of(file, file.data)

    def _type_ahead(self, files: list[_File]) -> None:
        """Type what is not known in two processes, where that is much: to tell each other costs a tenth of what it spares."""
        if sum(len(file.data or b"") for file in files) < _MUCH:
            return
        typed: dict[str, _Known] = {}

        def some(start: int) -> None:
            for file in files[start::_JOBS]:
                if known := _known(file, entries_of(file.data or b"", file.path, file.collection)):
                    typed[file.path] = known

        jobs = [partial(some, start) for start in range(_JOBS)]
        told = in_two(jobs, lambda: {path: known._replace(entries=None) for path, known in typed.items()})
        self._known |= typed | (told or {})

    def _entries_of(self, file: _File, data: bytes) -> FileEntries:
        if self._knows(file):
            known = self._known[file.path]
        else:
            found = entries_of(data, file.path, file.collection)
            new = _known(file, found)
            if new is None:
                return found
            known = new
        if known.entries is None:
            of = Source(data, file.path, file.collection.model)
            known = known._replace(entries=_entries(known.rows, of, file.collection))
        self._seen[file.path] = known
        return FileEntries(known.entries or [], everyday=known.everyday)

    def _knows(self, file: _File) -> bool:
        return file.path in self._known and self._known[file.path].digest == file.digest

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


def _read(source: ContentFile, collection: Collection) -> _File:
    data, findings = read_bytes(source.file, source.path)
    return _File(source.path, collection, data, findings, blake2b(data or b"", digest_size=16).digest())


def _known(file: _File, found: FileEntries) -> _Known | None:
    """Return what is remembered of what was found in a file; None where each reading has to say it again."""
    if file.data is None or found.findings or found.waiting or found.unread:
        return None
    rows = [(e.id, e.record, e.origin.line, e.origin.column) for e in found.entries]
    parts = _parts(found, file.data, file.digest)
    return _Known(file.digest, len(file.data), found.everyday, rows, parts, found.entries)


def _entries(rows: list[Row], source: Source, collection: Collection) -> list[Entry]:
    return [
        Entry(collection, entry_id, record, Place(source.path, line, column), Places(source, number))
        for number, (entry_id, record, line, column) in enumerate(rows)
    ]


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
