"""Which texts have to be searched: those that were not found clean before, and those that a comparison brings together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from itertools import count
from typing import cast

from generator.checks.check import Compared
from generator.checks.clean import Clean
from generator.checks.corpus import Corpus, OfSettings, Page, Written
from generator.site import Site


class Sheets:
    """The texts of a site, against what is remembered of them: entry by entry, and file by file.

    `sources` are digests of the files that hold entries, as far as a file decides all there is to know of its entries.
    Of one that is as it was, the texts are not even put together.
    """

    def __init__(
        self, site: Site, clean: Clean, sources: Mapping[str, bytes], compared: Sequence[Compared], given: bytes = b""
    ) -> None:
        """Look up what is remembered; `given` is a digest of what else some checks look at."""
        self._site = site
        self._entries: list[Written] = [*site.all(), OfSettings(site)]
        self._clean, self._compared, self._given = clean, compared, given
        self._pages: dict[int, Page] = {}
        self._notes: dict[int, tuple[bytes, ...]] = {}
        self._older: list[int] = []
        self._files = self._by_file(sources)
        self._keys = self._by_text({number for numbers in self._files.values() for number in numbers})
        self._filed = {n for key, numbers in self._files.items() if self._recall(key, numbers) for n in numbers}
        for number, key in self._keys.items():
            self._recall(key, [number])
        self._searched = [number for number in range(len(self._entries)) if number not in self._notes]
        for number in self._searched:
            text = self._page(number).text
            self._notes[number] = tuple(each.take(text) for each in compared)

    @cached_property
    def changed(self) -> Corpus:
        """The texts that are not known to be clean."""
        return Corpus.bound(map(self._page, self._searched))

    @cached_property
    def site(self) -> Site:
        """The site with those entries alone of which not the whole file is known to be clean."""
        numbers = count()
        groups = self._site.entries.items()
        left = {name: tuple(e for e in group if next(numbers) not in self._filed) for name, group in groups}
        return replace(self._site, entries=left) if self._filed else self._site

    @cached_property
    def afresh(self) -> Corpus:
        """The texts that are not known to be clean by what is given now."""
        return Corpus.bound(map(self._page, sorted([*self._searched, *self._older]))) if self._older else self.changed

    def together(self, compared: Compared) -> Corpus:
        """Return the texts among which a comparison can find something."""
        place = self._compared.index(compared)
        noted = [self._notes[number][place] for number in range(len(self._entries))]
        return Corpus.bound(map(self._page, compared.meet(noted)))

    def remember(self, spotted: AbstractSet[str]) -> None:
        """Remember as clean whatever is not among the keys of the entries in which something was found."""
        older = set(self._older)
        searched = {number for number in older.union(self._searched) if self._entries[number].key in spotted}
        texts = [(key, [number]) for number, key in self._keys.items()]
        for key, numbers in [*self._files.items(), *texts]:
            if searched.isdisjoint(numbers) and (self._clean.get(key) is None or not older.isdisjoint(numbers)):
                notes = tuple(self._notes[number] for number in numbers)
                self._clean.add(key, (self._names(numbers), self._given, notes))

    def _page(self, number: int) -> Page:
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = Page.of(self._entries[number])
        return page

    def _by_file(self, sources: Mapping[str, bytes]) -> dict[bytes, list[int]]:
        """Return the numbers of the entries of each file whose digest is known, by what it is remembered as."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self._site.all() if sources else ()):
            found.setdefault(entry.origin.path, []).append(number)
        known = ((path, numbers) for path, numbers in found.items() if path in sources)
        return {self._clean.key(b"file", path.encode(), sources[path]): numbers for path, numbers in known}

    def _by_text(self, filed: AbstractSet[int]) -> dict[int, bytes]:
        """Return what the texts of the other entries are remembered as."""
        others = (number for number in range(len(self._entries)) if number not in filed)
        return {number: self._clean.key(self._page(number).to_bytes()) for number in others}

    def _recall(self, key: bytes, numbers: list[int]) -> bool:
        """Take up what was noted of entries, if they are the same ones."""
        match self._clean.get(key):
            case (bytes() as names, bytes() as given, tuple() as notes) if names == self._names(numbers):
                self._notes.update(zip(numbers, cast("tuple[tuple[bytes, ...], ...]", notes), strict=True))
                self._older += numbers if given != self._given else ()
                return True
        return False

    def _names(self, numbers: list[int]) -> bytes:
        return "\n".join([self._entries[number].id for number in numbers]).encode()
