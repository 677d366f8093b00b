"""Files that several processes share: a lock, which a killed process lets go of, and writing whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
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
_DIGEST = 32


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


@contextmanager
def only_one(out: Path) -> Iterator[None]:
    """Hold the lock of an output folder, or of a file that is replaced; wait while another process has it."""
    with locked(out.parent / f".{out.name}.lock"):
        yield


def write_whole(path: Path, data: bytes) -> None:
    """Write under a name of its own, then move: a reader never sees half a file, and nothing is left where that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{os.getpid()}-{threading.get_ident()}.new")
    try:
        new.write_bytes(data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def keep(file: Path, data: bytes) -> None:
    """Write bytes behind their digest."""
    write_whole(file, hashlib.sha256(data).digest() + data)


def kept(file: Path) -> bytes | None:
    """Return what was kept; what is torn, spoilt or not ours counts as missing. That does not make it trustworthy."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    data = raw[_DIGEST:]
    return data if raw[:_DIGEST] == hashlib.sha256(data).digest() else None
