"""Media: what is known of a picture or a film that an entry names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Media:
    """A file below content/: its size in pixels and a digest, or why it cannot be used. A film has a `duration`.

    `problem` is empty, or `missing` (no such file) or `unreadable` (nothing that can be decoded); of a film also one
    of the reasons in `checks/videos.py`.
    """

    file: Path
    width: int = 0
    height: int = 0
    sha256: str = ""
    problem: str = ""
    duration: float = 0.0
    """Seconds; 0 for a picture."""
    sound: bool = False
