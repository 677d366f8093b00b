"""Names go by themselves: the day after 公开到, no released file holds them any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish.log import read_log
from tests.conftest import Ran, Streetlight

HONOUR = """\
标题: 热心街坊
发布日期: 2026-06-20
级别: 街道级
类别: 人员表彰
授予单位: 灯下街道
授予时间: 2026-06
获得者: [老许, 赵阿姨, 刘阿姨]
公开到: 2026-11-20
"""
ROSTER = """\
标题: 楼院长
发布日期: 2026-06-20
类别: 网格楼院
公开到: 2026-11-20
人员:
  - 岗位: 院长
    姓名: 赵阿姨
    管什么: 楼道卫生
"""
STORY = """\
标题: 会说快板的街坊
发布日期: 2026-06-20
类别: 能人
谁: 赵阿姨
身份: 退休教师
同意公开: 是
公开到: 2026-11-20
"""


@pytest.fixture
def project(minimal: Path) -> Path:
    for name, text in {"honours/a.yml": HONOUR, "rosters/b.yml": ROSTER, "stories/c.yml": STORY}.items():
        file = minimal / "content" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return minimal


def holding(project: Path, words: str) -> set[str]:
    """Return the released files that hold these words, as text or in the escapes of a screen's script."""
    escaped = words.encode("ascii", "backslashreplace")
    marks = (words.encode(), escaped, escaped.replace(b"\\", b"\\\\"))
    files = [f for f in (project / "public").rglob("*") if f.is_file()]
    return {f.relative_to(project / "public").as_posix() for f in files if any(m in f.read_bytes() for m in marks)}


def test_names_are_public_until_their_day_and_gone_the_next(project: Path, streetlight: Streetlight) -> None:
    assert streetlight("build", "--project", project, "--date", "2026-11-20", "--quiet").code == 0
    assert {"honours/a.html", "rosters/b.html", "stories/c.html"} <= holding(project, "赵阿姨")
    assert "screens/gate/a.js" in holding(project, "赵阿姨")
    assert holding(project, "名单已到期撤下") == set()
    ran = streetlight("build", "--project", project, "--date", "2026-11-21", "--quiet")
    assert ran.code == 0, ran.out
    assert holding(project, "赵阿姨") | holding(project, "刘阿姨") == set()
    assert holding(project, "名单已到期撤下") == {"honours/a.html", "rosters/b.html", "stories/c.html"}
    assert "楼道卫生" in (project / "public/rosters/b.html").read_text(encoding="utf-8")


def found(ran: Ran) -> list[tuple[object, ...]]:
    return [(f["rule"], f["severity"], f["entry"], f["line"]) for f in ran.findings() if f["rule"] != "review-off"]


@pytest.fixture
def in_words(project: Path) -> Path:
    """Return the street with names in the words, too. Units and posts in a list of names are no persons: they may stay."""
    more = "摘要: 赵阿姨等三位街坊\n正文: 由灯下街道评出，楼院长也到场。\n"
    (project / "content/honours/a.yml").write_text(
        HONOUR.replace("刘阿姨", "灯下街道, 楼院长") + more, encoding="utf-8"
    )
    return project


@pytest.mark.parametrize(
    ("date", "rule", "severity"),
    [
        ("2026-10-20", "", ""),
        ("2026-10-21", "name-leaves-soon", "warning"),
        ("2026-11-20", "name-leaves-soon", "warning"),
        ("2026-11-21", "name-remains", "error"),
    ],
)
def test_a_name_in_words_is_told_of_in_time(
    in_words: Path, streetlight: Streetlight, date: str, rule: str, severity: str
) -> None:
    ran = streetlight("check", "--project", in_words, "--format", "json", "--quiet", "--date", date)
    assert found(ran) == ([(rule, severity, "honours/a", 9)] if rule else [])
    assert ran.code == (severity == "error")


def test_after_its_day_an_entry_with_a_name_in_words_goes_alone(in_words: Path, streetlight: Streetlight) -> None:
    words = ("build", "--project", in_words, "--format", "json", "--date")
    assert streetlight(*words, "2026-11-20").code == 0
    assert "honours/a.html" in holding(in_words, "赵阿姨")
    ran = streetlight(*words, "2026-11-21")
    assert ran.code == 0
    assert found(ran) == [("name-remains", "warning", "honours/a", 9)]
    assert holding(in_words, "赵阿姨") == set()
    assert not (in_words / "public/honours/a.html").exists()
    assert (in_words / "public/stories/c.html").exists()
    settings = in_words / "site_config.yml"
    settings.write_text(settings.read_text("utf-8") + "轻重: [{规则: name-remains, 轻重: 错误}]\n", encoding="utf-8")
    assert streetlight(*words, "2026-11-22").code == 0


def test_where_entries_are_approved_what_goes_is_not_counted(in_words: Path, streetlight: Streetlight) -> None:
    settings = in_words / "site_config.yml"
    settings.write_text(settings.read_text("utf-8").replace("审核: 不审", "审核: 终审"), encoding="utf-8")
    entry = in_words / "content/honours/a.yml"
    entry.write_text(entry.read_text("utf-8").replace("2026-11-20", "2098-11-20"), encoding="utf-8")
    assert streetlight("review", "--project", in_words, "--sign", "终审", "--by", "老许", "--all").code == 0
    counts = []
    for date in ("2098-11-20", "2098-11-21"):
        assert streetlight("build", "--project", in_words, "--date", date).code == 0
        counts.append(read_log(in_words).lines[-1].record.approval.approved)
    assert counts[0] - counts[1] == 1
