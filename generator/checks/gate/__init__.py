"""The gate: every file of a finished release is read once more, whatever kind it is and whoever wrote it."""

from generator.checks.gate.gate import Gate, check_output
from generator.checks.gate.rules import GATE_RULES

__all__ = ["GATE_RULES", "Gate", "check_output"]
