"""Files that several processes share: a lock, which a killed process lets go of, and writing whole or not at all."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from hashlib import blake2b
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TYPE_CHECKING = False  # `typing` itself takes as long to load as a thousand files to be looked at
if TYPE_CHECKING:
    from typing import Literal

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


def cache_folder() -> Path:
    """Return the user's folder of derived files, shared by all projects; deleting it costs time, never content.

    Not inside the project: that one may come from somebody else, and what is cached ends up on pages.
    """
    if _uncached.get():
        return _passing()
    folder = user_folder("cache")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # a home that cannot be written to: build all the same, without remembering
        return _passing()
    return folder


@contextmanager
def uncached() -> Iterator[None]:
    """Do without what earlier runs left: derived files lie in an empty folder that soon is gone."""
    token = _uncached.set(True)
    try:
        yield
    finally:
        _uncached.reset(token)
        _passing.cache_clear()


_uncached = ContextVar("uncached", default=False)


@cache
def _passing() -> Path:
    """Return a folder that is gone when this process ends."""
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="streetlight-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def user_folder(kind: Literal["cache", "config", "data"]) -> Path:
    """Return the user's own folder of Streetlight for what is derived, for keys, and for what is remembered.

    It need not be there. On Linux as platformdirs has it, which takes longer to load than a build with nothing to do.
    """
    if sys.platform == "linux":
        base = os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
        home = {"cache": "~/.cache", "config": "~/.config", "data": "~/.local/share"}[kind]
        return Path(base or os.path.expanduser(home), "streetlight")  # noqa: PTH111  # `Path` raises without a home
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("streetlight", appauthor=False))


def keep(file: Path, data: bytes) -> None:
    """Write bytes behind a code that only this user of this computer can make."""
    write_whole(file, _code(data) + data)


def kept(file: Path) -> bytes | None:
    """Return what this user's Streetlight kept on this computer; what is torn, spoilt or came from elsewhere is missing.

    So what was kept may be code or pickled: who could forge it can already run programs as this user.
    """
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    data = raw[_DIGEST:]
    return data if raw[:_DIGEST] == _code(data) else None


def _code(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST, key=_secret()).digest()


@cache
def _secret() -> bytes:
    """Return this user's secret, made on first use; it lies apart from the cache, which may be copied or shared.

    Where it cannot be kept, one for this process alone: then nothing is remembered.
    """
    file = user_folder("data") / "cache.key"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as made:
            made.write(os.urandom(_DIGEST))
    with suppress(OSError):
        found = file.read_bytes()
        if len(found) == _DIGEST:  # not half written by another process at this moment
            return found
    return os.urandom(_DIGEST)
