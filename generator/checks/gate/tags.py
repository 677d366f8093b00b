"""Markup as programs write it, read at one go: what is seen and what is hidden, sign for sign as `markup` has it.

What could be read in two ways (comments, scripts with a body, quotes that end outside their tag, a = or < among the
words) is not read here: then `told` gives None, and the patterns of `markup` decide.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from generator.checks.gate.escapes import ATTRIBUTE, GEOMETRY, attributes, meant
from generator.patterns import late

_NAMES = "a abbr b bdi code del em i ins kbd mark q s small span strong sub sup tspan u wbr".split()  # noqa: SIM905  # a list to read
_INLINE = frozenset([*_NAMES, *(f"/{name}" for name in _NAMES)])
_WELL = late(r'(/?[a-z][a-z0-9]*)(?:\s+[\w:.-]+(?:="[^"<]*")?)*+\s*+/?')
"""A tag of which there is one reading only."""
_TAG = late("<([^>]*)>")
_NAME = late(r"/?\w+")
_BLOCK, _JOINED, _BREAK, _ENDS, _BEGINS, _SCRIPT, _DONE, _DOUBT = _SIGNS = "\0\1\2\3\4\5\6\7"
"""What stands for a tag until blank space is joined; a text that holds one of these is not plain."""
_CELLS = late(f"{_ENDS}\\s*{_BEGINS}")
_OWN_SIGNS = frozenset({"br", "td", "th", "/td", "/th", "script", "/script", "style"})
_SPECIAL = (
    (late(r"br\b", re.IGNORECASE), _BREAK),
    (late(r"/t[dh]\s*$", re.IGNORECASE), _ENDS),
    (late(r"t[dh]\b", re.IGNORECASE), _BEGINS),
    (late(r"script\b", re.IGNORECASE), _SCRIPT),
    (late(r"/script\s*$", re.IGNORECASE), _DONE),
    (late(r"style\b|!(?!doctype\b)", re.IGNORECASE), _DOUBT),
)
_MOST = 20_000


class Told(NamedTuple):
    """What is seen, a line a block, and what is hidden, a line a word."""

    shown: str
    hidden: str


class _Form(NamedTuple):
    """What is the same of all tags that differ in their values only: a sign, and which pieces between quotes are words."""

    sign: str
    values: tuple[int, ...]

    @classmethod
    def of(cls, form: str) -> _Form | None:
        """Return what can be said of tags of a form whatever their values are; None where that depends on these."""
        if not _WELL.fullmatch(form):
            return None
        names = [name.lower() for name, *_ in ATTRIBUTE.findall(form)]
        return cls(_sign(form), tuple(2 * i + 1 for i, name in enumerate(names) if name not in GEOMETRY))


class Tags(dict[str, str]):
    """What each tag is between the texts around it (a sign) and, in `words`, what its attributes say.

    A tag is taken apart once: pages repeat them by the thousand.
    """

    def __init__(self) -> None:
        """Know none yet."""
        self.words: dict[str, str] = {}
        self._forms: dict[str, _Form | None] = {}

    def __missing__(self, tag: str) -> str:
        """Take a tag apart."""
        if len(self) > _MOST:
            self.clear()
            self._forms.clear()
        outside = tag.split('"')
        sign, words = self._apart(tag, outside)
        if "&" in tag or "%" in tag or "\\" in tag:
            words = [meant(word) for word in words]
            sign = sign if all(words) else _DOUBT
        self.words[tag] = "\n".join(words)
        self[tag] = sign
        return sign

    def _apart(self, tag: str, outside: list[str]) -> tuple[str, list[str]]:
        """Return a tag's sign and words. Of those of one form, which is what they are without their values, one is read."""
        form = '""'.join(outside[::2])
        if form not in self._forms:
            self._forms[form] = _Form.of(form)
        if (known := self._forms[form]) is None or "<" in tag:
            return _sign(tag), [word for word in attributes(tag) if word]
        return known.sign, [word for number in known.values if (word := outside[number])]

    def told(self, text: str) -> Told | None:
        """Return what markup says; None where that is not plain."""
        if any(sign in text for sign in _SIGNS):
            return None
        pieces = _TAG.split(text)
        inside = pieces[1::2]
        pieces[1::2] = map(self.__getitem__, inside)
        seen = "".join(pieces).replace(_SCRIPT + _DONE, " ")
        if any(sign in seen for sign in (_DOUBT, _SCRIPT, _DONE, "=", "<")):
            return None
        seen = " ".join(seen.split()).replace(_JOINED, "").replace(_BREAK, " ")
        if _ENDS in seen or _BEGINS in seen:
            seen = _CELLS.sub("，", seen).replace(_ENDS, "\n").replace(_BEGINS, "\n")
        shown = html.unescape(seen.replace(_BLOCK, "\n"))
        return None if "<" in shown else Told(shown, "\n".join(filter(None, map(self.words.__getitem__, inside))))


def _sign(tag: str) -> str:
    """Return the sign of a tag; `_DOUBT` where another reading of it is possible."""
    if well := _WELL.fullmatch(tag):
        name = well[1]
    else:
        named = _NAME.match(tag)
        name = named[0].lower() if named else ""
        if "<" in tag or not name.isascii() or any(sign in ATTRIBUTE.sub("", tag) for sign in "\"'="):
            return _DOUBT
    if name in _INLINE:
        return _JOINED
    if well and name not in _OWN_SIGNS:
        return _BLOCK
    return next((sign for pattern, sign in _SPECIAL if pattern.match(tag)), _BLOCK)
