"""Characters that no shipped font can show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import Corpus
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


def check(corpus: Corpus, site: Site) -> Iterator[Finding]:
    """Every visible character of every text must be in a font that ships with the output."""
    told = set()
    if not corpus.text:
        return
    for hit in corpus.find(re.compile(f"[^\0\n{re.escape(''.join(sorted(site.glyphs)))}]")):
        ch = hit.match[0]
        if _visible(ch) and hit.path != ("id",) and (key := (hit.entry.key, hit.path, ch)) not in told:
            told.add(key)
            yield at_hit(MISSING_GLYPH, hit, ch=ch, code=f"U+{ord(ch):04X}")


def _visible(ch: str) -> bool:
    selector = "\ufe00" <= ch <= "\ufe0f" or "\U000e0100" <= ch <= "\U000e01ef"
    return unicodedata.category(ch)[0] not in "CZ" and not selector


CHECK = TextCheck((MISSING_GLYPH,), check, given=lambda site: "".join(sorted(site.glyphs)))
