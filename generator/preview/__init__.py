"""Preview: watch, read what changed, draw what is asked for, say what is wrong. All in memory; `public/` is not touched."""

from generator.preview.serve import serve

__all__ = ["serve"]
