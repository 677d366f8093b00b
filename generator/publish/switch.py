"""Put a finished folder in the place of another, in one step where the system has one."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

ASIDE = "-old"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def switch(fresh: Path, out: Path) -> Path | None:
    """Make `fresh` be `out`; return where the old folder is now, or None when there was none.

    On Linux the two are exchanged in one step (renameat2). Elsewhere the old one is moved aside first, so that a
    crash between the two renames leaves it under its other name.
    """
    if not out.exists():
        fresh.replace(out)
        return None
    if _exchange(fresh, out):
        return fresh
    aside = fresh.with_name(fresh.name + ASIDE)
    out.replace(aside)
    fresh.replace(out)
    return aside


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return int(result) == 0
