"""Every rule there is, by its id."""

from __future__ import annotations

from generator.checks import CHECKS, GATE_RULES
from generator.checks.settle import SETTLE_RULES
from generator.findings import Rule
from generator.render.screens.rules import SCREEN_RULES
from generator.schema.rules import VALUE_RULES
from generator.store.rules import READING_RULES

CHECKED: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        *READING_RULES,
        *VALUE_RULES,
        *(rule for check in CHECKS.values() for rule in check.rules),
        *SETTLE_RULES,
        *SCREEN_RULES,
    )
}
"""The rules that `streetlight check` applies."""
RULES: dict[str, Rule] = CHECKED | {rule.id: rule for rule in GATE_RULES}
"""All rules that a finding can carry: those, and the ones that only a build applies."""
