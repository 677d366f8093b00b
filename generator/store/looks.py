"""Looking at a file again only after it changed: a photo takes 30 ms, and a preview reads the project after each save."""

from __future__ import annotations

import time
from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.site import Media

    Look = Callable[[Path, str], Media]

_SETTLED = 1_000_000_000
"""Nanoseconds after which times tell one state of a file from the next: clocks of disks are coarse, some count seconds."""


def once(look: Look) -> Look:
    """Return the same way to look at a file below content/, which remembers what it saw while the file is as it was."""
    known: dict[Path, tuple[tuple[int, ...], Media]] = {}

    @wraps(look)
    def again(content: Path, name: str) -> Media:
        file = content / name
        try:
            state = file.lstat()
        except OSError:
            return look(content, name)
        seal = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_mode)
        if file in known and known[file][0] == seal:
            return known[file][1]
        seen = look(content, name)
        if time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) > 2 * _SETTLED:
            known[file] = seal, seen
        return seen

    return again
