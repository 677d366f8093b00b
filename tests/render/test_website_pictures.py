"""Pictures: upright, scaled, without metadata, the same bytes each time."""

from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from generator.render.pictures import Picture, publish, reencode
from generator.site import Media

GPS = 0x8825


def photo(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", orientation: int = 1) -> bytes:
    """Return a picture that says where it was taken, and carries a profile and a comment."""
    picture = Image.new(mode, size, (168, 35, 28, 120)[: len(mode)])
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "secret place"
    exif.get_ifd(GPS)[2] = (34.0, 45.0, 6.0)
    out = BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture.save(out, kind, exif=exif, icc_profile=profile, comment=b"secret comment")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_passes(kind: str) -> None:
    found = reencode(photo(kind))
    with Image.open(BytesIO(found.data)) as picture:
        assert not picture.getexif()
        assert not {"icc_profile", "exif", "comment", "xmp"} & set(picture.info)
    assert b"secret" not in found.data
    assert found.path == f"media/{hashlib.sha256(found.data).hexdigest()[:16]}.jpg"


def test_see_through_stays_png() -> None:
    found = reencode(photo("PNG", mode="RGBA"))
    assert found.path.endswith(".png")
    assert b"secret" not in found.data


def test_large_is_scaled_and_lying_is_turned() -> None:
    found = reencode(photo(size=(3200, 1200), orientation=6))
    assert (found.width, found.height) == (600, 1600)


def test_cache_and_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(photo())
    media = Media(file, 400, 300, hashlib.sha256(file.read_bytes()).hexdigest())
    first = publish(media, tmp_path / "cache")
    file.unlink()
    assert publish(media, tmp_path / "cache") == first
    assert first is not None
    assert first == reencode(photo())
    assert first.artifact.path == first.path


def test_a_broken_picture_is_not_published(tmp_path: Path) -> None:
    assert publish(Media(tmp_path / "x.jpg", problem="missing"), tmp_path) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_exif_header_costs_no_picture(kind: str) -> None:
    whole = photo(kind, orientation=6)
    start = whole.index(b"MM\0*") if b"MM\0*" in whole else whole.index(b"II*\0")
    upright = reencode(whole)
    assert (upright.width, upright.height) == (300, 400)
    for place in range(start, start + 60):
        for value in (0, 2, 255):
            damaged = with_crc(whole[:place] + bytes([value]) + whole[place + 1 :])
            assert {reencode(damaged).width, reencode(damaged).height} == {300, 400}, (place, value)


def with_crc(data: bytes) -> bytes:
    """Return a PNG whose eXIf chunk has the right checksum again; others as they are."""
    at = data.find(b"eXIf")
    if not data.startswith(b"\x89PNG"):
        return data
    end = at + 4 + int.from_bytes(data[at - 4 : at], "big")
    return data[:end] + zlib.crc32(data[at:end]).to_bytes(4, "big") + data[end + 4 :]


@pytest.mark.parametrize("turned", range(1, 9))
def test_every_orientation_is_turned_upright(turned: int) -> None:
    found = reencode(photo(orientation=turned))
    assert (found.width, found.height) == ((300, 400) if turned > 4 else (400, 300))


SPOILT = ["", "{", "[]", "5", "null", '["a", 1]', '["../../x", 400, 300]', '["media/0123456789abcdef.jpg", 400, 300]', "\x00", "[" * 9000]  # fmt: skip


@pytest.mark.parametrize("note", [*SPOILT, None])
def test_a_spoilt_cache_is_made_anew(tmp_path: Path, note: str | None) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(photo())
    media = Media(file, 400, 300, hashlib.sha256(file.read_bytes()).hexdigest())
    first = publish(media, tmp_path / "cache")
    for kept in (tmp_path / "cache" / "pictures").iterdir():
        if note is None and kept.suffix == ".bin":
            kept.write_bytes(b"not these bytes")
        elif note is not None and kept.suffix == ".json":
            kept.write_text(note, encoding="utf-8")
    assert publish(media, tmp_path / "cache") == first
    assert isinstance(first, Picture)
    assert {kept.suffix for kept in (tmp_path / "cache" / "pictures").iterdir()} == {".bin", ".json"}
    file.unlink()
    assert publish(media, tmp_path / "cache") == first
