"""What exports keep: whole or not at all, by edition of the program that made it, and not for ever."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.publish.export.kept import MONTH, Kept, key


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "stills")


def test_bytes_come_back_whole_or_not_at_all(kept: Kept) -> None:
    assert kept.read("name", "one") is None
    assert kept.write("name", b"picture", "one") == b"picture"
    assert kept.read("name", "one") == b"picture"
    (file,) = kept.folder.iterdir()
    for torn in (file.read_bytes()[:-1], b"", file.read_bytes() + b"x"):
        file.write_bytes(torn)
        assert kept.read("name", "one") is None


def test_another_edition_draws_anew_and_none_takes_what_there_is(kept: Kept) -> None:
    kept.write("name", b"picture", "one")
    assert kept.read("name", "two") is None
    assert kept.read("name") == b"picture"
    assert kept.read("other") is None


def test_what_nobody_asks_for_goes_after_a_month(kept: Kept) -> None:
    long_ago = time.time() - MONTH - 60
    for name in ("asked", "forgotten"):
        kept.write(name, b"picture", "one")
    for file in kept.folder.iterdir():
        os.utime(file, (long_ago, long_ago))
    kept.read("asked", "one")
    kept.sweep()
    assert [file.name for file in kept.folder.iterdir()] == ["asked-one"]


def test_keys_tell_their_parts_apart() -> None:
    assert len({key("a", "bc"), key("ab", "c"), key("a", b"bc", 1), key("a", "bc", 2)}) == 4
    assert key("a", b"b") == key("a", "b")
