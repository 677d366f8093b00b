"""What is kept of the index for the next build: little that is read each time, and in parts what few changes ask for."""

from __future__ import annotations

import marshal
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import files, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.render.website.search.grams import Rows
    from generator.render.website.search.lists import Lists
    from generator.render.website.search.words import Mark

ROOM = 32
"""So many blocks lie in one kept file: what they said is read only when one of them changes."""
_NOBODY = ("", "", "")

Block = tuple[str, int, int]
"""The sha256 and the size of a block's file, and how many characters its pages have."""


class Known(NamedTuple):
    """Of all pages, by key of entry, in order, their marks; how many are in a block; and the blocks."""

    marks: dict[str, Mark]
    size: int
    blocks: list[Block]


class Shelf:
    """The kept files of one site: `…-known`, `…-lists`, and what the blocks say in `…-0`, `…-1` and so on.

    Each bears the stamp of the state that it was written for. `known` names the stamps of the others, so that those of
    two states are never taken for those of one.
    """

    def __init__(self, folder: Path, site: str, key: object) -> None:
        """Look up what is known of the site of this name, under a key; under another one nothing is."""
        self._base = folder / blake2b(site.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._key = blake2b(program.seal() + repr(key).encode("utf-8", "surrogatepass")).digest()
        self._stamps: dict[str, bytes] = {}
        self.known: Known | None = None
        key, known, stamps = self._read("known") or (b"", (), {})
        if key == self._key:
            self.known, self._stamps = Known(*known), stamps

    def lists(self) -> Lists | None:
        """Return the lists; None where they are lost."""
        lists: Lists | None = self._stamped("lists")
        return lists

    def rooms(self, numbers: Iterable[int]) -> dict[int, list[Rows]] | None:
        """Return what the blocks of some rooms say, nothing where there are none; None where a room is lost."""
        found = {number: self._stamped(str(number)) if str(number) in self._stamps else [] for number in numbers}
        if None in found.values():
            return None
        return {number: [*rows, *[_NOBODY] * (ROOM - len(rows))] for number, rows in found.items()}

    def keep(self, known: Known, lists: Lists, rooms: Mapping[int, list[Rows]]) -> None:
        """Keep what has changed: the other rooms stay as they are."""
        # The lists, and what blocks say, follow from the marks. Edition 2 of marshal: the same bytes for the same value.
        stamp = blake2b(marshal.dumps(tuple(known), 2), digest_size=16).digest()
        for name, value in (("lists", lists), *((str(number), rows) for number, rows in rooms.items())):
            self._write(name, (stamp, value))
            self._stamps[name] = stamp
        self._write("known", (self._key, tuple(known), self._stamps))

    def _stamped(self, name: str) -> Any:  # noqa: ANN401  # whatever was kept
        stamp, value = self._read(name) or (b"", None)
        return value if stamp == self._stamps[name] else None

    def _read(self, name: str) -> Any:  # noqa: ANN401  # as above
        kept = files.kept(self._file(name))
        return marshal.loads(kept) if kept else None  # noqa: S302  # ours alone, see `files.kept`

    def _write(self, name: str, value: Any) -> None:  # noqa: ANN401  # whatever marshal takes
        files.keep(self._file(name), marshal.dumps(value))

    def _file(self, name: str) -> Path:
        return self._base.with_name(f"{self._base.name}-{name}")
