"""Screens: Site → one folder a screen that plays by itself, from a USB stick as from a server."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.render.screens.album import Digests, common
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


Stands = Callable[[str, bytes], bool]
"""Tells of a screen by its id, and by a digest of all that its files hang on, whether these stand just as they would be made."""


def render_screens(  # noqa: PLR0913  # where from, where to, and under whose name
    site: Site,
    fonts: Fonts,
    cache: Path | None = None,
    theme: Path = THEME,
    *,
    seal: Seal = PLAIN,
    only: str = "",
    stands: Stands | None = None,
) -> tuple[list[Artifact], list[Finding]]:
    """Return the files of every screen below `screens/<id>/`, and what was found. Same site, same bytes.

    `cache` is a folder for slides, cut fonts and pictures that were made before; `seal` numbers and signs the releases;
    `only` is the id of a single screen to draw. The files of a screen that `stands` in the place that `seal` numbers
    releases after are not made again. It is asked only where nothing was found.
    """
    faces = Faces(fonts)
    look = _look(site, theme, faces, cache)
    shows, findings = _drawn(site, look, only, stands and partial(_stands, stands, seal))
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
    return Theme(
        sizes, read_layouts(theme, sizes), Setter(faces, names), sieve_of(site, cache), Digests(site), cache, made
    )


NAME = 7
"""The longest name that is kept whole in running text: the narrowest screens hold eight characters."""


def _names(site: Site) -> tuple[str, ...]:
    """Return the names of the street and its organisations, longest first: no line ends within one."""
    organisations = (e.record for e in site.entries.get("organisations", ()))
    names = {site.settings.name, *(name for r in organisations for name in (r.title, r.short))}
    return tuple(sorted((n for n in names if 1 < len(n) <= NAME), key=lambda n: (-len(n), n)))


def _stands(stands: Stands, seal: Seal, screen: str, mark: bytes) -> bool:
    """Ask by a digest that hangs on the seal, too: on the keys that it names, and on those that it signs with."""
    under = repr((sorted(seal.keys.items()), sorted(seal.sign("").items())))
    return stands(screen, blake2b(mark + under.encode(), digest_size=32).digest())


def _drawn(site: Site, look: Theme, only: str = "", stands: Stands | None = None) -> tuple[list[Show], list[Finding]]:
    screens = [screen for screen in site.settings.screens if only in ("", screen.id)]
    drawn = [draw_show(site, screen, look, stands and partial(stands, screen.id)) for screen in screens]
    return [show for show, _ in drawn], [finding for _, found in drawn for finding in found]
