"""The field type of the stages of review."""

from __future__ import annotations

from typing import Any

from generator.findings import Text
from generator.schema import rules
from generator.schema.fields import Lines

STAGES = ("初审", "复审", "终审")
_OFF = {"不审", "off"}
_WANTED = Text("“不审”，或者几个不同的名称", "“off”, or names that differ from each other")


class Stages(Lines):
    """The stages of review in their order, or 不审."""

    limit: int = 8
    most: int = 6
    example: Any = ["初审", "终审"]  # noqa: RUF012  # nobody changes it

    def parse(self, raw: object) -> tuple[str, ...]:  # type: ignore[override]  # a list of what Line gives
        """Return the stages; none when nothing is reviewed."""
        stages = super().parse(raw)
        if len(stages) == 1 and stages[0] in _OFF:
            return ()
        if not stages or len(set(stages)) < len(stages) or _OFF.intersection(stages):
            raise self.broken(rules.WRONG_SHAPE, wanted=_WANTED, got=Text("、".join(stages), ", ".join(stages)))
        return stages
