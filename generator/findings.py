"""Findings: what the store and the checks have to say to an author, as data.

A `Rule` is declared once, beside the code that applies it; its id is permanent. A `Finding` is one
occurrence of a rule at a place. Sentences are made only at the edge (the command line), in Chinese or English.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]
_IN_QUOTES = re.compile("“{(\\w+)}”")
_INNER = str.maketrans("“”", "‘’")


class Severity(StrEnum):
    """How bad a finding is: an error stops the release, a warning asks for a look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Text(NamedTuple):
    """A word or sentence in both languages."""

    zh: str
    en: str

    def in_lang(self, lang: Lang) -> str:
        """Return the wording of one language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Rule:
    """A permanent rule: its id, severity, sentence and advice, each with `{named}` slots.

    A `fixed` rule can be neither weakened nor ignored by a site: without it the rest could not be trusted.
    """

    id: str
    severity: Severity
    message: Text
    hint: Text
    fixed: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in an author's file: path relative to the project (with `/`), line and column from 1; 0 = whole file.

    Of a text that is kept line by line, `below` says where its first line begins: line and column (0: not certain).
    """

    path: str
    line: int = 0
    column: int = 0
    below: tuple[int, int] | None = field(default=None, compare=False, repr=False)

    def within(self, text: str, offset: int) -> Place:
        """Return where a part of the text that was written here begins; the place itself where lines were folded."""
        if self.below is None:
            return self
        line, column = self.below
        before = text[:offset]
        inside = len(before) - before.rfind("\n") - 1
        return Place(self.path, line + before.count("\n"), column + inside if column else 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One occurrence of a rule. `entry` is `collection/id` where an entry is concerned, else empty."""

    rule: Rule
    place: Place
    entry: str = ""
    args: Mapping[str, object] = field(default_factory=dict)

    def message(self, lang: Lang = "zh") -> str:
        """Return what is wrong and why, as one sentence."""
        return _filled(self.rule.message, self.args, lang)

    def hint(self, lang: Lang = "zh") -> str:
        """Return what the author can do about it."""
        return _filled(self.rule.hint, self.args, lang)

    def sort_key(self) -> tuple[int, Place, str, str]:
        """Return the order in which findings are shown: what blocks first, then by place, rule and sentence."""
        return (tuple(Severity).index(self.rule.severity), self.place, self.rule.id, self.message())


class Lesson(NamedTuple):
    """What a rule teaches, in Chinese. `bad` and `good` are texts of small files by path; `at` says where the bad one is."""

    name: str
    why: str
    source: str
    bad: Mapping[str, str]
    good: Mapping[str, str]
    at: tuple[str, ...] = ()


def _filled(text: Text, args: Mapping[str, object], lang: Lang) -> str:
    """Return the sentence; quotation marks inside “what is quoted” become ‘single’ ones."""
    words = {k: v.in_lang(lang) if isinstance(v, Text) else v for k, v in args.items()}
    said = text.in_lang(lang)
    inner = {name: str(words[name]).translate(_INNER) for name in _IN_QUOTES.findall(said)}
    return said.format_map({**words, **inner})


def error(rule_id: str, message: Text, hint: Text, *, fixed: bool = False) -> Rule:
    """Declare a rule whose findings stop a release; a `fixed` one does so on every site."""
    return Rule(rule_id, Severity.ERROR, message, hint, fixed)


def warning(rule_id: str, message: Text, hint: Text) -> Rule:
    """Declare a rule whose findings are reported and let the release pass."""
    return Rule(rule_id, Severity.WARNING, message, hint)


def note(rule_id: str, message: Text, hint: Text, *, fixed: bool = False) -> Rule:
    """Declare a rule whose findings tell the author what was done; those of a `fixed` one nobody can keep silent."""
    return Rule(rule_id, Severity.NOTE, message, hint, fixed)


def closest(name: str, known: Iterable[str]) -> Text:
    """Return “did you mean” with the nearest known name, or nothing."""
    alike = 0.6 if name.isascii() else 0.5  # of two characters (荣喻) one is enough, of letters it is not
    near = difflib.get_close_matches(name.strip(), list(known), n=1, cutoff=alike)
    return Text(f"是不是“{near[0]}”？", f"Did you mean “{near[0]}”? ") if near else Text("", "")


def stops_release(findings: list[Finding]) -> bool:
    """Tell whether any finding is an error."""
    return any(f.rule.severity is Severity.ERROR for f in findings)
