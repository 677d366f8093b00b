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


_BY_NUMBER = os.scandir in os.supports_fd
"""Whether an open folder can be walked: then no file's whole path is looked up again, a fifth of the time."""


class Standing(NamedTuple):
    """The files of a folder by path (with `/`); and what else there is: links, and folders without files (with `/` at the end)."""

    files: dict[str, Stat]
    odd: list[str]


def standing(folder: Path) -> Standing:
    """Return what stands in a folder; without one, nothing. What systems leave in folders is passed over."""
    found = Standing({}, [])
    if folder.is_dir():
        _walk(os.open(folder, os.O_RDONLY) if _BY_NUMBER else str(folder), "", found)
    return found


def _walk(folder: int | str, path: str, found: Standing) -> None:
    """Add a folder's files. With `os` and strings: ten thousand `Path` would take ten times as long."""
    before = len(found.files)
    with os.scandir(folder) as items:
        for item in items:
            name = item.name
            if name in LEFT_BY_SYSTEMS:
                continue
            if item.is_symlink():
                found.odd.append(path + name)
            elif item.is_dir():
                below = os.open(name, os.O_RDONLY, dir_fd=folder) if isinstance(folder, int) else item.path
                _walk(below, f"{path}{name}/", found)
            else:
                told = item.stat()
                found.files[path + name] = (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
    if isinstance(folder, int):
        os.close(folder)
    if path and len(found.files) == before:
        found.odd.append(path)


def remember(out: Path, sums: Mapping[str, tuple[str, int]], before: Mapping[str, Stat]) -> None:
    """Remember of a folder just written which file has which digest, as long as its inode stays as it is.

    `before` are the files that were taken over as they stood: one that somebody has edited since is not remembered.
    """
    now = standing(out)
    files = now.files
    same = (path for path in sums.keys() & files.keys() if path not in before or before[path][:2] == files[path][:2])
    known = {path: (sums[path][0], files[path]) for path in same}
    keep(_file(out), marshal.dumps(known))
    keep(_file(out).with_suffix(".whole"), whole(now) if len(known) == len(files) else b"")


def whole(now: Standing) -> bytes:
    """Return a digest of all that stands, another one as soon as anything of it changes; nothing where something is odd."""
    # Edition 2 of marshal: from 3 on bytes hang on who else holds an object.
    return b"" if now.odd else blake2b(marshal.dumps(now.files, 2), digest_size=16).digest()


def as_left(out: Path) -> bytes:
    """Return what `whole` was when the folder was written; nothing when that is not known, or not all was ours."""
    return kept(_file(out).with_suffix(".whole")) or b""


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
