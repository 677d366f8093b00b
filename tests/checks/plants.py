"""Files of every kind with something planted in them, made by hand so that nothing tidies them up on the way."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

import segno
from PIL import Image, PngImagePlugin

NUMBER = "13812345678"
ID_NUMBER = "11010519491231002X"
GPS, DESCRIPTION, WINDOWS_COMMENT = 0x8825, 0x010E, 0x9C9C
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def photo(**saving: object) -> bytes:
    """Return a JPEG; `saving` goes to Pillow (exif, xmp, comment, icc_profile)."""
    out = BytesIO()
    Image.linear_gradient("L").resize((400, 320)).convert("RGB").save(out, "JPEG", **saving)
    return out.getvalue()


def exif(words: str = NUMBER) -> Image.Exif:
    """Return EXIF with a description, a comment as Windows writes it, and a place."""
    found = Image.Exif()
    found[DESCRIPTION] = words
    found[WINDOWS_COMMENT] = words.encode("utf-16-le")
    found.get_ifd(GPS).update({1: "N", 2: (34.0, 45.0, 0.0), 3: "E", 4: (113.0, 37.0, 0.0)})
    return found


def xmp(words: str = NUMBER) -> bytes:
    """Return an XMP packet."""
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{words}</dc:creator></x:xmpmeta>'.encode()


def loaded_photo() -> bytes:
    """Return what a telephone makes: EXIF with place and thumbnail, XMP, profile, comment, bytes behind the end."""
    marks = exif()
    thumbnail = photo()
    whole = photo(exif=marks, xmp=xmp(), icc_profile=b"profile of " + NUMBER.encode() * 8, comment=NUMBER.encode())
    segment = b"\xff\xee" + struct.pack(">H", min(len(thumbnail), 60_000) + 2) + thumbnail[:60_000]
    return whole[:2] + segment + whole[2:] + b"behind the end " + NUMBER.encode()


def png(words: str = NUMBER, *, packed: bool = False) -> bytes:
    """Return a PNG with a text chunk."""
    out, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Comment", words, zip=packed)
    Image.new("RGB", (40, 30)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def coded_photo(words: str = NUMBER, turn: int = 7) -> bytes:
    """Return a photo in which somebody holds up a QR code, a little askew."""
    code = BytesIO()
    segno.make(words, error="m", micro=False).save(code, kind="png", scale=5, border=4)
    with Image.open(code) as drawn:
        card = drawn.convert("L").rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR)
    picture = Image.linear_gradient("L").resize((900, 700)).convert("RGB")
    picture.paste(card.convert("RGB"), (420, 250))
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def zipped(files: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    """Return a zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files.items():
            box.writestr(name, data)
        box.comment = comment
    return out.getvalue()


def xlsx(
    cells: str = "", shared: str = "", sheet: str = '<sheet name="一" sheetId="1"/>', **more: str | bytes
) -> bytes:
    """Return a sheet; `more` are parts by name, with `__` for `/` and `_` for `.`"""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": f"<workbook><sheets>{sheet}</sheets></workbook>",
        "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
    }
    return zipped(files | {name.replace("__", "/").replace("_", "."): data for name, data in more.items()})


def docx(body: str = "", **more: str | bytes) -> bytes:
    """Return a Word file."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": f"<w:document><w:body>{body}</w:body></w:document>",
    }
    return zipped(files | {name.replace("__", "/").replace("_", "."): data for name, data in more.items()})


def core(author: str) -> str:
    """Return docProps/core.xml."""
    return f"<cp:coreProperties><dc:creator>{author}</dc:creator></cp:coreProperties>"


def stream(head: str, data: bytes) -> bytes:
    """Return a stream of a PDF."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head.encode(), len(data), data)


def written(text: str) -> bytes:
    """Return what draws a line in a PDF."""
    return f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()


def pdf(text: str = "", info: str = "", note: str = "", metadata: bytes = b"", picture: bytes = b"") -> bytes:
    """Return a PDF of one page with a line of text, an author, a note on the page, an XMP packet, a JPEG."""
    drawn = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET{' q 200 0 0 160 72 400 cm /P Do Q' if picture else ''}".encode()
    packed = zlib.compress(drawn)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]/Resources<</Font<</F1 5 0 R>>"
    page += "/XObject<</P 8 0 R>>>>>>" if picture else ">>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + (b"/Metadata 7 0 R" if metadata else b"") + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.encode(),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents({note})>>".encode(),
        b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(metadata), metadata),
        b"<</Type/XObject/Subtype/Image/Width 400/Height 320/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
        f"<</Author({info})>>".encode() if info else b"<<>>",
    ]
    return _numbered(objects)


def nook_pdf(shown: bytes, draws: bytes = b"") -> bytes:
    """Return a PDF that draws more than text; `shown` is what a note looks like, its script, and the pattern P."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]"
    page += "/Resources<</Font<</F1 5 0 R>>/Pattern<</P 7 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.encode(),
        stream("", written("text") + b" " + draws),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Annot/Subtype/Widget/Rect[0 0 90 20]/AP<</N 7 0 R>>/A<</S/JavaScript/JS 7 0 R>>>>",
        shown,
        b"<<>>",
        b"<<>>",
    ]
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return out + head + b"trailer<</Size %d/Root 1 0 R/Info 9 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))


def mp4(words: str = "") -> bytes:
    """Return the outline of a film with a place in its `udta`."""
    box = b"\xa9xyz" + words.encode()
    return (
        _box(b"ftyp", b"isom0000")
        + _box(b"moov", _box(b"udta", _box(b"meta", box) if words else b""))
        + _box(b"mdat", b"0")
    )


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body
