"""`{{ id }}` in a text is the figure of that achievement; what no figure answers is an error with a hint."""

import datetime as dt
from pathlib import Path

import pytest

from generator.findings import Finding
from generator.site import Site
from generator.store import read_project

DAY = dt.date(2026, 11, 21)
FIGURE = "标题: 做了体检\n短标题: 体检\n发布日期: 2018-06-20\n截至: 2018-06\n方面: 服务\n数值: 5000余\n单位: 人次\n"


@pytest.fixture
def project(minimal: Path) -> Path:
    (minimal / "content/achievements/checks.yml").write_text(FIGURE, encoding="utf-8")
    return minimal


def read(project: Path) -> tuple[Site, list[Finding]]:
    reading = read_project(project, DAY)
    assert reading.site is not None
    return reading.site, reading.findings


def notice(project: Path, *lines: str) -> None:
    text = "标题: 体检\n发布日期: 2018-06-20\n有效期至: 2035-01-01\n" + "".join(f"{line}\n" for line in lines)
    (project / "content/notices/quoting.yml").write_text(text, encoding="utf-8")


def test_the_figure_comes_with_qualifier_and_unit(project: Path) -> None:
    notice(project, "摘要: 一共{{ checks }}，{{checks}}", "正文: |", "  第一段", "", "  又是{{ checks }}。")
    site, findings = read(project)
    entry = site.find("notices", "quoting")
    assert findings == []
    assert entry is not None
    assert entry.record.summary == "一共5000余人次，5000余人次"
    assert entry.record.body == "第一段\n\n又是5000余人次。"
    assert entry.place("summary").line == 4


def test_markdown_settings_lists_and_figures_themselves_quote(project: Path) -> None:
    page = "---\n标题: 体检{{ checks }}\n发布日期: 2018-06-20\n---\n正文{{ checks }}\n"
    (project / "content/pages/quoting.md").write_text(page, encoding="utf-8")
    (project / "content/achievements/checks.yml").write_text(f"{FIGURE}摘要: 共{{{{ checks }}}}\n", encoding="utf-8")
    (project / "content/methods").mkdir()
    method = '标题: 办法\n发布日期: 2018-06-20\n条目: ["{{ checks }}", 二]\n'
    (project / "content/methods/quoting.yml").write_text(method, encoding="utf-8")
    with (project / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write('简介: "三年{{ checks }}"\n')
    site, findings = read(project)
    assert findings == []
    found = [site.find(*key) for key in (("pages", "quoting"), ("achievements", "checks"), ("methods", "quoting"))]
    page_, figure, method_ = (e.record for e in found if e)
    assert (page_.title, page_.body) == ("体检5000余人次", "正文5000余人次")
    assert figure.summary == "共5000余人次"
    assert method_.rows[0].name == "5000余人次"
    assert site.settings.description == "三年5000余人次"


def test_limits_count_what_is_shown(project: Path) -> None:
    long_id = "checks-of-the-last-three-years"
    (project / "content/achievements/checks.yml").rename(project / f"content/achievements/{long_id}.yml")
    notice(project, f'上屏一句: "{{{{ {long_id} }}}}，都不收钱"')  # 26 characters at most: 40 raw, 11 shown
    assert read(project)[1] == []
    notice(project, f'上屏一句: "{{{{ {long_id} }}}}，从早上到晚上，从春天到冬天，一分钱都不收"')
    (finding,) = read(project)[1]
    assert (finding.rule.id, finding.args["length"]) == ("too-long", 28)


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("{{ check }}", "checks"),
        ("{{ 体检 }}", "checks"),
        ("{{ 全无此事 }}", ""),
        ("{{ }}", ""),
    ],
)
def test_what_no_figure_answers(project: Path, written: str, guess: str) -> None:
    notice(project, f"摘要: 一共{written}")
    (finding,) = read(project)[1]
    assert (finding.rule.id, finding.place.line, finding.entry) == ("unknown-fact", 4, "notices/quoting")
    assert (f"“{guess}”" in finding.hint()) is bool(guess)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{{ checks }", "“checks”右边少一个花括号"),
        ("{{ checks", "“checks”右边少两个花括号"),
        ("{{ check }。", "“check”右边少一个花括号"),
    ],
)
def test_braces_that_are_missing(project: Path, written: str, said: str) -> None:
    notice(project, f"摘要: 一共{written}")
    (finding,) = read(project)[1]
    assert (finding.rule.id, finding.place.line, finding.entry) == ("open-quote", 4, "notices/quoting")
    assert finding.message() == said


def test_the_line_below_the_fields_of_a_page(project: Path) -> None:
    page = "---\n标题: 体检\n发布日期: 2018-06-20\n---\n\n第一行{{ checks }}\n\n第三行{{ chekcs }}\n\n"
    (project / "content/pages/quoting.md").write_text(page, encoding="utf-8")
    (finding,) = read(project)[1]
    assert (finding.rule.id, finding.place.line, finding.entry) == ("unknown-fact", 8, "pages/quoting")


def test_an_unread_figure_is_news_only_once(project: Path) -> None:
    notice(project, "摘要: 一共{{ checks }}")
    (project / "content/achievements/checks.yml").write_text(FIGURE.replace("5000余", "很多"), encoding="utf-8")
    assert {f.rule.id for f in read(project)[1]} == {"bad-figure"}


def test_those_that_wait_keep_their_place(project: Path) -> None:
    rows = [
        '- {编号: b, 标题: 同, 发布日期: 2018-06-20, 摘要: "{{ checks }}"}',
        "- {编号: a, 标题: 同, 发布日期: 2018-06-20}",
    ]
    (project / "content/notices/both.yml").write_text("\n".join(rows), encoding="utf-8")
    site, _ = read(project)
    assert [e.id for e in site.entries["notices"] if e.id in {"a", "b"}] == ["b", "a"]
