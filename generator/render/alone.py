"""Pages that stand alone: one HTML file that needs no other, made of a template of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

if TYPE_CHECKING:
    from pathlib import Path

_JINJA = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def page_alone(template: Path, **words: object) -> bytes:
    """Return the page that a template and its words make: whatever they say stays text. Raises for a word that lacks."""
    return _JINJA.from_string(template.read_text(encoding="utf-8")).render(**words).encode()
