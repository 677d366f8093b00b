"""What a check is: a plain function from the Site to findings, with the rules it can report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.checks.corpus import Corpus, Hit, Written
from generator.findings import Finding, Rule
from generator.site import Site


class Check(NamedTuple):
    """The rules of a check and the function that applies them. The function's docstring is its reference page.

    One that has `given` says of an entry what follows from its record, the settings, and what is given, whatever other
    entries there are: it may be run on a site with changed entries only.
    """

    rules: tuple[Rule, ...]
    run: Callable[[Site], Iterator[Finding]]
    given: Callable[[Site], object] | None = None


class Compared(NamedTuple):
    """How a check that compares entries is spared to read all of them again each time.

    `take` takes out of a text what can meet something in another one, `meet` returns the numbers of the texts, of what was
    taken from each, that the check has to be run on: with them alone it finds all that it would find among all.
    """

    take: Callable[[str], bytes]
    meet: Callable[[Sequence[bytes]], Iterable[int]]


class TextCheck(NamedTuple):
    """A check of wording. What it says about an entry depends on that entry's texts and on the settings alone.

    So it is run on the texts of changed entries only. What else it looks at is `given`; when that changes, the checks that
    have one search all texts again. One that has `compares` looks at entries side by side.
    """

    rules: tuple[Rule, ...]
    run: Callable[[Corpus, Site], Iterator[Finding]]
    given: Callable[[Site], object] | None = None
    compares: Compared | None = None


def at(rule: Rule, entry: Written, *path: str | int, **args: object) -> Finding:
    """Make a finding at a field of an entry."""
    return Finding(rule, entry.place(*path), entry.key, args)


def at_hit(rule: Rule, hit: Hit, **args: object) -> Finding:
    """Make a finding where a text check found something."""
    return Finding(rule, hit.place(), hit.entry.key, args)
