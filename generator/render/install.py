"""Installing: what is derived from the shipped theme once, so that not even the first build has to.

`python -m generator.render.install`. It lies beside our modules, as their compiled form does.
"""

from __future__ import annotations

from generator.render import subset
from generator.render.fonts import Fonts
from generator.render.screens import templates
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.website.templates import install as install_website
from generator.settings import THEME


def install_screens() -> None:
    """Compile the templates of the layouts, and unpack the fonts."""
    templates.install(layout.template for layout in read_layouts(THEME, read_sizes(THEME)).values())
    fonts = Fonts(THEME / "fonts")
    files = [file for face in fonts.faces() for file in fonts.face(face).files]
    subset.install(subset.Source(fonts.folder / file.name, file.sha256) for file in files)


if __name__ == "__main__":
    install_website()
    install_screens()
