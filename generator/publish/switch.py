"""Put a finished folder in the place of another, in one step where the system has one."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def switch(fresh: Path, out: Path, aside: Path) -> None:
    """Make `fresh` be `out`. What was at `out` is at `fresh` or at `aside` afterwards.

    On Linux the two are exchanged in one step (renameat2). Elsewhere the old one is moved aside first, so that a
    crash between the two renames leaves it there.
    """
    if not out.exists():
        fresh.replace(out)
    elif not _exchange(fresh, out):
        out.replace(aside)
        fresh.replace(out)


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return int(result) == 0
