"""What was found clean: it is not searched again until it, a rule or a setting changes."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from generator import program
from generator.files import keep, kept

_SIZE = 32  # bytes of a digest
_LEAST, _TIMES = 50_000, 3
"""So many are kept at least, and so many times those in use: those of other projects, and of what was here before."""
Notes = bytes | tuple["Notes", ...]
"""What is noted beside a digest."""


class Clean:
    """Digests of texts or files that were found clean, with notes; kept in a file of the cache, or in memory alone.

    One serves any number of runs: before each, `decided_by` says what clean depends on.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Read what earlier runs left in a file."""
        self._file = file
        self._now: dict[bytes, Notes] = {}
        self._before = _read(file) if file else {}
        self.seal = b""
        """A digest of what `decided_by` was last told."""

    def decided_by(self, values: Iterable[object]) -> None:
        """Say all that clean depends on beside the program; what was clean under others is unknown under these."""
        seal = blake2b(program.seal(), digest_size=_SIZE)
        for value in values:
            seal.update(repr(value).encode("utf-8", "surrogatepass") + b"\0")
        self.seal = seal.digest()

    def key(self, *parts: bytes) -> bytes:
        """Return the digest of what is searched."""
        return blake2b(b"\0".join((*parts, b"")), digest_size=_SIZE, key=self.seal).digest()

    def get(self, key: bytes) -> Notes | None:
        """Return what was noted of something that is clean, None where that is not known."""
        notes = self._now.get(key)
        if notes is None and (notes := self._before.get(key)) is not None:
            self._now[key] = notes
        return notes

    def add(self, key: bytes, notes: Notes = b"") -> None:
        """Remember one that is clean."""
        self._now[key] = notes

    def told(self) -> bytes:
        """Return what this run knows, for the process that this one was forked from."""
        return marshal.dumps(self._now)

    def take(self, told: bytes) -> None:
        """Add what another process has told."""
        self._now.update(marshal.loads(told))  # noqa: S302  # from a process forked from this one

    def keep(self) -> None:
        """Write down what is known, the newest first; what cannot be written is searched again, that is all."""
        if self._file is None or self._now.items() <= self._before.items():
            return
        most = max(_LEAST, _TIMES * len(self._now))
        known = [*self._now.items(), *(row for row in self._before.items() if row[0] not in self._now)][:most]
        self._before = dict(known)
        with suppress(OSError):
            keep(self._file, marshal.dumps(self._before))


def _read(file: Path) -> dict[bytes, Notes]:
    try:
        found = marshal.loads(kept(file) or b"")  # noqa: S302  # `kept` gives what this user's program wrote, nothing else
    except (EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}
