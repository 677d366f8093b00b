"""The heading face whole: a release carries only the characters that its pages set, which is known once all are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.website.assets import FACE, FAMILY

if TYPE_CHECKING:
    from generator.render.fonts import Fonts

_CSS = (
    '@font-face{{font-family:"{}";font-weight:{};font-style:normal;font-display:swap;src:url("{}") format("woff2")}}\n'
)


def letters(path: str, fonts: Fonts) -> bytes | None:
    """Return the style sheet of the fonts or one of the fonts; None for any other path."""
    face = fonts.face(FACE)
    if path == "assets/fonts.css":
        return "".join(_CSS.format(FAMILY, face.weight, file.name) for file in face.files).encode()
    found = next((file.name for file in face.files if path == f"assets/{file.name}"), None)
    return (fonts.folder / found).read_bytes() if found else None
