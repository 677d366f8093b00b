"""Stamping: Material's shell is rendered once for each section and folder depth, then cut at its slots.

A page is the pieces joined with its own title, head and body. `tests/render/test_website_shell.py` holds a stamped
page against what a full MkDocs build makes of the same page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from generator.program import seal
from generator.render.website.headings import characters
from generator.render.website.kept import keep, remembered
from generator.render.website.material import Frame, ShellPage, build

RECIPE = "2"

Pieces = tuple[str, str, str, str]


Wanted = list[tuple[str, tuple[str, str]]]
"""A page (path, section) of each kind that has a shell of its own, by what the kind is known by."""


class Shells:
    """The cut shells by (section, folder): they are made, or looked up, when a page asks for the first of them."""

    def __init__(self, wanted: Wanted, frame: Frame, cache: Path) -> None:
        """Begin with none. `digest` is another one whenever a shell would be."""
        self.digest = _digest(wanted, frame)
        self._wanted, self._frame, self._cache = wanted, frame, cache

    @cached_property
    def pieces(self) -> dict[str, Pieces]:
        """All of them, from the cache when nothing they hang on changed."""
        kept = self._cache / "shells" / f"{self.digest}.json"
        pieces = remembered(kept)
        if pieces is None:
            pieces = _rendered(self._wanted, self._frame, slots(self.digest))
            keep(kept, pieces)
        return {key: tuple(cut) for key, cut in pieces.items()}

    def stamp(self, page: ShellPage) -> bytes:
        """Return the whole document of a page. Of its 10 KB, 8 are the shell's, and were encoded once."""
        before, title, head, after = self._encoded[shell_key(page.path, page.section)]
        return b"".join((before, page.title.encode(), title, page.head.encode(), head, page.body.encode(), after))

    def headings(self, page: ShellPage) -> str:
        """Return the characters that the document of a page sets in the heading face, each once, in order of first use."""
        before, after = self._set[shell_key(page.path, page.section)]
        return "".join(dict.fromkeys(before + characters(page.body) + after))

    @cached_property
    def _encoded(self) -> dict[str, tuple[bytes, bytes, bytes, bytes]]:
        return {key: (a.encode(), b.encode(), c.encode(), d.encode()) for key, (a, b, c, d) in self.pieces.items()}

    @cached_property
    def _set(self) -> dict[str, tuple[str, str]]:
        return {key: (characters("".join(cut[:3])), characters(cut[3])) for key, cut in self.pieces.items()}


def shell_key(path: str, section: str) -> str:
    """Return what pages share a shell by: the tab that is current and the folder that links start from."""
    return f"{section}:{path.rpartition('/')[0]}"


def shells_for(pages: Iterable[tuple[str, str]], frame: Frame, cache: Path) -> Shells:
    """Return the shells that pages of these (path, section) need."""
    first: dict[str, tuple[str, str]] = {}
    for path, section in pages:
        first.setdefault(shell_key(path, section), (path, section))
    return Shells(sorted(first.items()), frame, cache)


def slots(digest: str) -> tuple[str, ...]:
    """Return what stands in a shell for title, head and body.

    Plain alphanumerics, which MkDocs and Jinja leave alone wherever they stand, made of the frame's own digest: no
    text can hold the digest of what it is part of.
    """
    return tuple(f"SLOT7{name}{digest}7SLOT" for name in ("title", "head", "body"))


def _rendered(wanted: Wanted, frame: Frame, marks: tuple[str, ...]) -> dict[str, Pieces]:
    title, head, body = marks
    pages = {key: ShellPage(path, title, head, body, section) for key, (path, section) in wanted}
    documents = build(pages.values(), frame)
    return {key: cut(_tight(documents[page.path]), marks) for key, page in pages.items()}


def cut(document: str, marks: tuple[str, ...]) -> Pieces:
    """Cut a shell at its three slots; a slot that is not there exactly once, in order, is a fault of the theme."""
    pieces: list[str] = []
    rest = document
    for slot in marks:
        if document.count(slot) != 1 or slot not in rest:
            raise RuntimeError(f"the theme shows {slot} {document.count(slot)} times, not once and in order")
        piece, _, rest = rest.partition(slot)
        pieces.append(piece)
    return pieces[0], pieces[1], pieces[2], rest


def _tight(document: str) -> str:
    """Drop the empty lines that template tags leave behind."""
    return re.sub(r"\n\s*\n", "\n", document).lstrip()


def _digest(wanted: object, frame: Frame) -> str:
    described = asdict(frame) | {"theme": ""}
    text = json.dumps([RECIPE, wanted, described], sort_keys=True)
    return hashlib.blake2b(text.encode(), key=seal(), digest_size=32).hexdigest()
