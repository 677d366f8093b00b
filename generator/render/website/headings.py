"""Which characters the website sets in the heading face: what stands in headings, figures, signs and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

# What streetlight.css sets in --st-song: h1–h3, captions and these classes. A test in the browser holds the two together.
# Three searches, each for a beginning that is fixed, take half the time of one for all that may begin with `<`.
_HEADING = re.compile(r"<(h[1-3])\b[^>]*>(.*?)</\1>", re.DOTALL)
_CAPTION = re.compile(r"<(caption)\b[^>]*>(.*?)</\1>", re.DOTALL)
_CLASS = re.compile(
    r'class="st-(?:song|brandmark|sign|fig__n|lit__n|stage__num|task__w|y|closing|quote)\b[^"]*"[^>]*>', re.DOTALL
)
COMMON = 6
"""A character of so many documents is a common one. (Measured: the least to fetch on the shipped street.)"""
_TAG = re.compile(r"<[^>]*>")


def characters(document: str) -> str:
    """Return the characters that a document sets in the heading face, in order of first use; some come again."""
    found = [(m.start(), m[2]) for kind in (_HEADING, _CAPTION) for m in kind.finditer(document)]
    for m in _CLASS.finditer(document):
        start = document.rfind("<", 0, m.start())
        tag = document[start + 1 : m.start() - 1]
        if tag.isalnum():
            found.append((start, document[m.end() : document.find(f"</{tag}>", m.end())]))
    found.sort()
    text = _TAG.sub("", "".join([text for _, text in found]))
    return unescape(text) if "&" in text else text


def common_first(headings: Iterable[str]) -> str:
    """Return the characters of documents, each once: common ones first, so that a page needs few fonts; else in order."""
    seen = Counter("".join(headings))
    return "".join(sorted(seen, key=lambda c: seen[c] < COMMON))
