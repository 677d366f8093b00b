"""The folder of a screen: page, player, styles, slides and fonts. Nothing in it points outside of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from generator.render.screens import palette
from generator.render.screens.slide import CODE, millis
from generator.render.subset import Subset, css
from generator.site import Artifact

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.screens.layout import Layout
    from generator.render.screens.show import Show
    from generator.render.screens.slide import Slide
    from generator.render.screens.system import Faces
    from generator.site import Site

PLAYER = "screens/player"
CUT_MS = 120
"""How long the ground stands alone between two slides indoors; outdoors slides follow without a gap."""
_JINJA = Environment(autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True)
class Kit:
    """What is the same for every screen of a site."""

    theme: Path
    layouts: Mapping[str, Layout]
    fonts: Faces
    files: Sequence[Subset]


def font_files(fonts: Faces, shows: Sequence[Show], cache: Path | None) -> list[Subset]:
    """Return the fonts of a site's screens, each cut to the characters that its slides show."""
    wanted: dict[str, set[str]] = {}
    for show in shows:
        for slide in show.slides:
            for face, chars in slide.chars.items():
                wanted.setdefault(face, set()).update(chars | ({*"0123456789"} if "pixel" in face else set()))
    return [file for face in sorted(wanted) for file in fonts.subset(face, "".join(sorted(wanted[face])), cache)]


def screen_folder(site: Site, show: Show, kit: Kit) -> list[Artifact]:
    """Return the files of one screen."""
    code = corner_number(show.slides)
    base = f"screens/{show.screen.id}"
    player = kit.theme / PLAYER
    first = show.slides[0]
    page = _JINJA.from_string((player / "index.html").read_text(encoding="utf-8")).render(
        screen=show.screen,
        site=site.settings,
        first=Markup(_coded(first, code)),  # noqa: S704  # drawn by our own templates, escaped there
        first_id=first.id,
    )
    texts = {
        "index.html": page,
        "player.js": (player / "player.js").read_text(encoding="utf-8"),
        "player.css": (player / "player.css").read_text(encoding="utf-8"),
        "slides.css": _styles(show, kit),
        "slides.js": _slides_script(site, show, code),
    }
    fonts = [Artifact(f"{base}/{file.name}", file.data) for file in kit.files]
    return [*(Artifact(f"{base}/{name}", text.encode()) for name, text in texts.items()), *fonts]


def corner_number(slides: Sequence[Slide]) -> str:
    """Return four digits that change when any slide does: what a phone photo of the screen can prove."""
    digest = hashlib.sha256("\n".join(f"{s.id} {s.dwell} {s.start} {s.end} {s.html}" for s in slides).encode())
    return f"{int.from_bytes(digest.digest()[:4], 'big') % 10_000:04d}"


def _coded(slide: Slide, code: str) -> str:
    return slide.html.replace(CODE, code)


def _styles(show: Show, kit: Kit) -> str:
    used = sorted({s.layout for s in show.slides})
    faces = sorted({face for s in show.slides for face in s.chars})
    parts = [
        css(kit.files),
        "".join(_face_rule(kit.fonts, face) for face in faces),
        palette.styles(sorted({s.ground for s in show.slides})),
        *(kit.layouts[name].style for name in used),
    ]
    return "\n".join(parts)


def _face_rule(fonts: Faces, face: str) -> str:
    family, weight = fonts.style(face)
    return f'.f-{face}{{font-family:"{family}",sans-serif;font-weight:{weight}}}\n'


def _slides_script(site: Site, show: Show, code: str) -> str:
    """Return the classic script that hands the player its slides: ASCII only, so that no encoding can spoil it."""
    deck = {
        "version": 1,
        "screen": show.screen.id,
        "width": show.screen.size[0],
        "height": show.screen.size[1],
        "code": code,
        "built": millis(site.date),
        "zone": 480,
        "cut": 0 if show.still else CUT_MS,
    }
    slides = ",\n".join(_ascii(_data(slide, code)) for slide in show.slides)  # a line each, for whoever compares two
    return f'STREETLIGHT.take({_ascii(deck)[:-1]},"slides":[{slides}]}});\n'


def _ascii(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")


def _data(slide: Slide, code: str) -> dict[str, object]:
    return {
        "id": slide.id,
        "dwell": slide.dwell,
        "from": slide.start,
        "until": slide.end,
        "priority": slide.priority,
        "ground": slide.ground,
        "html": _coded(slide, code),
    }
