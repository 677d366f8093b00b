"""Pictures that entries name: looked at once, so that checks and pages need not open files."""

from __future__ import annotations

import hashlib
import warnings
from typing import TYPE_CHECKING

from generator.site import Entry, Media
from generator.store.looks import once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 30 << 20
MAX_PIXELS = 80_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


def look_at_pictures(content: Path, entries: Iterable[Entry]) -> dict[str, Media]:
    """Return what is known of every picture named by an entry, by the path the author wrote."""
    names = sorted({photo.file for e in entries for _, photo in e.photos()})
    return {name: _look(content, name) for name in names}


def inside(content: Path, file: Path) -> bool:
    """Tell whether a file is there, is no link, and lies below content/."""
    return file.is_file() and not file.is_symlink() and file.resolve().is_relative_to(content.resolve())


@once
def _look(content: Path, name: str) -> Media:
    file = content / name
    if not inside(content, file):
        return Media(file, problem="missing")
    if file.stat().st_size > MAX_BYTES:
        return Media(file, problem="unreadable")
    from PIL import Image  # noqa: PLC0415  # 40 ms of start-up, only where there are pictures

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged metadata, which is not published anyway
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    return Media(file, problem="unreadable")
                picture.load()
    except Exception:  # noqa: BLE001  # decoders raise almost anything for damaged bytes, and none of it is ours
        return Media(file, problem="unreadable")
    return Media(file, width, height, hashlib.sha256(file.read_bytes()).hexdigest())
