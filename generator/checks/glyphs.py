"""Characters that no shipped font can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

MISSING_GLYPH = error(
    "missing-glyph",
    Text(
        "“{ch}”（{code}）在随站点的字体里没有，屏幕上会是空框",
        "“{ch}” ({code}) is in no shipped font and would be a box",
    ),
    Text(
        "换一个写法；人名用字确实如此，就在这台电脑上装一套有它的字体（如 fonts-noto-cjk）再生成",
        "Write it differently; if a name needs it, install a font that has it on this computer and build again",
    ),
)


def check(site: Site) -> Iterator[Finding]:
    """Every visible character of every text must be in a font that ships with the output."""
    for entry in site.all():
        for path, text in entry.texts():
            for ch in _missing(text, site):
                yield at(MISSING_GLYPH, entry, *path, **_args(ch))
    for path, text in site.setting_texts():
        for ch in _missing(text, site):
            yield Finding(MISSING_GLYPH, site.setting_place(*path), args=_args(ch))


def _missing(text: str, site: Site) -> list[str]:
    absent = set(text) - site.glyphs
    return sorted(ch for ch in absent if unicodedata.category(ch)[0] not in "CZ" and not _selector(ch))


def _selector(ch: str) -> bool:
    return "\ufe00" <= ch <= "\ufe0f" or "\U000e0100" <= ch <= "\U000e01ef"


def _args(ch: str) -> dict[str, object]:
    return {"ch": ch, "code": f"U+{ord(ch):04X}"}


CHECK = Check((MISSING_GLYPH,), check)
