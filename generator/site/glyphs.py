"""Which characters can be shown: by the fonts that ship with the theme, or else by a font of this computer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.run import ProgramError, run

_SECONDS = 20
_FONT_FILES = (".ttf", ".otf", ".ttc", ".otc", ".woff2")
_ENOUGH = 100


def codes(ranges: str) -> list[int]:
    """Return the code points of compact ranges: `41-43,61` is [65, 66, 67, 97]."""
    found: list[int] = []
    for span in filter(None, ranges.split(",")):
        first, _, last = span.partition("-")
        found.extend(range(int(first, 16), int(last or first, 16) + 1))
    return found


@cache
def shipped_glyphs(fonts: Path, face: str = "sans-700") -> frozenset[str]:
    """Return every character that the theme's text face has, as its coverage.json says."""
    coverage = json.loads((fonts / "coverage.json").read_text(encoding="utf-8"))
    files = coverage["faces"][face]["files"]
    return frozenset(chr(code) for file in files for code in codes(file["ranges"]))


def system_fonts(ch: str) -> list[tuple[Path, int]]:
    """Return this computer's font files that have a character, with the index in a collection.

    Fonts with the mainland's forms come first, then by path; without fontconfig there are none.
    """
    query = ["fc-list", f":charset={ord(ch):x}", "--format", "%{file}\t%{index}\t%{family}\n"]
    try:
        lines = run(query, timeout=_SECONDS).out.decode("utf-8", "replace").splitlines()
    except ProgramError:
        return []
    rows = [line.split("\t") for line in lines if line.count("\t") == len(("index", "family"))]
    # The high half of the index is an instance of a variable font; the low half the font in a collection.
    found = sorted((" SC" not in family, path, int(index) & 0xFFFF) for path, index, family in rows)
    return [(Path(path), index) for _, path, index in found if path.lower().endswith(_FONT_FILES)]


def on_this_computer(chars: Iterable[str]) -> frozenset[str]:
    """Return which of these (rare) characters some font of this computer has."""
    return frozenset(ch for ch in sorted(chars)[:_ENOUGH] if system_fonts(ch))
