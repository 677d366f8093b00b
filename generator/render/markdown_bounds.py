"""What Markdown costs: an upper bound, counted before conversion. Python-Markdown is quadratic in marks left open.

A body written by a person stays far below. One above is shown as the plain text that it is: nothing of it is lost.
"""

from __future__ import annotations

import re
from collections import Counter

LONGEST = 20_000
"""The longest body that a collection takes."""
BUDGET = 300_000
"""So many characters may be read again in search of what closes an open mark: less than a tenth of a second."""
BLOCKS = 250
"""So many headings, rules, tabs, folds and definitions: each makes Python-Markdown copy the rest of the text."""
DEEPEST, WIDEST = 24, 120
"""Nested quotes and lists on one line; columns of indentation. Nesting is recursion."""

_BLOCK = re.compile(
    r"#+|^[ \t>]*(?:(?:[-*_][ \t]*)+|=+)$|^[ \t>]*(?:!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*\]:|\*\[)|\{:", re.MULTILINE
)
_NEST = re.compile(r"^(?:[ \t]*(?:>|[-*+][ \t]|\d+\.[ \t])){%d}" % DEEPEST, re.MULTILINE)
_INDENT = re.compile(r"^(?: {0,3}\t| {4}){%d}" % (WIDEST // 4), re.MULTILINE)
_MARK = re.compile(r"`+|[\[\]()<>]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_CLOSES = {"]": "[", ")": "(", ">": "<"}


def too_dense(text: str) -> bool:
    """Tell whether a text's marks would keep Python-Markdown busy for longer than a page is worth."""
    if len(text) > LONGEST or _NEST.search(text) or _INDENT.search(text):
        return True
    if sum(1 for _ in _BLOCK.finditer(text)) > BLOCKS:
        return True
    return _tags(text) + sum(_cost(part) for part in _PARAGRAPH.split(text)) > BUDGET


def _tags(text: str) -> int:
    """Return what raw HTML costs, which may run across paragraphs: each tag that does not end is looked for to the end."""
    opened = [m.start() for m in re.finditer(r"<(?![^<>\n]*>)|<[!?]", text)]
    return sum(len(text) - at for at in opened)


def _cost(text: str) -> int:
    """Return how many characters are read again: from each opening mark to its partner, or else to the end."""
    cost, opened = 0, {"[": [], "(": [], "<": []}  # type: tuple[int, dict[str, list[int]]]
    ticks: Counter[str] = Counter()
    for mark in _MARK.finditer(text):
        sign, at = mark[0], mark.start()
        if sign in opened:
            opened[sign].append(at)
        elif sign in _CLOSES:
            cost += at - opened[_CLOSES[sign]].pop() if opened[_CLOSES[sign]] else 0
        else:
            ticks[sign] += 1
    cost += sum(len(text) - at for places in opened.values() for at in places)
    return cost + sum(len(run) ** 2 * len(text) * (times % 2) for run, times in ticks.items())
