"""Pictures of entries, made fit to publish: turned upright, scaled, stripped of all metadata, named by content.

EXIF (with GPS), XMP, ICC profiles and thumbnails never pass: only pixels are copied into the new file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.site import Artifact, Media

if TYPE_CHECKING:
    from PIL.Image import Image

RECIPE = "1"
WIDEST = 1600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    """A published picture: its path in the website and its size in pixels."""

    path: str
    width: int
    height: int
    data: bytes

    @property
    def artifact(self) -> Artifact:
        """The file."""
        return Artifact(self.path, self.data)


def publish(media: Media, cache: Path) -> Picture | None:
    """Return the picture to publish, from the cache when its source is known; None when it cannot be used."""
    if media.problem:
        return None
    folder = cache / "pictures"
    key = hashlib.sha256(f"{RECIPE} {WIDEST} {QUALITY} {media.sha256}".encode()).hexdigest()
    note, bytes_file = folder / f"{key}.json", folder / f"{key}.bin"
    try:
        path, width, height = json.loads(note.read_text(encoding="utf-8"))
        return Picture(path, width, height, bytes_file.read_bytes())
    except (OSError, ValueError):
        picture = reencode(media.file.read_bytes())
        folder.mkdir(parents=True, exist_ok=True)
        bytes_file.write_bytes(picture.data)
        note.write_text(json.dumps([picture.path, picture.width, picture.height]), encoding="utf-8")
        return picture


def reencode(source: bytes) -> Picture:
    """Decode, turn upright, scale to at most 1600 pixels and encode anew: JPEG, or PNG where something is see-through."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (heavy: not for a cache hit)

    with Image.open(BytesIO(source), formats=FORMATS) as opened:
        upright = ImageOps.exif_transpose(opened)
        see_through = "A" in upright.getbands() or "transparency" in upright.info
        pixels = upright.convert("RGBA" if see_through else "RGB")
    pixels.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    data, ending = _encoded(pixels)
    return Picture(f"media/{hashlib.sha256(data).hexdigest()[:16]}.{ending}", pixels.width, pixels.height, data)


def _encoded(pixels: Image) -> tuple[bytes, str]:
    """Encode bare pixels: `info` (EXIF, ICC, comments) is emptied first, since Pillow would write parts of it."""
    pixels.info = {}
    out = BytesIO()
    if pixels.mode == "RGBA":
        pixels.save(out, "PNG", optimize=True)
        return out.getvalue(), "png"
    pixels.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=False, subsampling="4:2:0")
    return out.getvalue(), "jpg"
