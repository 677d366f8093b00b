"""Which characters the website sets in the heading face: what stands in headings, figures, signs and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

# What streetlight.css sets in --st-song: h1–h3, captions and these classes. A test in the browser holds the two together.
_SET = re.compile(
    r"<(h[1-3]|caption)\b[^>]*>(.*?)</\1>"
    r'|<(\w+) class="(?:st-song|st-brandmark|st-sign|st-fig__n|st-lit__n|st-stage__num|st-task__w|st-y|st-closing|st-quote)\b[^"]*"'
    r"[^>]*>(.*?)</\3>",
    re.DOTALL,
)
COMMON = 4
"""A character of so many documents is a common one. (Measured: the least to fetch on the shipped street.)"""
_TAG = re.compile(r"<[^>]*>")


def heading_text(documents: Iterable[str]) -> str:
    """Return the characters, each once: common ones first, so that a page needs few fonts; else in order of first use."""
    seen: Counter[str] = Counter()
    for document in documents:
        texts = (_TAG.sub("", found[2] or found[4] or "") for found in _SET.finditer(document))
        seen.update(list(dict.fromkeys(unescape("".join(texts)))))
    return "".join(sorted(seen, key=lambda c: seen[c] < COMMON))
