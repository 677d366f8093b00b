"""Word, Excel and PowerPoint files (ECMA-376): zips of XML. What is inside, and a copy without its author."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from generator.patterns import late
from generator.site.formats.pictures import NotPicture, bare
from generator.site.formats.told import NotTold, Told, tell

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
_WHO = late(rb"""(\s(?:\w+:)?(?:author|initials|userId|lastModifiedBy))=(?:"[^"]*"|'[^']*')""")
_FOLDER = late(rb"<(\w+:)?absPath\b[^<>]*/>")
_RELATION, _PORTRAIT = late(rb"<Relationship\b[^<>]*/>"), b"metadata/thumbnail"
_MADE = (1980, 1, 1, 0, 0, 0)
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


def told(found: list[Part]) -> Told:
    """Return what the XML of all parts says. Raises NotOffice where it cannot be read for certain."""
    try:
        return tell((part.name, part.data) for part in found if part.markup)
    except NotTold:
        raise NotOffice from None


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
        kept = _FOLDER.sub(b"", _WHO.sub(rb'\1=""', part.data))
        return _RELATION.sub(lambda found: b"" if _PORTRAIT in found[0] else found[0], kept)
    try:
        return bare(part.data)
    except NotPicture:
        return part.data
