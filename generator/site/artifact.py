"""An artifact: one file of the output."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Artifact:
    """`path` is relative to the output folder, with `/`; `data` the file's bytes."""

    path: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The hex digest of the bytes; who reads a file and who writes it both ask for it."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def size(self) -> int:
        """How many bytes there are. Who asks for this and the digest alone may be spared the bytes themselves."""
        return len(self.data)
