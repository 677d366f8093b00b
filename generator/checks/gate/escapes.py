"""Attributes, and words that are escaped: what both ways of reading markup share."""

from __future__ import annotations

import html
from urllib.parse import unquote

from generator.patterns import late

ATTRIBUTE = late(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'=<`]+))""")
ESCAPED = late(r"\\u([0-9a-fA-F]{4})")
GEOMETRY = frozenset(
    "d points viewbox transform x y x1 x2 y1 y2 cx cy r width height".split()  # noqa: SIM905  # a list to read
)
"""Attributes of drawings that are all numbers, and no one's."""


def attributes(text: str) -> list[str]:
    """Return the values of all attributes that are words."""
    return [a or b or c for name, a, b, c in ATTRIBUTE.findall(text) if name.lower() not in GEOMETRY]


def meant(words: str) -> str:
    """Return hidden words as they are meant, whichever way they are escaped."""
    words = html.unescape(words)
    words = ESCAPED.sub(lambda m: chr(int(m[1], 16)), words) if "\\u" in words else words
    return f"{words}\n{unquote(words)}" if "%" in words else words
