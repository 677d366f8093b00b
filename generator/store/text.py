"""From bytes to text: encodings that staff's files come in, and characters that must not pass."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from generator.findings import Finding, Place
from generator.patterns import late
from generator.store import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

# 锟斤拷 and 烫烫 are what a wrong conversion between GBK and UTF-8 leaves; a lone "?" between Han characters of a
# short value is a character that an old encoding could not hold.
_MOJIBAKE = late("锟斤拷?|烫烫+|屯屯+|\ufffd")
_SIGNS = ("锟斤", "烫烫", "屯屯")
"""One of these is in whatever `_MOJIBAKE` finds in GB 2312."""
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n"})
_DOUBTFUL = late("[\ue000-\uf8ff\U000f0000-\U0010fffd]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
_UNDECODED = late(rb"[\x80-\xff]+")


class NotText(Exception):  # noqa: N818  # it is a verdict on a file, not a fault of ours
    """The bytes are no text in any accepted encoding; carries the place."""

    def __init__(self, place: Place) -> None:
        """Remember where the first unreadable byte is."""
        super().__init__(place)
        self.place = place


def decode(data: bytes, path: str) -> str:
    r"""Return the text of UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030 bytes, line ends as `\n`.

    GB18030 reads almost anything, so a UTF-8 file with a few damaged bytes is told apart first: if most of its
    non-ASCII bytes are good UTF-8 it is damaged UTF-8, and `NotText` names the line.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _strict(data, "utf-16", path)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as damage:
            if _mostly_utf8(data):
                raise NotText(_byte_place(data, damage.start, path)) from None
            text = _strict(data, "gb18030", path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text) if not text.isascii() else text


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as damage:
        raise NotText(_byte_place(data, damage.start, path)) from None


def _mostly_utf8(data: bytes) -> bool:
    wanted = sum(len(m.group()) for m in _UNDECODED.finditer(data))
    # Only Han and the like count: many a pair of GB18030 bytes is also a Cyrillic letter in UTF-8.
    good = sum(len(ch.encode()) for ch in data.decode("utf-8", "ignore") if ch > "\u2e7f")
    return good * 5 > wanted * 4


def _byte_place(data: bytes, offset: int, path: str) -> Place:
    before = data[:offset]
    return Place(path, before.count(b"\n") + 1, offset - before.rfind(b"\n"))


def doubtful_characters(text: str, path: str) -> Iterator[Finding]:
    """Yield a finding for each run of mojibake, private-use or invisible control characters."""
    for match in _MOJIBAKE.finditer(text):
        yield Finding(rules.MOJIBAKE, _place(text, match.start(), path), args={"found": match.group()})
    for match in _DOUBTFUL.finditer(text):
        ch = match.group()
        private = unicodedata.category(ch) == "Co"
        rule = rules.PRIVATE_USE if private else rules.HIDDEN_CHARACTER
        yield Finding(rule, _place(text, match.start(), path), args={"code": f"U+{ord(ch):04X}"})


def everyday_text(data: bytes) -> str | None:
    """Return the text of nearly all files, a fast way in front of `decode` and `doubtful_characters`; None leaves it open.

    It is UTF-8 without control characters, and all its characters are in GB 2312: they are composed whatever stands
    beside them, and every font that ships with us shows them.
    """
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = data.decode()
        text.replace("—", "").replace("·", "").encode("gb2312")  # Python has other characters at their places there
    except UnicodeError:
        return None
    clean = len(data.translate(None, _CONTROLS)) == len(data) and not any(sign in text for sign in _SIGNS)
    return text if clean else None


def _place(text: str, offset: int, path: str) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
