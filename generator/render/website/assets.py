"""Files that every page loads: Material's stylesheet in a layer below ours, our stylesheet and script, headings' font."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from generator.forked import in_two
from generator.render.subset import RECIPE as CUT
from generator.render.subset import Subset, css
from generator.render.website.kept import keep, remembered
from generator.render.woff2 import packed, unpacked
from generator.site import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.render.fonts import Fonts

FACE = "serif-700"
FAMILY = "st-serif"
RECIPE = "2"
ALWAYS = "0123456789.%,余多近约超过左右年月日万亿首页截至"
"""Characters of figures, which are there on every site."""
TIGHT = 10
"""Brotli's quality: residents fetch these files. 8 % smaller than what screens have, for 6 ms a small one."""
CORE, REST = 240, 480
"""So many characters at most go into the font of the home page; into those that other pages add."""
FEWEST, MOST, OFTEN = 10, 20, 8
"""So many characters go into one of the small fonts: after the fewest, about every eighth ends one. (Measured: least to fetch.)"""
OURS = ("streetlight.css", "streetlight.js", "lamp.svg")


def stylesheets_and_script(theme: Path) -> list[Artifact]:
    """Return our own files and Material's stylesheet."""
    ours = [Artifact(f"assets/{name}", (theme / "assets" / name).read_bytes()) for name in OURS]
    return [*ours, Artifact("assets/material.css", material_css().encode())]


def calendar_script(theme: Path) -> list[Artifact]:
    """Return the script of the pages of events: how dates recur, which players reckon with too, and what shows them."""
    parts = (theme.parent / "recurrence.js", theme / "assets" / "calendar.js")
    return [Artifact("assets/calendar.js", b"".join(part.read_bytes() for part in parts))]


@cache
def material_css() -> str:
    """Return Material's main stylesheet as a cascade layer: whatever ours says wins, however specific theirs is."""
    spec = find_spec("material")  # finds without importing
    if spec is None or spec.origin is None:
        raise RuntimeError("mkdocs-material is not installed")
    folder = Path(spec.origin).parent / "templates" / "assets" / "stylesheets"
    text = next(folder.glob("main.*.min.css")).read_text(encoding="utf-8")
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).replace('@charset "UTF-8";', "").strip()
    return f"@layer material{{{text}}}\n"


def font_files(first: str, others: str, fonts: Fonts, cache_folder: Path) -> list[Artifact]:
    """Return fonts.css and the heading fonts: one for the home page's characters, small ones for the rest.

    Browsers fetch a small one only on pages that need it (`unicode-range`). A character that no shipped face has, or
    that does not fit, is shown by the system's font.
    """
    core = _known(ALWAYS + first, fonts, CORE)
    rest = [c for c in _known(others, fonts, CORE + REST) if c not in set(core)][:REST]
    parts = ["".join(part) for part in (core, *parted(rest)) if part]
    folder, cuts = cache_folder / "headings", list[Subset]()
    in_two([partial(_cut, part, fonts, folder) for part in parts if not _file(part, fonts, folder).is_file()], list)
    for number, part in enumerate(parts, 1):
        cuts += _named(_cut(part, fonts, folder), number)
    files = [Artifact(f"assets/{c.name}", c.data) for c in cuts]
    return [Artifact("assets/fonts.css", _css(cuts).encode()), *files]


def parted(chars: Iterable[str]) -> list[list[str]]:
    """Return characters in small parts, in order. Where one ends hangs on its last character alone.

    So a new character changes the part that it comes into, and none behind it: one font is cut anew, not all.
    """
    parts: list[list[str]] = [[]]
    for char in chars:
        parts[-1].append(char)
        if len(parts[-1]) == MOST or (len(parts[-1]) >= FEWEST and crc32(char.encode()) % OFTEN == 0):
            parts.append([])
    return parts if parts[-1] else parts[:-1]


def _cut(chars: str, fonts: Fonts, folder: Path) -> list[Subset]:
    """Cut the face down to these characters, or take what is kept of an earlier cut."""
    file = _file(chars, fonts, folder)
    kept = remembered(file)
    if kept is None:
        cuts = [replace(c, data=packed(unpacked(c.data), TIGHT)) for c in fonts.subset(FACE, chars)]
        keep(file, [(c.family, c.weight, c.name, c.chars, base64.b64encode(c.data).decode()) for c in cuts])
        return cuts
    return [Subset(family, weight, name, had, base64.b64decode(data)) for family, weight, name, had, data in kept]


def _file(chars: str, fonts: Fonts, folder: Path) -> Path:
    """Return where the cut of these characters is kept."""
    shipped = [(file.name, file.sha256) for file in fonts.face(FACE).files]
    key = hashlib.sha256(repr((RECIPE, CUT, shipped, "".join(sorted(set(chars))))).encode()).hexdigest()
    return folder / f"{key}.json"


def _named(cuts: Iterable[Subset], number: int) -> list[Subset]:
    return [replace(c, family=FAMILY, name=f"st-serif-{number}{i or ''}.woff2") for i, c in enumerate(cuts)]


def _known(text: str, fonts: Fonts, most: int) -> list[str]:
    """Return the characters that the face has, each once, in order of first use."""
    seen = dict.fromkeys(c for c in text if not c.isspace())
    return [c for c in seen if fonts.covers(FACE, c)][:most]


def _css(cuts: list[Subset]) -> str:
    """Return the @font-face rules; text is readable before the font has come."""
    return css(cuts).replace("font-style:normal;", "font-style:normal;font-display:swap;")
