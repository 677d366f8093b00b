"""Readers of documents that streets offer as files: Word, Excel, PowerPoint, PDF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.checks.gate.rules import (
    DOCUMENT_HIDES,
    DOCUMENT_METADATA,
    DOCUMENT_UNREAD,
    PICTURE_METADATA,
    UNKNOWN_FILE,
)
from generator.checks.gate.said import Fault, Inside, Reader, Said, Unreadable, Words
from generator.site.formats import office
from generator.site.formats.pdf import NotPdf, read_pdf

_PICTURES = {"jpeg": "jpg", "jpg": "jpg", "png": "png", "webp": "webp"}
_OTHER_PICTURES = {"gif", "bmp", "tif", "tiff"}
_DRAWN = {"emf", "wmf", "svg"}
_EMBEDDED = {"xlsx", "docx", "pptx", "mp4"}
_END, _VERSION, _HEAD = b"%%EOF", b"startxref", 2048
"""How a PDF ends; what each version in it has one of; where it says that it has one more, to be shown while it is fetched."""
_FONTS = {"odttf", "fntdata"}


def office_reader(kind: str) -> Reader:
    """Return the reader of docx, xlsx or pptx files."""
    return partial(_read_office, kind)


def _read_office(kind: str, data: bytes) -> Iterator[Said]:
    """Yield what every part says, hidden ones too, and every picture within; what cannot be read is a fault."""
    try:
        found, loose = office.parts(data, kind), office.around(data)
        told = office.told(found)
    except office.NotOffice:
        raise Unreadable from None
    yield Words("\n".join(part.name for part in found))
    yield Words("\n".join(told.lines))
    yield Inside("bin", loose)
    if told.people:
        yield Fault(DOCUMENT_METADATA, "、".join(told.people))
    if told.hides:
        yield Fault(DOCUMENT_HIDES)
    for part in found:
        if not part.markup:
            yield from _part(part)


def _part(part: office.Part) -> Iterator[Said]:
    ending = part.name.lower().rpartition(".")[2]
    if ending in _PICTURES or ending in _EMBEDDED:
        yield Inside(_PICTURES.get(ending, ending), part.data)
    elif ending in _OTHER_PICTURES:
        yield Inside("code", part.data)
    elif ending in _DRAWN:
        yield Inside("bin", part.data)
        yield Fault(DOCUMENT_UNREAD, pages=1)
    elif "printerSettings" in part.name or ending in _FONTS:
        yield Inside("bin", part.data)
    else:
        yield Fault(UNKNOWN_FILE, part.name)


def read_pdf_file(data: bytes) -> Iterator[Said]:
    """Yield what a PDF says: pages, properties, notes, forms, links; its pictures; and files within as faults."""
    try:
        found = read_pdf(data)
    except NotPdf:
        raise Unreadable from None
    yield Words("\n".join(found.texts))
    yield Inside("bin", data[data.rfind(_END) :])
    if data.count(_VERSION) > 1 + (b"/Linearized" in data[:_HEAD]):
        yield Fault(DOCUMENT_HIDES)
    for picture in found.pictures:
        yield Inside("code", picture)
    for name in found.files:
        yield Words(name)
        yield Fault(UNKNOWN_FILE, name)
    if found.people:
        yield Fault(DOCUMENT_METADATA, "、".join(found.people))
    for piece in found.surplus:
        yield Fault(PICTURE_METADATA, piece.surplus)
        yield Inside("bin", piece.data)
    if found.bare_pages:
        yield Fault(DOCUMENT_UNREAD, pages=found.bare_pages)
