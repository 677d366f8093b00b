"""Delivery: files into a folder, often on a stick: whole files only, the page last, and nothing that is not ours.

The list of sums says which files are ours. It is written first with the old names and the new, and at the end with
the new: pulled out at any moment, a stick holds no half of a file, and the next delivery knows what to replace.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.publish.manifest import sums_text
from generator.publish.release import NotARelease

SUMS = "sums.txt"
_NEW = ".streetlight-new"
_PAGE = "index.html"
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", "system volume information", "$recycle.bin", "lost.dir", "android"}
"""And whatever begins with a dot: a stick is never empty."""


def expect_ours(target: Path, *, file: bool) -> None:
    """Raise NotARelease where a delivery would be refused: to be asked before long work."""
    if file and target.exists() and not _is_video(target):
        raise NotARelease(target)
    if not file:
        _refuse_strays(target, {*_listed(target), SUMS})


def deliver(files: Mapping[str, bytes], folder: Path) -> int:
    """Make a folder hold these files (path → bytes); return how many had to be written.

    Raises NotARelease before touching anything when the folder holds what no list of ours names.
    """
    old = _listed(folder)
    _refuse_strays(folder, {*old, SUMS})
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    changed = {name: data for name, data in files.items() if not _is_current(folder / name, data)}
    gone = old.keys() - files.keys()
    if not changed and not gone and old == sums:
        return 0
    new = folder / _NEW
    if new.is_symlink():
        raise NotARelease(new)
    shutil.rmtree(new, ignore_errors=True)
    for name, data in changed.items():
        _write(new / name, data)
    _replace_list(folder, {**old, **sums})
    for name in sorted(changed, key=lambda name: (Path(name).name == _PAGE, name)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).replace(folder / name)
    for name in sorted(gone):
        (folder / name).unlink(missing_ok=True)
    _replace_list(folder, sums)
    shutil.rmtree(new, ignore_errors=True)
    return len(changed)


def write_video(file: Path, data: bytes) -> bool:
    """Make a file hold a video; tell whether it had to be written. Raises NotARelease when what is there is no video."""
    if file.exists() and not _is_video(file):
        raise NotARelease(file)
    return write_file(file, data)


def write_file(file: Path, data: bytes) -> bool:
    """Make a file hold these bytes, never a part of them; tell whether it had to be written."""
    if _is_current(file, data):
        return False
    new = file.with_name(f".{file.name}.new")
    _write(new, data)
    new.replace(file)
    return True


def _replace_list(folder: Path, sums: Mapping[str, str]) -> None:
    write_file(folder / SUMS, sums_text(sums))


def _listed(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in pairs if name and _lies_in(folder, name)}


def _lies_in(folder: Path, name: str) -> bool:
    """Tell whether a name is of a file below the folder, with no link on the way out of it."""
    return ".." not in name and (folder / name).parent.resolve().is_relative_to(folder.resolve())


def _refuse_strays(folder: Path, ours: set[str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotARelease(folder)
    for item in _found(folder):
        if item.is_symlink() or item.relative_to(folder).as_posix() not in ours:
            raise NotARelease(item)


def _found(folder: Path) -> Iterator[Path]:
    """Yield every file that people may have put there."""
    for item in sorted(folder.iterdir()) if folder.is_dir() else ():
        if item.name.startswith(".") or item.name.lower() in _LEFT_BY_SYSTEMS:
            continue
        if item.is_dir() and not item.is_symlink():
            yield from _found(item)
        else:
            yield item


def _is_current(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def _is_video(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as head:
        return head.read(8)[4:] == b"ftyp"


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # a link of this name would be followed
    with file.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
