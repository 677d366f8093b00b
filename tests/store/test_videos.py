"""Films: what their boxes say, every way to be unusable, and no bytes that make the reader stumble."""

from __future__ import annotations

import random
import struct
from pathlib import Path
from typing import Any

import pytest

from generator.site import Media
from generator.site.mp4 import NotMp4, without_private_boxes
from generator.store import videos
from generator.store.videos import Film, problem_of, read_film

FOLDER = Path(__file__).resolve().parents[1] / "sites_invalid"
GOOD = (FOLDER / "video-alt/content/media/good.mp4").read_bytes()
FILM = Film(b"avc1", 77, 64, 48, 2.0, (b"vide",))


def box(kind: bytes, contents: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(contents), kind) + contents


def with_user_data(film: bytes, contents: bytes) -> bytes:
    """Put a `udta` box at the end of `moov`; nothing that comes before moves."""
    start = film.index(b"moov") - 4
    size = int.from_bytes(film[start : start + 4])
    extra = box(b"udta", contents)
    moov = (size + len(extra)).to_bytes(4) + film[start + 4 : start + size] + extra
    return film[:start] + moov + film[start + size :] + box(b"uuid", contents)


def turned(film: bytes) -> bytes:
    at = film.index(b"tkhd") + 4 + 40
    return film[:at] + struct.pack(">5i", 0, 65536, 0, -65536, 0) + film[at + 20 :]


def test_a_film_is_read() -> None:
    assert read_film(GOOD) == FILM
    assert problem_of(FILM) == ""


def test_a_film_on_its_side_is_as_it_is_seen() -> None:
    film = read_film(turned(GOOD))
    assert (film.width, film.height) == (48, 64)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"coding": b"hvc1"}, "coding"),
        ({"profile": 110}, "colours"),
        ({"profile": 244}, "colours"),
        ({"width": 63}, "odd-size"),
        ({"height": 47}, "odd-size"),
        ({"width": 1922, "height": 1080}, "too-many-pixels"),
        ({"width": 1080, "height": 1920}, ""),
        ({"width": 7680, "height": 270}, ""),
        ({"seconds": 60.0}, ""),
        ({"seconds": 60.1}, "too-long"),
        ({"tracks": (b"soun", b"vide")}, ""),
        ({"tracks": (b"vide", b"meta")}, "other-tracks"),
        ({"tracks": (b"vide", b"vide")}, "other-tracks"),
    ],
)
def test_what_screens_cannot_play_is_named(changed: dict[str, Any], problem: str) -> None:
    assert problem_of(FILM._replace(**changed)) == problem


@pytest.mark.parametrize("length", [0, 7, 8, 100, len(GOOD) // 2, len(GOOD) - 1])
def test_a_half_copied_film_is_none(length: int) -> None:
    with pytest.raises(NotMp4):
        read_film(GOOD[:length])


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a",
        box(b"free", b"") * 20_000,  # more boxes than any film has
        struct.pack(">I4sQ", 1, b"moov", 2**63),
        struct.pack(">I4s", 4, b"moov"),
        box(b"moov", box(b"trak", b"")) + box(b"mdat", b""),
    ],
)
def test_what_is_no_film_is_refused(data: bytes) -> None:
    with pytest.raises(NotMp4):
        read_film(data)


def test_damaged_films_never_break_the_reader() -> None:
    chance = random.Random(7)  # noqa: S311  # the same damage on each run
    refused = 0
    for _ in range(3000):
        damaged = bytearray(GOOD)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            problem_of(read_film(bytes(damaged)))
            without_private_boxes(bytes(damaged))
        except NotMp4:
            refused += 1
    assert 0 < refused < 3000


def test_where_a_film_was_made_is_taken_out() -> None:
    film = with_user_data(GOOD, b"+34.7900+113.7000/")
    clean = without_private_boxes(film)
    assert b"34.79" in film
    assert b"34.79" not in clean
    assert len(clean) == len(film)
    assert read_film(clean) == FILM


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.mp4").open("wb") as file:
        file.truncate(videos.MAX_BYTES + 1)
    looked = videos._look(tmp_path, "a.mp4")  # noqa: SLF001
    assert looked == Media(tmp_path / "a.mp4", problem="too-large")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "outside.mp4").write_bytes(GOOD)
    (tmp_path / "content/a.mp4").symlink_to(tmp_path / "outside.mp4")
    assert videos._look(tmp_path / "content", "a.mp4").problem == "missing"  # noqa: SLF001
