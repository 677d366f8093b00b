"""What stands in an output folder, to the inode: how a release is known without reading all of it again."""

from __future__ import annotations

import marshal
import os
from collections.abc import Container, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path

from generator.files import cache_folder, keep, kept
from generator.forked import in_two

Stat = tuple[int, int, int, int]
"""Size, time of change, time of change of the inode, inode: no edit leaves all four, for no program sets the third."""
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


_BY_NUMBER = os.scandir in os.supports_fd
"""Whether an open folder can be walked: then no file's whole path is looked up again, a fifth of the time."""


class Standing:
    """The files of a folder by path (with `/`); and what else there is: links, and folders without files (with `/` at the end)."""

    __slots__ = ("files", "odd")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.files: dict[str, Stat] = {}
        self.odd: list[str] = []


def standing(folder: Path) -> Standing:
    """Return what stands in a folder; without one, nothing. What systems leave in folders is passed over."""
    found = Standing()
    if folder.is_dir():
        _walk(_opened(str(folder)), "", found)
    return found


def _opened(folder: str) -> int | str:
    return os.open(folder, os.O_RDONLY) if _BY_NUMBER else folder


def _walk(folder: int | str, path: str, found: Standing, passed: Container[str] = LEFT_BY_SYSTEMS) -> None:
    """Add a folder's files. With `os` and strings: ten thousand `Path` would take ten times as long."""
    before = len(found.files)
    with os.scandir(folder) as items:
        for item in items:
            name = item.name
            if name in passed:
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
    keep(_state_file(out), _together(_parts(now)) if len(known) == len(files) else b"")


def as_left(out: Path) -> bytes:
    """Return what `state` was when the folder was written; nothing when that is not known, or not all was ours."""
    return kept(_state_file(out)) or b""


def state(folder: Path) -> bytes:
    """Return a digest of all that stands in a folder: another one as soon as anything of it changes, or is odd.

    Two processes go through it: for a build with nothing to do that is most of the work. Without a folder it is empty.
    """
    if not folder.is_dir():
        return b""
    with os.scandir(folder) as items:
        names = [item.name for item in items if item.is_dir(follow_symlinks=False)]
    top, parts = Standing(), dict[str, bytes]()
    _walk(_opened(str(folder)), "", top, LEFT_BY_SYSTEMS.union(names))

    def look(name: str) -> None:
        found = Standing()
        _walk(_opened(str(folder / name)), f"{name}/", found)
        parts.update(_parts(found))

    told = in_two([partial(look, name) for name in names], lambda: parts)
    return _together(_parts(top) | parts | (told or {}))


def _parts(found: Standing) -> dict[str, bytes]:
    """Return a digest of what stands in each folder of the first level; of odd things one that never comes again."""
    folders: dict[str, dict[str, Stat]] = {}
    for path, told in found.files.items():
        folders.setdefault(path[: path.find("/") + 1], {})[path] = told
    # Edition 2 of marshal: from 3 on bytes hang on who else holds an object.
    parts = {name: blake2b(marshal.dumps(files, 2), digest_size=16).digest() for name, files in folders.items()}
    return parts | {path: os.urandom(16) for path in found.odd}


def _together(parts: Mapping[str, bytes]) -> bytes:
    return blake2b(repr(sorted(parts.items())).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def recall(out: Path, now: Standing) -> dict[str, str]:
    """Return the digests of the files that stand as they were left; of others nothing is known."""
    try:
        known = marshal.loads(kept(_file(out)) or b"")  # noqa: S302  # `kept` gives only what this user's program wrote
    except (EOFError, ValueError, TypeError):
        return {}
    files = now.files
    return {path: digest for path, (digest, told) in known.items() if files.get(path) == told}


def _state_file(out: Path) -> Path:
    return _file(out).with_suffix(".state")


def _file(out: Path) -> Path:
    place = blake2b(os.path.normcase(out).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return cache_folder() / "standing" / place
