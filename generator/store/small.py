"""Small pictures of what was approved, kept beside the records so that a later difference can be seen."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from generator.files import write_whole
from generator.store.files import REVIEWS
from generator.store.pictures import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Media

SIDES, QUALITIES = (320, 240, 160), (80, 50, 20)
"""Tried in this order, until the file is small enough."""
MOST_BYTES = 20 << 10


def small_file(project: Path, digest: str) -> Path:
    """Return where the small picture of a picture with this sha256 lies, if it was kept."""
    return project / "content" / REVIEWS / "pictures" / f"{digest}.webp"


def keep_small(project: Path, media: Iterable[Media]) -> None:
    """Keep a small picture of each picture that has none yet; of films there is none."""
    for known in media:
        file = small_file(project, known.sha256)
        if known.width and not known.duration and not file.exists():
            write_whole(file, small_picture(known.file.read_bytes()))


def small_picture(source: bytes) -> bytes:
    """Return a picture as WebP of at most 320 pixels and 20 KB, upright, on white, without any metadata."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # 40 ms of start-up, only where there are pictures

    with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(source), formats=FORMATS) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    ground = Image.new("RGBA", upright.size, "white")
    pixels = Image.alpha_composite(ground, upright).convert("RGB")
    data = b""
    for side, quality in ((side, quality) for side in SIDES for quality in QUALITIES):
        pixels.thumbnail((side, side))
        out = BytesIO()
        pixels.save(out, "WEBP", quality=quality)
        data = out.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data
