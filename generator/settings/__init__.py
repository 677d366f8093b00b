"""Settings: site_config.yml, typed by the same field types as entries; and where the shipped theme lies."""

from generator.program import THEME
from generator.settings.screen import Daypart, Play, Screen
from generator.settings.site import Home, Settings, Term

__all__ = ["THEME", "Daypart", "Home", "Play", "Screen", "Settings", "Term"]
