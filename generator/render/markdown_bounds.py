"""What Markdown costs: an upper bound, counted before conversion. Python-Markdown is quadratic in marks left open.

A body written by a person stays far below. One above is shown as the plain text that it is: nothing of it is lost.
"""

from __future__ import annotations

import re

LONGEST = 20_000
"""The longest body that a collection takes."""
BUDGET = 300_000
"""So many characters may be read again in search of what closes an open mark: about a tenth of a second."""
BLOCKS, NOTES, TAGS, PARAGRAPHS = 250, 250, 1000, 2500
"""So many headings, rules, tabs, folds and definitions; footnote marks; signs `<`; paragraphs."""
DEEPEST, WIDEST = 24, 120
"""Nested quotes and lists on one line; columns of indentation. Nesting is recursion."""
CELLS = 6000
"""So many cells of a table: rows are filled up to the widest."""
COPIES = 500_000
"""So many characters of link definitions may come back, once for each bracket that may name one."""
TRY = 8
"""Trying a mark costs as much as reading so many characters."""

_BLOCK = re.compile(
    r"#+|^[ \t>]*(?:(?:[-*_][ \t]*)+|=+[ \t]*)$|^[ \t>]*(?:!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*\]:|\*\[)|\{:", re.MULTILINE
)
_NEST = re.compile(rf"^(?:[ \t]*(?:>|[-*+][ \t]|\d+\.[ \t])){{{DEEPEST}}}", re.MULTILINE)
_INDENT = re.compile(rf"^(?: {{0,3}}\t| {{4}}){{{WIDEST // 4}}}", re.MULTILINE)
_DEFINITION = re.compile(r"^ *\[[^\]\n]*\]:(?:.+\n?)+", re.MULTILINE)
_OPEN_TAG = re.compile(r"<(?:[!?]|(?![^<>\n]*>))")
_TAG_OR_NOT = re.compile(r"<(?![!?])[^<>]*>|(<)")
_BRACKET = re.compile(r"[\[\]()]")
_TICKS = re.compile(r"`+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_ITEMS = (re.compile(r" *[-*+] "), re.compile(r" *\d+\. "))
_TABLE = re.compile(r"[ ]*(\|?) *(\w[^|`\\\n]*)((?:\|[^|`\\\n]+)+)(\|?)\n[ ]*\1 *:?-+:? *((?:\| *:?-+:? *)+)\4(?:\n|$)")


def too_dense(text: str) -> bool:
    """Tell whether a text's marks would keep Python-Markdown busy for longer than a page is worth."""
    lines = text.split("\n")
    return (
        len(text) > LONGEST
        or bool(_NEST.search(text) or _INDENT.search(text))
        or sum(1 for _ in _BLOCK.finditer(text)) > BLOCKS
        or text.count("[^") > NOTES
        or text.count("<") > TAGS
        or len(_PARAGRAPH.findall(text)) > PARAGRAPHS
        or max(line.count("|") for line in lines) * len(lines) > CELLS
        or sum(len(m[0]) for m in _DEFINITION.finditer(text)) * text.count("[") > COPIES
        or _cost(text) > BUDGET
    )


def _cost(text: str) -> int:
    """Return how many characters are read again. Raw HTML may run across paragraphs, nothing else does."""
    html = sum(len(text) - m.start() for m in _OPEN_TAG.finditer(text))
    return html + sum(_brackets(part) + _ticks(part) + _tags(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    """Cut into what is read as one: a paragraph, but each item of a list and each row of a table for itself."""
    found: list[str] = []
    for block in _PARAGRAPH.split(text):
        lines = block.strip("\n").split("\n")
        table = _TABLE.match(block)
        rows = table and table[3].count("|") == table[5].count("|")
        found += lines if rows or any(all(map(item.match, lines)) for item in _ITEMS) else [block]
    return found


def _brackets(text: str) -> int:
    """After each link that is one, all before it that are none are tried again."""
    scan, pairs = 0, 0
    opened: dict[str, list[int]] = {"]": [], ")": []}
    for mark in _BRACKET.finditer(text):
        if mark[0] in "[(":
            opened["]" if mark[0] == "[" else ")"].append(mark.start())
        elif places := opened[mark[0]]:
            scan += mark.start() - places.pop() + TRY
            pairs += mark[0] == "]"
    scan += sum(len(text) - at + TRY for places in opened.values() for at in places)
    return scan * (1 + pairs) if opened["]"] or pairs else 0


def _ticks(text: str) -> int:
    """A run of backticks is closed by one as long; one that is not is tried again after each that is."""
    runs = [(m.start(), len(m[0])) for m in _TICKS.finditer(text)]
    later: dict[int, int] = {}
    closing: list[int] = []
    for place, (_, size) in reversed(list(enumerate(runs))):
        closing.append(later.get(size, 0))
        later[size] = place
    closing.reverse()
    at, scan = 0, 0
    while at < len(runs):
        start, size = runs[at]
        if closing[at] and text[start - 1 : start] != "\\":
            scan += runs[closing[at]][0] - start
            at = closing[at] + 1
        else:
            scan += (len(text) - start) * size * size * len(runs)
            at += 1
    return scan


def _tags(text: str) -> int:
    """A tag that does not end is tried again after each that does."""
    marks = list(_TAG_OR_NOT.finditer(text))
    return sum(len(text) - m.start() for m in marks if m[1]) * (1 + len(marks))
