"""A build with nothing to do says so and touches nothing; whatever has changed, it builds."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import clock, program
from generator.cli import again
from tests.conftest import Streetlight

DATE = ("--date", "2026-11-21")


@pytest.fixture
def built(minimal: Path, streetlight: Streetlight) -> Path:
    time.sleep(0.06)  # files changed just now may change again unseen
    assert "生成好了" in streetlight("build", "--project", minimal, *DATE).out
    return minimal


def states(folder: Path) -> dict[Path, tuple[int, int]]:
    return {f: (f.stat().st_mtime_ns, f.stat().st_ctime_ns) for f in (folder, *folder.rglob("*")) if f.name != "again"}


def test_nothing_to_do_is_told_without_touching_anything(
    built: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = states(built)
    monkeypatch.setattr(again, "remember", lambda *_: pytest.fail("it was built again"))
    ran = streetlight("build", "--project", built, *DATE)
    assert (ran.code, "没有变化" in ran.out) == (0, True)
    assert states(built) == before


def test_what_was_found_is_told_again(minimal: Path, streetlight: Streetlight) -> None:
    (minimal / "content/notices/lamp.yml").write_text(
        "标题: 路灯修好了\n发布日期: 2018-06-21\n摘要: 全部修好，100%亮灯。\n短标题: 灯\n有效期至: 2018-06-22\n",
        encoding="utf-8",
    )
    time.sleep(0.06)
    first = streetlight("build", "--project", minimal, *DATE)
    second = streetlight("build", "--project", minimal, *DATE)
    assert first.out.splitlines()[:-1] == second.out.splitlines()[:-1] != []


def _edit(file: Path, old: str, new: str) -> None:
    """Replace words by as many bytes and set back the time that programs can set."""
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size


def _notice(project: Path) -> Path:
    return next((project / "content").rglob("*.yml"))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an entry, of equal size and time": lambda p: _edit(_notice(p), "2018", "2017"),
    "a new file": lambda p: (p / "content/notices/new.yml").write_text(
        "标题: 新\n发布日期: 2018-06-21\n", encoding="utf-8"
    ),
    "a file gone": lambda p: _notice(p).unlink(),
    "a file renamed": lambda p: _notice(p).rename(_notice(p).with_name("other.yml")),
    "the settings": lambda p: _edit(p / "site_config.yml", "灯下", "灯上"),
    "a page edited": lambda p: _edit(p / "public/index.html", "<", "="),
    "a page gone": lambda p: (p / "public/index.html").unlink(),
    "a link among the content": lambda p: (p / "content/link").symlink_to(p),
    "the log gone": lambda p: (p / "releases.log").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_noticed(change: Callable[[Path], object], built: Path) -> None:
    command = ["build", "--project", str(built), *DATE]
    assert again.answer(command) is not None
    change(built)
    assert again.answer(command) is None


def test_another_day_another_program_and_no_cache(
    minimal: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.sleep(0.06)
    command = ["build", "--project", str(minimal)]
    assert streetlight(*command).code == 0
    assert again.answer(command) is not None
    assert again.answer([*command, "--no-cache"]) is None
    assert again.answer([*command, "--quiet"]) is None
    with monkeypatch.context() as patch:
        patch.setattr(program, "seal", lambda: b"another")
        assert again.answer(command) is None
    tomorrow = clock.now() + dt.timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert again.answer(command) is None


def test_content_that_changes_while_it_is_built_is_not_remembered(minimal: Path, streetlight: Streetlight) -> None:
    time.sleep(0.06)
    command = ["build", "--project", str(minimal), *DATE]
    _notice(minimal).touch()
    streetlight(*command)
    assert again.answer(command) is None
