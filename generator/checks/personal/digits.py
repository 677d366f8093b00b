"""Digits in every disguise: full-width, circled, Chinese, Arabic-Indic, mathematical, and letters that look like them."""

from __future__ import annotations

import re
import sys
import unicodedata

_HAN = dict(zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891", strict=True))
_LETTERS = dict(zip("OoОоΟοlI|", "000000111", strict=True))  # Latin, Cyrillic, Greek; small l, capital I
_X = "XxＸｘХхΧχ×✕"  # the last sign of an ID number: Latin, full-width, Cyrillic, Greek, signs
_LISTED = range(0x2488, 0x2491)  # ⒈ to ⒐ count items
_ARABIC = {
    chr(code): str(value)
    for code in range(0x80, 0x10000)
    if (value := unicodedata.digit(chr(code), None)) is not None and code not in _LISTED
} | {chr(code): str((code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)}  # mathematical digits
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\u0300-\u036f\u20d0-\u20f0\u0600-\u0605\u06dd\u070f\u2800\u3164\uffa0\ufff9-\ufffb"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What cannot be seen: format signs, fillers, tags, variation selectors, combining marks; inside a character class."""
_GAPS = r" \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\-‐-―−－_＿.．·•・‧∙/／()（）转"
_HIDDEN = re.compile(f"[{_UNSEEN}]+")
_AS_DIGITS = str.maketrans({**_ARABIC, **_LETTERS, **_HAN, **dict.fromkeys(_X, "X")})
# 一 is also how a hyphen is mistyped; other Han digits end a number.
_AS_HYPHENS = str.maketrans({**_ARABIC, **_LETTERS, **dict.fromkeys(_HAN, ";"), "一": "-", **dict.fromkeys(_X, "X")})


def _ranges(chars: str) -> str:
    """Return characters as the inside of a character class."""
    codes, parts = sorted(map(ord, chars)), []
    start = last = codes[0]
    for code in [*codes[1:], sys.maxunicode + 2]:
        if code != last + 1:
            parts.append(chr(start) if start == last else f"{chr(start)}-{chr(last)}")
            start = code
        last = code
    return "".join(parts)


DIGIT = "0-9" + _ranges("".join([*_ARABIC, *_HAN]))
"""Every digit, as the inside of a character class."""
_LOOKS = f"{DIGIT}{''.join(_LETTERS)}"
_GAP = f"[{_UNSEEN}]*+(?:[{_GAPS}][{_UNSEEN}]*+)"  # what cannot be seen separates nothing, however much there is
RUN = rf"[{_LOOKS}](?<![{DIGIT}][{DIGIT}])(?:{_GAP}{{0,4}}+[{_LOOKS}]){{10,}}+(?:{_GAP}?[{_X}])?"
"""Pattern of what may be a number of eleven digits or more, however it is cut up; its groups may be several numbers."""
WRAP = rf"\n(?<=[{DIGIT}]\n)[ \t]*[{DIGIT}]"
"""Pattern of a line's end between two digits."""


def readings(run: str) -> tuple[str, ...]:
    """Return a run in ASCII digits: one way, or two where 一 may be a digit or a hyphen."""
    seen = _HIDDEN.sub("", run)
    digits = seen.translate(_AS_DIGITS)
    if any(ch in seen for ch in _HAN) and not all(ch in _HAN or not ch.isdigit() for ch in seen):
        return digits, seen.translate(_AS_HYPHENS)
    return (digits,)
