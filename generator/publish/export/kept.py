"""Drawn and encoded bytes, kept between exports by the digest of what they are made of.

Every picture bears the day in its corner, so each day brings new ones: what was not asked for in a month goes.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.files import keep, kept

RECIPE = "1"
"""Part of each key: raise it when the way of drawing or encoding changes, else old bytes live on."""
MONTH = 30 * 24 * 3600


def key(*parts: object) -> str:
    """Return the digest of what something is made of."""
    digests = (hashlib.sha256(p if isinstance(p, bytes) else str(p).encode()).digest() for p in (RECIPE, *parts))
    return hashlib.sha256(b"".join(digests)).hexdigest()


@dataclass(frozen=True)
class Kept:
    """A folder of such bytes. A file begins with the digest of what follows: one that is torn counts as missing."""

    folder: Path

    def read(self, name: str, edition: str = "") -> bytes | None:
        """Return what was kept under a name and made by this edition of a program; by any one when it is empty."""
        if edition:
            return _whole(self.folder / f"{name}-{edition}")
        return next((data for file in sorted(self.folder.glob(f"{name}*")) if (data := _whole(file))), None)

    def write(self, name: str, data: bytes, edition: str = "") -> bytes:
        """Keep bytes, and return them."""
        keep(self.folder / f"{name}-{edition}", data)
        return data

    def sweep(self) -> None:
        """Remove what nobody asked for in a month."""
        for file in self.folder.glob("*"):
            with suppress(FileNotFoundError):  # another export was faster
                if time.time() - file.stat().st_mtime > MONTH:
                    file.unlink()


def _whole(file: Path) -> bytes | None:
    with suppress(OSError):
        os.utime(file)
    return kept(file)
