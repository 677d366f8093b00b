"""Delivery onto a stick: whole files or none, the page last, nothing of anybody else's."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest

from generator.publish import NotARelease
from generator.publish.export import deliver, write_video

FIRST = {"001.png": b"one", "002.png": b"two", "player/a.js": b"data 1", "player/index.html": b"page 1"}
SECOND = {"001.png": b"one", "player/a.js": b"data 2", "player/index.html": b"page 2"}


class PulledOutError(Exception):
    """The stick is gone."""


def held(folder: Path) -> dict[str, bytes]:
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {name: data for name, data in files.items() if name != "sums.txt" and not name.startswith(".")}


def test_a_folder_holds_what_was_delivered_last(tmp_path: Path) -> None:
    assert deliver(FIRST, tmp_path) == 4
    assert held(tmp_path) == FIRST
    assert deliver(SECOND, tmp_path) == 2
    assert held(tmp_path) == SECOND
    assert deliver(SECOND, tmp_path) == 0
    assert {p.name for p in tmp_path.iterdir()} == {"001.png", "player", "sums.txt"}
    assert f"{hashlib.sha256(b'one').hexdigest()}  001.png\n" in (tmp_path / "sums.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("moves", range(1, 7))
def test_pulled_out_at_any_moment_no_file_is_half_and_the_page_is_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    deliver(FIRST, tmp_path)
    left = moves
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise PulledOutError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    third = {"001.png": b"three", **{name: data for name, data in SECOND.items() if name != "001.png"}}
    if moves < 5:
        with pytest.raises(PulledOutError):
            deliver(third, tmp_path)
    monkeypatch.setattr(Path, "replace", real)
    for name, data in held(tmp_path).items():
        assert data in {FIRST.get(name), third.get(name)}
    if held(tmp_path)["player/index.html"] == b"page 2":
        assert held(tmp_path)["player/a.js"] == b"data 2"
    deliver(third, tmp_path)
    assert held(tmp_path) == third


@pytest.mark.parametrize("name", ["holiday.jpg", "player/notes.txt", "001.png"])
def test_what_is_not_ours_is_neither_replaced_nor_joined(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"theirs")
    with pytest.raises(NotARelease) as found:
        deliver(FIRST, tmp_path)
    assert found.value.stray == file
    assert held(tmp_path) == {name: b"theirs"}


def test_what_systems_leave_on_sticks_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "System Volume Information").mkdir()
    (tmp_path / "System Volume Information/IndexerVolumeGuid").write_bytes(b"x")
    (tmp_path / ".Trashes").mkdir()
    deliver(FIRST, tmp_path)
    assert (tmp_path / "System Volume Information/IndexerVolumeGuid").is_file()


def test_a_list_of_sums_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"theirs")
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "sums.txt").write_text(f"{'0' * 64}  ../outside.txt\n{'0' * 64}  {outside}\n", encoding="utf-8")
    deliver(FIRST, stick)
    assert outside.read_bytes() == b"theirs"


@pytest.mark.parametrize("link", ["player", ".x", ".streetlight-new"])
def test_links_do_not_lead_out_of_the_folder(tmp_path: Path, link: str) -> None:
    home, stick = tmp_path / "home", tmp_path / "stick"
    for folder in (home, stick):
        folder.mkdir()
    for name in ("a.js", "index.html", "001.png"):
        (home / name).write_bytes(b"theirs")
    (stick / link).symlink_to(home)
    own = [link] if link == "player" else []
    listed = "".join(f"{'0' * 64}  {name}\n" for name in (*own, f"{link}/a.js", f"{link}/index.html"))
    (stick / "sums.txt").write_text(listed, encoding="utf-8")
    with suppress(NotARelease):  # refused, or passed by
        deliver(FIRST, stick)
    assert {p.name: p.read_bytes() for p in home.iterdir()} == dict.fromkeys(
        ("a.js", "index.html", "001.png"), b"theirs"
    )


def test_a_video_replaces_videos_and_nothing_else(tmp_path: Path) -> None:
    film, again = b"\0\0\0\x20ftypisom one", b"\0\0\0\x20ftypisom two"
    settings, loop = tmp_path / "site_config.yml", tmp_path / "loop.mp4"
    settings.write_bytes(b"theirs")
    (tmp_path / ".loop.mp4.new").symlink_to(settings)
    assert write_video(loop, film)
    assert write_video(loop, again)
    assert (loop.read_bytes(), settings.read_bytes()) == (again, b"theirs")
    for place in (settings, tmp_path):
        with pytest.raises(NotARelease):
            write_video(place, film)
