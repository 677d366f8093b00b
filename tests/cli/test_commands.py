"""The command line: what each command does, what it says, and its exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import show
from generator.findings import Finding, Place, Text, error
from generator.pipeline import steps
from tests.conftest import Streetlight

DATE = ("--date", "2026-11-21")


def break_it(project: Path) -> None:
    (project / "content/notices/doctor.yml").write_text("标题: 医生\n发布日期: 昨天\n", encoding="utf-8")


def test_build(minimal: Path, streetlight: Streetlight) -> None:
    ran = streetlight("build", "--project", minimal, *DATE)
    assert ran.code == 0, ran.err
    assert "生成好了" in ran.out
    for path in ("index.html", "notices/index.html", "notices/doctor.html", "screens/gate/index.html", "manifest.json"):
        assert (minimal / "public" / path).is_file()
    assert "没有变化" in streetlight("build", "--project", minimal, *DATE).out
    assert streetlight("build", "--project", minimal, *DATE, "--quiet").out == ""


def test_errors_leave_the_last_release(minimal: Path, streetlight: Streetlight) -> None:
    streetlight("build", "--project", minimal, *DATE)
    before = (minimal / "public/manifest.json").read_bytes()
    break_it(minimal)
    ran = streetlight("build", "--project", minimal, *DATE)
    assert ran.code == 1
    assert "content/notices/doctor.yml:2:7  错误  “发布日期”的“昨天”不是一个日期  [bad-date]" in ran.out
    assert "1处错误" in ran.out
    assert (minimal / "public/manifest.json").read_bytes() == before


def test_check_writes_nothing(minimal: Path, streetlight: Streetlight) -> None:
    before = sorted(minimal.rglob("*"))
    assert "没有错误" in streetlight("check", "--project", minimal, *DATE).out
    assert sorted(minimal.rglob("*")) == before


def test_json(minimal: Path, streetlight: Streetlight) -> None:
    break_it(minimal)
    ran = streetlight("build", "--project", minimal, *DATE, "--format", "json")
    (line,) = ran.out.splitlines()
    row = json.loads(line)
    assert list(row) == ["rule", "severity", "path", "line", "column", "entry", "message", "hint"]
    assert (row["rule"], row["line"], row["entry"]) == ("bad-date", 2, "notices/doctor")


def test_github(minimal: Path, streetlight: Streetlight) -> None:
    break_it(minimal)
    ran = streetlight("check", "--project", minimal, *DATE, "--format", "github", "--lang", "en")
    assert ran.out.startswith("::error file=content/notices/doctor.yml,line=2,col=7,title=bad-date::“昨天” in")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("build", "--project", "/nowhere"), "没有这个文件夹"),
        (("build", "--date", "soon"), "--date"),
        (("build", "--date=2018-7"), "--date"),
        (("build", "--date", "9999-12-31"), "--date 的年份要在1000到2199之间"),
        (("check", "--date", "2200-01-01"), "--date"),
        (("check", "--date", "0999-12-31"), "--date"),
        (("biuld",), "没有“biuld”这个命令"),
        (("build", "--fast"), "没有“--fast”这个选项"),
        (("build", "--format", "xml"), "“--format”的值不对"),
        (("new",), "缺少“DIR”"),
        (("serve", "--port", "99999"), "65535"),
    ],
)
def test_wrong_usage(words: tuple[str, ...], says: str, streetlight: Streetlight) -> None:
    ran = streetlight(*words)
    assert ran.code == 2
    assert says in ran.err
    assert "看用法" in ran.err


def test_the_last_day_of_all_builds(minimal: Path, streetlight: Streetlight) -> None:
    event = "标题: 活动\n发布日期: 2018-06-20\n日期: 2018-07-01\n重复: 每月15日\n遇节假日: 顺延\n"
    (minimal / "content/events").mkdir()
    (minimal / "content/events/reception.yml").write_text(event, encoding="utf-8")
    ran = streetlight("build", "--project", minimal, "--date", "2199-12-31")
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("words", [("--lang", "en"), ("--lang=en",)])
def test_wrong_usage_in_english(words: tuple[str, ...], streetlight: Streetlight) -> None:
    ran = streetlight("check", "--project", "/nowhere", *words)
    assert ran.err.splitlines()[0] == "there is no folder /nowhere"


def test_a_fault_of_ours_is_reported_without_a_traceback(
    minimal: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr(steps, "check", fall)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = streetlight("check", "--project", minimal)
    assert ran.code == 3
    assert "Traceback" not in ran.err
    (report,) = tmp_path.glob("streetlight-report-*.txt")
    assert str(report) in ran.err
    assert "RuntimeError: bug" in report.read_text(encoding="utf-8")


def test_interrupted(minimal: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "check", interrupt)
    assert streetlight("check", "--project", minimal).code == 130


def test_a_refused_file(minimal: Path, streetlight: Streetlight, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = streetlight("build", "--project", minimal, *DATE, "--out", tmp_path / "file" / "public")
    assert ran.code == 2
    assert "读写文件时被拒绝" in ran.err


def test_strays_are_named(minimal: Path, streetlight: Streetlight) -> None:
    (minimal / "public").mkdir()
    (minimal / "public/mine.txt").write_text("mine", encoding="utf-8")
    ran = streetlight("build", "--project", minimal, *DATE)
    assert ran.code == 2
    assert "mine.txt 不是生成出来的" in ran.err


@pytest.mark.parametrize("out", [".", "..", "content/public", "content"])
def test_output_may_not_swallow_the_content(out: str, minimal: Path, streetlight: Streetlight) -> None:
    before = sorted(minimal.rglob("*"))
    ran = streetlight("build", "--project", minimal, *DATE, "--out", minimal / out)
    assert ran.code == 2
    assert "那里是内容" in ran.err
    assert sorted(minimal.rglob("*")) == before


def test_content_steers_neither_terminal_nor_workflow(capsys: pytest.CaptureFixture[str]) -> None:
    rule = error("x", Text("{v}", "{v}"), Text("修", "mend"))
    bad = [Finding(rule, Place("a\n::stop-commands::x,b:c.yml", 1), args={"v": "\x1b[2J\r\n::add-mask::%"})]
    show.show_findings(bad, show.Format.GITHUB, "zh")
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert line.startswith("::error file=a%0A%3A%3Astop-commands%3A%3Ax%2Cb%3Ac.yml,line=1")
    show.show_findings(bad, show.Format.TEXT, "zh")
    assert "\x1b" not in capsys.readouterr().out


def test_new_builds_at_once(tmp_path: Path, streetlight: Streetlight) -> None:
    street = tmp_path / "我的街道"
    assert streetlight("new", street).code == 0
    ran = streetlight("build", "--project", street)
    assert ran.code == 0, ran.out
    assert "错误" not in ran.out
    assert "提醒" not in ran.out
    assert (street / "public/brands/jiankangjia.html").is_file()
    again = streetlight("new", street)
    assert again.code == 2
    assert "已经有东西了" in again.err


def test_schema(tmp_path: Path, streetlight: Streetlight) -> None:
    assert streetlight("schema", "--out", tmp_path).code == 0
    schema = json.loads((tmp_path / "brands.schema.json").read_text(encoding="utf-8"))
    assert "口号" in schema["oneOf"][0]["properties"]


def test_version_and_help(streetlight: Streetlight) -> None:
    assert streetlight("version").out.startswith("streetlight 0.")
    assert "街灯" in streetlight("--help").out


def test_progress_speaks_after_a_second(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 0.5, 2.0, 3.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with show.progress("zh", quiet=False) as step:
        step("read")
        step("render")
    assert capsys.readouterr().err == "做网站和屏幕…\n"


def test_progress_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with show.progress("en", quiet=False) as step:
        step("read")
    assert capsys.readouterr().err == "reading…\r\x1b[K\x1b[K"


def test_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    rule = error("x", Text("坏了", "broken"), Text("修", "mend"))
    show.show_findings([Finding(rule, Place("a.yml"))], show.Format.TEXT, "zh")
    assert capsys.readouterr().out.startswith("a.yml  \x1b[31m错误\x1b[0m  坏了  [x]\n    → 修\n")


def test_as_a_module(minimal: Path) -> None:
    command = [sys.executable, "-m", "generator", "check", "--project", str(minimal), *DATE]
    env = os.environ | {"PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, capture_output=True, check=False, env=env, timeout=60)
    assert (ran.returncode, ran.stdout.decode("utf-8").strip()) == (0, "没有错误")
