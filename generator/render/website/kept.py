"""Derived data kept between builds: whole or not at all.

A file begins with the digest of what follows. One that is torn or spoilt counts as missing and is made anew. That does
not make it trustworthy, so nothing here is ever executed: JSON in, JSON out.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from generator.render.subset import write_whole

_DIGEST = 64


def remembered(file: Path) -> Any:  # noqa: ANN401 (any JSON)
    """Return what was kept, or None."""
    try:
        raw = file.read_bytes()
        digest, data = raw[:_DIGEST], raw[_DIGEST:]
        return json.loads(data) if digest == _digest(data) else None
    except (OSError, ValueError):
        return None


def keep(file: Path, value: object) -> None:
    """Keep a value that JSON can say; a reader never sees half a file."""
    data = json.dumps(value, ensure_ascii=False).encode()
    write_whole(file, _digest(data) + data)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
