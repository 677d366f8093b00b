"""Rows: what was measured, against whom, and the goal it has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measurement. Seconds are medians; `ratio` is the median of what each pair gave.

    What is no time stands in `ours` and `theirs`, with its `unit`. `goal` says by field what it may be at most, or,
    for a figure that has to be large, at least.
    """

    work: str
    n: int
    peer: str | None = None
    ours_s: float | None = None
    peer_s: float | None = None
    ratio: float | None = None
    pairs: int = 0
    ours_cpu_s: float | None = None
    peer_cpu_s: float | None = None
    ours: float | None = None
    theirs: float | None = None
    unit: str = ""
    goal: Mapping[str, float] = field(default_factory=dict)
    at_least: bool = False
    note: str = ""

    @property
    def held(self) -> bool | None:
        """Tell whether the goal is held; None when there is none, or nothing could be measured."""
        found = [(getattr(self, name), bound) for name, bound in self.goal.items()]
        if not found or any(value is None for value, _ in found):
            return None
        return all(value >= bound if self.at_least else value <= bound for value, bound in found)

    def as_json(self) -> dict[str, Any]:
        """Return the row as it is written; the first seven are always there."""
        told: dict[str, Any] = {name: getattr(self, name) for name in _ALWAYS}
        for name in ("ours_cpu_s", "peer_cpu_s", "ours", "theirs", "unit", "goal", "note"):
            if (value := getattr(self, name)) not in (None, "", {}):
                told[name] = value
        if self.held is not None:
            told["held"] = self.held
        return told


_ALWAYS = ("work", "n", "peer", "ours_s", "peer_s", "ratio", "pairs")


def write_results(rows: Iterable[Row], made: Mapping[str, object], file: Path = RESULTS) -> None:
    """Write rows, each with what it was measured with and on."""
    lines = ",\n".join(json.dumps({**row.as_json(), "on": made}, ensure_ascii=False) for row in rows)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")
