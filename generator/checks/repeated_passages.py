"""Passages that are printed twice, in one entry or in two."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from generator.checks.check import Compared, TextCheck, at_hit
from generator.checks.corpus import HAN, Corpus, Hit
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Site

REPEATED_PASSAGE = warning(
    "repeated-passage",
    Text("“{passage}……”这一段，{place}已经有了", "“{passage}…” stands {place} already"),
    Text("留一处，另一处删掉，或者换个说法", "Keep one of them, or say it differently"),
)
_LEAST = 20  # characters: shorter sentences are alike by chance
_SENTENCE = late(rf"[{HAN}“（《\d][^。！？；\n\0]{{{_LEAST - 1},}}")
_SHOWN = 12
_AGAIN = frozenset({"source", "given_by", "issued_by", "alt", "caption", "by", "file", "address", "hours", "where"})
"""Fields that say the same again and again: where a fact is from, what is in a picture, when a place is open."""


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """No sentence of twenty characters or more is printed twice, in one entry or in two."""
    sentences = Counter(_SENTENCE.findall(corpus.text))
    twice = {sentence for sentence, times in sentences.items() if times > 1}
    first: dict[str, Hit] = {}
    told = set()
    for match in _SENTENCE.finditer(corpus.text) if twice else ():
        if match[0] not in twice or (hit := corpus.hit(match)).path[-1] in _AGAIN or not hit.entry.key:
            continue
        known = first.setdefault(match[0], hit)
        pair = (hit.entry.key, hit.path, known.entry.key, known.path)
        if known is not hit and pair not in told:
            told.add(pair)
            yield at_hit(REPEATED_PASSAGE, hit, passage=match[0][:_SHOWN], place=_where(known, hit))


def _take(text: str) -> bytes:
    """Return four bytes for each sentence."""
    return array("I", [crc32(sentence.encode()) for sentence in _SENTENCE.findall(text)]).tobytes()


def _meet(taken: Sequence[bytes]) -> Iterable[int]:
    """Return the texts that share a sentence, with another one or with themselves."""
    twice = {sentence for sentence, times in Counter(array("I", b"".join(taken))).items() if times > 1}
    return [number for number, own in enumerate(taken) if twice and not twice.isdisjoint(array("I", own))]


def _where(known: Hit, hit: Hit) -> Text:
    if (known.entry.key, known.path) == (hit.entry.key, hit.path):
        return Text("这一条里前面", "before, in this text,")
    place = known.place()
    return Text(f"在 {place.path}:{place.line} ", f"in {place.path}:{place.line}")


CHECK = TextCheck((REPEATED_PASSAGE,), check, compares=Compared(_take, _meet))
