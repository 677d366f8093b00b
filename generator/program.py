"""What the program is made of: what was derived by another program, or another edition of a library, counts for nothing."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).parent
THEME = next(p for p in (_PACKAGE / "theme", _PACKAGE.parent / "theme") if p.is_dir() or p.parent == _PACKAGE.parent)
"""The shipped theme: inside the installed package, or beside it in the repository."""


@cache
def seal() -> bytes:
    """Return a digest (16 bytes) of Python's version, the names of the installed libraries, and our own files.

    Of our files it takes path, size and times, not the bytes: reading 2 MB would cost more than it spares. Whoever
    changes a file changes its time of change, which no program can set.
    """
    lines = (sys.version, *_libraries(), *sorted(_files(str(_PACKAGE))), *sorted(_files(str(THEME))))
    return blake2b("\n".join(lines).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _libraries() -> list[str]:
    """Return the names of installed libraries, which hold their versions, from where ours were installed."""
    folders = {folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))}
    names = (name for folder in folders if os.path.isdir(folder) for name in os.listdir(folder))  # noqa: PTH112, PTH208  # 5x faster
    return sorted(name for name in names if name.endswith(".dist-info"))


def _files(folder: str) -> list[str]:
    found = []
    for item in os.scandir(folder):
        if item.is_dir():
            found += _files(item.path) if item.name != "__pycache__" else []
        else:
            told = item.stat()
            found.append(f"{item.path} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}")
    return found
