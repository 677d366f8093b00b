"""The files of a project: which are read, and which are refused. Nothing outside content/ is ever opened."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.findings import Finding, Place, Text, closest
from generator.store import rules
from generator.store.text import NotText, decode, doubtful_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.schema.collection import Collection

MAX_BYTES = 1 << 20
MAX_FOLDERS = 4
MEDIA, REVIEWS = "media", "reviews"
"""Folders below content/ that hold no entries: pictures and films, and who approved what."""
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", ".ds_store", ".gitkeep"}
_READ = {".yml", ".yaml", ".md"}


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of entries: the collection's name, the file, and its path from the project's root with `/`."""

    collection: str
    file: Path
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
    for file in sorted(_walk(root, project, listing), key=lambda f: f.as_posix()):
        inside = PurePosixPath(file.relative_to(root).as_posix())
        path = f"content/{inside}"
        if inside.parts[0] in {MEDIA, REVIEWS} and len(inside.parts) > 1:
            continue
        _classify(file, inside, path, collections, listing)
    return listing


def _classify(file: Path, inside: PurePosixPath, path: str, known: Mapping[str, Collection], listing: Listing) -> None:
    folder = inside.parts[0]
    if file.suffix.lower() == ".txt" and PurePosixPath(file.stem).suffix.lower() in _READ:
        listing.findings.append(Finding(rules.TEXT_ENDING, Place(path), args={"name": inside.name}))
    elif len(inside.parts) == 1 or file.suffix.lower() not in _READ:
        listing.findings.append(Finding(rules.FILE_IGNORED, Place(path), args={"name": inside.name}))
    elif folder in known:
        listing.files.append(ContentFile(folder, file, path))
    elif not any(f.rule is rules.UNKNOWN_COLLECTION and f.args["name"] == folder for f in listing.findings):
        args = {"name": folder, "guess": _guessed(folder, known), "known": _listed(known)}
        listing.findings.append(Finding(rules.UNKNOWN_COLLECTION, Place(f"content/{folder}"), args=args))


def _guessed(folder: str, known: Mapping[str, Collection]) -> Text:
    by_word = {c.label: n for n, c in known.items()} | {c.tab: n for n, c in known.items() if c.tab}
    return closest(by_word.get(folder, folder), sorted(known))


def _listed(known: Mapping[str, Collection]) -> Text:
    return Text("、".join(f"{n}（{c.label}）" for n, c in known.items()), ", ".join(known))


def _walk(root: Path, project: Path, listing: Listing) -> Iterable[Path]:
    folders = [root] if root.is_dir() and not root.is_symlink() else []
    while folders:
        folder = folders.pop()
        for item in os.scandir(folder):
            path = Path(item.path)
            place = Place(path.relative_to(project).as_posix())
            if item.name.startswith((".", "~$")) or item.name.lower() in _LEFT_BY_SYSTEMS:
                continue
            if item.is_symlink():
                listing.findings.append(Finding(rules.FILE_LINK, place, args={"name": item.name}))
            elif item.is_file():
                yield path
            elif len(path.relative_to(root).parts) <= MAX_FOLDERS:
                folders.append(path)
            else:
                listing.findings.append(Finding(rules.FOLDER_TOO_DEEP, place, args={"limit": MAX_FOLDERS - 1}))


def read_text(file: Path, path: str) -> tuple[str | None, list[Finding]]:
    """Return a file's text, or None with the findings that say why it cannot be used."""
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as fault:
        return None, [Finding(rules.FILE_UNREADABLE, Place(path), args={"reason": fault.strerror or fault})]
    if size > MAX_BYTES:
        args = {"size": f"{size / MAX_BYTES:.1f} MB", "limit": f"{MAX_BYTES >> 20} MB"}
        return None, [Finding(rules.FILE_TOO_LARGE, Place(path), args=args)]
    try:
        text = decode(data, path)
    except NotText as damaged:
        return None, [Finding(rules.ENCODING, damaged.place)]
    doubts = list(doubtful_characters(text, path))
    return (None if doubts else text), doubts
