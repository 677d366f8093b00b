"""A passage of a text: the sentence around a suspicious word and the persons it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.checks.personal.names import Person, persons_in
from generator.patterns import late

_REACH = 90
"""So many characters before and after a word are looked at."""
# A sentence that begins with a pronoun goes on about the same person.
_END = late(r"[。！？；!?;](?![她他其])|[\n\0]")


@dataclass(frozen=True)
class Passage:
    """The words around a place in a text. `beside` them: a person's `name` in a field of the same record, or a `photo`."""

    text: str
    start: int
    """Where in `text` the suspicious word begins."""
    end: int
    names: frozenset[str] = frozenset()
    beside: str = ""

    @classmethod
    def around(cls, text: str, start: int, end: int, names: frozenset[str] = frozenset(), beside: str = "") -> Passage:
        """Cut the sentence around a word out of a text."""
        first, last = max(0, start - _REACH), min(len(text), end + _REACH)
        for stop in _END.finditer(text, first, start):
            first = stop.end()
        if following := _END.search(text, end, last):
            last = following.start()
        return cls(text[first:last], start - first, end - first, names, beside)

    @property
    def word(self) -> str:
        """The suspicious word."""
        return self.text[self.start : self.end]

    @cached_property
    def persons(self) -> list[Person]:
        """Who is named, in order."""
        return persons_in(self.text, self.names)

    def before(self) -> Iterator[tuple[Person, str]]:
        """Yield the persons named before the word, nearest first, with the text between."""
        for person in reversed(self.persons):
            if person.end <= self.start:
                yield person, self.text[person.end : self.start]

    def after(self) -> Iterator[tuple[Person, str]]:
        """Yield the persons named after the word, nearest first, with the text between."""
        for person in self.persons:
            if person.start >= self.end:
                yield person, self.text[self.end : person.start]

    def excerpt(self, person: Person | None = None) -> str:
        """Return the word with its person, the name masked."""
        return f"{self.masked(person)} {self.word}" if person else self.word

    def masked(self, person: Person) -> str:
        """Return a name with a * for each character but the first."""
        return self.text[person.start].ljust(person.end - person.start, "*")
