"""One publisher at a time for one output folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.lock import locked


@contextmanager
def only_one(out: Path) -> Iterator[None]:
    """Hold the lock of an output folder; wait while another process has it."""
    with locked(out.parent / f".{out.name}.lock"):
        yield
