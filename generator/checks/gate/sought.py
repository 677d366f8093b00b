"""What the gate looks for on a site: rules of personal data, with the phones that may go out and the names that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.personal_data import found_in
from generator.findings import Rule


class Sought(NamedTuple):
    """Digits of the mobiles that may go out, and names that entries hold."""

    allowed: frozenset[str]
    names: frozenset[str]

    def found_in(self, text: str) -> Iterator[tuple[Rule, str]]:
        """Yield (rule, masked excerpt) for all that a text tells and must not."""
        return found_in(text, self.allowed, self.names)
