"""Leftovers: what systems write on sticks and beside files by themselves. A name alone excuses nothing that can be shown."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from generator.findings import Text
from generator.publish.places import Holding, Unreadable
from generator.standing import LEFT_BY_SYSTEMS

_BEGINNINGS = {"Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".DS_Store": b"\0\0\0\1Bud1"}
"""Files that systems keep in any folder, and how they begin: an OLE file, a buddy store."""
_FOLDERS = re.compile(
    r"System Volume Information|\$RECYCLE\.BIN|LOST\.DIR|\.Trashes|\.Trash-\d+|\.Spotlight-V100|\.fseventsd"
)
"""Folders at the root of a stick, by the very names that Windows, Android, macOS and Linux give them."""
_SHOWN = re.compile(
    r"\.(x?html?|shtml|m?js|css|svg|png|jpe?g|webp|gif|bmp|avif|ico|mp4|m4v|mov|avi|mkv|webm|pdf)", re.IGNORECASE
)
"""Endings of what a browser or a television shows."""


def is_left(place: Holding, path: str, *, stick: bool) -> bool:
    """Tell whether a file is surely a system's own and no browser or screen shows it; `stick`: only about the root."""
    folder, _, rest = path.partition("/")
    if rest and stick:
        return bool(_FOLDERS.fullmatch(folder)) and not _SHOWN.fullmatch(PurePosixPath(path).suffix)
    begins = _BEGINNINGS.get(PurePosixPath(path).name)
    try:
        return begins is not None and place.read(path, len(begins) - 1).startswith(begins)
    except Unreadable:
        return False


def extra(path: str) -> Text:
    """Say that a file is too much, and when a system may have left it, that too."""
    return _A_SYSTEMS if PurePosixPath(path).name in LEFT_BY_SYSTEMS else EXTRA


EXTRA = Text("多出来的", "not part of the release")
_A_SYSTEMS = Text("系统留下的，也不该在这里，请删掉", "left by a system; it must not be here either: delete it")
