"""Photos: the pictures on slides, cut to their boxes; clips; QR codes.

A photo travels as a classic script that hands over its bytes, so that a page opened from a USB stick can tell whether it
came whole. A clip is a file of its own, over its first picture where it has one. A code is drawn into the slide itself.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from generator.files import write_whole
from generator.render.pictures import upright
from generator.site.mp4 import without_private_boxes

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.screens.layout import Box
    from generator.site import Media, Site

QUALITY = 85
RECIPE = "1"
"""Part of each cache key: raise it when the way of cutting changes."""
QUIET = 4
"""Modules of white around a code (public display rules)."""
MODULE = 4
"""The least pixels of a module that a phone reads off an LED wall."""


class CodeTooDense(ValueError):  # noqa: N818  # a name that says what happened
    """An address too long for a code of this size: its modules would be smaller than a phone can read."""


class Framed(NamedTuple):
    """What goes into a picture's box: a photo, a clip or the text of a code; and the photo that stands for a clip."""

    box: Box
    what: Any
    poster: Any = None


@dataclass(frozen=True)
class Element:
    """What stands in a picture's box; the file it needs (empty: none), its clip, and how long that runs."""

    html: Markup
    name: str = ""
    video: str = ""
    seconds: int = 0


NOTHING = Element(Markup(""))


class Photos:
    """Makes the pictures of one screen's slides, and keeps their files."""

    def __init__(self, site: Site, cache: Path | None) -> None:
        """Remember where pictures come from, and where finished ones are kept."""
        self.site, self.cache = site, cache
        self.files: dict[str, bytes] = {}

    def element(self, framed: Framed) -> Element:
        """Return what stands in a picture's box; nothing for a picture that there is not. Raises CodeTooDense."""
        if isinstance(framed.what, str):
            return Element(_code(framed.box, framed.what)) if framed.what else NOTHING
        media = self._media(framed.what)
        if media is None:
            return NOTHING
        return self._clip(framed, media) if media.duration else self._photo(framed.box, framed.what, media)

    def _media(self, what: Any) -> Media | None:  # noqa: ANN401  # a photo, a clip, or nothing
        media = self.site.media.get(what.file) if what else None
        return None if media is None or media.problem else media

    def _photo(self, box: Box, photo: Any, media: Media) -> Element:  # noqa: ANN401  # a photo
        jpeg = self._cut(media, box[2:])
        address = "data:image/jpeg;base64," + base64.b64encode(jpeg).decode("ascii")
        name = f"pic-{hashlib.sha512(address.encode()).hexdigest()[:16]}.js"
        self.files[name] = f'STREETLIGHT.picture("{name}","{address}");\n'.encode()
        html = Markup('<img class="p" data-pic="{}" alt="{}" style="{}">').format(name, photo.alt, _place(box))
        return Element(html, name)

    def _clip(self, framed: Framed, media: Media) -> Element:
        """Return a clip as large as its box allows, over its poster of the same size."""
        data = without_private_boxes(media.file.read_bytes())
        name = f"clip-{hashlib.sha512(data).hexdigest()[:16]}.mp4"
        self.files[name] = data
        box = _inside(framed.box, media.width, media.height)
        poster = self._media(framed.poster)
        still = self._photo(box, framed.poster, poster) if poster else NOTHING
        html = Markup(
            '{}<video class="p" data-clip="{}" muted playsinline aria-label="{}" style="{}"></video>',
        ).format(still.html, name, framed.what.alt, _place(box))
        return Element(html, still.name, name, ceil(media.duration))

    def _cut(self, media: Media, size: tuple[int, int]) -> bytes:
        """Return a picture as baseline JPEG of exactly this size, cut around its middle, without any metadata."""
        key = hashlib.sha256(f"{RECIPE} {QUALITY} {size} {media.sha256}".encode()).hexdigest()
        kept = self.cache / "pictures" / f"{key}.jpg" if self.cache else None
        if kept and kept.is_file():
            return kept.read_bytes()
        data = _covering(media.file.read_bytes(), size)
        if kept:
            write_whole(kept, data)
        return data


def kept(size: tuple[int, int], media: Media) -> float:
    """Return the share of a picture that is left when it is cut to the shape of a box."""
    shapes = sorted((size[0] * media.height, size[1] * media.width))
    return shapes[0] / shapes[1] if shapes[0] else 1.0


def _covering(source: bytes, size: tuple[int, int]) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 (heavy: not for a cache hit)

    pixels = ImageOps.fit(upright(source).convert("RGBA"), size)
    pixels = Image.alpha_composite(Image.new("RGBA", size, "white"), pixels).convert("RGB")
    out = BytesIO()
    pixels.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=False, subsampling="4:4:4")
    return out.getvalue()


def _inside(box: Box, width: int, height: int) -> Box:
    """Return the largest box of a clip's shape inside a box, in its middle."""
    x, y, w, h = box
    scale = min(w / width, h / height)
    wide, high = round(width * scale), round(height * scale)
    return x + (w - wide) // 2, y + (h - high) // 2, wide, high


def _code(box: Box, text: str) -> Markup:
    import segno  # noqa: PLC0415  # heavy: only where there are codes

    code = segno.make(text, error="m", boost_error=False, micro=False)
    modules = int(code.symbol_size(border=QUIET)[0])
    pixels = min(box[2], box[3]) // modules
    if pixels < MODULE:
        raise CodeTooDense(text)
    out = BytesIO()
    code.save(out, kind="png", scale=pixels, border=QUIET)
    side = modules * pixels
    x, y = box[0] + (box[2] - side) // 2, box[1] + (box[3] - side) // 2
    address = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
    return Markup('<img class="p qr" src="{}" alt="" style="{}">').format(address, _place((x, y, side, side)))


def _place(box: Box) -> str:
    """Return the style of a picture. Its place does not hang on a class: the player gives clips another one."""
    return "position:absolute;left:{}px;top:{}px;width:{}px;height:{}px".format(*box)


def address_of(url: str, page: str) -> dict[str, str]:
    """Return the words of a code: the page's whole address, its host as it is printed beside it, and that in two rows."""
    host = urlsplit(url).hostname
    if not host:
        return {}
    middle = min((i for i, ch in enumerate(host) if ch == "."), key=lambda i: abs(2 * i - len(host)), default=len(host))
    rows = f"{host[:middle]} {host[middle:]}".strip()
    return {"qr": f"{url.rstrip('/')}/{quote(page)}", "url_host": host, "url_parts": rows}
