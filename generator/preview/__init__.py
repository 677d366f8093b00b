"""Preview: watch, rebuild, serve, reload. Everything stays in memory; `public/` is not touched."""

from generator.preview.serve import serve

__all__ = ["serve"]
