"""Write a release: a fresh folder beside the old one, the manifest last, then one switch.

Files come one by one and are not held; what the old release has already is linked, not written again. The old release
serves until the switch; a crash at any moment leaves it, or the new one, whole.
"""

from __future__ import annotations

import datetime as dt
import glob
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from generator.files import only_one
from generator.forked import in_two
from generator.publish.book import Book
from generator.publish.manifest import MANIFEST, Manifest, read_manifest
from generator.publish.switch import switch
from generator.site import Artifact
from generator.standing import Standing, as_left, recall, remember, standing

_MARK = "streetlight-staging"
_FRESH = "release"
_ASIDE = "old"
_LINKS = 1000
"""Files of one job."""

Told = tuple[dict[str, tuple[str, int]], set[str]]
"""What another process put: the digest and size of every file, and the paths it wrote."""


class NotARelease(Exception):  # noqa: N818  # it is a verdict on the user's folder, not a fault of ours
    """The output folder holds something that Streetlight did not make; `stray` names it. Nothing was touched."""

    def __init__(self, stray: Path) -> None:
        """Remember what would have been lost."""
        super().__init__(str(stray))
        self.stray = stray


def publish(artifacts: Iterable[Artifact], out: Path, date: dt.date, book: Book | None = None) -> tuple[Manifest, bool]:
    """Make `out` the release of these artifacts; return its manifest and whether anything had to be written.

    Raises as `staged` and `Staging.release` do.
    """
    with staged(out) as staging:
        for artifact in artifacts:
            staging.put(artifact)
        return staging.release(date, book)


@contextmanager
def staged(out: Path) -> Iterator[Staging]:
    """Open a release into `out`; left without `release()`, nothing has changed. A link is followed and stays.

    Raises `NotARelease` before touching anything when `out` holds what no manifest names. Two publishers of the same
    folder wait for each other.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    with only_one(out):
        _sweep(out)
        found, manifest = standing(out), read_manifest(out) if out.is_dir() else None
        _refuse_strays(out, found, manifest)
        staging = Staging(out, found)
        try:
            yield staging
        finally:
            staging.close()


class Staging:
    """A release in the making."""

    def __init__(self, out: Path, found: Standing) -> None:
        """Begin one to replace what was `found` in `out`."""
        self.name = str(out)
        self._out, self._found = out, found
        self._known = recall(out, found)
        self._box = Path(tempfile.mkdtemp(prefix=_staging(out), dir=out.parent))
        (self._box / _MARK).touch()
        (self._box / _FRESH).mkdir()
        self._fresh = f"{self._box / _FRESH}{os.sep}"
        self._folders = {""}
        self._files: dict[str, tuple[str, int]] = {}
        self._written: set[str] = set()

    def put(self, artifact: Artifact) -> None:
        """Add a file."""
        path, digest = artifact.path, artifact.sha256
        if path in self._files:
            raise ValueError(f"two artifacts share a path: {path}")
        self._files[path] = digest, artifact.size
        if not self.stands(path, digest) and not self._stands(path, digest, artifact.data):
            self._write(path, artifact.data)
            self._written.add(path)

    def stands(self, path: str, digest: str) -> bool:
        """Tell whether a file with this sha256 is known to be in the old release, untouched since it was written."""
        return self._known.get(path) == digest

    def keep(self, path: str, digest: str, size: int) -> None:
        """Take over a file that stands."""
        self._files[path] = digest, size

    def all(self) -> Iterator[Artifact]:
        """Yield all files again, from the disk."""
        for path in self._files:
            folder = self._box / _FRESH if path in self._written else self._out
            yield Artifact(path, (folder / path).read_bytes())

    def told(self) -> Told:
        """Return what was put, for the process that this one was forked from."""
        return self._files, self._written

    def take(self, told: Told) -> None:
        """Add what another process has put into this same release."""
        files, written = told
        if twice := self._files.keys() & files.keys():
            raise ValueError(f"two artifacts share a path: {min(twice)}")
        self._files |= files
        self._written |= written

    def release(self, date: dt.date, book: Book | None = None) -> tuple[Manifest, bool]:
        """Make `out` what was put; return its manifest and whether anything had to be written.

        It is logged in the `book` before it goes live, unless it already is the newest one there. Raises `LogDamaged`
        before the old release is touched.
        """
        if len({path.casefold() for path in self._files}) < len(self._files):
            raise ValueError("two artifacts share a path on systems that do not tell A from a")
        manifest = Manifest.of(self._files, date)
        said = manifest.to_json()
        same = not self._written and self._found.files.keys() == self._files.keys() | {MANIFEST}
        if same and self._stands(MANIFEST, manifest.digest, said):
            if book and not book.is_newest(manifest):
                book.enter(manifest)
        else:
            same = False
            self._take_over(sorted(self._files.keys() - self._written))
            self._finish(said)
            if book:
                book.enter(manifest)
            switch(self._box / _FRESH, self._out, self._box / _ASIDE)
        self.close()  # before the rest: a link that goes changes the time of its file
        if not same or not as_left(self._out):
            fresh = self._written | {MANIFEST}
            taken = {path: told for path, told in self._found.files.items() if path not in fresh}
            remember(self._out, self._files | {MANIFEST: (manifest.digest, len(said))}, taken)
        return manifest, not same

    def close(self) -> None:
        """Remove the staging folder with whatever it holds."""
        if self._box.is_dir():
            _discard(self._box)

    def _stands(self, path: str, digest: str, data: bytes) -> bool:
        """Tell whether a file is in the old release byte for byte: known to be, or read, for it may have been edited."""
        if path in self._known:
            return self.stands(path, digest)
        told = self._found.files.get(path)
        return told is not None and told[0] == len(data) and (self._out / path).read_bytes() == data

    def _write(self, path: str, data: bytes) -> None:
        self._make_folder(path)
        with open(self._fresh + path, "xb", buffering=0) as file:  # noqa: PTH123  # ten thousand `Path` cost a tenth of a second
            file.write(data)

    def _take_over(self, paths: list[str]) -> None:
        """Link what stands, in two processes: of 14,000 files that takes as long as all else that a small change asks."""
        for path in paths:
            self._make_folder(path)
        many = range(0, len(paths), _LINKS)
        in_two([partial(self._link, paths[start : start + _LINKS]) for start in many], lambda: None)

    def _link(self, paths: list[str]) -> None:
        old = os.path.join(self._out, "")  # noqa: PTH118
        for path in paths:
            try:
                os.link(old + path, self._fresh + path)
            except OSError:  # a disk without links
                shutil.copy2(old + path, self._fresh + path)

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(self._fresh + folder, exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)

    def _finish(self, manifest: bytes) -> None:
        """Write the manifest, which says that all is there."""
        unfinished = Path(f"{self._fresh}{MANIFEST}.new")
        with unfinished.open("wb") as file:
            file.write(manifest)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._fresh + MANIFEST)


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


def _refuse_strays(out: Path, found: Standing, manifest: Manifest | None) -> None:
    if out.exists() and not out.is_dir():
        raise NotARelease(out)
    ours = manifest.files.keys() | {MANIFEST} if manifest else set()
    odd = (item for item in found.odd if not item.endswith("/") or not any(path.startswith(item) for path in ours))
    if strays := sorted({*odd, *(found.files.keys() - ours)}):
        raise NotARelease(out / strays[0])
