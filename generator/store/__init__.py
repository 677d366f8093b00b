"""Store: YAML files and typed entries. Reading is the only way content comes in."""

from generator.store.load import SETTINGS_FILE, read_project
from generator.store.reader import Reader

__all__ = ["SETTINGS_FILE", "Reader", "read_project"]
