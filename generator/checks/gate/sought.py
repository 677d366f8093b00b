"""What the gate looks for on a site: rules of personal data, with the phones that may go out and the names that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.personal import RULES, digits, harmless
from generator.checks.personal_data import allowed_numbers, found_in, known_names
from generator.findings import Rule
from generator.patterns import late
from generator.site import Site

_PERSONAL = frozenset(rule.id for rule in RULES)
_RUN, _BETWEEN = late(digits.RUN), late(r"[^\dX]+")
_ID, _LONGEST = 18, 20  # digits of an identity number, and of the longest number there is


class Sought(NamedTuple):
    """Digits of the mobiles that may go out, and names that entries hold."""

    allowed: frozenset[str]
    names: frozenset[str]

    @classmethod
    def on(cls, site: Site) -> Sought:
        """Return what may not go out of a site."""
        return cls(allowed_numbers(site) | allowed_by_ignores(site), known_names(site))

    def found_in(self, text: str) -> Iterator[tuple[Rule, str]]:
        """Yield (rule, masked excerpt) for all that a text tells and must not."""
        return found_in(text, self.allowed, self.names)

    def harmless(self, text: str) -> bool:
        """Tell whether blocks of a page tell nothing, whatever other blocks are around."""
        return harmless(text, self.allowed, self.names)


def allowed_by_ignores(site: Site) -> frozenset[str]:
    """Return the digits of the numbers that entries let pass as no personal data, with a reason (不查)."""
    found: set[str] = set()
    for entry in site.lenient:
        if rules := {item.rule for item in entry.record.ignore} & _PERSONAL:
            numbers = (number for _, text in entry.texts() for number in _numbers(text))
            found.update(n for n in numbers if {rule.id for rule, _ in found_in(n)} <= rules)
    return frozenset(found)


def _numbers(text: str) -> Iterator[str]:
    """Yield every way to read runs of digits as a number: groups joined, and ID numbers inside longer ones."""
    for run in _RUN.findall(text):
        for way in digits.readings(run):
            groups = [group for group in _BETWEEN.split(way) if group]
            joined = ["".join(groups[i:end]) for i in range(len(groups)) for end in range(i + 1, len(groups) + 1)]
            yield from (number for number in joined if len(number) <= _LONGEST)
            yield from (group[i : i + _ID] for group in groups for i in range(len(group) - _ID + 1))
