"""What is said about a text is said where its words are written: the line, and the column where that is certain."""

import datetime as dt
from pathlib import Path

import pytest

from generator.checks import check_site
from generator.store import read_project

NOTICE = "标题: 通知\n发布日期: 2026-11-01\n"
FACT = "标题: 体检\n发布日期: 2018-06-20\n数值: 5000余\n单位: 人次\n方面: 服务\n统计截至: 2018-06\n"
PHONE, OTHER = "打139-8765-4321。", "打13787654321。"
TEXTS = {
    "kept": (f"{NOTICE}正文: |\n  第一段。\n\n  我们的的灯。\n", "repeated-word", "6:5"),
    "blank": (f"{NOTICE}正文: |\n\n\n  第一段。\n  {PHONE}\n", "mobile-phone", "7:0"),
    "two": (f"{NOTICE}正文: |\n  {PHONE}\n  好。\n  {OTHER}\n", "mobile-phone", "4:0 6:0"),
    "cut": (f"{NOTICE}正文: |\n  好。\n  打1398765\n  4321。\n  好。\n", "mobile-phone", "5:0"),
    "folded": (f"{NOTICE}正文: >\n  第一段。\n  {PHONE}\n", "mobile-phone", "3:5"),
    "plain": (f"{NOTICE}正文: {PHONE}\n", "mobile-phone", "3:5"),
    "word": (f"{NOTICE}正文: |\n  第一段。\n  　我们的的灯。\n", "repeated-word", "5:6"),
    "filled": (f"{NOTICE}正文: |\n  {{{{ a }}}}。\n  {{{{ a }}}}，我们的的灯。\n", "repeated-word", "5:0"),
    "tagged": (f"{NOTICE}正文: &x |\n  好。\n  我们的的灯。\n", "repeated-word", "3:5"),
    "front.md": (f"---\n{NOTICE}---\n\n\n第一段。\n我们的的灯。\n", "repeated-word", "8:3"),
    "indented.md": (f"---\n{NOTICE}---\n   第一段。\n我们的的灯。\n", "repeated-word", "6:0"),
    "quoted.md": (f"---\n{NOTICE}---\n\n{{{{ a }}}}。\n我们的的灯。\n", "repeated-word", "7:0"),
    "phone.md": (f"---\n{NOTICE}---\n\n第一段。\n{PHONE}\n", "mobile-phone", "7:0"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_placed_where_the_words_are(name: str, minimal: Path) -> None:
    text, rule, places = TEXTS[name]
    file = minimal / "content/notices" / (name if name.endswith(".md") else f"{name}.yml")
    file.write_text(text, encoding="utf-8")
    (minimal / "content/achievements").mkdir(exist_ok=True)
    (minimal / "content/achievements/a.yml").write_text(FACT, encoding="utf-8")
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    found = [f.place for f in check_site(site) if f.place.path.endswith(file.name) and f.rule.id == rule]
    assert " ".join(f"{p.line}:{p.column}" for p in found) == places


def test_text_above_the_fence_stays_when_nothing_stands_below(minimal: Path) -> None:
    (minimal / "content/notices/上.md").write_text(f"---\n{NOTICE}正文: 在上面。\n---\n", encoding="utf-8")
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    entry = site.find("notices", "上")
    assert entry is not None
    assert entry.record.body == "在上面。"
