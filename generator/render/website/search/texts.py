"""The texts of pages, as scripts of some pages each: what a hit is looked up in before it is shown."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from generator.site import Artifact

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.render.website.search.words import Page

MOST = 6000
"""So many bytes a file of texts has on average at most: a first answer reads some of them."""
_SIZES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""So many pages may be in a block."""
_HEX = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


class Former(Artifact):
    """A file as it was made before: its bytes are made anew only where somebody asks for them."""

    def __init__(self, path: str, digest: str, size: int, made: Callable[[], bytes]) -> None:
        """Take its path, its sha256 and its size, and what makes it."""
        self.__dict__.update(path=path, sha256=digest, size=size, made=made)

    @cached_property
    def data(self) -> bytes:
        """The file's bytes."""
        made: Callable[[], bytes] = self.__dict__["made"]
        return made()


def block_size(characters: int, pages: int) -> int:
    """Return how many of so many pages are in a block: one of few numbers, so that it changes only when a site has grown much."""
    each = characters * 2.6 / pages  # bytes: most characters take three
    return max((size for size in _SIZES if size * each <= MOST), default=1)


def length_of(pages: Sequence[Page]) -> int:
    """Return how many characters pages say."""
    return sum([len(page.title) + len(page.facts) + len(page.text) for page in pages])


def text_path(block: int) -> str:
    """Return the path of a block's file."""
    return f"search/{_name(block)}.js"


def text_file(block: int, pages: Sequence[Page]) -> bytes:
    """Return the file of a block."""
    return script(_name(block), [(p.key, p.title, p.owner, p.facts, p.text, int(p.over)) for p in pages])


def script(name: str, value: object) -> bytes:
    """Return a script that hands a value over to the page."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Halves of characters beyond the BMP become escapes, which is what a script may hold.
    return f'streetlightSearch("{name}",{told});\n'.encode("utf-8", "backslashreplace")


def _name(block: int) -> str:
    """Return a name with letters for digits: names and numbers of the index have none, which might look like somebody's."""
    return "text-" + f"{block:x}".translate(_HEX)
