"""What stands in an output folder, to the inode: how a release is known without reading all of it again."""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.files import cache_folder, keep, kept

Stat = tuple[int, int, int, int]
"""Size, time of change, time of change of the inode, inode: no edit leaves all four, for no program sets the third."""
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Standing(NamedTuple):
    """The files of a folder by path (with `/`); and what else there is: links, and folders without files (with `/` at the end)."""

    files: dict[str, Stat]
    odd: list[str]


def standing(folder: Path) -> Standing:
    """Return what stands in a folder; without one, nothing. What systems leave in folders is passed over."""
    found = Standing({}, [])
    if folder.is_dir():
        _walk(str(folder), "", found)
    return found


def _walk(folder: str, path: str, found: Standing) -> None:
    """Add a folder's files. With `os` and strings: ten thousand `Path` would take ten times as long."""
    before = len(found.files)
    with os.scandir(folder) as items:
        for item in items:
            if item.name in LEFT_BY_SYSTEMS:
                continue
            if item.is_symlink():
                found.odd.append(path + item.name)
            elif item.is_dir():
                _walk(item.path, f"{path}{item.name}/", found)
            else:
                told = item.stat()
                found.files[path + item.name] = (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
    if path and len(found.files) == before:
        found.odd.append(path)


def remember(out: Path, sums: Mapping[str, tuple[str, int]], before: Mapping[str, Stat]) -> None:
    """Remember of a folder just written which file has which digest, as long as its inode stays as it is.

    `before` are the files that were taken over as they stood: one that somebody has edited since is not remembered.
    """
    files = standing(out).files
    same = (path for path in sums.keys() & files.keys() if path not in before or before[path][:2] == files[path][:2])
    keep(_file(out), marshal.dumps({path: (sums[path][0], files[path]) for path in same}))


def recall(out: Path, now: Standing) -> dict[str, str]:
    """Return the digests of the files that stand as they were left; of others nothing is known."""
    try:
        known = marshal.loads(kept(_file(out)) or b"")  # noqa: S302  # `kept` gives only what this user's program wrote
    except (EOFError, ValueError, TypeError):
        return {}
    files = now.files
    return {path: digest for path, (digest, told) in known.items() if files.get(path) == told}


def _file(out: Path) -> Path:
    place = blake2b(os.path.normcase(out).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return cache_folder() / "standing" / place
