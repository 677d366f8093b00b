"""JSON kept between builds: whole or not at all, and never executed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator import files


def remembered(file: Path) -> Any:  # noqa: ANN401 (any JSON)
    """Return what was kept, or None."""
    try:
        return json.loads(files.kept(file) or b"")
    except ValueError:
        return None


def keep(file: Path, value: object) -> None:
    """Keep a value that JSON can say; a reader never sees half a file."""
    files.keep(file, json.dumps(value, ensure_ascii=False).encode())
