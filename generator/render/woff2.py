"""WOFF2 in and out, tables as they are: no outline is taken apart, so that packing costs a hundredth of fontTools'.

Source: W3C, WOFF File Format 2.0. Of its transformations none is made; of a file that has some, nothing is read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

import brotli

QUALITY = 5
"""Of Brotli: the best (11) makes cuts of Han outlines a tenth smaller and takes two hundred times as long."""
SIGNATURE = b"wOF2"
_HEADER = struct.Struct(">4s4sIHHIIHHIIIII")
_SFNT = struct.Struct(">4sHHHH")
_ENTRY = struct.Struct(">4sIII")
_KNOWN = (
    "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea "
    "vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar "
    "gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill"
)
_TAGS = tuple(_KNOWN[i : i + 4].encode() for i in range(0, len(_KNOWN), 5))
_OTHER = 0x3F
"""In place of a known tag's number: the tag itself follows."""
_AS_IT_IS = 3 << 6
"""The version of glyf and loca that is not transformed; of all other tables it is 0."""
_OUTLINES = (b"glyf", b"loca")
_CHANGED = 1 << 11
"""The flag of `head` that says that a font was packed."""
_MASTER = 0xB1B0AFBA


def unpacked(data: bytes) -> bytes:
    """Return the font of a WOFF2 file as OpenType, without checksums. ValueError where its tables are transformed."""
    signature, flavor, _, count, _, _, size, *_ = _HEADER.unpack_from(data)
    if signature != SIGNATURE or flavor == b"ttcf":
        raise ValueError("no WOFF2 of a single font")
    lengths, start = _directory(data, count)
    whole, at = brotli.decompress(data[start : start + size]), 0
    tables: dict[bytes, bytes] = {}
    for tag, length in lengths:
        tables[tag] = whole[at : at + length]
        at += length
    return _sfnt(flavor, tables, dict.fromkeys(tables, 0))


def packed(font: bytes, quality: int = QUALITY) -> bytes:
    """Return an OpenType font as WOFF2: the same bytes for the same font."""
    flavor, count, *_ = _SFNT.unpack_from(font)
    found = (_ENTRY.unpack_from(font, _SFNT.size + i * _ENTRY.size) for i in range(count))
    tables = {tag: font[start : start + length] for tag, _, start, length in sorted(found)}
    tables[b"head"] = _marked(flavor, tables)
    body = brotli.compress(b"".join(tables.values()), mode=brotli.MODE_FONT, quality=quality)
    listed = b"".join(_listed(tag, len(table)) for tag, table in tables.items())
    length = _HEADER.size + len(listed) + len(body)
    length += -length % 4
    size = _SFNT.size + sum(_ENTRY.size + len(_padded(table)) for table in tables.values())
    version = struct.unpack_from(">HH", tables[b"head"], 4)
    header = _HEADER.pack(SIGNATURE, flavor, length, count, 0, size, len(body), *version, 0, 0, 0, 0, 0)
    return _padded(header + listed + body)


def _directory(data: bytes, count: int) -> tuple[list[tuple[bytes, int]], int]:
    """Return the tables' tags and lengths in their order, and where the packed bytes begin."""
    found: list[tuple[bytes, int]] = []
    at = _HEADER.size
    for _ in range(count):
        flags, at = data[at], at + 1
        number, version = flags & _OTHER, flags & _AS_IT_IS
        tag, at = (data[at : at + 4], at + 4) if number == _OTHER else (_TAGS[number], at)
        if version != (_AS_IT_IS if tag in _OUTLINES else 0):
            raise ValueError(f"{tag!r} is transformed")
        length, at = _number(data, at)
        found.append((tag, length))
    return found, at


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number in groups of 7 bits (UIntBase128), and where it ends."""
    value = 0
    while True:
        value = value << 7 | data[at] & 0x7F
        at += 1
        if data[at - 1] < 0x80:  # noqa: PLR2004  # the last group has no upper bit
            return value, at


def _listed(tag: bytes, length: int) -> bytes:
    """Return a table's line of the directory."""
    groups = [length & 0x7F]
    while length := length >> 7:
        groups.append(length & 0x7F | 0x80)
    flags = _AS_IT_IS if tag in _OUTLINES else 0
    known = bytes([flags | _TAGS.index(tag)]) if tag in _TAGS else bytes([flags | _OTHER]) + tag
    return known + bytes(reversed(groups))


def _marked(flavor: bytes, tables: Mapping[bytes, bytes]) -> bytes:
    """Return `head` with the flag, and the whole font's checksum in it."""
    head = bytearray(tables[b"head"])
    (flags,) = struct.unpack_from(">H", head, 16)
    struct.pack_into(">H", head, 16, flags | _CHANGED)
    struct.pack_into(">I", head, 8, 0)
    made = {**tables, b"head": bytes(head)}
    sums = {tag: _sum(table) for tag, table in made.items()}
    whole = _sum(_top(flavor, made, sums)) + sum(sums.values())
    struct.pack_into(">I", head, 8, (_MASTER - whole) & 0xFFFFFFFF)
    return bytes(head)


def _sfnt(flavor: bytes, tables: Mapping[bytes, bytes], sums: Mapping[bytes, int]) -> bytes:
    return b"".join((_top(flavor, tables, sums), *map(_padded, tables.values())))


def _top(flavor: bytes, tables: Mapping[bytes, bytes], sums: Mapping[bytes, int]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    lines = sorted(_entries(tables, sums))
    return _SFNT.pack(flavor, count, search, power, 16 * count - search) + b"".join(
        _ENTRY.pack(*line) for line in lines
    )


def _entries(tables: Mapping[bytes, bytes], sums: Mapping[bytes, int]) -> Iterator[tuple[bytes, int, int, int]]:
    at = _SFNT.size + _ENTRY.size * len(tables)
    for tag, table in tables.items():
        yield tag, sums[tag], at, len(table)
        at += len(_padded(table))


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _sum(data: bytes) -> int:
    data = _padded(data)
    whole: int = sum(struct.unpack(f">{len(data) // 4}I", data))
    return whole & 0xFFFFFFFF
