"""Files that entries offer: looked at from outside, so that checks and pages need not open them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.collections.documents import Document
from generator.site import Entry, Media
from generator.store.looks import once
from generator.store.pictures import inside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 20 << 20
_TAIL = 4096
"""The end of a PDF stands in its last bytes."""


def look_at_attachments(content: Path, entries: Iterable[Entry]) -> dict[str, Media]:
    """Return what is known of every file that a document offers, by the path the author wrote."""
    names = {a.file for e in entries if isinstance(e.record, Document) for a in e.record.files}
    return {name: _look(content, name) for name in sorted(names)}


@once
def _look(content: Path, name: str) -> Media:
    from generator.site.formats import office  # noqa: PLC0415  # 10 ms of start-up, only where there are files

    file = content / name
    kind = name.rpartition(".")[2].lower()
    if not inside(content, file):
        return Media(file, problem="missing")
    if kind not in {"pdf", *office.HOME}:
        return Media(file, problem="kind")
    if file.stat().st_size > MAX_BYTES:
        return Media(file, problem="too-large")
    data = file.read_bytes()
    return Media(file, sha256=hashlib.sha256(data).hexdigest(), problem="" if _is(kind, data) else "unreadable")


def _is(kind: str, data: bytes) -> bool:
    """Tell whether the bytes are what the file's name says, and not locked with a password."""
    if kind == "pdf":
        return data.startswith(b"%PDF-") and b"%%EOF" in data[-_TAIL:] and b"/Encrypt" not in data
    from generator.site.formats import office  # noqa: PLC0415  # as above

    try:
        office.expect(data, kind)
    except office.NotOffice:
        return False
    return True
