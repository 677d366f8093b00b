"""What may not leave the house about a person, as a function of text: `found_in` is the one door."""

from generator.checks.personal.names import is_name
from generator.checks.personal.rules import ALL as RULES
from generator.checks.personal.search import SUSPICIOUS, Beside, found_in, harmless, suspicious

__all__ = ["RULES", "SUSPICIOUS", "Beside", "found_in", "harmless", "is_name", "suspicious"]
