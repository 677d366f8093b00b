"""Digits in every disguise: full-width, circled, Chinese, Arabic-Indic, mathematical, and letters that look like them."""

from __future__ import annotations

import sys

from generator.patterns import late

_HAN = dict(zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891", strict=True))
_LETTERS = dict(zip("OoОоΟοlI|", "000000111", strict=True))  # Latin, Cyrillic, Greek; small l, capital I
_X = "XxＸｘХхΧχ×✕"  # the last sign of an ID number: Latin, full-width, Cyrillic, Greek, signs
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090"
    "\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\u2080\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
_ONES = "\u1369\u2460\u2474\u24f5\u2776\u2780\u278a"
"""Where ten digits, or nine from 1, follow each other (a test compares them with Unicode); ⒈ to ⒐ count items."""
_ARABIC = {
    **{chr(ord(zero) + i): str(i) for zero in _ZEROS for i in range(10)},
    **{chr(ord(one) + i): str(i + 1) for one in _ONES for i in range(9)},
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⓪⓿᧚", "0123456789001", strict=True)),
    **{chr(0x1D7CE + i): str(i % 10) for i in range(50)},  # mathematical
}
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\u0300-\u036f\u20d0-\u20f0\u0600-\u0605\u06dd\u070f\u2800\u3164\uffa0\ufff9-\ufffb"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What cannot be seen: format signs, fillers, tags, variation selectors, combining marks; inside a character class."""
GAPS = r" \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\-‐-―−－_＿.．·•・‧∙/／()（）转"
_HIDDEN = late(f"[{UNSEEN}]+")
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
LOOKS = f"{DIGIT}{''.join(_LETTERS)}"
"""And every letter that looks like one."""
_GAP = f"[{UNSEEN}]*+(?:[{GAPS}][{UNSEEN}]*+)"  # what cannot be seen separates nothing, however much there is
RUN = rf"[{LOOKS}](?<![{DIGIT}][{DIGIT}])(?:{_GAP}{{0,4}}+[{LOOKS}]){{10,}}+(?:{_GAP}?[{_X}])?"
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
