"""Screens: Site → one folder a screen that plays by itself, from a USB stick as from a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.screens.album import common
from generator.render.screens.folder import Kit, screen_folder
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.lines import Setter
from generator.render.screens.never import sieve_of
from generator.render.screens.rules import SCREEN_RULES
from generator.render.screens.seal import PLAIN, Seal
from generator.render.screens.show import Show, Theme, draw_show
from generator.render.screens.system import Faces
from generator.settings import THEME

if TYPE_CHECKING:
    from pathlib import Path

    from generator.findings import Finding
    from generator.render.fonts import Fonts
    from generator.site import Artifact, Site

__all__ = ["SCREEN_RULES", "Show", "draw_shows", "render_screens"]


def render_screens(  # noqa: PLR0913  # where from, where to, and under whose name
    site: Site, fonts: Fonts, cache: Path | None = None, theme: Path = THEME, *, seal: Seal = PLAIN, only: str = ""
) -> tuple[list[Artifact], list[Finding]]:
    """Return the files of every screen below `screens/<id>/`, and what was found. Same site, same bytes.

    `cache` is a folder for slides, cut fonts and pictures that were made before; `seal` numbers and signs the releases;
    `only` is the id of a single screen to draw.
    """
    faces = Faces(fonts)
    look = _look(site, theme, faces, cache)
    shows, findings = _drawn(site, look, only)
    ready = [show for show in shows if show.slides]
    kit = Kit(theme, look.layouts, faces, cache, seal)
    return [artifact for show in ready for artifact in screen_folder(site, show, kit)], findings


def draw_shows(
    site: Site, fonts: Fonts, cache: Path | None = None, theme: Path = THEME
) -> tuple[list[Show], list[Finding]]:
    """Return the slides of every screen of the settings, and what was found while drawing them."""
    return _drawn(site, _look(site, theme, Faces(fonts), cache))


def _look(site: Site, theme: Path, faces: Faces, cache: Path | None) -> Theme:
    sizes, names = read_sizes(theme), _names(site)
    made = common(site, theme, faces.fonts, names) if cache else b""
    return Theme(sizes, read_layouts(theme, sizes), Setter(faces, names), sieve_of(site, cache), cache, made)


NAME = 7
"""The longest name that is kept whole in running text: the narrowest screens hold eight characters."""


def _names(site: Site) -> tuple[str, ...]:
    """Return the names of the street and its organisations, longest first: no line ends within one."""
    organisations = (e.record for e in site.entries.get("organisations", ()))
    names = {site.settings.name, *(name for r in organisations for name in (r.title, r.short))}
    return tuple(sorted((n for n in names if 1 < len(n) <= NAME), key=lambda n: (-len(n), n)))


def _drawn(site: Site, look: Theme, only: str = "") -> tuple[list[Show], list[Finding]]:
    drawn = [draw_show(site, screen, look) for screen in site.settings.screens if only in ("", screen.id)]
    return [show for show, _ in drawn], [finding for _, found in drawn for finding in found]
