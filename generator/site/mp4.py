"""The boxes of an MP4 file (ISO 14496-12): where each begins and ends. Bounded, and nothing but `NotMp4` is raised."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BOXES = 10_000
_HEADER, _LONG_HEADER = 8, 16
_PRIVATE = (b"udta", b"meta", b"uuid")


class NotMp4(Exception):  # noqa: N818  # it is a verdict on a file, not a fault of ours
    """The bytes are no MP4, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of `file`: its type, and the first and last+1 byte of its contents. `start` is where its header begins."""

    file: bytes
    type: bytes
    start: int
    begin: int
    end: int

    def inside(self, skip: int = 0) -> Iterator[Box]:
        """Yield the boxes inside, after the first `skip` bytes of the contents."""
        yield from _boxes(self.file, self.begin + skip, self.end)

    def all(self, *path: bytes) -> tuple[Box, ...]:
        """Return the boxes that a path of types leads to."""
        found: tuple[Box, ...] = (self,)
        for step in path:
            found = tuple(b for box in found for b in box.inside() if b.type == step)
        return found

    def one(self, *path: bytes) -> Box:
        """Return the first box that a path leads to."""
        found = self.all(*path)
        if not found:
            raise NotMp4
        return found[0]

    def numbers(self, form: str, at: int = 0) -> tuple[int, ...]:
        """Read big-endian numbers (`struct` letters) of the contents from byte `at` on."""
        if self.begin + at + struct.calcsize(">" + form) > self.end:
            raise NotMp4
        return struct.unpack_from(">" + form, self.file, self.begin + at)


def mp4(file: bytes) -> Box:
    """Return a whole file as one box; what is no MP4 raises at the first look inside."""
    return Box(file, b"", 0, 0, len(file))


def without_private_boxes(file: bytes) -> bytes:
    """Return the film with every box that may say where, when and by whom it was made emptied; nothing moves."""
    clean = bytearray(file)
    whole = mp4(file)
    for owner in (whole, *whole.all(b"moov"), *whole.all(b"moov", b"trak")):
        for box in owner.inside():
            if box.type in _PRIVATE:
                clean[box.start + 4 : box.start + 8] = b"free"
                clean[box.begin : box.end] = bytes(box.end - box.begin)
    return bytes(clean)


def _boxes(file: bytes, at: int, end: int) -> Iterator[Box]:
    for _ in range(MOST_BOXES):
        if at == end:
            return
        if at + _HEADER > end:
            raise NotMp4
        size, kind = struct.unpack_from(">I4s", file, at)
        header = _HEADER
        if size == 1 and at + _LONG_HEADER <= end:
            size, header = struct.unpack_from(">Q", file, at + _HEADER)[0], _LONG_HEADER
        size = size or end - at  # 0: to the end
        if not header <= size <= end - at:
            raise NotMp4
        yield Box(file, kind, at, at + header, at + size)
        at += size
    raise NotMp4
