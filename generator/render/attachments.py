"""Files that documents offer, made fit to publish: without author, named by the entry, never as the author called them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from generator.collections.documents import Attachment, Document
from generator.files import write_whole
from generator.site import Artifact, Entry, Media, Site
from generator.site.formats import office, pdf

RECIPE = "1"
KINDS = {"pdf": "PDF", "xlsx": "Excel 表格", "docx": "Word 文档", "pptx": "PowerPoint 演示"}
_KB = 1024


@dataclass(frozen=True, slots=True)
class Download:
    """A published file: what it is called, its kind and path, and the bytes."""

    name: str
    ending: str
    path: str
    data: bytes

    @property
    def kind(self) -> str:
        """What residents call such a file."""
        return KINDS[self.ending]

    @property
    def size(self) -> str:
        """How much it is to fetch."""
        kilobytes = max(1, round(len(self.data) / _KB))
        return f"{kilobytes} KB" if kilobytes < _KB else f"{kilobytes / _KB:.1f} MB"

    @property
    def artifact(self) -> Artifact:
        """The file."""
        return Artifact(self.path, self.data)


def downloads(site: Site, cache: Path) -> dict[str, tuple[Download, ...]]:
    """Return the files of each document that has a page, by its key, in the order of the author."""
    offering = (e for e in site.shown() if isinstance(e.record, Document) and e.record.files)
    return {e.key: tuple(_download(e, n, a, site, cache) for n, a in enumerate(e.record.files, 1)) for e in offering}


def _download(entry: Entry, number: int, attached: Attachment, site: Site, cache: Path) -> Download:
    ending = attached.file.rpartition(".")[2].lower()
    data = _published(site.media[attached.file], ending, cache)
    return Download(attached.name, ending, f"{entry.key}-{number}.{ending}", data)


def _published(media: Media, ending: str, cache: Path) -> bytes:
    """Return the file without its author. One that cannot be cleaned stays as it is: the gate says what is wrong with it."""
    key = hashlib.sha256(f"{RECIPE} {ending} {media.sha256}".encode()).hexdigest()
    file = cache / "attachments" / key
    try:
        return file.read_bytes()
    except OSError:
        source = media.file.read_bytes()
    try:
        data = pdf.anonymous(source) if ending == "pdf" else office.anonymous(source, ending)
    except (pdf.NotPdf, office.NotOffice):
        return source
    write_whole(file, data)
    return data
