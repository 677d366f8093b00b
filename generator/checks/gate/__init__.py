"""The gate: every file of a finished release is read once more, whatever kind it is and whoever wrote it."""

from generator.checks.gate.gate import check_output
from generator.checks.gate.rules import GATE_RULES

__all__ = ["GATE_RULES", "check_output"]
