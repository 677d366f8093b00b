"""The payload: all that a screen shows but its pictures and videos, as one text; and the manifest that vouches for it.

Everything is ASCII, so that no encoding on the way can spoil it, and travels as the arguments of one call: read as text
over http, run as a script from a USB stick.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.screens.slide import CODE, millis

if TYPE_CHECKING:
    from generator.render.screens.parts import Part
    from generator.render.screens.seal import Seal
    from generator.render.screens.show import Show
    from generator.render.screens.slide import Slide
    from generator.site import Site

FORMAT = 2
LIFE = dt.timedelta(days=400)
"""How long a release is believed: a clock beyond it is as wrong as one before the build."""
FIRST_DAY = dt.date(2020, 1, 1)
HOLD_MS, FADE_MS = 120, 400
ZONE = 480


@dataclass(frozen=True)
class Release:
    """The three texts of a release: what plays, the manifest with its hash, and the signatures of the manifest."""

    manifest: str
    signatures: str
    payload: str

    @property
    def slot(self) -> bytes:
        """The file that hands over the whole release."""
        return call("take", self.manifest, self.signatures, self.payload)

    @property
    def latest(self) -> bytes:
        """The file that says which release is the newest."""
        return call("latest", self.manifest, self.signatures)


def release(site: Site, show: Show, style: str, seal: Seal) -> Release:
    """Return the release of a screen."""
    payload = ascii_json(_deck(site, show, style, seal.keys))
    digest = _sha512(payload.encode("ascii"))
    manifest = ascii_json(
        {
            "format": FORMAT,
            "screen": show.screen.id,
            "version": seal.version(show.screen.id, digest, (site.date - FIRST_DAY).days),
            **_life(site.date),
            "digest": digest,
            "files": {name: [len(data), _sha512(data)] for name, data in sorted(show.files.items())},
        }
    )
    return Release(manifest, ascii_json(seal.sign(manifest)), payload)


def call(name: str, *words: str) -> bytes:
    """Return a classic script of one call with these texts."""
    return f"STREETLIGHT.{name}({','.join(map(ascii_json, words))});\n".encode("ascii")


def ascii_json(value: object) -> str:
    """Return JSON without a blank, in ASCII, and without what would end a script."""
    return (
        json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/").replace("<!--", "<\\u0021--")
    )


def corner_code(site: Site, show: Show) -> str:
    """Return four digits that change when any slide does: what a phone photo of the screen can prove."""
    return f"{site.settings.code}·{show.digits}·{site.date:%m%d}"


def coded(slide: Slide, code: str) -> str:
    """Return a slide's HTML with the deck's code in its corner."""
    return slide.html.replace(CODE, code.split("·")[-2])


def _life(date: dt.date) -> dict[str, int]:
    return {"built": millis(date), "expires": millis(date + LIFE)}


def _sha512(data: bytes) -> str:
    return hashlib.sha512(data).hexdigest()


def _deck(site: Site, show: Show, style: str, keys: Mapping[str, str]) -> dict[str, object]:
    screen, code = show.screen, corner_code(site, show)
    night = screen.night and {"start": screen.night[0], "end": screen.night[1]}
    return {
        "format": FORMAT,
        "screen": screen.id,
        "name": screen.name,
        "site": site.settings.name,
        "width": screen.size[0],
        "height": screen.size[1],
        "code": code,
        **_life(site.date),
        "zone": ZONE,
        "change": _change(show),
        "night": night,
        "keys": dict(sorted(keys.items())),
        "style": style,
        "parts": [_part(part) for part in show.parts],
        "slides": [_slide(slide, code) for slide in show.slides],
    }


def _change(show: Show) -> dict[str, object]:
    if show.screen.roadside or (show.still and show.screen.change.key != "fade"):
        return {"kind": "cut", "ms": 0}
    if show.screen.change.key == "fade":
        return {"kind": "fade", "ms": FADE_MS}
    return {"kind": "hold", "ms": HOLD_MS}


def _part(part: Part) -> dict[str, object]:
    return {
        "name": part.name,
        "level": part.level,
        "from": part.start,
        "until": part.end,
        "start": part.opens,
        "end": part.closes,
        "days": part.days,
        "loop": part.loop,
    }


def _slide(slide: Slide, code: str) -> dict[str, object]:
    recurs = {"days": slide.days, "rule": slide.rule}
    return {
        "id": slide.id,
        "title": slide.title,
        "layout": slide.layout,
        "dwell": slide.dwell,
        "from": slide.start,
        "until": slide.end,
        "night": int(slide.night),
        "ground": slide.ground,
        "html": coded(slide, code),
        "pictures": slide.pictures,
        "video": slide.video,
        "scroll": slide.scroll,
        **{name: value for name, value in recurs.items() if value},
    }
