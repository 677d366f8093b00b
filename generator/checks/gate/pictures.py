"""Readers of pictures, films and fonts: what they carry beside what is seen, and what the codes in them say."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from generator.checks.gate.rules import PICTURE_METADATA, VIDEO_METADATA
from generator.checks.gate.said import Fault, Said, Unreadable, Words
from generator.site.formats.codes import Undrawable, codes_in
from generator.site.formats.pictures import NotPicture, Piece, surplus
from generator.site.mp4 import Box, NotMp4, mp4

_FONTS = (b"wOF2", b"wOFF")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_EMPTY = {b"free", b"skip", b"wide"}
_WHOLE = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp", *_EMPTY}
"""What a film is made of; anything else beside these is a stowaway."""
_TOLD = {b"udta", b"meta", b"uuid", b"XMP_", b"Xtra", b"loci", *_EMPTY}
_NESTED = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
_MOST_INFLATED = 1 << 20


def read_picture(data: bytes) -> Iterator[Said]:
    """Yield any metadata of a JPEG, PNG, WebP or AVIF as a fault, what it says, and what codes in the picture say."""
    try:
        for piece in surplus(data):
            yield Fault(PICTURE_METADATA, piece.surplus)
            yield Words("\n".join(_legible(_inflated(piece))))
    except NotPicture:
        raise Unreadable from None
    yield from read_codes(data)


def read_codes(data: bytes) -> Iterator[Said]:
    """Yield what the codes in a picture of any kind say."""
    try:
        yield Words("\n".join(codes_in(data)))
    except Undrawable:
        raise Unreadable from None


def read_video(data: bytes) -> Iterator[Said]:
    """Yield every box of an MP4 that plays nothing as a fault, and what it says. Emptied ones are none."""
    try:
        for box, outermost in _boxes(mp4(data)):
            body = data[box.begin : box.end]
            stowed = box.type in _TOLD or (outermost and box.type not in _WHOLE)
            if stowed and body.strip(b"\0"):
                yield Fault(VIDEO_METADATA, box.type.decode("latin-1"))
            if stowed or box.type == b"hdlr":
                yield Words("\n".join(_legible(body)))
    except NotMp4:
        raise Unreadable from None


def read_font(data: bytes) -> Iterator[Said]:
    """Yield nothing: fonts are cut from those that ship with the program. That it is one is looked at."""
    if not data.startswith(_FONTS):
        raise Unreadable
    yield from ()


def read_bytes(data: bytes) -> Iterator[Said]:
    """Yield what can be read as text in any bytes."""
    yield Words("\n".join(_legible(data)))


def _boxes(whole: Box, *, outermost: bool = True) -> Iterator[tuple[Box, bool]]:
    for box in whole.inside():
        yield box, outermost
        if box.type in _NESTED:
            yield from _boxes(box, outermost=False)


def _inflated(piece: Piece) -> bytes:
    """Return a piece with the texts of PNG that are deflated (zTXt, iTXt, iCCP), as far as they go."""
    if piece.surplus not in {"zTXt", "iTXt", "iCCP"}:
        return piece.data
    starts = [i for i in range(len(piece.data) - 1) if piece.data[i] == 0x78]  # noqa: PLR2004  # how zlib begins
    for start in starts[:64]:
        try:
            return piece.data[:start] + b"\n" + zlib.decompressobj().decompress(piece.data[start:], _MOST_INFLATED)
        except zlib.error:
            continue
    return piece.data


def _legible(data: bytes) -> list[str]:
    """Return bytes as text in each encoding that cameras and programs use; what is no text is left out."""
    texts = [data.decode(encoding, "replace") for encoding in _ENCODINGS]
    texts.append(data[1:].decode("utf-16-le", "replace"))
    return ["".join(ch if ch.isprintable() else "\n" for ch in text.replace("\ufffd", "\n")) for text in texts]
