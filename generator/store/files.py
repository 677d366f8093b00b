"""The files of a project: which are read, and which are refused. Nothing outside content/ is ever opened."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.findings import Finding, Place, Text, closest
from generator.store import rules
from generator.store.text import NotText, decode, doubtful_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.schema.collection import Collection

MAX_BYTES = 1 << 20
MAX_FOLDERS = 4
MEDIA, REVIEWS = "media", "reviews"
"""Folders below content/ that hold no entries: pictures and films, and who approved what."""
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", ".ds_store", ".gitkeep"}
_READ = {".yml", ".yaml", ".md"}


class ContentFile(NamedTuple):
    """A file of entries: the collection's name, the file, and its path from the project's root with `/`."""

    collection: str
    file: str
    path: str


@dataclass(slots=True)
class Listing:
    """What was found below content/."""

    files: list[ContentFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def list_content(project: Path, collections: Mapping[str, Collection]) -> Listing:
    """List the entry files below content/, sorted by path; links, strays and unknown folders become findings."""
    listing = Listing()
    root = project / "content"
    if root.is_symlink():
        listing.findings.append(Finding(rules.FILE_LINK, Place("content"), args={"name": "content"}))
    elif not root.is_dir():
        listing.findings.append(Finding(rules.NO_CONTENT, Place("content")))
    else:
        for path, file in sorted(_walk(str(root), listing)):
            _classify(path, file, collections, listing)
    return listing


def _classify(path: str, file: str, known: Mapping[str, Collection], listing: Listing) -> None:
    _, folder, *below = path.split("/")
    name = below[-1] if below else folder
    stem, ending = _parted(name)
    if below and folder in {MEDIA, REVIEWS}:
        return
    if ending == ".txt" and _parted(stem)[1] in _READ:
        listing.findings.append(Finding(rules.TEXT_ENDING, Place(path), args={"name": name}))
    elif not below or ending not in _READ:
        listing.findings.append(Finding(rules.FILE_IGNORED, Place(path), args={"name": name}))
    elif folder in known:
        listing.files.append(ContentFile(folder, file, path))
    elif not any(f.rule is rules.UNKNOWN_COLLECTION and f.args["name"] == folder for f in listing.findings):
        args = {"name": folder, "guess": _guessed(folder, known), "known": _listed(known)}
        listing.findings.append(Finding(rules.UNKNOWN_COLLECTION, Place(f"content/{folder}"), args=args))


def _parted(name: str) -> tuple[str, str]:
    """Return a name without its ending, and the ending in small letters."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122  # 10,000 times a run, and `Path` takes 5x as long
    return stem, ending.lower()


def _guessed(folder: str, known: Mapping[str, Collection]) -> Text:
    by_word = {c.label: n for n, c in known.items()} | {c.tab: n for n, c in known.items() if c.tab}
    return closest(by_word.get(folder, folder), sorted(known))


def _listed(known: Mapping[str, Collection]) -> Text:
    return Text("、".join(f"{n}（{c.label}）" for n, c in known.items()), ", ".join(known))


def _walk(root: str, listing: Listing) -> Iterable[tuple[str, str]]:
    """Yield every file as its path in the project with `/`, and as this system writes it."""
    folders = [("content", root)]
    while folders:
        within, folder = folders.pop()
        for item in os.scandir(folder):
            path = f"{within}/{item.name}"
            if item.name.startswith((".", "~$")) or item.name.lower() in _LEFT_BY_SYSTEMS:
                continue
            if item.is_symlink():
                listing.findings.append(Finding(rules.FILE_LINK, Place(path), args={"name": item.name}))
            elif item.is_file():
                yield path, item.path
            elif path.count("/") <= MAX_FOLDERS:
                folders.append((path, item.path))
            else:
                listing.findings.append(Finding(rules.FOLDER_TOO_DEEP, Place(path), args={"limit": MAX_FOLDERS - 1}))


def read_text(file: Path, path: str) -> tuple[str | None, list[Finding]]:
    """Return a file's text, or None with the findings that say why it cannot be used."""
    data, findings = read_bytes(str(file), path)
    return (None, findings) if data is None else text_of(data, path)


def read_bytes(file: str, path: str) -> tuple[bytes | None, list[Finding]]:
    """Return what is in a file, or None with the findings that say why it cannot be used."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  # as above
            size = os.fstat(opened.fileno()).st_size
            data = opened.readall() if size <= MAX_BYTES else b""
    except OSError as fault:
        return None, [Finding(rules.FILE_UNREADABLE, Place(path), args={"reason": fault.strerror or fault})]
    if size > MAX_BYTES:
        args = {"size": f"{size / MAX_BYTES:.1f} MB", "limit": f"{MAX_BYTES >> 20} MB"}
        return None, [Finding(rules.FILE_TOO_LARGE, Place(path), args=args)]
    return data, []


def text_of(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """Return the text of a file's bytes, or None with the findings that say why it cannot be used."""
    try:
        text = decode(data, path)
    except NotText as damaged:
        return None, [Finding(rules.ENCODING, damaged.place)]
    doubts = list(doubtful_characters(text, path))
    return (None if doubts else text), doubts
