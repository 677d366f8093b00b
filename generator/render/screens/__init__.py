"""Screens: Site → one folder a screen that plays by itself, from a USB stick as from a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.screens.folder import Kit, font_files, screen_folder
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.lines import Setter
from generator.render.screens.rules import SCREEN_RULES
from generator.render.screens.show import Show, Theme, draw_show
from generator.settings import THEME

if TYPE_CHECKING:
    from pathlib import Path

    from generator.findings import Finding
    from generator.render.fonts import Fonts
    from generator.site import Artifact, Site

__all__ = ["SCREEN_RULES", "Show", "draw_shows", "render_screens"]


def render_screens(
    site: Site, fonts: Fonts, cache: Path | None = None, theme: Path = THEME
) -> tuple[list[Artifact], list[Finding]]:
    """Return the files of every screen below `screens/<id>/`, and what was found. Same site, same bytes.

    `cache` is a folder for finished font subsets.
    """
    shows, findings = draw_shows(site, fonts, theme)
    layouts = read_layouts(theme, read_sizes(theme))
    ready = [show for show in shows if show.slides]
    kit = Kit(theme, layouts, fonts, font_files(fonts, ready, cache))
    return [artifact for show in ready for artifact in screen_folder(site, show, kit)], findings


def draw_shows(site: Site, fonts: Fonts, theme: Path = THEME) -> tuple[list[Show], list[Finding]]:
    """Return the slides of every screen of the settings, and what was found while drawing them."""
    sizes = read_sizes(theme)
    kit = Theme(sizes, read_layouts(theme, sizes), Setter(fonts))
    drawn = [draw_show(site, screen, kit) for screen in site.settings.screens]
    return [show for show, _ in drawn], [finding for _, found in drawn for finding in found]
