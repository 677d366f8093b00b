"""Enumerations that leave a step out: 三是 without 二是."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import NUMERALS, Corpus, Hit, quoted
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Site

ORDINAL_GAP = warning(
    "ordinal-gap",
    Text("有“{word}”，前面却没有“{before}”", "it counts “{word}”, but “{before}” does not come before it"),
    Text("补上漏掉的一条，或者改正数的次序", "Add what was left out, or correct the count"),
)

# 三是, 三、, 第三，, 其三，, （三）. The first character alone decides where to look: that is what makes it fast.
_STEP = late(
    rf"[{NUMERALS}第其（(](?:(?<=[{NUMERALS}])(?:是|、(?![{NUMERALS}]))"
    rf"|(?<=[第其])[{NUMERALS}][，、,：:]|(?<=[（(])[{NUMERALS}][）)])"
)
_LINE = "\n #*>　"  # what can stand before a step that begins its line
_SENTENCE = _LINE + "。；;！？!?"
_CLAUSE = _SENTENCE + "，,：:、"
_SAME = {"第一": ("首先", "其一"), "第二": ("其次", "其二"), "其一": ("首先", "第一"), "其二": ("其次", "第二")}


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """Whoever writes 三是, 三、, （三）, 第三 or 其三 wrote the second before; what is quoted is left alone.

    What comes before is looked for in the whole field: the steps may stand in the lines of a list.
    """
    for hit in corpus.find(_STEP):
        word = hit.match[0] if hit.match[0][-1] in "是）)、" else hit.match[0][:-1]
        count = max(NUMERALS.find(ch) for ch in word)
        if count and _begins(hit) and not quoted(hit.text, hit.start):
            before = word.replace(NUMERALS[count], NUMERALS[count - 1])
            field = "\n".join(text for path, text in hit.entry.texts() if path[0] == hit.path[0])
            if not any(step in field for step in (before, *_SAME.get(before, ()), *_other_brackets(before))):
                yield at_hit(ORDINAL_GAP, hit, word=word, before=before)


def _begins(hit: Hit) -> bool:
    """Tell whether a step begins its clause (三是), its sentence (第三), its line (三、)."""
    last = hit.match[0][-1]
    allowed = _CLAUSE if last == "是" else _LINE if last == "、" and hit.match[0][0] in NUMERALS else _SENTENCE
    return hit.start == 0 or hit.text[hit.start - 1] in allowed


def _other_brackets(step: str) -> tuple[str, ...]:
    return (step.translate(str.maketrans("()（）", "（）()")),) if step[0] in "(（" else ()


CHECK = TextCheck((ORDINAL_GAP,), check)
