"""`streetlight withdraw`: whatever is broken, only the name and a slogan are left, and everybody is told what remains."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.publish.log import read_log
from tests.conftest import Ran, Streetlight

DAY = ("--date", "2026-11-21")
ENTRY = "家庭医生每周到社区"


class Street:
    """A street that is in public."""

    def __init__(self, folder: Path, run: Streetlight) -> None:
        self.folder, self.run = folder, run
        self.public, self.settings = folder / "public", folder / "site_config.yml"

    def build(self) -> Ran:
        return self.run("build", "--project", self.folder, *DAY)

    def withdraw(self, *words: str | Path) -> Ran:
        return self.run("withdraw", "--project", self.folder, *words)

    def texts(self) -> str:
        files = [f for f in self.public.rglob("*") if f.suffix in (".html", ".js", ".xml", ".json")]
        return "\n".join(f.read_text(encoding="utf-8") for f in files)

    def slides(self, screen: str = "gate") -> str:
        text = (self.public / f"screens/{screen}/a.js").read_text(encoding="ascii")
        words = json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")
        return "\n".join(slide["html"] for slide in json.loads(words[2])["slides"])

    def latest(self, screen: str = "gate") -> tuple[int, dict[str, str]]:
        text = (self.public / f"screens/{screen}/latest.js").read_text(encoding="ascii")
        manifest, signatures = json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")
        return int(json.loads(manifest)["version"]), json.loads(signatures)

    def edit(self, old: str, new: str) -> None:
        text = self.settings.read_text(encoding="utf-8")
        assert old in text
        self.settings.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def street(minimal: Path, streetlight: Streetlight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Street:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    street = Street(minimal, streetlight)
    assert street.build().code == 0
    assert ENTRY in street.texts()
    return street


def expect_plain(street: Street) -> None:
    assert ENTRY not in street.texts()
    pages = {f.relative_to(street.public).as_posix() for f in street.public.rglob("*.html")}
    assert {p for p in pages if not p.startswith("screens/")} == {"index.html", "404.html", "map.html"}
    assert "灯下街道" in (street.public / "index.html").read_text(encoding="utf-8")
    assert "灯下街道" in street.slides()


def test_only_name_and_slogan_are_left_and_a_build_brings_it_all_back(street: Street) -> None:
    before = street.latest()[0]
    ran = street.withdraw("--because", "数字错了")
    assert ran.code == 0, ran.err
    assert "撤下来了：网站和1块屏幕只剩“灯下街道”和一句标语" in ran.out
    assert "streetlight build 就重新发布" in ran.out
    expect_plain(street)
    home = (street.public / "index.html").read_text(encoding="utf-8")
    assert "灯亮着。" in home
    assert "有事该找谁" not in home
    assert "灯亮着" in street.slides()
    withdrawn = street.latest()[0]
    assert withdrawn > before
    line = read_log(street.folder).lines[-1]
    assert (line.record.kind.value, line.record.because) == ("withdraw", "数字错了")
    told = street.run("verify", "--project", street.folder)
    assert told.code == 0
    assert "撤播的那一次，只有标语（数字错了）" in told.out
    assert street.build().code == 0
    assert ENTRY in street.texts()
    assert street.latest()[0] > withdrawn


def test_its_feed_is_empty_and_valid(street: Street) -> None:
    street.withdraw()
    feed = ET.fromstring((street.public / "feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    assert {child.tag.removeprefix(atom) for child in feed} >= {"id", "title", "updated", "author"}
    assert feed.findall(f"{atom}entry") == []


def test_it_takes_seconds(street: Street) -> None:
    started = time.monotonic()
    street.withdraw()
    assert time.monotonic() - started < 10


def test_twice_is_once(street: Street) -> None:
    street.withdraw()
    first = street.latest()
    ran = street.withdraw()
    assert ran.code == 0
    assert street.latest()[0] >= first[0]
    expect_plain(street)


def content_is_a_file(folder: Path) -> None:
    shutil.rmtree(folder / "content")
    (folder / "content").write_bytes(b"")


def reviews_are_nonsense(folder: Path) -> None:
    (folder / "content/reviews").mkdir()
    (folder / "content/reviews/site_config.jsonl").write_bytes(b"\xff\n{")


BROKEN: dict[str, Callable[[Path], object]] = {
    "an entry": lambda p: (p / "content/notices/doctor.yml").write_text("乱: [", encoding="utf-8"),
    "bytes": lambda p: (p / "content/notices/doctor.yml").write_bytes(b"\xff\x00\xfe"),
    "no content": lambda p: shutil.rmtree(p / "content"),
    "content is a file": content_is_a_file,
    "reviews": reviews_are_nonsense,
    "public": lambda p: (p / "public/manifest.json").unlink(),
    "a stray": lambda p: (p / "public/mine.txt").write_text("mine", encoding="utf-8"),
    "no public": lambda p: shutil.rmtree(p / "public"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_it_works_whatever_is_broken(street: Street, what: str) -> None:
    BROKEN[what](street.folder)
    ran = street.withdraw()
    assert ran.code == 0, ran.err
    expect_plain(street)
    if what in ("public", "a stray"):
        (aside,) = street.folder.glob("public-*")
        assert str(aside) in ran.err
        assert (aside / "notices/doctor.html").is_file()


def test_it_works_where_the_log_is_damaged_or_cannot_be_written(street: Street) -> None:
    log = street.folder / "releases.log"
    damaged = log.read_bytes().replace(b"2026-11-21", b"2026-11-20")
    log.write_bytes(damaged)
    ran = street.withdraw()
    assert ran.code == 0
    assert "第1行：这一行被改过" in ran.err
    assert log.read_bytes() == damaged
    expect_plain(street)
    log.unlink()
    log.mkdir()
    street.folder.joinpath("releases.head").unlink()
    street.public.joinpath("index.html").write_bytes(b"")
    ran = street.withdraw()
    assert ran.code == 0
    assert "没有记进发布记录" in ran.err
    expect_plain(street)


SETTINGS = {
    "an unknown key": ("代号: DX\n", "代号: DX\n天气: 晴\n"),
    "a long headline": ("[门开着，, 灯亮着。]", "[门开着门开着门开着门开着门开着门开着门开着]"),
    "no home": ("首页:\n  大字: [门开着，, 灯亮着。]\n  引言: 有事该找谁，都写在这里。\n", ""),
    "no source": ("来源: 灯下街道\n", ""),
    "a key twice": ("代号: DX\n", "代号: DX\n代号: DX\n"),
    "no YAML": ("代号: DX\n", "代号: DX\n电话: [\n"),
    "a tab": ("代号: DX\n", "代号: DX\n\t电话: 1\n"),
    "a bad field of a screen": ("    观看距离: 20", "    观看距离: 很远"),
    "a playlist that is nonsense": ("    观看距离: 20", "    观看距离: 20\n    播放: {x: y}\n    时段: 3"),
    "a bad screen besides": ("屏幕:\n", "屏幕:\n  - 编号: 大厅\n    名称: 大厅\n"),
    "a fact that is not there": ("[门开着，, 灯亮着。]", "['{{ nothing }}']"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_of_bad_settings_what_can_be_read_is_used(street: Street, what: str) -> None:
    street.edit(*SETTINGS[what])
    assert street.build().code != 0
    before = street.latest()[0]
    ran = street.withdraw()
    assert ran.code == 0, ran.err
    expect_plain(street)
    assert "为人民服务" in (street.public / "index.html").read_text(encoding="utf-8")
    assert "为人民服务" in street.slides()
    assert street.latest()[0] > before


def test_a_screen_that_the_settings_do_not_tell_of_is_named(street: Street) -> None:
    street.edit("    像素: 384x192\n", "")
    ran = street.withdraw()
    assert ran.code == 1
    assert "屏幕 gate 没有撤下来" in ran.err
    assert ENTRY not in street.texts()


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"[]", b"- a", b"\x00" * 100, b"a" * 5_000_000])
def test_settings_that_say_nothing_leave_no_content_in_public(street: Street, text: bytes) -> None:
    street.settings.write_bytes(text)
    ran = street.withdraw()
    assert ran.code == 1, ran.err
    assert ENTRY not in street.texts()
    assert "为人民服务" in (street.public / "index.html").read_text(encoding="utf-8")


def test_words_that_nobody_approved_are_not_shown(street: Street) -> None:
    street.edit("审核: 不审", "审核: [初审]")
    assert street.build().code != 0
    assert street.withdraw().code == 0
    expect_plain(street)
    page = (street.public / "index.html").read_text(encoding="utf-8")
    assert "为人民服务" in page
    assert "灯亮着。" not in page


def test_screens_take_it_where_it_is_signed_and_people_are_told_where_not(street: Street, tmp_path: Path) -> None:
    street.run("keys", "--project", street.folder, "--new", "--name", "one")
    assert street.run("build", "--project", street.folder).code == 0
    before = street.latest()[0]
    assert street.withdraw().code == 0
    version, signatures = street.latest()
    assert version > before
    assert set(signatures) == {"one"}
    assert set(read_log(street.folder).lines[-1].signed) == {"one"}
    assert street.run("build", "--project", street.folder).code == 0
    shutil.rmtree(tmp_path / "config")
    ran = street.withdraw()
    assert ran.code == 1
    assert "没有签名：这台电脑上没有私钥" in ran.err
    assert street.latest()[1] == {}
    expect_plain(street)


def test_what_was_exported_is_named(street: Street) -> None:
    from generator.publish import Book  # noqa: PLC0415

    Book(street.folder).export("gate/stick", "2026-11-21", {"001.png": "0" * 64})
    assert "导出过的要到现场换：gate/stick" in street.withdraw().out
    assert "Replace what was exported: gate/stick" in street.withdraw("--lang", "en").out


def test_a_folder_of_somebody_else_is_not_moved(street: Street, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/holiday.jpg").write_bytes(b"x")
    ran = street.withdraw("--out", tmp_path / "photos")
    assert ran.code == 2
    assert "holiday.jpg 不是生成出来的" in ran.err
    assert (tmp_path / "photos/holiday.jpg").is_file()
    assert ENTRY in street.texts()


def test_in_a_wrong_folder_nothing_is_written(streetlight: Streetlight, tmp_path: Path) -> None:
    ran = streetlight("withdraw", "--project", tmp_path)
    assert ran.code == 2
    assert "没有 site_config.yml" in ran.err
    assert list(tmp_path.iterdir()) == []


PRIVATE = {
    "the headline": ("[门开着，, 灯亮着。]", "[找我, 13912345678]"),
    "who runs it": ("代号: DX", "代号: DX\n主办: 老许13912345678"),
    "the name": ("名称: 灯下街道", "名称: 灯下街道13912345678"),
}


@pytest.mark.parametrize("where", PRIVATE)
def test_what_is_private_in_the_settings_is_not_shown(street: Street, where: str) -> None:
    street.edit(*PRIVATE[where])
    assert street.build().code != 0
    ran = street.withdraw()
    assert ran.code == 0, ran.err
    assert "13912345678" not in street.texts()
    assert ENTRY not in street.texts()
    page = (street.public / "index.html").read_text(encoding="utf-8")
    assert "为人民服务" in page
    assert ("灯下街道" in page) == (where != "the name")
    assert "网站设置里有不能公开的" in ran.err
