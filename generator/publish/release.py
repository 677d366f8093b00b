"""Write a release: a fresh folder beside the old one, the manifest last, then one switch.

The old release serves until the switch; a crash at any moment leaves it, or the new one, whole.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.publish.lock import only_one
from generator.publish.manifest import MANIFEST, Manifest, read_manifest
from generator.publish.switch import ASIDE, switch
from generator.site import Artifact

_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}


class NotARelease(Exception):  # noqa: N818  # it is a verdict on the user's folder, not a fault of ours
    """The output folder holds files that Streetlight did not make; `stray` names one. Nothing was touched."""

    def __init__(self, stray: Path) -> None:
        """Remember the file that would have been lost."""
        super().__init__(str(stray))
        self.stray = stray


def publish(artifacts: Sequence[Artifact], out: Path, date: dt.date) -> tuple[Manifest, bool]:
    """Make `out` the release of these artifacts; return its manifest and whether anything had to be written.

    Raises `NotARelease` before touching anything when `out` holds files that are not of a release. Two publishers
    of the same folder wait for each other.
    """
    manifest = Manifest.of(artifacts, date)
    out.parent.mkdir(parents=True, exist_ok=True)
    with only_one(out):
        _sweep(out)
        _refuse_strays(out)
        if _is_current(out, manifest):
            return manifest, False
        staging = Path(tempfile.mkdtemp(prefix=_staging(out), dir=out.parent))
        _write(artifacts, manifest, staging)
        old = switch(staging, out)
        if old is not None:
            shutil.rmtree(old)
    return manifest, True


def _write(artifacts: Sequence[Artifact], manifest: Manifest, staging: Path) -> None:
    staging.chmod(0o755)
    for folder in sorted({str(Path(a.path).parent) for a in artifacts}):
        (staging / folder).mkdir(parents=True, exist_ok=True)
    for artifact in artifacts:
        (staging / artifact.path).write_bytes(artifact.data)
    unfinished = staging / f"{MANIFEST}.new"
    with unfinished.open("wb") as file:
        file.write(manifest.to_json())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(staging / MANIFEST)


def _is_current(out: Path, manifest: Manifest) -> bool:
    known = read_manifest(out)
    return known == manifest and all(_has_size(out / p, size) for p, (_, size) in manifest.files.items())


def _has_size(file: Path, size: int) -> bool:
    try:
        return file.stat().st_size == size
    except OSError:
        return False


def _staging(out: Path) -> str:
    return f".{out.name}-staging-"


def _sweep(out: Path) -> None:
    """Remove what a killed build left; the lock says that no other build is at work on it.

    Where the system has no exchange, a crash between the two renames left the old release under its other name.
    """
    for left in sorted(out.parent.glob(f"{_staging(out)}*"), reverse=True):
        if not out.exists() and left.name.endswith(ASIDE) and read_manifest(left):
            left.replace(out)
        else:
            shutil.rmtree(left)


def _refuse_strays(out: Path) -> None:
    if not out.exists():
        return
    manifest = read_manifest(out)
    ours = set(manifest.files) | {MANIFEST} if manifest else set()
    for file in sorted(f for f in out.rglob("*") if not f.is_dir()):
        if file.name not in _LEFT_BY_SYSTEMS and file.relative_to(out).as_posix() not in ours:
            raise NotARelease(file)
    if not out.is_dir():
        raise NotARelease(out)
