"""The pages and screens of the release before: which of them need not be made again.

A page is made anew when something it asked the site for may have another answer (`generator.render.website.traces`):
when an entry that is, or was, such an answer was written otherwise. What is the same for all pages is in one key.
It is never taken on trust that a page is still there: the release in the making looks for itself.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.files import keep, kept
from generator.render.website import answers

if TYPE_CHECKING:
    from generator.site import Entry, Site


UNCLEAN = ""
"""Instead of the digest of a page in which the gate found something: it is made and read anew each time."""


class Page(NamedTuple):
    """A page as it was made: its digest and size, the characters of its headings, and its questions."""

    digest: str
    size: int
    headings: str
    asked: tuple[str, ...]


class Show(NamedTuple):
    """The files of a screen as they were made: a digest of all that they hang on; of each path the digest and size."""

    mark: bytes
    files: dict[str, tuple[str, int]]


_NEVER = b""
"""Instead of the digest of what may have changed though nobody can see it."""
Answers = dict[str, tuple[bytes, bytes]]
"""Of each content file by path: the digest of its bytes, and its `Told`, which is looked into only where they changed."""
Told = dict[str, tuple[bytes, list[str]]]
"""Of each entry of a file by key, in their order: the digest of what was written, and the questions that it answers."""


class Remembered:
    """What is known of the pages of the last build."""

    def __init__(self, file: Path, key: bytes, site: Site) -> None:
        """Look it up; with another `key` nothing is known."""
        self._file, self._key = file, key
        pages, before, shows = _read(file, key)
        self._answers, stale = _compared(site, before)
        self._pages = {path: Page(*page) for path, page in pages.items() if stale.isdisjoint(page[3])}
        self.shows = {name: Show(*show) for name, show in shows.items()}
        """The screens by id."""
        self._before = len(pages), before

    def page(self, path: str) -> Page | None:
        """Return a page that would be made just as it was, if it is known."""
        return self._pages.get(path)

    def keep(self, pages: Mapping[str, Page], shows: Mapping[str, Show]) -> None:
        """Remember the pages and screens of this build."""
        same = self._before == (len(pages), self._answers) and self.shows == shows
        if not same or pages.keys() - self._pages.keys():
            known = {path: tuple(page) for path, page in pages.items()}
            screens = {name: tuple(show) for name, show in shows.items()}
            keep(self._file, marshal.dumps((self._key, known, self._answers, screens)))


def _read(file: Path, key: bytes) -> tuple[dict[str, Any], Answers, dict[str, Any]]:
    try:
        was, *known = marshal.loads(kept(file) or b"")  # noqa: S302  # `kept` gives only what this user's program wrote
    except (EOFError, ValueError, TypeError):
        return {}, {}, {}
    pages, before, shows = known if was == key else ({}, {}, {})
    return pages, before, shows


def _compared(site: Site, before: Answers) -> tuple[Answers, set[str]]:
    """Return what files answer now, and every question to which the answer may be another than before."""
    now = site.sources
    found = {path: known for path, known in before.items() if now.get(path) == known[0]}
    files: dict[str, list[Entry]] = {path: [] for path in before if path not in found}
    for entry in site.all():
        if entry.origin.path not in found:
            files.setdefault(entry.origin.path, []).append(entry)
    stale: set[str] = set()
    for path, entries in files.items():
        told = _told(entries, site.parts.get(path, {}))
        stale |= _changed(marshal.loads(before[path][1]) if path in before else {}, told)  # noqa: S302  # as `_read`
        if entries:
            found[path] = now.get(path, _NEVER), marshal.dumps(told)
    return found, stale


def _told(entries: list[Entry], parts: Mapping[str, bytes]) -> Told:
    ordered = sorted(entries, key=lambda e: e.origin.line)
    return {e.key: (parts.get(e.id, _NEVER), sorted(answers(e))) for e in ordered}


def _changed(before: Told, now: Told) -> set[str]:
    """Return the questions of the entries that came, went or changed; of all when those that stay changed their order.

    An entry whose digest is not known, for its file has findings or quotes other files, may always answer differently.
    """
    same = [key for key, (digest, _) in now.items() if digest != _NEVER and key in before and before[key][0] == digest]
    stay = frozenset(same)
    if same != [key for key in before if key in stay]:
        stay = frozenset()
    return {q for told in (before, now) for key, (_, questions) in told.items() if key not in stay for q in questions}
