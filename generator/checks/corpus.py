"""All texts of a site as one string: a pattern runs once over everything, and Python works only where it matched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, Self

from generator.findings import Place
from generator.site import FieldPath, Site
from generator.site.texts import Texts, strings_of

HAN = "\u4e00-\u9fff"
NUMERALS = "一二三四五六七八九十"
BETWEEN = "\0"  # no text holds it: control characters are refused when a file is read


class Written(Protocol):
    """What texts stand in: an entry, or the settings (whose key and id are empty)."""

    @property
    def key(self) -> str:
        """`collection/id`."""

    @property
    def id(self) -> str:
        """The entry's id."""

    @property
    def record(self) -> Any:  # noqa: ANN401  # as in Entry
        """The record that the field paths lead through."""

    def place(self, *path: str | int) -> Place:
        """Return where a field was written."""

    def texts(self) -> Texts:
        """Return every text as (field path, text)."""

    def strings(self) -> tuple[list[str], list[str]]:
        """Return every text, in the same order, and the names of the fields."""


class OfSettings(NamedTuple):
    """The texts of site_config.yml, to be searched together with those of the entries."""

    site: Site
    key: str = ""
    id: str = ""

    @property
    def record(self) -> Any:  # noqa: ANN401  # as in Entry
        """The settings."""
        return self.site.settings

    def place(self, *path: str | int) -> Place:
        """Return where a setting was written."""
        return self.site.setting_place(*path)

    def texts(self) -> Texts:
        """Return every text of the settings."""
        return self.site.setting_texts()

    def strings(self) -> tuple[list[str], list[str]]:
        """Return the same texts, and the names of their fields."""
        return strings_of(self.site.settings)


class Hit(NamedTuple):
    """A match: in which entry and field, the field's whole text, and where in it the match begins.

    The spans of `match` itself count from the beginning of the corpus: use its groups, not its positions.
    """

    entry: Written
    path: FieldPath
    text: str
    start: int
    match: re.Match[str]

    def place(self) -> Place:
        """Return where its words were written: the line, where the text is kept line by line, else the field."""
        words = self.match[0]
        return self.entry.place(*self.path).within(self.text, self.start + len(words) - len(words.lstrip()))

    @property
    def end(self) -> int:
        """Where in the field's text the match ends."""
        return self.start + len(self.match[0])


@dataclass(frozen=True, slots=True)
class Page:
    """The joined texts of an entry and the names of their fields: all there is to read, so all that can be wrong."""

    entry: Written
    text: str
    fields: str

    @classmethod
    def of(cls, entry: Written) -> Self:
        """Join the texts of an entry. A file name that serves as its id is one of them, the first."""
        texts, names = entry.strings()
        if _named_by_file(entry):
            texts.insert(0, entry.id)
        return cls(entry, BETWEEN.join(texts), ",".join(names))

    def to_bytes(self) -> bytes:
        """Return all of it, to tell whether it is as it was."""
        return f"{self.entry.key}\0{self.fields}\0{self.text}".encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts of entries, joined to one string."""

    text: str
    _pages: tuple[Page, ...]
    _starts: list[int]
    suspected: set[str] = field(default_factory=set)
    """Texts in which something personal could be, when the check of that has been run."""

    @classmethod
    def of(cls, entries: Iterable[Written]) -> Self:
        """Join the texts of entries."""
        return cls.bound(Page.of(entry) for entry in entries)

    @classmethod
    def bound(cls, pages: Iterable[Page]) -> Self:
        """Join the pages of entries."""
        pages = tuple(page for page in pages if page.text)
        starts = list(accumulate((len(page.text) + 1 for page in pages), initial=0))
        return cls(BETWEEN.join([page.text for page in pages]), pages, starts)

    @property
    def entries(self) -> tuple[Written, ...]:
        """The entries that are searched."""
        return tuple(page.entry for page in self._pages)

    def quiet(self) -> set[str]:
        """Return the lines of all texts but those that are suspected: the gate meets them again on every page."""
        if "\u202e" in self.text:  # what is shown from right to left is suspicious by itself
            return set()
        return set("\n".join(set(self.text.split(BETWEEN)) - self.suspected).split("\n"))

    def find(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield every match of a pattern, in order. No match reaches from one text into the next."""
        if not self.text:  # then the pattern need not even be compiled
            return
        position = 0
        while match := pattern.search(self.text, position):
            if BETWEEN in match[0]:  # it ran on over the end of its text: look again, no further than that
                end = self.text.find(BETWEEN, match.start())
                if not (match := pattern.search(self.text, match.start(), end)):
                    position = end + 1
                    continue
            position = max(match.end(), match.start() + 1)
            yield self.hit(match)

    def hit(self, match: re.Match[str]) -> Hit:
        """Return where a match of the corpus' text is."""
        number = min(bisect_right(self._starts, match.start()), len(self._pages)) - 1
        page, rest = self._pages[number], match.start() - self._starts[number]
        texts: Texts = [(("id",), page.entry.id)] if _named_by_file(page.entry) else []
        for path, text in texts + page.entry.texts():
            if rest <= len(text):
                return Hit(page.entry, path, text, rest, match)
            rest -= len(text) + 1
        raise AssertionError(page.entry.key)


def _named_by_file(entry: Written) -> bool:
    return bool(entry.id) and not entry.record.id


def quoted(text: str, start: int) -> bool:
    """Tell whether a place in a text is inside “quotation marks”."""
    return text.rfind("“", 0, start) > text.rfind("”", 0, start)
