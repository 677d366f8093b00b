"""Files that several processes share: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.files import keep, kept, write_whole


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "file"
    write_whole(file, b"long before")
    write_whole(file, b"now")
    assert file.read_bytes() == b"now"
    assert [p.name for p in file.parent.iterdir()] == ["file"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError, match="file"):
        write_whole(tmp_path / "file", b"now")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_what_is_not_whole_was_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "file"
    keep(file, b"words")
    whole = file.read_bytes()
    assert kept(file) == b"words"
    for bad in (b"", b"x", whole[:-1], whole + b"x", bytes([whole[0] ^ 1]) + whole[1:]):
        file.write_bytes(bad)
        assert kept(file) is None
    assert kept(tmp_path / "none") is None
