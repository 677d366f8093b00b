"""Write a release: a fresh folder beside the old one, the manifest last, then one switch.

The old release serves until the switch; a crash at any moment leaves it, or the new one, whole.
"""

from __future__ import annotations

import datetime as dt
import glob
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.files import only_one
from generator.publish.book import Book
from generator.publish.manifest import MANIFEST, Manifest, read_manifest
from generator.publish.switch import switch
from generator.site import Artifact

_MARK = "streetlight-staging"
_FRESH = "release"
_ASIDE = "old"
_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}


class NotARelease(Exception):  # noqa: N818  # it is a verdict on the user's folder, not a fault of ours
    """The output folder holds something that Streetlight did not make; `stray` names it. Nothing was touched."""

    def __init__(self, stray: Path) -> None:
        """Remember what would have been lost."""
        super().__init__(str(stray))
        self.stray = stray


def publish(artifacts: Sequence[Artifact], out: Path, date: dt.date, book: Book | None = None) -> tuple[Manifest, bool]:
    """Make `out` the release of these artifacts; return its manifest and whether anything had to be written.

    It is logged in the `book` before it goes live, unless it already is the newest one there. A link is followed and
    stays. Raises `NotARelease` before touching anything when `out` holds what no manifest names, `LogDamaged` before
    the old release is touched. Two publishers of the same folder wait for each other.
    """
    twice = [p for p, n in Counter(a.path.casefold() for a in artifacts).items() if n > 1]
    if twice:
        raise ValueError(f"two artifacts share a path: {twice[0]}")
    out = out.resolve()
    manifest = Manifest.of(artifacts, date)
    out.parent.mkdir(parents=True, exist_ok=True)
    with only_one(out):
        _sweep(out)
        _refuse_strays(out)
        if all(_is_current(out, a) for a in (*artifacts, Artifact(MANIFEST, manifest.to_json()))):
            if book and not book.is_newest(manifest):
                book.enter(manifest)
            return manifest, False
        box = Path(tempfile.mkdtemp(prefix=_staging(out), dir=out.parent))
        (box / _MARK).touch()
        _write(artifacts, manifest, box / _FRESH)
        if book:
            book.enter(manifest)
        switch(box / _FRESH, out, box / _ASIDE)
        _discard(box)
    return manifest, True


def _write(artifacts: Sequence[Artifact], manifest: Manifest, fresh: Path) -> None:
    for folder in sorted({fresh / Path(a.path).parent for a in artifacts} | {fresh}):
        folder.mkdir(parents=True, exist_ok=True)
    for artifact in artifacts:
        (fresh / artifact.path).write_bytes(artifact.data)
    unfinished = fresh / f"{MANIFEST}.new"
    with unfinished.open("wb") as file:
        file.write(manifest.to_json())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(fresh / MANIFEST)


def _is_current(out: Path, artifact: Artifact) -> bool:
    """Tell whether a file is on disk byte for byte; equal size is not enough, somebody may have edited it."""
    try:
        return (out / artifact.path).read_bytes() == artifact.data
    except OSError:
        return False


def _staging(out: Path) -> str:
    return f".{out.name}-staging-"


def _sweep(out: Path) -> None:
    """Remove what a killed build left; the lock says that no other build is at work on it.

    Where the system has no exchange, a crash between the two renames left the old release inside the box.
    """
    for left in sorted(out.parent.glob(f"{glob.escape(_staging(out))}*")):
        if left.is_symlink() or not left.is_dir():
            continue
        if (left / _MARK).is_file():
            if not out.exists() and read_manifest(left / _ASIDE):
                (left / _ASIDE).replace(out)
            _discard(left)
        elif not any(left.iterdir()):  # killed before the mark was set, or after it was removed
            left.rmdir()


def _discard(box: Path) -> None:
    """Remove a staging folder, its mark last: killed half-way, it is still known as ours."""
    for item in box.iterdir():
        if item.name != _MARK:
            shutil.rmtree(item)
    shutil.rmtree(box)


def _refuse_strays(out: Path) -> None:
    if not out.exists():
        return
    manifest = read_manifest(out) if out.is_dir() else None
    ours = {out / p for p in manifest.files} | {out / MANIFEST} if manifest else set()
    folders = {folder for file in ours for folder in file.parents}
    if not out.is_dir():
        raise NotARelease(out)
    for item in sorted(out.rglob("*")):
        known = item in folders if item.is_dir() and not item.is_symlink() else item in ours and not item.is_symlink()
        if not known and item.name not in _LEFT_BY_SYSTEMS:
            raise NotARelease(item)
