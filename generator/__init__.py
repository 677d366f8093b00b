"""Streetlight (街灯): one set of structured YAML becomes everything a street shows in public."""

__version__ = "0.1.0"
