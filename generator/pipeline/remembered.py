"""The pages of the release before: which of them need not be made again.

A page is made anew when something it asked the site for may have another answer (`generator.render.website.traces`):
when a content file that holds, or held, such an answer has other bytes. What is the same for all pages is in one key.
It is never taken on trust that a page is still there: the release in the making looks for itself.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.files import keep, kept
from generator.render.website import answers

if TYPE_CHECKING:
    from generator.site import Site


UNCLEAN = ""
"""Instead of the digest of a page in which the gate found something: it is made and read anew each time."""


class Page(NamedTuple):
    """A page as it was made: its digest and size, the characters of its headings, and its questions."""

    digest: str
    size: int
    headings: str
    asked: tuple[str, ...]


Answers = dict[str, tuple[bytes, list[str]]]
"""Of each content file by path: the digest of its bytes, and the questions that its entries answer."""


class Remembered:
    """What is known of the pages of the last build."""

    def __init__(self, file: Path, key: bytes, site: Site) -> None:
        """Look it up; with another `key` nothing is known."""
        self._file, self._key = file, key
        pages, before = _read(file, key)
        self._answers, stale = _compared(site, before)
        self._pages = {path: Page(*page) for path, page in pages.items() if stale.isdisjoint(page[3])}
        self._before = len(pages), before

    def page(self, path: str) -> Page | None:
        """Return a page that would be made just as it was, if it is known."""
        return self._pages.get(path)

    def keep(self, pages: Mapping[str, Page]) -> None:
        """Remember the pages of this build."""
        if self._before != (len(pages), self._answers) or pages.keys() - self._pages.keys():
            known = {path: tuple(page) for path, page in pages.items()}
            keep(self._file, marshal.dumps((self._key, known, self._answers)))


def _read(file: Path, key: bytes) -> tuple[dict[str, tuple[str, int, str, tuple[str, ...]]], Answers]:
    try:
        was, pages, before = marshal.loads(kept(file) or b"")  # noqa: S302  # `kept` gives only what this user's program wrote
    except (EOFError, ValueError, TypeError):
        return {}, {}
    return (pages, before) if was == key else ({}, {})


def _compared(site: Site, before: Answers) -> tuple[Answers, set[str]]:
    """Return what files answer now, and every question to which the answer may be another than before.

    A file whose digest is not known, for it has findings or quotes other files, may always answer differently.
    """
    now = site.sources
    same = {path for path, (digest, _) in before.items() if now.get(path) == digest}
    fresh = {path: set[str]() for path in now if path not in same}
    unknown: set[str] = set()
    for entry in site.all():
        path = entry.origin.path
        if path not in same:
            fresh.get(path, unknown).update(answers(entry))
    gone = (questions for path, (_, questions) in before.items() if path not in same)
    stale = unknown.union(*fresh.values(), *gone)
    found = {path: before[path] for path in same}
    found |= {path: (now[path], sorted(questions)) for path, questions in fresh.items()}
    if unknown:
        found[""] = (b"", sorted(unknown))
    return found, stale
