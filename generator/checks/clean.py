"""What was found clean: it is not searched again until it, a rule or a setting changes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from generator.files import keep, kept

_SIZE = 32  # bytes of a digest
_MOST = 200_000  # digests kept: those of several projects, and of texts and files as they were before
_PACKAGE = Path(__file__).parents[1]


class Clean:
    """Digests of texts or files that were found clean, in a file of the cache; without a cache nothing is known."""

    def __init__(self, file: Path | None, decides: Iterable[object]) -> None:
        """Read what earlier runs left; `decides` is all, beside the program, that clean depends on."""
        self._file = file
        self._now: dict[bytes, None] = {}
        self._before = dict.fromkeys(_read(file)) if file else {}
        seal = blake2b(program() if file else b"", digest_size=_SIZE)
        for value in decides if file else ():
            seal.update(repr(value).encode("utf-8", "surrogatepass") + b"\0")
        self._seal = seal.digest()

    def key(self, *parts: bytes) -> bytes:
        """Return the digest of what is searched."""
        digest = blake2b(digest_size=_SIZE, key=self._seal)
        for part in parts:
            digest.update(part)
            digest.update(b"\0")
        return digest.digest()

    def __contains__(self, key: bytes) -> bool:
        if key in self._before:
            self._now[key] = None
        return key in self._now

    def add(self, key: bytes) -> None:
        """Remember one that is clean."""
        self._now[key] = None

    def keep(self) -> None:
        """Write down what is known, the newest first; what cannot be written is searched again, that is all."""
        if self._file is None or self._now.keys() <= self._before.keys():
            return
        body = b"".join([*self._now, *(d for d in self._before if d not in self._now)][:_MOST])
        with suppress(OSError):
            keep(self._file, body)


def _read(file: Path) -> list[bytes]:
    body = kept(file) or b""
    return [body[i : i + _SIZE] for i in range(0, len(body), _SIZE)]


@cache
def program() -> bytes:
    """Return a digest of the code that decides what is clean: with another rule all is looked at anew."""
    seal = blake2b(sys.version.encode(), digest_size=_SIZE)
    for room in ("checks", "collections", "schema", "settings", "site"):
        for file in sorted((_PACKAGE / room).rglob("*")):
            if file.suffix in {".py", ".yml"} and "examples" not in file.parts:
                seal.update(file.read_bytes())
    return seal.digest()
