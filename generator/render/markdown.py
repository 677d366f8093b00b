"""Markdown of entries and pages → clean HTML.

Most bodies are plain paragraphs: those take a fast path that gives, character for character, what Python-Markdown and
the sanitiser would give (held by a differential test). Everything else goes through `markdown_full`.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Han, full-width signs, letters, digits and the few ASCII signs that mean nothing to Markdown or HTML; no control or
# private character, no exotic space, no full-width blank (all of which Python's strip() would treat as an edge).
_SAFE = (
    r"[^\x00-\x09\x0b-\x1f!-$&-+\-.:-@\[-`{-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff\ufffd"
    r"\U000f0000-\U0010fffd]*"
)
# Between two digits (98.1, 9:00-11:30), or a plus between two words (党建+服务), no sign opens anything: what opens stands
# at a line's start, with a blank behind it.
_PLAIN = re.compile(rf"{_SAFE}(?:(?:(?<=[0-9])[.:\-](?=[0-9])|(?<=\w)\+(?=\w)){_SAFE})*")
_EDGES = "\n ", " \n"
"""A blank at either end of a line; the text's own ends have none."""
_BLANK_LINE, _NEXT = "\n\n", "</p>\n<p>"


def to_html(text: str) -> str:
    """Return the HTML of a Markdown text: headings from h2 down, sanitised, external links marked. Empty gives empty."""
    text = text.strip()
    if not text:
        return ""
    if _PLAIN.fullmatch(text) and not any(edge in text for edge in _EDGES):
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return f"<p>{text.replace(_BLANK_LINE, _NEXT)}</p>"
    return _full(text)


@lru_cache(maxsize=4096)
def _full(text: str) -> str:
    from generator.render import markdown_full  # noqa: PLC0415 (heavy: plain bodies do without)

    return markdown_full.convert(text)
