"""`streetlight render`, as far as it goes without a browser: what it refuses, and what it then leaves untouched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Streetlight

DATE = ("--date", "2018-07-01")


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave neither a browser nor anything drawn before."""
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize("target", ["--png", "--usb", "--sheet", "--mp4"])
def test_without_a_browser_it_says_what_to_install_and_writes_nothing(
    streetlight: Streetlight, minimal: Path, tmp_path: Path, target: str
) -> None:
    out = tmp_path / "out.mp4"
    ran = streetlight("render", "gate", target, out, "--project", minimal, *DATE)
    assert ran.code == 2
    assert "没有找到浏览器" in ran.err
    assert "apt install chromium" in ran.err
    assert not out.exists()


@pytest.mark.usefixtures("no_browser")
def test_it_speaks_english(streetlight: Streetlight, minimal: Path, tmp_path: Path) -> None:
    ran = streetlight("render", "gate", "--png", tmp_path / "out", "--project", minimal, *DATE, "--lang", "en")
    assert "no browser was found" in ran.err


def test_without_playwright_it_says_what_to_install(minimal: Path, tmp_path: Path) -> None:
    script = "import sys; sys.modules['playwright'] = None\nfrom generator.cli import main\nmain()"
    words = ("render", "gate", "--png", str(tmp_path / "out"), "--project", str(minimal), *DATE)
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", script, *words], env=env, capture_output=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "pip install 'streetlight[export]'" in done.stderr.decode()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gate",), "请写明导出什么"),
        (("attic", "--png", "out"), "没有“attic”这块屏幕。有：gate"),
        (("gate", "--png", "out", "--at", "noon"), "--at 要写成"),
        (("gate", "--png", "out", "--at", "2018-06-30T23:59"), "--at 要在生成日期之后"),
        (("gate", "--png", "out", "--at", "2028-06-30"), "--at 要在生成日期之后"),
        (("gate", "--png", "."), "那里是内容"),
        (("gate", "--png", "out", "--sheet", "./out"), "同一个地方"),
        (("gate", "--png", "out", "--format", "gif"), "--format"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    streetlight: Streetlight, minimal: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(minimal)
    ran = streetlight("render", *words, *DATE)
    assert ran.code == 2
    assert said in ran.err
    assert not (minimal / "out").exists()


def test_errors_stop_it_as_they_stop_a_build(streetlight: Streetlight, minimal: Path, tmp_path: Path) -> None:
    notice = minimal / "content/notices/doctor.yml"
    notice.write_text(notice.read_text(encoding="utf-8") + "天气: 晴\n", encoding="utf-8")
    ran = streetlight("render", "gate", "--png", tmp_path / "out", "--project", minimal, *DATE)
    assert ran.code == 1
    assert "天气" in ran.out
    assert not (tmp_path / "out").exists()


def test_what_is_not_ours_stays(streetlight: Streetlight, minimal: Path, tmp_path: Path) -> None:
    own = tmp_path / "stick" / "holiday.jpg"
    own.parent.mkdir()
    own.write_bytes(b"a photo of theirs")
    ran = streetlight("render", "gate", "--png", own.parent, "--project", minimal, *DATE)
    assert ran.code == 2
    assert "holiday.jpg 不是导出来的" in ran.err
    assert [p.name for p in own.parent.iterdir()] == ["holiday.jpg"]
