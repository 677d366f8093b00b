"""The manifest: what a release consists of, to the byte."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from json import encoder
from pathlib import Path

from generator import __version__

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """A release's id, the date it was built for, and its files as path → (sha256, size)."""

    release: str
    date: str
    files: dict[str, tuple[str, int]]

    @classmethod
    def of(cls, sums: Mapping[str, tuple[str, int]], date: dt.date) -> Manifest:
        """Describe files by their (sha256, size). The id is a digest over all paths and bytes: equal input, equal id."""
        files = {path: sums[path] for path in sorted(sums)}
        digest = hashlib.sha256("".join(f"{p}\0{sha}\n" for p, (sha, _) in files.items()).encode())
        return cls(digest.hexdigest()[:12], date.isoformat(), files)

    def to_json(self) -> bytes:
        """Return the bytes of manifest.json."""
        return self._json

    @property
    def digest(self) -> str:
        """The sha256 of manifest.json."""
        return hashlib.sha256(self._json).hexdigest()

    @cached_property
    def _json(self) -> bytes:
        """As `json.dumps(…, indent=1)` writes it, which takes 0.3 s for 10,000 files: with an indent it is plain Python."""
        written = encoder.encode_basestring
        listed = ",\n".join(
            f'  {{\n   "path": {written(path)},\n   "sha256": "{sha}",\n   "size": {size}\n  }}'
            for path, (sha, size) in self.files.items()
        )
        head = {"release": self.release, "date": self.date, "generator": f"streetlight {__version__}"}
        begin = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        files = f"[\n{listed}\n ]" if listed else "[]"
        return f'{begin},\n "files": {files}\n}}\n'.encode()


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a release folder, or None when it has none that can be read."""
    try:
        return parse_manifest((folder / MANIFEST).read_bytes())
    except OSError:
        return None


def parse_manifest(raw: bytes) -> Manifest | None:
    """Return the manifest of these bytes, None when they are none."""
    try:
        data = json.loads(raw)
        files = {str(f["path"]): (str(f["sha256"]), int(f["size"])) for f in data["files"]}
        return Manifest(str(data["release"]), str(data["date"]), files)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def sums_text(sums: Mapping[str, str]) -> bytes:
    """Return a list of files, name → sha256, as `sha256sum --check` reads it."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def sums_digest(sums: Mapping[str, str]) -> str:
    """Return the sha256 of such a list: what stands for a folder that has no manifest."""
    return hashlib.sha256(sums_text(sums)).hexdigest()


def screens_of(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the files of each screen's own folder as name → sha256, by the screen's id."""
    found: dict[str, dict[str, str]] = {}
    for path, digest in files.items():
        first, _, rest = path.partition("/")
        screen, _, name = rest.partition("/")
        if first == "screens" and name:
            found.setdefault(screen, {})[name] = digest
    return found
