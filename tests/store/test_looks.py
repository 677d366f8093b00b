"""A file is looked at again only after it changed, and always while its times might not tell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.site import Media
from generator.store.looks import once

LONG_AGO = 1_500_000_000


def test_looked_at_once_while_it_is_the_same(tmp_path: Path) -> None:
    seen: list[bytes] = []

    @once
    def look(content: Path, name: str) -> Media:
        file = content / name
        seen.append(file.read_bytes() if file.is_file() else b"?")
        return Media(file, sha256=str(len(seen)))

    file = tmp_path / "a.jpg"
    assert look(tmp_path, "a.jpg") != look(tmp_path, "a.jpg")  # what is missing may be there the next time
    file.write_bytes(b"one")
    look(tmp_path, "a.jpg")
    file.write_bytes(b"two")  # the same size, and on a coarse disk the same second
    look(tmp_path, "a.jpg")
    assert seen[-2:] == [b"one", b"two"]


def test_what_has_settled_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    @once
    def look(content: Path, name: str) -> Media:
        nonlocal count
        count += 1
        return Media(content / name, width=count)

    file = tmp_path / "a.jpg"
    file.write_bytes(b"one")
    monkeypatch.setattr("generator.store.looks.time.time_ns", lambda: file.lstat().st_ctime_ns + 5_000_000_000)
    assert look(tmp_path, "a.jpg") == look(tmp_path, "a.jpg")
    os.utime(file, (LONG_AGO, LONG_AGO))
    assert look(tmp_path, "a.jpg").width == 2
    other = tmp_path / "b.jpg"
    other.write_bytes(b"two")
    os.utime(other, (LONG_AGO, LONG_AGO))
    other.replace(file)  # same size, same time, another file
    assert look(tmp_path, "a.jpg").width == 3
    file.unlink()
    file.symlink_to(tmp_path / "c.jpg")
    assert look(tmp_path, "a.jpg").width == 4


def test_another_process_need_not_look_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "a.jpg"
    file.write_bytes(b"one")
    monkeypatch.setattr("generator.store.looks.time.time_ns", lambda: file.lstat().st_ctime_ns + 5_000_000_000)

    def look(content: Path, name: str) -> Media:
        return Media(content / name, sha256="seen")

    def blind(content: Path, name: str) -> Media:
        return Media(content / name, sha256="blind")

    assert once(look)(tmp_path, "a.jpg").sha256 == "seen"
    assert once(blind)(tmp_path, "a.jpg").sha256 == "seen"
    for kept in (tmp_path / "cache").rglob("*"):
        if kept.is_file():
            kept.write_bytes(kept.read_bytes()[:-1])
    assert once(blind)(tmp_path, "a.jpg").sha256 == "blind"
