"""Write the file that is derived from the layouts: `python -m tests.render.joined`."""

from __future__ import annotations

from generator.render.screens.joined import JOINED, joined
from generator.render.screens.layout import layout_files
from generator.settings import THEME


def text() -> str:
    """Return what the file should say."""
    return joined(layout_files(THEME))


if __name__ == "__main__":
    (THEME / JOINED).write_text(text(), encoding="utf-8", newline="\n")
