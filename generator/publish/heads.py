"""Heads: what the last line of the release log is, kept beside the log and once more in the user's own folder.

The one beside it also holds, while a line is being written, that whole line: so a crash is told apart from a hand that
cut the log or added to it. The user's own copy may lag behind (another computer wrote), but is never ahead.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.files import user_folder

HEAD = "releases.head"


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines there are and the last one's sum; `coming` is the line that is just being written."""

    n: int = 0
    sum: str = ""
    coming: str = ""

    def to_bytes(self) -> bytes:
        """Return the file's bytes, one way only."""
        coming = {"coming": self.coming} if self.coming else {}
        return (json.dumps({"n": self.n, "sum": self.sum, **coming}, ensure_ascii=False) + "\n").encode()


NO_LINE = Head()
"""The head of a log without lines."""


def read_head(file: Path) -> Head | None:
    """Return what a file says; None when there is none, or one that was not written so by us."""
    try:
        raw = file.read_bytes()
        data = json.loads(raw)
        head = Head(int(data["n"]), str(data["sum"]), str(data.get("coming", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return head if head.to_bytes() == raw else None


def write_head(file: Path, head: Head) -> None:
    """Put a head in the place of the former one; it is on the disk, not only on its way, when this returns."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)  # a link of this name would be followed
    with new.open("wb") as out:
        out.write(head.to_bytes())
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
    settle_folder(file.parent)


def settle_folder(folder: Path) -> None:
    """Have a folder's own list of names written to the disk, on systems and disks where that can be asked for."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)


def memory_file(project: Path) -> Path:
    """Return the user's own file about the log of a project, found by the project's place on this computer."""
    place = os.path.normcase(project.resolve())
    name = re.sub(r"[^\w-]", "_", project.resolve().name)[:40]
    return user_folder("data") / "releases" / f"{name}-{hashlib.sha256(place.encode()).hexdigest()[:16]}.head"


def remember(project: Path, head: Head) -> None:
    """Keep a head in the user's own folder. A home that cannot be written to costs this second proof, not the release."""
    file = memory_file(project)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_head(file, head)
