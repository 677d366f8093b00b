"""Beside: what installing derives from the shipped theme, in the folder where Python keeps our modules compiled.

It is trusted like them: who can write there can change the program itself. Its name tells all that it hangs on, so that
what was derived from something else is not found; a run then derives it for itself.
"""

from __future__ import annotations

from importlib.util import cache_from_source
from pathlib import Path

from generator.files import write_whole

FOLDER = Path(cache_from_source(__file__)).parent


def beside(name: str, key: str) -> Path:
    """Return where a thing of this name lies that hangs on what `key` is a digest of."""
    return FOLDER / f"{name}-{key[:32]}"


def put_beside(name: str, key: str, data: bytes) -> None:
    """Put a thing there, in place of former ones of its name."""
    for former in FOLDER.glob(f"{name}-*"):
        former.unlink()
    write_whole(beside(name, key), data)
