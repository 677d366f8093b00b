"""One process at a time: the lock of a file, which a killed process lets go of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
_FAR = 1 << 30
"""On Windows a locked byte cannot be read by others: one behind the end of any file is locked."""


@contextmanager
def locked(file: Path) -> Iterator[int]:
    """Hold a file's lock and give it open for reading and appending, made if need be; wait while another has it."""
    descriptor = os.open(file, _FLAGS, 0o644)
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
