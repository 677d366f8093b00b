"""Words that are not to be used: the shipped list, and the street's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import Corpus, Hit
from generator.findings import Finding, Text, warning
from generator.settings import Term
from generator.site import Site

TERM = warning(
    "term",
    Text("“{wrong}”要写成“{right}”：{why}", "write “{right}”, not “{wrong}”: {why}"),
    Text(
        "改过来；自己街道的用词写在 site_config.yml 的“用词”里",
        "Change it; the street's own words are in terms in site_config.yml",
    ),
)
SHIPPED = Path(__file__).with_name("terms.yml")
_ROW = re.compile(r"^- \{不写: (?P<wrong>[^,]+), 写: (?P<right>[^,]+), 为什么: (?P<why>[^,}]+)\}$", re.MULTILINE)
"""A row of that file, always written so: YAML's library would take 10 ms to load."""


def check(corpus: Corpus, site: Site) -> Iterator[Finding]:
    """No text uses a word of the shipped list (`generator/checks/terms.yml`) or of 用词 in the settings.

    A word inside the right one is no mistake. The street's own word comes first: it may turn a shipped one around.
    """
    own = {term.right for term in site.settings.terms}
    terms = {
        t.wrong: t for t in (*shipped_terms(), *site.settings.terms) if t.wrong not in own or t in site.settings.terms
    }
    if not terms:
        return
    # Longest first: of words with the same beginning, the longer one says more.
    for hit in corpus.find(re.compile("|".join(re.escape(word) for word in sorted(terms, key=len, reverse=True)))):
        term = terms[hit.match[0]]
        if hit.path[0] != "terms" and not _within(hit, term.right):
            yield at_hit(TERM, hit, wrong=term.wrong, right=term.right, why=term.why)


@cache
def shipped_terms() -> tuple[Term, ...]:
    """Return the list that ships with the program."""
    return tuple(Term(**row.groupdict()) for row in _ROW.finditer(SHIPPED.read_text(encoding="utf-8")))


def _within(hit: Hit, right: str) -> bool:
    """Tell whether a match is a part of the right word: 黄委 in 黄委会."""
    shift = right.find(hit.match[0])
    return shift >= 0 and hit.text.startswith(right, max(hit.start - shift, 0))


CHECK = TextCheck((TERM,), check)
