"""Looking at a file again only after it changed: a photo takes 30 ms, and a preview reads the project after each save.

Remembered in this process, and for the next one in the cache.
"""

from __future__ import annotations

import os
import pickle
import time
from contextlib import suppress
from functools import wraps
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.files import cache_folder, keep, kept
from generator.program import seal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.site import Media

    Look = Callable[[Path, str], Media]
    State = tuple[int, ...]

_SETTLED = 1_000_000_000
"""Nanoseconds after which times tell one state of a file from the next: clocks of disks are coarse, some count seconds."""


def once(look: Look) -> Look:
    """Return the same way to look at a file below content/, which remembers what it saw while the file is as it was."""
    known: dict[Path, tuple[State, Media]] = {}

    @wraps(look)
    def again(content: Path, name: str) -> Media:
        file = content / name
        try:
            state = file.lstat()
        except OSError:
            return look(content, name)
        place = _place(look.__module__, file)
        now = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_mode)
        if file not in known and (before := _kept(place)):
            known[file] = before
        if file in known and known[file][0] == now:
            return known[file][1]
        seen = look(content, name)
        if time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) > 2 * _SETTLED:
            known[file] = now, seen
            with suppress(OSError):
                keep(place, seal() + pickle.dumps((now, seen)))
        return seen

    return again


def _kept(place: Path) -> tuple[State, Media] | None:
    data = kept(place) or b""
    seen: tuple[State, Media] | None = None
    if data.startswith(seal()):
        seen = pickle.loads(data[len(seal()) :])  # noqa: S301  # `kept` gives only what this user's program wrote
    return seen


def _place(kind: str, file: Path) -> Path:
    name = f"{kind} {os.path.abspath(file)}".encode("utf-8", "surrogatepass")  # noqa: PTH100  # a link is told apart by its state
    return cache_folder() / "looks" / blake2b(name, digest_size=16).hexdigest()
