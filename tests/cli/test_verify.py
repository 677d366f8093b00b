"""`streetlight verify`, and what `build` does with the log: what people are told, and the exit codes."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli.sealed import approval_of
from generator.publish import Approval, Kind
from generator.publish.heads import memory_file
from generator.publish.log import append, read_log
from generator.store.reviews import Approved, Signature
from tests.conftest import Ran, Serve, Streetlight

DATE = ("--date", "2026-11-21")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return this user's own folder of what programs remember."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def built(minimal: Path, streetlight: Streetlight, home: Path) -> Path:
    assert not home.exists()
    assert streetlight("build", "--project", minimal, *DATE).code == 0
    return minimal


def verify(streetlight: Streetlight, project: Path, *words: str | Path) -> Ran:
    return streetlight("verify", *words, "--project", project)


def test_a_build_is_verified_and_told_about(built: Path, streetlight: Streetlight) -> None:
    for place in ([], [built / "public"]):
        ran = verify(streetlight, built, *place)
        assert ran.code == 0
        first, reviewed, age = ran.out.splitlines()
        assert first.startswith("一个字节不差：第1次，")
        assert "2026-11-21，网站和屏幕" in first
        assert reviewed == "没有人审过：那时网站设置里写着“审核: 不审”"
        assert age == "这是最新的一版"
    ran = verify(streetlight, built, "--lang", "en")
    assert ran.out.splitlines()[0].startswith("exact to the byte: no. 1, ")
    assert " files" in ran.out.splitlines()[0]
    assert ran.out.isascii()
    assert verify(streetlight, built, built / "public/screens/gate").code == 0


def test_a_build_that_changes_nothing_logs_nothing(built: Path, streetlight: Streetlight) -> None:
    before = (built / "releases.log").read_bytes()
    streetlight("build", "--project", built, *DATE)
    (built / "content/notices/doctor.yml").write_text("标题: 医生\n发布日期: 昨天\n", encoding="utf-8")
    assert streetlight("build", "--project", built, *DATE).code == 1
    assert (built / "releases.log").read_bytes() == before
    assert not list((built / "content").rglob("releases*"))
    assert not list((built / "public").rglob("*releases*"))


def test_what_differs_is_named_and_the_rest_counted(built: Path, streetlight: Streetlight) -> None:
    public = built / "public"
    (public / "index.html").write_bytes(b"")
    (public / "a\x1b[2Jb").write_bytes(b"")
    ran = verify(streetlight, built)
    assert ran.code == 1
    assert ran.out.startswith("有2处不一样：第1次，")
    assert "  index.html：被改过\n" in ran.out
    assert "\x1b" not in ran.out
    for i in range(30):
        (public / f"{i:02}").write_bytes(b"")
    assert verify(streetlight, built).out.splitlines()[-1] == "  还有12处"
    assert "and 12 more" in verify(streetlight, built, "--lang", "en").out
    shutil.rmtree(public)
    public.mkdir()
    ran = verify(streetlight, built)
    assert ran.code == 1
    assert ran.out.startswith("不是发布过的样子\n  没有 manifest.json，也没有 sums.txt")


def test_an_older_release_is_told_from_the_newest(built: Path, streetlight: Streetlight, tmp_path: Path) -> None:
    old = Path(shutil.copytree(built / "public", tmp_path / "old"))
    streetlight("build", "--project", built, "--date", "2026-11-22")
    ran = verify(streetlight, built, old)
    assert ran.code == 1
    assert ran.out.startswith("一个字节不差：第1次，")
    assert "不是最新的，最新的是第2次，" in ran.out


def test_an_address_of_this_computer(built: Path, streetlight: Streetlight, serve: Serve) -> None:
    ran = verify(streetlight, built, f"{serve(built / 'public')}/")
    assert ran.code == 0
    assert "从网址看不到有没有多出来的文件" in ran.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("http://street.example/",), "只看这台电脑上的网址"),
        (("https://127.0.0.1/",), "只看这台电脑上的网址"),
        (("/nowhere/at/all",), "没有这个文件夹"),
        (("http://127.0.0.1:1/",), "连不上这个网址：http://127.0.0.1:1/"),
        (("/dev/null",), "没有这个文件夹"),
        (("a", "b"), "命令写得不对"),
    ],
)
def test_what_cannot_be_verified(built: Path, streetlight: Streetlight, words: tuple[str, ...], says: str) -> None:
    ran = verify(streetlight, built, *words)
    assert ran.code == 2
    assert says in ran.err


def test_a_damaged_log_proves_nothing_and_takes_no_release(built: Path, streetlight: Streetlight) -> None:
    assert streetlight("build", "--project", built, "--date", "2026-11-22").code == 0
    log = built / "releases.log"
    whole = log.read_bytes()
    log.write_bytes(whole.replace(b"2026-11-21", b"2026-11-20", 1))
    ran = verify(streetlight, built)
    assert ran.code == 1
    assert "第1行：这一行被改过" in ran.out
    assert "line 1: this line was changed" in verify(streetlight, built, "--lang", "en").out
    live = (built / "public/manifest.json").read_bytes()
    for date in ("2026-11-22", "2026-11-23"):  # nothing has changed, and something has
        ran = streetlight("build", "--project", built, "--date", date)
        assert ran.code == 2
        assert "第1行：这一行被改过" in ran.err
    assert (built / "public/manifest.json").read_bytes() == live
    log.write_bytes(whole)
    assert streetlight("build", "--project", built, "--date", "2026-11-22").code == 0


def test_a_log_that_is_gone_is_missed_and_begins_anew(built: Path, streetlight: Streetlight) -> None:
    for name in ("releases.log", "releases.head"):
        (built / name).unlink()
    ran = verify(streetlight, built)
    assert ran.code == 1
    assert "发布记录 releases.log 不见了，这台电脑记得有1行" in ran.out
    ran = streetlight("build", "--project", built, *DATE)
    assert ran.code == 0
    assert "不见了" in ran.err
    ran = verify(streetlight, built)
    assert ran.code == 0
    assert "发布记录丢过一次：以前的1行不见了" in ran.out


def test_lines_are_signed_where_there_are_keys(
    minimal: Path, streetlight: Streetlight, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    streetlight("keys", "--project", minimal, "--new", "--name", "one")
    streetlight("build", "--project", minimal, *DATE)
    assert '"signed": {"one": ' in (minimal / "releases.log").read_text(encoding="utf-8")
    assert verify(streetlight, minimal).code == 0
    shutil.rmtree(tmp_path / "config")
    settings = minimal / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    streetlight("keys", "--project", minimal, "--new", "--name", "two")
    line = next(x for x in settings.read_text(encoding="utf-8").splitlines() if "two:" in x)
    settings.write_text(text.replace("one:", "gone:") + line.replace("two:", "one:") + "\n", encoding="utf-8")
    ran = verify(streetlight, minimal)
    assert ran.code == 1
    assert "第1行：签名不对" in ran.out
    assert home.exists()


def test_nothing_passes_against_a_line_that_no_key_signed(
    built: Path, streetlight: Streetlight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are keys: lines from before them, a forged line, a withdrawal without the private key."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    streetlight("keys", "--project", built, "--new", "--name", "one")
    assert "第1行：没有“公钥”里的钥匙签的名" in verify(streetlight, built).out
    assert streetlight("build", "--project", built, *DATE).code == 0
    assert verify(streetlight, built).code == 0
    kept = {name: (built / name).read_bytes() for name in ("releases.log", "releases.head")}
    true = read_log(built).lines[-1]
    for signed in ({}, {"zz": "AA=="}):
        append(built, replace(true.record, approval=Approval(("终审",), 9)), lambda _, signed=signed: signed)  # type: ignore[misc]
        ran = verify(streetlight, built)
        assert (ran.code, "第3行：没有“公钥”里的钥匙签的名" in ran.out) == (1, True)
        append(built, replace(true.record, kind=Kind.WITHDRAW))
        for name, data in kept.items():
            (built / name).write_bytes(data)
        memory_file(built).unlink()
    append(built, replace(true.record, kind=Kind.WITHDRAW))
    ran = verify(streetlight, built)
    assert (ran.code, ran.out.splitlines()[-1]) == (
        1,
        "发布记录里这一行没有用“公钥”里的钥匙签名，谁写的说不清。在有私钥的电脑上再发布（或者再导出、再撤）一次",
    )
    assert streetlight("build", "--project", built, *DATE).code == 0  # the same bytes are entered once more, signed
    assert verify(streetlight, built).code == 0


def test_what_a_system_left_is_named(built: Path, streetlight: Streetlight) -> None:
    (built / "public/.DS_Store").write_bytes(b"\0\0\0\1Bud1")
    ran = verify(streetlight, built)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "  .DS_Store：系统留下的，不算")
    (built / "public/desktop.ini").write_bytes(b"")
    ran = verify(streetlight, built)
    assert (ran.code, "  desktop.ini：系统留下的，也不该在这里，请删掉" in ran.out) == (1, True)


def test_an_approval_is_about_what_was_approved_and_by_whom() -> None:
    def signed(by: str, digest: str = "d" * 64) -> Approved:
        stage = Signature("notices/doctor", "初审", by, "2026-11-21T10:00:00+08:00", digest)
        return Approved("notices/doctor", digest, (stage,))

    settings = Approved("site_config", "e" * 64, ())
    one = approval_of(("初审",), [settings, signed("甲")])
    assert (one.stages, one.approved, len(one.review)) == (("初审",), 1, 64)
    assert one == approval_of(("初审",), [signed("甲"), settings])
    assert one.review != approval_of(("初审",), [settings, signed("乙")]).review
    assert one.review != approval_of(("初审",), [settings, signed("甲", "f" * 64)]).review
    assert approval_of((), [signed("甲")]).review == ""


def ask_for(street: Path, stages: str) -> None:
    settings = street / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub("审核: .*", f"审核: {stages}", text), encoding="utf-8")


@pytest.fixture
def approved(built: Path, streetlight: Streetlight) -> Path:
    """Return a street that was built unreviewed, then asked for two stages, was signed, and built again."""
    ask_for(built, "[初审, 终审]")
    for stage, name in (("初审", "甲"), ("终审", "乙")):
        assert streetlight("review", "--project", built, "--sign", stage, "--by", name, "--all").code == 0
    return built


def test_it_says_which_stages_approved_how_much(approved: Path, streetlight: Streetlight) -> None:
    """The bytes are those that nobody had approved: that they are approved now is a line of its own."""
    before = (approved / "public/manifest.json").read_bytes()
    assert "没有变化" in streetlight("build", "--project", approved, *DATE).out
    assert (approved / "public/manifest.json").read_bytes() == before
    ran = verify(streetlight, approved)
    assert ran.code == 0
    assert "第2次" in ran.out
    assert "审核：初审、终审都签了，6条" in ran.out
    assert "没有人审过" not in ran.out
    assert "approved by 初审, 终审: 6 entries" in verify(streetlight, approved, "--lang", "en").out
    log = (approved / "releases.log").read_bytes()
    assert streetlight("build", "--project", approved, *DATE).code == 0
    assert (approved / "releases.log").read_bytes() == log


@pytest.mark.parametrize(
    ("stages", "code", "says"),
    [
        ("[初审, 复审, 终审]", 1, "少了复审：网站设置里要审初审、复审、终审。"),
        ("[科室]", 1, "少了科室"),
        ("终审", 0, "初审、终审都签了"),
        ("不审", 0, "初审、终审都签了"),
    ],
)
def test_a_release_is_approved_by_what_the_settings_ask_for(
    approved: Path, streetlight: Streetlight, stages: str, code: int, says: str
) -> None:
    streetlight("build", "--project", approved, *DATE)
    ask_for(approved, stages)
    ran = verify(streetlight, approved)
    assert (ran.code, says in ran.out) == (code, True)


def test_what_nobody_approved_does_not_pass_where_it_must_be(approved: Path, streetlight: Streetlight) -> None:
    for place in (approved / "public", approved / "public/screens/gate"):
        ran = verify(streetlight, approved, place)
        assert ran.code == 1
        assert "没有人审过" in ran.out
        assert "少了初审、终审" in ran.out
    assert "not approved as the settings ask" in verify(streetlight, approved, "--lang", "en").out
    assert streetlight("withdraw", "--project", approved).code == 0
    assert verify(streetlight, approved).code == 0
