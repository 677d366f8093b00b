"""What was read and found clean: not read again while neither the bytes nor what is looked for have changed."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from generator.checks.clean import program
from generator.checks.gate.sought import Sought

_MOST = 200_000
"""So many digests are kept; of more, those of this run alone."""
_DIGEST = 32


class Known:
    """The digests of clean files, kept in a file of the cache; without a cache nothing is known."""

    def __init__(self, folder: Path | None, sought: Sought) -> None:
        """Read what earlier runs left."""
        self._file = folder / "gate" / "clean" if folder else None
        self._base = hashlib.sha256(
            program() + repr(sorted(sought.allowed)).encode() + repr(sorted(sought.names)).encode()
        ).digest()
        self._before: frozenset[bytes] = frozenset()
        self._now: set[bytes] = set()
        with suppress(OSError):
            data = self._file.read_bytes() if self._file else b""
            self._before = frozenset(data[i : i + _DIGEST] for i in range(0, len(data), _DIGEST))

    def key(self, ending: str, data: bytes) -> bytes:
        """Return the digest of a file as one kind of file."""
        return hashlib.sha256(self._base + ending.encode() + b"\0" + data).digest()

    def __contains__(self, key: bytes) -> bool:
        if key in self._before:
            self._now.add(key)
        return key in self._now

    def add(self, key: bytes) -> None:
        """Remember a clean file."""
        self._now.add(key)

    def keep(self) -> None:
        """Write down what is known; a cache that cannot be written costs time, nothing else."""
        if self._file is None or self._now <= self._before:
            return
        both = self._before | self._now
        kept = self._now if len(both) > _MOST else both
        new = self._file.with_name("clean.new")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(b"".join(sorted(kept)))
            new.replace(self._file)
