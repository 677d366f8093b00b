"""Numbers in two forms at once: 1亿3千多万, 63~68%, 提高3%个百分点."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import Corpus
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Site

MIXED_NUMBER = warning(
    "mixed-number",
    Text("“{text}”里数字和汉字混着写", "“{text}” mixes digits and characters"),
    Text("写成 {better}；只有“万、亿”可以跟在数字后面", "Write {better}; only 万 and 亿 follow digits"),
)
PERCENT_RANGE = warning(
    "percent-range",
    Text("“{text}”的前一个数没有百分号", "the first number of “{text}” has no per cent sign"),
    Text("写成 {better}", "Write {better}"),
)
PERCENT_POINT = warning(
    "percent-point",
    Text("“{text}”分不清是百分数还是百分点", "“{text}” may be per cent or percentage points"),
    Text(
        "从60%到63%，是提高了3个百分点；从60到63，是提高了5%。二者留一个",
        "From 60 % to 63 % is 3 percentage points; from 60 to 63 is 5 %. Keep one of the two",
    ),
)

# Texts are full of digits; the search begins at what is rare.
_SCALE = late(r"[千百万亿](?:(?<=\d[千百])|(?<=\d[万亿])(?=\d))")
# 3千米, 5千瓦, 2百分点 are units, not thousands.
_MIXED = late(r"\d[\d,.]*(?:[万亿]\d[\d,.]*(?:[千百余多]+万?|万)|[千百](?![米瓦克卡伏帕焦赫安字升分货])[余多]?[万亿]?)")
_HUNDREDTHS = late(r"百分之\d[\d.]*")
_PERCENT = late("[%％](?<=[\\d][%％])")
_RANGE = late(r"(\d[\d.]*)([~～—–\-至到])(\d+(?:\.\d+)?[%％])$")
_POINT = late(r"%个?百分点|％个?百分点|个[%％]|百分之[\d.〇零一二三四五六七八九十百点]+个?百分点")
_TOKEN = late(r"\d+(?:\.\d+)?|[百千万亿]")
_UNITS = {"百": 100, "千": 1000}
_WAN, _YI = 10_000, 100_000_000
_REACH = 20  # characters in front of a per cent sign


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """Digits stand with 万 and 亿 only, both ends of a range of per cents have their sign, 百分点 has none."""
    told = set()
    for hit in corpus.find(_SCALE):
        start = len(hit.text[: hit.start].rstrip("0123456789.,"))
        mixed = _MIXED.match(hit.text, start)
        if mixed and (end := (hit.entry.key, hit.path, mixed.end())) not in told:
            told.add(end)
            yield at_hit(MIXED_NUMBER, hit, text=mixed[0], better=_better(mixed[0]))
    for hit in corpus.find(_HUNDREDTHS):
        yield at_hit(MIXED_NUMBER, hit, text=hit.match[0], better=f"{hit.match[0].removeprefix('百分之')}%")
    for hit in corpus.find(_PERCENT):
        if found := _RANGE.search(hit.text, max(hit.start - _REACH, 0), hit.end):
            low, to, high = found.groups()
            yield at_hit(PERCENT_RANGE, hit, text=found[0], better=f"{low}{high[-1]}{to}{high}")
    for hit in corpus.find(_POINT):
        yield at_hit(PERCENT_POINT, hit, text=hit.match[0])


def _better(text: str) -> str:
    """Return the number in digits, with 万 or 亿: 1.3亿多 for 1亿3千多万, 3000多万 for 3千多万."""
    qualifier = next((ch for ch in text if ch in "余多"), "")
    value = _value(text)
    if value >= _YI:
        return f"{_plain(value / _YI)}亿{qualifier}"
    return f"{_plain(value / _WAN)}{qualifier}万" if value >= _WAN else f"{_plain(value)}{qualifier}"


def _value(text: str) -> Decimal:
    total, part = Decimal(0), Decimal(0)
    for piece in _TOKEN.findall(text.replace(",", "")):
        if piece in "万亿":
            total, part = total + part * (_WAN if piece == "万" else _YI), Decimal(0)
        else:
            part = part * _UNITS[piece] if piece in _UNITS else Decimal(piece)
    return total + part


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


CHECK = TextCheck((MIXED_NUMBER, PERCENT_RANGE, PERCENT_POINT), check)
