"""Settings: site_config.yml, typed by the same field types as entries; and where the shipped theme lies."""

from pathlib import Path

from generator.settings.screen import PLACES, Daypart, Play, Screen
from generator.settings.site import Home, Settings, Term

_PACKAGE = Path(__file__).parent.parent
THEME = next(p for p in (_PACKAGE / "theme", _PACKAGE.parent / "theme") if p.is_dir() or p.parent == _PACKAGE.parent)
"""The shipped theme: inside the installed package, or beside it in the repository."""

__all__ = ["PLACES", "THEME", "Daypart", "Home", "Play", "Screen", "Settings", "Term"]
