"""Word, Excel and PowerPoint files (ECMA-376): zips of XML. What every part says, and a copy without its author.

No XML parser is used: texts are cut out of the markup, so that entities cannot swell and nothing outside is fetched.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple

from generator.site.formats.pictures import NotPicture, bare

MAX_PARTS, MAX_BYTES = 3000, 200 << 20
"""More than this, unpacked, is a bomb."""
HOME = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
"""The folder that tells what kind a file is."""
_MARKUP = (".xml", ".rels", ".vml")
_NOBODY = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
_WHO = re.compile(rb"""(\s(?:\w+:)?(?:author|initials|userId|lastModifiedBy))=(?:"[^"]*"|'[^']*')""")
_FOLDER = re.compile(rb"<(\w+:)?absPath\b[^>]*/>")
_PORTRAIT = re.compile(rb"<Relationship\b[^>]*metadata/thumbnail[^>]*/>")
_MADE = (1980, 1, 1, 0, 0, 0)
_HIDDEN = re.compile(
    r"""<(?:w:(?:del|ins|comment)\b|comment\b|p:cm\b|sheet\b[^>]*\sstate=["'](?:veryH|h)idden|p:sld\b[^>]*\sshow=["'](?:0|false))"""
)

_ROW_CELL = re.compile(r"</w:p>\s*</w:tc>|</a:p>\s*</a:txBody>\s*</a:tc>")
_BLOCK_END = re.compile(r"</(?:\w+:)?(?:p|si|is|tr|comment|row|f|title|author)>|<(?:w:br|w:cr|w:tab|a:br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"""=(?:"([^"]*)"|'([^']*)')""")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_PROPERTY = re.compile(r"<(?:\w+:)?(creator|lastModifiedBy|Manager|Company|contentStatus)\b[^>]*>([^<]+)<")

_ROWS = re.compile(r"<(?:\w+:)?sheetData\b.*</(?:\w+:)?sheetData>", re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?row\b[^>/]*(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELL = re.compile(r"<(?:\w+:)?c\b([^>/]*)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f\b[^>]*>([^<]*)<")
_STORED = re.compile(r"<(?:\w+:)?v>([^<]*)<")
_SHARED = re.compile(r"<(?:\w+:)?si\b[^>/]*(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TOO_LONG, _ID = Decimal(10) ** 20, 18
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?")


_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
"""What reading a zip raises for damaged or locked bytes."""


class NotOffice(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """The bytes are no such file, are damaged, locked, or swell beyond all measure."""


class Part(NamedTuple):
    """One file inside: its name and bytes."""

    name: str
    data: bytes

    @property
    def markup(self) -> bool:
        """Tell whether it is XML."""
        return self.name.lower().endswith(_MARKUP)

    @property
    def text(self) -> str:
        """The markup as text, in the encoding that it begins with."""
        wide = self.data[:2] in {b"\xff\xfe", b"\xfe\xff"}
        return self.data.decode("utf-16" if wide else "utf-8-sig", "replace")


def parts(data: bytes, kind: str) -> list[Part]:
    """Return every file inside a docx, xlsx or pptx. Raises NotOffice."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as box:
            return [Part(i.filename, box.read(i)) for i in _inside(box, kind)]
    except _DAMAGED:
        raise NotOffice from None


def expect(data: bytes, kind: str) -> None:
    """Raise NotOffice unless the bytes look like such a file from outside; nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as box:
            _inside(box, kind)
    except _DAMAGED:
        raise NotOffice from None


def _inside(box: zipfile.ZipFile, kind: str) -> list[zipfile.ZipInfo]:
    inside = [i for i in box.infolist() if not i.is_dir()]
    names = {i.filename for i in inside}
    if len(inside) > MAX_PARTS or sum(i.file_size for i in inside) > MAX_BYTES or len(names) < len(inside):
        raise NotOffice
    if "[Content_Types].xml" not in names or not any(n.startswith(HOME[kind]) for n in names):
        raise NotOffice
    return inside


def around(data: bytes) -> bytes:
    """Return the bytes of a zip that belong to none of its files: the comment at its end, and what stands before."""
    with zipfile.ZipFile(BytesIO(data)) as box:
        first = min((i.header_offset for i in box.infolist()), default=0)
        return data[:first] + box.comment


def lines(found: list[Part]) -> Iterator[str]:
    """Yield what the XML of all parts says, a line a paragraph or row, then the values of its attributes."""
    shared = [_joined(text) for p in found if p.name == "xl/sharedStrings.xml" for text in _SHARED.findall(p.text)]
    for part in (p for p in found if p.markup):
        text = _CDATA.sub(lambda m: html.escape(m[1]), part.text)
        if part.name.startswith("xl/worksheets/"):
            yield from ("，".join(_cells(row, shared)) for row in _ROW.findall(text))
            text = _ROWS.sub("", text)
        yield from _blocks(text)
        yield "\n".join(html.unescape(a or b) for a, b in _VALUE.findall(text))


def people(found: list[Part]) -> list[str]:
    """Return who wrote a file, as its properties tell."""
    texts = (p.text for p in found if p.name.startswith("docProps/") and p.markup)
    return [
        f"{name} {html.unescape(value).strip()}" for t in texts for name, value in _PROPERTY.findall(t) if value.strip()
    ]


def hides(found: list[Part]) -> bool:
    """Tell whether a file holds what its reader does not see at once: hidden sheets or slides, comments, tracked changes."""
    return any(_HIDDEN.search(p.text) for p in found if p.markup and not p.name.endswith(".rels"))


def anonymous(data: bytes, kind: str) -> bytes:
    """Return a copy that names no author, program, folder or date, with bare pictures. Raises NotOffice."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for part in parts(data, kind):
            if not part.name.startswith("docProps/thumbnail"):
                box.writestr(zipfile.ZipInfo(part.name, _MADE), _cleaned(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cleaned(part: Part) -> bytes:
    if part.name in _PROPERTIES:
        return _NOBODY + _PROPERTIES[part.name]
    if part.markup:
        return _PORTRAIT.sub(b"", _FOLDER.sub(b"", _WHO.sub(rb'\1=""', part.data)))
    try:
        return bare(part.data)
    except NotPicture:
        return part.data


def _blocks(text: str) -> Iterator[str]:
    """Yield paragraphs: what runs cut up is one text, cells of a row stand on one line."""
    whole = _BLOCK_END.sub("\n", _ROW_CELL.sub("，", text))
    for line in whole.split("\n"):
        yield html.unescape(_TAG.sub("", line))


def _cells(row: str, shared: list[str]) -> Iterator[str]:
    for attributes, cell in _CELL.findall(row):
        stored = _STORED.search(cell)
        yield from _FORMULA.findall(cell)
        if 't="s"' in attributes and stored and stored[1].isdigit() and int(stored[1]) < len(shared):
            yield shared[int(stored[1])]
        else:
            yield _number(stored[1]) if stored else _joined(cell)


def _joined(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _number(stored: str) -> str:
    """Return a number as a sheet shows it in full.

    A sheet keeps 15 digits: an identity number typed as a number has lost its last three, which are noughts. Region and
    birthday are still there, so it is given back with the check digit that it could have.
    """
    if not _NUMBER.fullmatch(stored):
        return stored
    value = Decimal(stored)
    if value != value.to_integral_value() or abs(value) >= _TOO_LONG:
        return stored
    digits = f"{value:.0f}"
    return digits[:-1] + _check_digit(digits[:-1]) if len(digits) == _ID and digits.endswith("000") else digits


def _check_digit(digits: str) -> str:
    """Return the last character of an identity number (GB 11643, which is ISO 7064 MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]
