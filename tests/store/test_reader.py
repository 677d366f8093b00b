"""A reader that remembers gives what reading afresh gives, after any edit, with any cache."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
from pathlib import Path

import pytest

from generator.store import Reader, entries, read_project, reader
from generator.store.files import text_of
from generator.store.load import Reading

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 1)
LINES = ("次序: 3", "标题: 换一个", "不认识: 1", "摘要: {{ 没有 }}", "  a: b: c", "标题: 龘靐", "\x08", "编号: 一样")


@pytest.fixture
def street(tmp_path: Path) -> Path:
    project = tmp_path / "street"
    shutil.copytree(ROOT / "examples" / "jingchenglu", project)
    return project


def told(reading: Reading) -> object:
    """Return all that reading gives, also what comparing leaves out."""
    site = reading.site
    findings = [(f.rule.id, f.place, f.place.below, f.entry, f.message(), f.hint()) for f in reading.findings]
    if site is None:
        return findings
    of = [
        (e.key, e.record, e.origin, [(p, at, at.below) for p, at in sorted(e.places.items(), key=str)])
        for e in site.all()
    ]
    return findings, of, site.media, site.glyphs, site.unread, site.places, site.settings


def edited(content: Path, dice: random.Random) -> None:
    files = sorted(content.rglob("*.yml"))
    file = dice.choice(files)
    text, _ = text_of(file.read_bytes(), "")
    lines = (text or "").split("\n")
    at = dice.randrange(len(lines))
    match dice.randrange(8):
        case 0:
            file.unlink()
        case 1:
            file.rename(file.with_name(f"{dice.randrange(99)}{file.name}"))
        case 2:
            os.utime(file)
        case 3:
            shutil.copy(file, file.with_name(f"又一份{dice.randrange(99)}.yml"))
        case 4:
            told = file.stat()
            file.write_bytes(file.read_bytes().replace(b"2018", b"2017", 1))
            os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))  # the same size and time
        case 5:
            file.write_text("\n".join([*lines[:at], *lines[at + 1 :]]), encoding="utf-8")
        case 6:
            file.write_bytes("\n".join(lines).encode("gb18030"))
        case _:
            file.write_text("\n".join([*lines[:at], dice.choice(LINES), *lines[at:]]), encoding="utf-8", newline="\r\n")


@pytest.mark.parametrize("seed", range(3))
def test_the_same_after_any_edits(street: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # no secret
    lasting = Reader(tmp_path / "cache")
    for _ in range(14):
        afresh = told(read_project(street, DAY))
        assert told(lasting.read(street, DAY)) == afresh
        assert told(Reader(tmp_path / "cache").read(street, DAY)) == afresh
        assert told(Reader(None).read(street, DAY)) == afresh
        edited(street / "content", dice)


def test_only_what_changed_is_typed_again(street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[str] = []

    def spied(data: bytes, path: str, *more: object) -> entries.FileEntries:
        typed.append(path)
        return entries.entries_of(data, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "entries_of", spied)
    Reader(tmp_path / "cache").read(street, DAY)
    assert len(typed) == len([f for f in (street / "content").glob("*/*") if f.suffix in {".yml", ".md"}])
    again = {path for path in typed if "{{" in (street / path).read_text(encoding="utf-8")}  # these are read each time
    typed.clear()
    lasting = Reader(tmp_path / "cache")
    lasting.read(street, DAY)
    assert set(typed) == again
    typed.clear()
    changed = street / "content" / "projects" / "party.yml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("\n", "\n# 一\n", 1), encoding="utf-8")
    lasting.read(street, DAY)
    assert set(typed) == {*again, "content/projects/party.yml"}


@pytest.mark.parametrize("harm", [b"", b"nonsense", "turned", "cut", "foreign"])
def test_a_damaged_cache_is_thrown_away(street: Path, tmp_path: Path, harm: bytes | str) -> None:
    afresh = told(Reader(tmp_path / "cache").read(street, DAY))
    packs = sorted((tmp_path / "cache").rglob("*.pack"))
    assert packs
    for pack in packs:
        data = pack.read_bytes()
        turned = data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]
        spoilt = {"turned": turned, "cut": data[: len(data) // 2], "foreign": bytes(32) + data[32:]}
        pack.write_bytes(harm if isinstance(harm, bytes) else spoilt[harm])
    assert told(Reader(tmp_path / "cache").read(street, DAY)) == afresh
    assert told(Reader(tmp_path / "cache").read(street, DAY)) == afresh


def test_what_is_not_shipped_is_looked_for_each_time(
    street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.store.load.on_this_computer", frozenset)
    party = street / "content" / "projects" / "party.yml"
    party.write_text(party.read_text(encoding="utf-8").replace("标题: ", "标题: 龘", 1), encoding="utf-8")
    for _ in range(2):
        site = Reader(tmp_path / "cache").read(street, DAY).site
        assert site is not None
        assert "龘" in site.glyphs


def test_a_file_without_entries_says_so_each_time(street: Path, tmp_path: Path) -> None:
    (street / "content" / "projects" / "party.yml").write_text("# 还没有内容\n", encoding="utf-8")
    for _ in range(2):
        found = Reader(tmp_path / "cache").read(street, DAY).findings
        assert [f.rule.id for f in found] == ["not-an-entry"]


def test_another_program_begins_anew(street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Reader(tmp_path / "cache").read(street, DAY)
    monkeypatch.setattr(reader, "seal", lambda: b"another program!")
    monkeypatch.setattr(
        "generator.store.reader.pickle.loads", lambda _: pytest.fail("what another program kept was taken up")
    )
    Reader(tmp_path / "cache").read(street, DAY)


def test_packs_that_are_no_more_are_removed(street: Path, tmp_path: Path) -> None:
    Reader(tmp_path / "cache").read(street, DAY)
    shutil.rmtree(street / "content")
    Reader(tmp_path / "cache").read(street, DAY)
    assert list((tmp_path / "cache").rglob("*.pack")) == []


def test_nothing_is_written_when_nothing_changed(street: Path, tmp_path: Path) -> None:
    Reader(tmp_path / "cache").read(street, DAY)
    before = {pack: pack.stat().st_mtime_ns for pack in (tmp_path / "cache").rglob("*.pack")}
    Reader(tmp_path / "cache").read(street, DAY)
    assert {pack: pack.stat().st_mtime_ns for pack in (tmp_path / "cache").rglob("*.pack")} == before
