"""Names go by themselves: the day after 公开到, no released file holds them any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Streetlight

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


def test_a_name_that_remains_in_words_stops_the_release(project: Path, streetlight: Streetlight) -> None:
    """Units and posts in a list of names are no persons: what is said of them may stay."""
    entry = project / "content/honours/a.yml"
    more = "摘要: 赵阿姨等三位街坊\n正文: 由灯下街道评出，楼院长也到场。\n"
    entry.write_text(HONOUR.replace("刘阿姨", "灯下街道, 楼院长") + more, encoding="utf-8")
    words = ("--project", project, "--format", "json", "--quiet", "--date")
    assert streetlight("check", *words, "2026-11-20").code == 0
    ran = streetlight("check", *words, "2026-11-21")
    assert [(f["rule"], f["entry"], f["line"]) for f in ran.findings()] == [("name-remains", "honours/a", 9)]
