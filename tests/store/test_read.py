"""Reading a project: every problem of every file in one run, and records that keep their origin."""

import datetime as dt
import shutil
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.collections import COLLECTIONS
from generator.schema import fields_of
from generator.store import pictures, read_project
from generator.store.files import MAX_BYTES
from tests.conftest import Streetlight

DAY = dt.date(2026, 11, 21)


def test_minimal(minimal: Path) -> None:
    reading = read_project(minimal, DAY)
    assert reading.site is not None
    assert reading.findings == []
    entry = reading.site.find("achievements", "members")
    assert entry is not None
    assert str(entry.record.value) == "500余"
    assert entry.place("value").line == 11
    assert entry.place("photos", 0, "alt") == entry.origin


def test_markdown_lines_count_from_the_file(minimal: Path) -> None:
    page = minimal / "content/pages/about.md"
    page.write_text("---\n标题: 概况\n发布日期: 昨天\n---\n正文\n", encoding="utf-8")
    (finding,) = read_project(minimal, DAY).findings
    assert (finding.rule.id, finding.place.line) == ("bad-date", 3)


def test_file_too_large(minimal: Path, streetlight: Streetlight) -> None:
    (minimal / "content/notices/big.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    ran = streetlight("check", "--project", minimal, "--format", "json")
    assert [row["rule"] for row in ran.findings()] == ["file-too-large"]


def test_file_unreadable(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    # Root may read anything, so the refusal is made here.
    monkeypatch.setattr("generator.store.files.open", refuse, raising=False)
    rules = {f.rule.id for f in read_project(minimal, DAY).findings}
    assert rules == {"file-unreadable"}


def test_what_systems_leave_lying_is_passed_over(minimal: Path) -> None:
    for name in ("Thumbs.db", ".DS_Store", "~$doctor.yml", ".hidden.yml"):
        (minimal / "content/notices" / name).write_bytes(b"\xff\xfe")
    assert read_project(minimal, DAY).findings == []


@pytest.mark.parametrize("content", ["gone", "empty", "linked"])
def test_lost_content_stops_the_release(content: str, minimal: Path, tmp_path: Path) -> None:
    (minimal / "content").rename(tmp_path / "moved")
    if content == "empty":
        (minimal / "content").mkdir()
    elif content == "linked":
        (minimal / "content").symlink_to(tmp_path / "moved")
    rules = [f.rule.id for f in read_project(minimal, DAY).findings]
    assert rules == ["file-link" if content == "linked" else "no-content"]


def test_folders_nested_too_deeply(minimal: Path) -> None:
    (minimal / "content/notices/a/b/c/d/e/f").mkdir(parents=True)
    shutil.copy(minimal / "content/notices/doctor.yml", minimal / "content/notices/a/second.yml")
    reading = read_project(minimal, DAY)
    assert [f.rule.id for f in reading.findings] == ["folder-too-deep"]
    assert reading.site is not None
    assert {e.id for e in reading.site.entries["notices"]} == {"doctor", "second"}


def test_gb18030_file_reads_like_utf8(minimal: Path) -> None:
    file = minimal / "content/notices/doctor.yml"
    before = read_project(minimal, DAY).site
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    after = read_project(minimal, DAY).site
    assert before is not None
    assert after is not None
    assert before.entries["notices"][0].record == after.entries["notices"][0].record


def test_pictures_are_bounded(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (minimal / "content/media").mkdir()
    Image.new("RGB", (64, 48)).save(minimal / "content/media/good.png")
    with (minimal / "content/media/huge.jpg").open("wb") as file:
        file.truncate(pictures.MAX_BYTES + 1)
    photo = "  - {{文件: media/{}, 图说: 水, 同意公开: 是}}\n"
    notice = minimal / "content/notices/doctor.yml"
    listed = photo.format("good.png") + photo.format("huge.jpg")
    notice.write_text("标题: 医生\n发布日期: 2018-06-20\n照片:\n" + listed, encoding="utf-8")

    def problems() -> dict[str, str]:
        site = read_project(minimal, DAY).site
        assert site is not None
        return {name: media.problem for name, media in site.media.items()}

    assert problems() == {"media/good.png": "", "media/huge.jpg": "unreadable"}
    monkeypatch.setattr(pictures, "MAX_PIXELS", 64 * 48 - 1)
    assert problems()["media/good.png"] == "unreadable"


def test_a_linked_media_folder_is_refused(minimal: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "outside/a.png")
    (minimal / "content/media").symlink_to(tmp_path / "outside")
    notice = minimal / "content/notices/doctor.yml"
    text = "标题: 医生\n发布日期: 2018-06-20\n照片: {文件: media/a.png, 图说: 水, 同意公开: 是}\n"
    notice.write_text(text, encoding="utf-8")
    reading = read_project(minimal, DAY)
    assert [f.rule.id for f in reading.findings] == ["file-link"]
    assert reading.site is not None
    assert reading.site.media["media/a.png"].problem == "missing"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40).filter(
    lambda t: t.strip() == t and not t.isspace()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(title=TEXTS, body=TEXTS, labels=st.booleans())
def test_entry_to_yaml_to_entry(title: str, body: str, labels: bool, minimal: Path) -> None:  # noqa: FBT001
    specs = fields_of(COLLECTIONS["notices"].model)
    written = {"title": title, "date": "2018-06-20", "body": body, "urgent": "否", "from_": "2018-06-21"}
    keyed = {specs[k].type.label if labels else specs[k].key: v for k, v in written.items()}
    text = yaml.safe_dump(keyed, allow_unicode=True, sort_keys=False)
    (minimal / "content/notices/doctor.yml").write_text(text, encoding="utf-8")
    site = read_project(minimal, DAY).site
    assert site is not None
    entry = site.find("notices", "doctor")
    if entry is None:  # private-use and noncharacters are refused, with a finding
        assert any(f.place.path.endswith("doctor.yml") for f in read_project(minimal, DAY).findings)
        return
    assert (entry.record.title, entry.record.body) == (_nfc(title), _nfc(body))
    assert entry.record.from_.iso == "2018-06-21"


def _nfc(text: str) -> str:

    return unicodedata.normalize("NFC", text)
