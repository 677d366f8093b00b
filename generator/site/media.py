"""Media: what is known of a picture that an entry names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Media:
    """A picture file below content/: its size in pixels and a digest, or why it cannot be used.

    `problem` is empty, or `missing` (no such file) or `unreadable` (no JPEG, PNG or WebP that can be decoded).
    """

    file: Path
    width: int = 0
    height: int = 0
    sha256: str = ""
    problem: str = ""
