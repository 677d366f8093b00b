"""The door to pypdf: what a PDF says and holds, and a copy without its author."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.patterns import late
from generator.site.formats.pictures import NotPicture, Piece, bare, surplus

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES, MAX_PICTURES, MAX_OBJECTS, MAX_DRAWN, MAX_TEXT = 500, 500, 200_000, 12 << 20, 8_000_000
"""Beyond this nobody waits for a PDF; the last two: bytes that draw, unpacked, and characters."""
_RADICALS = str.maketrans(
    "⻚⻛⻋⻓⻔⻅⻉⻢⻥⻦⻨⻩⻬⻮⻰⻝⻘⻄⺠⻆⻁⻣⻤⻙⻜⻧⻳",
    "页风车长门见贝马鱼鸟麦黄齐齿龙食青西民角虎骨鬼韦飞卤龟",
)
"""What PDFs made by browsers give for these characters: radicals that look alike and have no canonical form."""
_PEOPLE = ("/Author", "/Company", "/Manager")
_TEXTS = ("/JS", "/RV", "/XFA")
_INLINE = late(rb"\bBI\s.{0,500}?\sID\s", re.DOTALL)
_SHOWN = late(rb"""[)>\]\s](?:T[jJ]|['"])(?![A-Za-z])""")


class NotPdf(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """The bytes are no PDF, are damaged, locked, or larger than can be read."""


@dataclass
class Pdf:
    """What there is in a PDF. `bare_pages` counts pages on which there is not one letter to be read."""

    texts: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    surplus: list[Piece] = field(default_factory=list)
    """Metadata inside its pictures."""
    files: list[str] = field(default_factory=list)
    """Names of other files inside."""
    bare_pages: int = 0


def read_pdf(data: bytes) -> Pdf:
    """Return what a PDF says. Raises NotPdf."""
    try:
        reader = _opened(data)
        found = Pdf()
        _pages(reader, found)
        _about(reader, found)
        _objects(reader, found)
    except NotPdf:
        raise
    except Exception:  # noqa: BLE001  # pypdf raises almost anything for damaged bytes
        raise NotPdf from None
    if sum(map(len, found.texts)) > MAX_TEXT:
        raise NotPdf
    return found


def anonymous(data: bytes) -> bytes:
    """Return a copy without author, dates, metadata and earlier versions. A signed one stays as it is. Raises NotPdf."""
    from pypdf import PdfWriter  # noqa: PLC0415 (heavy: only where there is a PDF)

    if b"/ByteRange" in data:
        return data
    try:
        writer = PdfWriter(clone_from=_opened(data))
        writer.metadata = None
        writer.xmp_metadata = None
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        for stream in _jpegs(writer._objects):  # noqa: SLF001  # no other way to every stream
            stream._data = _bare(stream._data)  # noqa: SLF001  # as above: encoding it anew would cost its pixels
        out = BytesIO()
        writer.write(out)
    except NotPdf:
        raise
    except Exception:  # noqa: BLE001  # as above
        raise NotPdf from None
    return out.getvalue()


def _opened(data: bytes) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415 (heavy: only where there is a PDF)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it grumbles about what printers' drivers write
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise NotPdf
    return reader


def _pages(reader: PdfReader, found: Pdf) -> None:
    if len(reader.pages) > MAX_PAGES:
        raise NotPdf
    drawn = 0
    for page in reader.pages:
        contents = page.get_contents()
        data = b"" if contents is None else contents.get_data()
        drawn += len(data)
        if drawn > MAX_DRAWN:
            raise NotPdf
        found.texts += _inline(data)
        text = _plain(page.extract_text())
        found.texts.append(text)
        found.bare_pages += not text.strip()
        for picture in page.images:
            if len(found.pictures) == MAX_PICTURES:
                raise NotPdf
            found.pictures.append(picture.data)


def _about(reader: PdfReader, found: Pdf) -> None:
    about = dict(reader.metadata or {})
    found.people += [f"{key[1:]} {about[key]}" for key in _PEOPLE if str(about.get(key, "")).strip()]
    found.texts += [str(value) for value in about.values()]
    packet = reader.xmp_metadata
    if packet is not None:
        found.people += [f"XMP {name}" for name in packet.dc_creator or ()]
    found.files += list(reader.attachments)


def _objects(reader: PdfReader, found: Pdf) -> None:
    """Read every text of every object: notes, forms, links, bookmarks, scripts, wherever they hang."""
    from pypdf.generic import IndirectObject  # noqa: PLC0415 (as above)

    count = int(reader.trailer.get("/Size", 1))
    if count > MAX_OBJECTS:
        raise NotPdf
    objects: list[Any] = [IndirectObject(n, 0, reader).get_object() for n in range(1, count)]
    for item in objects:
        found.texts += _strings(item)
        kind = item.get("/Type") if isinstance(item, dict) else None
        if kind == "/Metadata":
            found.texts.append(item.get_data().decode("utf-8", "replace"))
        elif kind == "/EmbeddedFile":
            found.files.append(str(item.get("/Subtype", "")))
        elif isinstance(item, dict) and (item.get("/Subtype") == "/Form" or "/PatternType" in item):
            found.texts += _drawn(reader, item)
    found.surplus += [piece for stream in _jpegs(objects) for piece in _surplus(stream._data)]  # noqa: SLF001


def _hung(value: Any) -> Iterator[str]:  # noqa: ANN401  # as below
    """Yield texts that are kept as streams: scripts, rich text, and what forms of XML hold."""
    whole = value.get_object()
    for part in whole if isinstance(whole, list) else [whole]:
        held = part.get_object()
        if hasattr(held, "get_data"):
            data = held.get_data()
            yield data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")


def _drawn(reader: PdfReader, item: Any) -> Iterator[str]:  # noqa: ANN401  # as below
    """Yield what a form or pattern says: what a field, a stamp or a tile shows, wherever it hangs."""
    data = item.get_data() if hasattr(item, "get_data") else b""
    if len(data) > MAX_DRAWN or ("/Resources" not in item and _SHOWN.search(data)):
        raise NotPdf  # letters in fonts of another's
    yield from _inline(data)
    if data and "/Resources" in item:
        yield _plain(reader.pages[0].extract_xform_text(item))


def _inline(data: bytes) -> Iterator[str]:
    """Yield the bytes of pictures that stand among the drawing itself."""
    for start in _INLINE.finditer(data):
        yield data[start.end() : data.find(b"EI", start.end())].decode("latin-1")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_RADICALS)


def _strings(item: Any) -> Iterator[str]:  # noqa: ANN401  # whatever a PDF is made of
    from pypdf.generic import ByteStringObject, IndirectObject, NameObject, TextStringObject  # noqa: PLC0415 (as above)

    if isinstance(item, TextStringObject | NameObject):
        yield str(item)
    elif isinstance(item, ByteStringObject):
        yield bytes(item).decode("utf-8", "ignore")
    elif isinstance(item, dict):
        for key, value in item.items():
            yield str(key)
            yield from _hung(value) if key in _TEXTS else ()
            yield from _strings(value)
    elif isinstance(item, list) and not isinstance(item, IndirectObject):
        for value in item:
            yield from _strings(value)


def _jpegs(objects: list[Any]) -> Iterator[Any]:
    for item in objects:
        filters = item.get("/Filter") if isinstance(item, dict) and hasattr(item, "_data") else None
        if filters == "/DCTDecode" or (isinstance(filters, list) and filters == ["/DCTDecode"]):
            yield item


def _surplus(data: bytes) -> list[Piece]:
    try:
        return surplus(data)
    except NotPicture:
        return []


def _bare(data: bytes) -> bytes:
    try:
        return bare(data)
    except NotPicture:
        return data
