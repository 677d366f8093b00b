"""Pictures and films of entries, made fit to publish: stripped of all metadata, named by content.

Pictures are also turned upright and scaled. EXIF (with GPS), XMP, ICC profiles and thumbnails never pass: only pixels are copied into the new file.
"""

from __future__ import annotations

import hashlib
import json
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import write_whole
from generator.site import Artifact, Media
from generator.site.mp4 import without_private_boxes

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

RECIPE = "1"
WIDEST = 1600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
_NAME = re.compile(r"media/([0-9a-f]{16})\.(?:jpg|png)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A published picture or film: its path in the website and its size in pixels."""

    path: str
    width: int
    height: int
    data: bytes

    @property
    def artifact(self) -> Artifact:
        """The file."""
        return Artifact(self.path, self.data)


@lru_cache(maxsize=512)
def publish(media: Media, cache: Path) -> Picture | None:
    """Return the picture or film to publish, a picture from the cache when its source is known; None when unusable.

    Remembered: a preview publishes all of them after each save, and what is known of a file names its bytes.
    """
    if media.problem:
        return None
    if media.duration:
        return _film(media)
    folder = cache / "pictures"
    key = hashlib.sha256(f"{RECIPE} {WIDEST} {QUALITY} {media.sha256}".encode()).hexdigest()
    note, bytes_file = folder / f"{key}.json", folder / f"{key}.bin"
    return _known(note, bytes_file) or _made(media, note, bytes_file)


def _film(media: Media) -> Picture:
    """Return a film as it is, without the boxes that say where and when it was made."""
    data = without_private_boxes(media.file.read_bytes())
    return Picture(f"media/{_digest(data)}.mp4", media.width, media.height, data)


def _known(note: Path, bytes_file: Path) -> Picture | None:
    """Return what the cache holds when its name is one of ours and says what the bytes are."""
    try:
        path, width, height = json.loads(note.read_text(encoding="utf-8"))
        found = Picture(path, width, height, bytes_file.read_bytes())
        named = _NAME.fullmatch(path)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    sized = all(type(n) is int and 0 < n <= WIDEST for n in (width, height))
    return found if named and sized and named[1] == _digest(found.data) else None


def _made(media: Media, note: Path, bytes_file: Path) -> Picture:
    picture = reencode(media.file.read_bytes())
    write_whole(bytes_file, picture.data)
    write_whole(note, json.dumps([picture.path, picture.width, picture.height]).encode())
    return picture


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def reencode(source: bytes) -> Picture:
    """Decode, turn upright, scale to at most 1600 pixels and encode anew: JPEG, or PNG where something is see-through."""
    from PIL.Image import Resampling  # noqa: PLC0415 (heavy: not for a cache hit)

    pixels = upright(source)
    pixels.thumbnail((WIDEST, WIDEST), Resampling.LANCZOS)
    data, ending = _encoded(pixels)
    return Picture(f"media/{_digest(data)}.{ending}", pixels.width, pixels.height, data)


def upright(source: bytes) -> Image:
    """Decode a picture and turn it upright: RGBA where something is see-through, else RGB."""
    from PIL import Image  # noqa: PLC0415 (heavy)

    # Pillow grumbles about EXIF that it need not read.
    with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(source), formats=FORMATS) as opened:
        turn = _turn(opened)
        opened.load()
        turned = opened.transpose(turn) if turn is not None else opened
        see_through = "A" in turned.getbands() or "transparency" in turned.info
        return turned.convert("RGBA" if see_through else "RGB")


def _turn(picture: Image) -> Transpose | None:
    """Return how to turn a picture upright. Of its EXIF only this is read; where it is damaged, the pixels stand as is."""
    from PIL.Image import Transpose as How  # noqa: PLC0415 (heavy)

    ways = (How.FLIP_LEFT_RIGHT, How.ROTATE_180, How.FLIP_TOP_BOTTOM, How.TRANSPOSE, How.ROTATE_270, How.TRANSVERSE, How.ROTATE_90)  # fmt: skip
    try:
        return dict(enumerate(ways, 2)).get(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 (SyntaxError, TypeError, struct.error …: Pillow does not say which)
        return None


def _encoded(pixels: Image) -> tuple[bytes, str]:
    """Encode bare pixels: `info` (EXIF, ICC, comments) is emptied first, since Pillow would write parts of it."""
    pixels.info = {}
    out = BytesIO()
    if pixels.mode == "RGBA":
        pixels.save(out, "PNG", optimize=True)
        return out.getvalue(), "png"
    pixels.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=False, subsampling="4:2:0")
    return out.getvalue(), "jpg"
