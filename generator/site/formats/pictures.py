"""What a picture file holds beside its pixels: EXIF, XMP, comments, profiles, thumbnails, bytes behind the end.

JPEG (ITU T.81), PNG (W3C), WebP (RFC 9649), AVIF (ISO 23008-12). Everything that is not known to draw something counts
as surplus: a kind of metadata that nobody has thought of yet is found as well.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.site.mp4 import NotMp4, mp4

_JPEG, _PNG, _RIFF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"
_MARK, _SOS, _EOI, _APP0, _APP14, _COM = 0xFF, 0xDA, 0xD9, 0xE0, 0xEE, 0xFE
_APPS = range(0xE0, 0xF0)
_ALONE = {0x01, *range(0xD0, 0xD9)}
_JFIF = (b"JFIF\0", 14)  # its head and its size without thumbnail
_ADOBE = (b"Adobe", 12)
_PNG_DRAWN = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"sBIT",
    b"bKGD",
    b"pHYs",
    b"hIST",
}
_WEBP_DRAWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_WEBP_FLAGS = 0x2C  # in VP8X: there is a profile, EXIF, XMP
_AVIF_DRAWN = {b"av01", b"grid", b"iovl", b"iden", b"tmap"}
_AVIF_BOXES = {b"ftyp", b"meta", b"mdat", b"free", b"skip"}


class NotPicture(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """The bytes are no picture of a known kind, or not a whole one."""


class Piece(NamedTuple):
    """A part of a picture file: its name where it is surplus (empty: it draws something), and its bytes."""

    surplus: str
    data: bytes


def surplus(data: bytes) -> list[Piece]:
    """Return what a picture file holds beside the picture. Raises NotPicture."""
    return [piece for piece in _pieces(data) if piece.surplus]


def bare(data: bytes) -> bytes:
    """Return a JPEG, PNG or WebP without its surplus, pixel for pixel the same picture. Raises NotPicture."""
    kept = b"".join(piece.data for piece in _pieces(data) if not piece.surplus)
    if data[:4] != _RIFF:
        return kept
    return _RIFF + struct.pack("<I", len(kept) - 8) + _without_flags(kept[8:])


def _pieces(data: bytes) -> Iterator[Piece]:
    reader = next((reader for start, reader in _READERS.items() if data.startswith(start)), _avif)
    try:
        yield from reader(data)
    except (struct.error, IndexError, NotMp4):
        raise NotPicture from None


def _jpeg(data: bytes) -> Iterator[Piece]:
    yield Piece("", data[:2])
    at = 2
    while True:
        while data[at] == data[at + 1] == _MARK:  # fill bytes
            at += 1
        if data[at] != _MARK:
            raise NotPicture
        kind = data[at + 1]
        if kind == _EOI:
            break
        size = 2 if kind in _ALONE else 2 + int(struct.unpack_from(">H", data, at + 2)[0])
        end = _scan_end(data, at + size) if kind == _SOS else at + size
        if end > len(data):
            raise NotPicture
        yield Piece(_jpeg_surplus(kind, data[at + 4 : at + size]), data[at:end])
        at = end
    yield Piece("", data[at : at + 2])
    yield from _behind(data, at + 2)


def _scan_end(data: bytes, at: int) -> int:
    """Return where the pixels' code ends: at the next marker that is neither a stuffed 0 nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise NotPicture
        if data[at + 1] and not 0xD0 <= data[at + 1] <= 0xD7:  # noqa: PLR2004  # RST0 to RST7
            return at
        at += 2


def _jpeg_surplus(kind: int, body: bytes) -> str:
    if kind == _COM:
        return "comment"
    drawn = {_APP0: _JFIF, _APP14: _ADOBE}.get(kind)
    if kind not in _APPS or (drawn and body.startswith(drawn[0]) and len(body) == drawn[1]):
        return ""
    names = {b"Exif": "EXIF", b"http": "XMP", b"ICC_": "ICC", b"Phot": "IPTC", b"MPF\0": "MPF"}
    return names.get(body[:4], f"APP{kind - _APP0}")


def _png(data: bytes) -> Iterator[Piece]:
    yield Piece("", data[:8])
    at, kind = 8, b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise NotPicture
        yield Piece("" if kind in _PNG_DRAWN else kind.decode("latin-1"), data[at:end])
        at = end
    yield from _behind(data, at)


def _webp(data: bytes) -> Iterator[Piece]:
    whole = 8 + int(struct.unpack_from("<I", data, 4)[0])
    if data[8:12] != b"WEBP" or whole > len(data):
        raise NotPicture
    yield Piece("", data[:12])
    at = 12
    while at < whole:
        kind, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        if end > whole:
            raise NotPicture
        yield Piece("" if kind in _WEBP_DRAWN else kind.decode("latin-1").strip(), data[at:end])
        at = end
    yield from _behind(data, whole)


def _without_flags(chunks: bytes) -> bytes:
    """Return WebP chunks (`WEBP` before them) whose head no longer says that there is metadata."""
    if chunks[4:8] != b"VP8X":
        return chunks
    return chunks[:12] + bytes([chunks[12] & ~_WEBP_FLAGS]) + chunks[13:]


def _avif(data: bytes) -> Iterator[Piece]:
    """Yield the boxes and, from the list of items, those that are no pictures. Only looked at: `bare` is for the others."""
    whole = mp4(data)
    brand = whole.one(b"ftyp").begin
    if data[brand : brand + 4] not in {b"avif", b"avis", b"mif1"}:
        raise NotPicture
    for box in whole.inside():
        yield Piece("" if box.type in _AVIF_BOXES else box.type.decode("latin-1"), data[box.start : box.end])
    for table in (t for t in whole.one(b"meta").inside(4) if t.type == b"iinf"):
        for item in table.inside(8 if table.numbers("B")[0] else 6):
            kind = data[item.begin + 8 : item.begin + 12]
            if kind not in _AVIF_DRAWN:
                yield Piece({b"mime": "XMP"}.get(kind, kind.decode("latin-1")), data)
    if any(b"colrprof" in data[b.begin : b.end] or b"colrrICC" in data[b.begin : b.end] for b in whole.all(b"meta")):
        yield Piece("ICC", b"")


def _behind(data: bytes, end: int) -> Iterator[Piece]:
    if end < len(data):
        yield Piece("trailing bytes", data[end:])


_READERS: dict[bytes, Callable[[bytes], Iterator[Piece]]] = {_JPEG: _jpeg, _PNG: _png, _RIFF: _webp}
