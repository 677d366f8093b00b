"""Quotes: `{{ id }}` in a text stands for the figure of that achievement, with its qualifier and its unit.

So a figure is written once. It is put in when a project is read: whatever comes later sees plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from generator.patterns import late

OPENING = "{{"
_QUOTE = late(r"\{\{\s*([^{}\n]*?)\s*(\}\}|\}|(?=[{\n])|$)")


class Unanswered(NamedTuple):
    """What stands between braces without being an achievement's id, and how many braces its right side lacks."""

    name: str
    missing: int


class Told(NamedTuple):
    """What a quote is replaced by (`5000余人次`), and the achievement's titles: some write those instead of the id."""

    words: str
    title: str
    short: str = ""


def quoted(text: str, told: Mapping[str, Told]) -> tuple[str, tuple[Unanswered, ...]]:
    """Return a text with every quote of a known achievement replaced, and what else stands between such braces."""
    unknown: list[Unanswered] = []

    def words(match: re.Match[str]) -> str:
        found = told.get(match[1]) if match[2] == "}}" else None
        if found is None:
            unknown.append(Unanswered(match[1], len(OPENING) - len(match[2])))
            return match[0]
        return found.words

    return _QUOTE.sub(words, text), tuple(unknown)
