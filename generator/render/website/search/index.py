"""The index of a site, made of what the last build left as far as that stands: the same as all made anew.

Pages lie in blocks, oldest first. Of a block whose pages say what they said not even the file is made; for the others
the lists are put right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.render.website.search.grams import gathered, rows_of
from generator.render.website.search.kept import ROOM, Known, Shelf
from generator.render.website.search.lists import lists_of
from generator.render.website.search.mend import mend
from generator.render.website.search.texts import Former, block_size, length_of, text_file, text_path
from generator.render.website.search.words import Words, in_order
from generator.site import Artifact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.render.website.search.kept import Block
    from generator.render.website.search.lists import Lists
    from generator.render.website.search.words import Page
    from generator.site import Site

_SHARE = 4
"""Where one block in so many has changed, making all anew is as fast."""


class Index(NamedTuple):
    """How many pages there are, and how many in a block; the files of texts; the lists."""

    pages: int
    size: int
    files: list[Artifact]
    lists: Lists


class Indexing:
    """Makes the index of a site."""

    def __init__(self, site: Site, folder: Path) -> None:
        """Take a site with pages, and a folder of the cache."""
        self._words, self._entries = Words(site), in_order(site)
        self._shelf = Shelf(folder, site.settings.name, self._words.key)
        known = self._shelf.known.marks if self._shelf.known else {}
        self._marks = {entry.key: self._words.mark(entry, known) for entry in self._entries}

    def index(self) -> Index:
        """Return the index."""
        known = self._shelf.known
        return (known and self._mended(known)) or self._anew()

    def _anew(self) -> Index:
        pages = self._pages(slice(None))
        size = block_size(length_of(pages), len(pages))
        blocks = [pages[span] for span in _spans(len(pages), size)]
        files = [Artifact(text_path(number), text_file(number, block)) for number, block in enumerate(blocks)]
        rows = list(map(rows_of, blocks))
        lists = lists_of(gathered(rows))
        self._shelf.keep(
            Known(self._marks, size, list(map(_told, blocks, files))),
            lists,
            {start // ROOM: rows[start : start + ROOM] for start in range(0, len(rows), ROOM)},
        )
        return Index(len(pages), size, files, lists)

    def _mended(self, known: Known) -> Index | None:
        """Return the index made of what is known; None where that is too little."""
        size, count = known.size, len(self._marks)
        spans = _spans(max(count, len(known.marks)), size)
        before, now = ([said for _, _, said in marks.values()] for marks in (known.marks, self._marks))
        changed = [number for number, span in enumerate(spans) if before[span] != now[span]]
        lists, rooms = self._shelf.lists(), self._shelf.rooms({number // ROOM for number in changed})
        if lists is None or rooms is None or len(changed) * _SHARE > len(spans):
            return None
        told = [*known.blocks, *[("", 0, 0)] * (len(spans) - len(known.blocks))]
        files = [self._standing(number, span, told[number]) for number, span in enumerate(spans)]
        for number in changed:
            pages, room = self._pages(spans[number]), rooms[number // ROOM]
            was, room[number % ROOM] = room[number % ROOM], rows_of(pages)
            mend(lists, number, was, room[number % ROOM])
            files[number] = Artifact(text_path(number), text_file(number, pages))
            told[number] = _told(pages, files[number])
        del told[-(-count // size) :], files[-(-count // size) :]
        if block_size(sum(block[2] for block in told), count) != size:
            return None
        if changed or self._marks != known.marks:
            self._shelf.keep(Known(self._marks, size, told), lists, rooms)
        return Index(count, size, files, lists)

    def _pages(self, span: slice) -> list[Page]:
        return list(map(self._words.page, self._entries[span]))

    def _standing(self, number: int, span: slice, told: Block) -> Artifact:
        return Former(text_path(number), *told[:2], lambda: text_file(number, self._pages(span)))


def _spans(count: int, size: int) -> list[slice]:
    return [slice(start, start + size) for start in range(0, count, size)]


def _told(pages: Sequence[Page], file: Artifact) -> Block:
    return file.sha256, len(file.data), length_of(pages)
