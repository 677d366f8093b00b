"""The folder of a screen: page, player and the release, each but the page there twice. Nothing points outside of it.

Whatever single file is torn or half copied, its twin plays; the page itself holds a slide that needs neither.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from generator.patterns import late
from generator.render.screens import palette
from generator.render.screens.payload import ascii_json, coded, corner_code, release
from generator.render.screens.seal import PLAIN, Seal
from generator.render.subset import css
from generator.site import Artifact

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.screens.layout import Layout
    from generator.render.screens.show import Show
    from generator.render.screens.system import Faces
    from generator.site import Site

PLAYER = "screens/player"
RECURRENCE = "recurrence.js"
"""The days of recurring events: the website's pages reckon them by the same script."""
SCRIPTS = ("nacl", "clock", "words", "folder", "trust", "media", "stage", "roll", "update", "staff", "main")
"""The player's parts, in the order in which they are joined."""
CODE_FACES = ("pixel-12", "pixel-16", "sans-700")
"""What the corner code can be set in (geometry.py); its digits are known only when all slides are drawn."""
_JINJA = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
_NOT_ASCII = late(r"[^\x00-\x7f]")
_COMMENT = late(r"/\*.*?\*/", re.DOTALL)
_RULE = late(r"([^{}]+)\{([^{}]*)\}")
_NAME = late(r"[.#]([\w-]+)")


@dataclass(frozen=True)
class Kit:
    """What is the same for every screen of a site."""

    theme: Path
    layouts: Mapping[str, Layout]
    fonts: Faces
    cache: Path | None = None
    seal: Seal = PLAIN

    def file(self, name: str) -> str:
        """Return the text of a file of the player."""
        return (self.theme / PLAYER / name).read_text(encoding="utf-8")


def screen_folder(site: Site, show: Show, kit: Kit) -> list[Artifact]:
    """Return the files of one screen."""
    made = release(site, show, _style(show, kit), kit.seal)
    setup = {
        "site": site.settings.code,
        "screen": show.screen.id,
        "version": json.loads(made.manifest)["version"],
        "keys": dict(sorted(kit.seal.keys.items())),
    }
    player, slot = _player(kit, setup).encode("ascii"), made.slot
    files = {
        "index.html": _page(site, show, kit).encode(),
        "player.js": player,
        "spare.js": player,
        "a.js": slot,
        "b.js": slot,
        "latest.js": made.latest,
        **show.files,
    }
    return [Artifact(f"screens/{show.screen.id}/{name}", data) for name, data in files.items()]


def _player(kit: Kit, setup: Mapping[str, object]) -> str:
    """Return the player in one piece: torn anywhere, it does not run at all. Its spare stops when it runs."""
    shared = (kit.theme / RECURRENCE).read_text(encoding="utf-8")
    parts = "\n".join([shared, *(kit.file(f"{name}.js") for name in SCRIPTS)])
    head = f'(function () {{\n"use strict";\nif (window.STREETLIGHT) {{ return; }}\nvar SETUP = {ascii_json(setup)};\n'
    return _escaped(f"{head}{parts}}}());\n")


def _escaped(script: str) -> str:
    return _NOT_ASCII.sub(lambda ch: f"\\u{ord(ch[0]):04x}", script)


def _page(site: Site, show: Show, kit: Kit) -> str:
    """Return index.html, small enough to be written in one piece: the evergreen slide and the rules it needs."""
    first = show.slides[0]
    slide = coded(first, corner_code(site, show))
    frame = '<html><body><div id="stage"><div class="node off"><div id="status">'
    return _compiled(kit.file("index.html")).render(
        title=f"{show.screen.name} · {site.settings.name}",
        width=show.screen.size[0],
        height=show.screen.size[1],
        style=Markup(_needed(_rules(kit, {first.ground}, {first.layout}), frame + slide)),  # noqa: S704  # our own
        first=Markup(slide),  # noqa: S704  # drawn by our own templates, escaped there
        first_id=first.id,
    )


@lru_cache(maxsize=4)
def _compiled(page: str) -> Template:
    return _JINJA.from_string(page)


def _needed(style: str, html: str) -> str:
    """Return the rules of which a selector's classes and ids all stand in the HTML, a line each."""
    names = set(re.findall(r"[\w-]+", html))
    kept = [(selectors, body) for selectors, body in _RULE.findall(style) if _chosen(selectors, names)]
    return "\n".join(f"{' '.join(selectors.split())}{{{' '.join(body.split())}}}" for selectors, body in kept)


def _chosen(selectors: str, names: set[str]) -> bool:
    return any(names.issuperset(_NAME.findall(selector)) for selector in selectors.split(","))


def _rules(kit: Kit, grounds: set[str], layouts: set[str]) -> str:
    looks = [kit.layouts[name].style for name in sorted(layouts)]
    return _COMMENT.sub("", "\n".join([kit.file("player.css"), palette.styles(sorted(grounds)), *looks]))


def _style(show: Show, kit: Kit) -> str:
    """Return every rule of a screen, its fonts within."""
    faces = _faces(show)
    fonts = [file for face in sorted(faces) for file in kit.fonts.subset(face, faces[face], kit.cache)]
    inline = [replace(f, name=f"data:font/woff2;base64,{base64.b64encode(f.data).decode()}") for f in fonts]
    rules = _rules(kit, {s.ground for s in show.slides}, {s.layout for s in show.slides})
    return css(inline) + "".join(_face_rule(kit.fonts, face) for face in sorted(faces)) + rules


def _faces(show: Show) -> dict[str, str]:
    """Return the characters that slides show in each face; the digits of the corner code are among them."""
    wanted: dict[str, set[str]] = {}
    for slide in show.slides:
        for face, chars in slide.chars.items():
            wanted.setdefault(face, set()).update(chars | ({*"0123456789"} if face in CODE_FACES else set()))
    return {face: "".join(sorted(chars)) for face, chars in wanted.items()}


def _face_rule(fonts: Faces, face: str) -> str:
    family, weight = fonts.style(face)
    return f'.f-{face}{{font-family:"{family}",sans-serif;font-weight:{weight}}}\n'
