"""What a check is: a plain function from the Site to findings, with the rules it can report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.findings import Finding, Rule
from generator.site import Entry, Site


class Check(NamedTuple):
    """The rules of a check and the function that applies them. The function's docstring is its reference page."""

    rules: tuple[Rule, ...]
    run: Callable[[Site], Iterator[Finding]]


def at(rule: Rule, entry: Entry, *path: str | int, **args: object) -> Finding:
    """Make a finding at a field of an entry."""
    return Finding(rule, entry.place(*path), entry.key, args)
