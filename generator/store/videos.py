"""Films that entries name: their boxes are read once, so that checks, pages and screens need not open files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from generator.site import Entry, Media
from generator.site.mp4 import Box, NotMp4, mp4
from generator.store.looks import once
from generator.store.pictures import inside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 20 << 20
MAX_SECONDS = 60
MAX_PIXELS = 1920 * 1080
_PROFILES = (66, 77, 100)  # Baseline, Main, High: 4:2:0 with 8 bits, whatever else they differ in
_SAMPLE_ENTRY = 78  # bytes of a visual sample entry before the boxes inside it
_QUARTER_TURNS = ((0, 1, -1, 0), (0, -1, 1, 0))


class Film(NamedTuple):
    """What the boxes say: the coding and its profile, size in pixels as seen, seconds, and the kinds of its tracks."""

    coding: bytes
    profile: int
    width: int
    height: int
    seconds: float
    tracks: tuple[bytes, ...]


def look_at_videos(content: Path, entries: Iterable[Entry]) -> dict[str, Media]:
    """Return what is known of every film named by an entry, by the path the author wrote."""
    names = sorted({e.record.video.file for e in entries if e.record.video})
    return {name: _look(content, name) for name in names}


@once
def _look(content: Path, name: str) -> Media:
    file = content / name
    if not inside(content, file):
        return Media(file, problem="missing")
    try:
        if file.stat().st_size > MAX_BYTES:
            return Media(file, problem="too-large")
        data = file.read_bytes()
        film = read_film(data)
    except (NotMp4, OSError):
        return Media(file, problem="unreadable")
    digest = hashlib.sha256(data).hexdigest()
    return Media(file, film.width, film.height, digest, problem_of(film), film.seconds, b"soun" in film.tracks)


def problem_of(film: Film) -> str:
    """Return why screens cannot play a film, or nothing."""
    problems = {
        "coding": film.coding != b"avc1",
        "colours": film.profile not in _PROFILES,
        "odd-size": film.width % 2 or film.height % 2,
        "too-many-pixels": film.width * film.height > MAX_PIXELS,
        "too-long": film.seconds > MAX_SECONDS,
        "other-tracks": sorted(film.tracks) not in ([b"vide"], [b"soun", b"vide"]),
    }
    return next((name for name, found in problems.items() if found), "")


def read_film(data: bytes) -> Film:
    """Read the boxes of an MP4; `NotMp4` when it is none, is cut short, or holds no picture."""
    movie = mp4(data).one(b"moov")
    mp4(data).one(b"mdat")
    tracks = {track: _kind(track) for track in movie.all(b"trak")}
    track = next((t for t, kind in tracks.items() if kind == b"vide"), None)
    entry = next(track.one(b"mdia", b"minf", b"stbl", b"stsd").inside(8), None) if track else None
    if track is None or entry is None:
        raise NotMp4
    width, height = entry.numbers("HH", 24)
    if not (width and height):
        raise NotMp4
    if _turned(track.one(b"tkhd")):
        width, height = height, width
    return Film(entry.type, _profile(entry), width, height, _seconds(movie.one(b"mvhd")), tuple(tracks.values()))


def _kind(track: Box) -> bytes:
    return track.one(b"mdia", b"hdlr").numbers("I", 8)[0].to_bytes(4)


def _profile(entry: Box) -> int:
    """Return the H.264 profile; 0 for another coding."""
    settings = [b for b in entry.inside(_SAMPLE_ENTRY) if b.type == b"avcC"] if entry.type == b"avc1" else []
    return settings[0].numbers("B", 1)[0] if settings else 0


def _turned(header: Box) -> bool:
    """Tell whether a telephone held upright wrote the film lying on its side."""
    a, b, _, c, d = header.numbers("5i", 52 if header.numbers("B")[0] else 40)
    return tuple((n > 0) - (n < 0) for n in (a, b, c, d)) in _QUARTER_TURNS


def _seconds(header: Box) -> float:
    scale, length = header.numbers("IQ", 20) if header.numbers("B")[0] else header.numbers("II", 12)
    if not (scale and length):
        raise NotMp4
    return length / scale
