"""The texts of pages, as scripts of a few pages each: what a hit is looked up in before it is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.site import Artifact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.render.website.search.words import Page

MOST = 5120
"""So many bytes at most a file of texts has on average: ten hits may lie in ten files."""
_HEX = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def text_files(pages: Sequence[Page]) -> tuple[list[Artifact], int]:
    """Return the files, and how many pages are in each: a power of two that changes only when the site has grown much."""
    told = [(p.key, p.title, p.owner, p.facts, p.text, int(p.over)) for p in pages]
    lines = [_json(page) for page in told]
    average = sum(map(len, lines)) * 2.6 / len(lines) if lines else MOST  # bytes: most characters take three
    block = 1
    while block < 64 and block * 2 * average <= MOST:  # noqa: PLR2004  # enough for the shortest pages
        block *= 2
    files = []
    for start in range(0, len(lines), block):
        name = f"text-{lettered(start // block)}"
        files.append(Artifact(f"search/{name}.js", _call(name, f"[{','.join(lines[start : start + block])}]")))
    return files, block


def lettered(number: int) -> str:
    """Return a number in letters: names and numbers of the index have no digits, which might look like somebody's."""
    return f"{number:x}".translate(_HEX)


def script(name: str, value: object) -> bytes:
    """Return a script that hands a value over to the page."""
    return _call(name, _json(value))


def _call(name: str, value: str) -> bytes:
    # Halves of characters beyond the BMP become escapes, which is what a script may hold.
    return f'streetlightSearch("{name}",{value});\n'.encode("utf-8", "backslashreplace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
