"""The report of findings: whole, well-formed, safe against content, and grouped by who has to mend what."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from generator.checks.lessons import lessons
from tests.conftest import Streetlight

DATE = ("--date", "2026-11-21")
ATTACK = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }}&amp;'
DUTIES = "负责:\n  - 谁: 党建办\n    栏目: [荣誉, brands]\n  - {谁: 服务中心, 栏目: 网站设置}\n"


@pytest.fixture
def messy(minimal: Path) -> Path:
    """Return a site with an error in two collections, a warning, a note and something let pass."""
    files = {
        "notices/水.yml": "标题: 停水\n发布日期: 2018-06-20\n正文: |\n  今晚停水。\n  打138-1234-5678\n电话: 居委会\n",
        "notices/旧.yml": f"标题: '{ATTACK[:40]}'\n发布日期: 2018-06-20\n有效期至: 2018-07-01\n摘要: '{ATTACK}'\n",
        "notices/坏.yml": f"标题: 坏\n发布日期: '{ATTACK}'\n",
        "honours/先.yml": "标题: 先进\n发布日期: 2018-06-20\n级别: 区级\n类别: 单位荣誉\n授予时间: 2017\n",
        "achievements/a.yml": "标题: 体检\n发布日期: 2018-06-20\n数值: 5000余\n单位: 人次\n方面: 服务\n"
        f"不查:\n  - 规则: figure-date\n    理由: '{ATTACK}'\n",
        "notices/话.yml": "标题: 通话\n发布日期: 2018-06-20\n正文: 打139-8765-4321\n",
    }
    for path, text in files.items():
        (minimal / "content" / path).parent.mkdir(exist_ok=True)
        (minimal / "content" / path).write_text(text, encoding="utf-8")
    with (minimal / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(f"{DUTIES}轻重:\n  - 规则: expired\n    轻重: 提醒\n")
    return minimal


def report(project: Path, streetlight: Streetlight) -> str:
    file = project / "查错.html"
    ran = streetlight("check", "--project", project, *DATE, "--report", file)
    assert "查错.html" in ran.out
    return file.read_text(encoding="utf-8")


def test_it_is_well_formed_needs_no_other_file_and_runs_nothing(messy: Path, streetlight: Streetlight) -> None:
    page = report(messy, streetlight)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert {e.tag for e in tree.iter()} & {"script", "img", "iframe", "object", "link", "base", "form"} == set()
    links = [e.attrib["href"] for e in tree.iter() if "href" in e.attrib]
    assert {urlsplit(link).scheme for link in links} == {"", "file", "vscode"}
    assert all(link[1:] in page.split('id="', 1)[1] for link in links if link.startswith("#"))
    assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on") or name == "style"]
    assert "default-src 'none'" in page
    assert "url(" not in page


def test_content_stays_text(messy: Path, streetlight: Streetlight) -> None:
    page = report(messy, streetlight)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert ATTACK in "".join(tree.itertext())
    assert "<script" not in page
    assert "49" not in re.sub(r"\d{3,}|#\w+", "", "".join(tree.itertext()))


def test_every_finding_is_there_with_its_line_its_links_and_its_lesson(messy: Path, streetlight: Streetlight) -> None:
    rows = streetlight("check", "--project", messy, *DATE, "--format", "json").findings()
    page = report(messy, streetlight)
    text = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
    assert len(rows) >= 5
    for row in rows:
        name = str(row["rule"])
        assert str(row["message"]).removeprefix("照“不查”放过了：").split("（理由")[0] in text
        assert lessons()[name].why in text or name == "ignored"
    opened = [unquote(link) for link in re.findall(r'href="file://([^"]*)"', page)]
    assert {Path(file) for file in opened} >= {(messy / str(row["path"])).resolve() for row in rows}
    assert "content/notices/水.yml 第6行" in text
    assert re.search(r"<mark>居委会</mark>", page)
    assert re.search(r"vscode://file/[^\"]+%E6%B0%B4.yml:6:5", page)
    assert page.count('type="checkbox"') == sum(row["severity"] != "note" for row in rows)


def test_what_must_not_get_out_is_not_in_it_either(messy: Path, streetlight: Streetlight) -> None:
    page = report(messy, streetlight)
    assert "8765" not in page
    assert "<mark>139＊＊＊＊＊＊＊＊</mark>" in page


def test_it_is_grouped_by_who_is_in_charge_and_most_blocking_first(messy: Path, streetlight: Streetlight) -> None:
    page = report(messy, streetlight)
    assert re.findall(r'<h2 id="g\d+">(.*?)</h2>', page)[:2] == ["通知", "党建办"]
    assert "荣誉：" in page.split('id="g2"')[1]
    assert page.index("照“不查”放过的") > page.index('id="g2"')
    of_notices = page.split('id="g1"')[1].split('id="g2"')[0]
    assert of_notices.index('finding error"') < of_notices.index('finding warning"')
    assert 'finding error"' not in of_notices[of_notices.index('finding warning"') :]


def test_settings_that_cannot_be_read_are_reported_too(minimal: Path, streetlight: Streetlight) -> None:
    (minimal / "site_config.yml").write_text("名稱: x\n", encoding="utf-8")
    page = report(minimal, streetlight)
    assert re.findall(r'<h2 id="g\d+">(.*?)</h2>', page) == ["网站设置"]
    assert "<mark>名稱</mark>" in page


def test_a_clean_site_has_a_clean_report(minimal: Path, streetlight: Streetlight) -> None:
    assert "没有错误，可以发布了。" in report(minimal, streetlight)


def test_what_waits_for_review_is_listed_apart(messy: Path, streetlight: Streetlight) -> None:
    settings = messy / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("审核: 不审", ""), encoding="utf-8")
    page = report(messy, streetlight)
    waiting = page.split('id="waiting"')[1].split("</section>")[0]
    assert "<li><span>通话</span>" in waiting
    assert "条等着审核</li>" in page.replace("\n", "")
    assert "还没有审完" not in page
    assert "条内容等着审核，审完才会发布" in streetlight("check", "--project", messy, *DATE).out


def test_a_collection_that_nobody_can_be_in_charge_of_is_named(minimal: Path, streetlight: Streetlight) -> None:
    with (minimal / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write("负责:\n  谁: 党建办\n  栏目: 荣喻\n")
    ran = streetlight("check", "--project", minimal, *DATE)
    assert "是不是“荣誉”？" in ran.out
    assert "[unknown-charge]" in ran.out


def test_the_terminal_ends_in_a_summary(messy: Path, streetlight: Streetlight) -> None:
    rows = streetlight("check", "--project", messy, *DATE, "--format", "json").findings()
    errors, warnings, notes = (sum(row["severity"] == s for row in rows) for s in ("error", "warning", "note"))
    first = "{path}:{line}:{column}".format_map(rows[0])
    out = streetlight("check", "--project", messy, *DATE).out
    assert out.splitlines()[2 * len(rows) :] == [
        f"{errors}处错误，{warnings}处提醒，{notes}处说明",
        "  其中1处照“不查”放过了，理由写在上面",
        f"下一步：错误不改，就不能发布。从最上面的 {first} 改起，改好再查一遍",
        "想照着网页一条条改：加上 --report 查错.html",
    ]
    english = streetlight("check", "--project", messy, *DATE, "--lang", "en").out
    assert f"{errors} × error, {warnings} × warning, {notes} × note" in english
    assert f"nothing is released before the {errors} errors are mended; begin with {first}" in english


def test_a_folder_that_is_not_there_is_named(minimal: Path, streetlight: Streetlight) -> None:
    ran = streetlight("check", "--project", minimal, "--report", minimal / "nowhere/r.html", *DATE)
    assert ran.code == 2
    assert f"没有这个文件夹：{minimal / 'nowhere'}" in ran.err


def test_the_list_of_groups_is_called_what_it_is(messy: Path, streetlight: Streetlight) -> None:
    assert '<h2 id="groups">分给谁改</h2>' in report(messy, streetlight)
    settings = messy / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(DUTIES, ""), encoding="utf-8")
    assert '<h2 id="groups">在哪个栏目</h2>' in report(messy, streetlight)


def test_in_english_the_page_around_the_lessons_is_english(messy: Path, streetlight: Streetlight) -> None:
    """What is left in Chinese is the site's own words, and the lessons, which say so."""
    settings = messy / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(DUTIES, "").replace("审核: 不审", ""), "utf-8")
    file = messy / "report.html"
    streetlight("check", "--project", messy, *DATE, "--report", file, "--lang", "en")
    page = file.read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    said = {"site", "do", "file", "finding ignored", "waiting"}
    for element in list(tree.iter()):
        own = element.tag in {"title", "style", "h3", "code", "pre"} or element.get("class") in said
        if own or element.get("lang") == "zh-CN":
            element.clear()
    left = " ".join("".join(tree.itertext()).split())
    assert set(re.findall(r"[\u4e00-\u9fff]+", left)) == {"不查", "水", "旧", "坏", "先", "话"}, (
        "names of files, and of a field"
    )
    assert "content/notices/水.yml, line 6" in page
    assert re.search(r"Checked as of 2026-11-21", left)
    assert re.search(r"notices \d+ errors", left)
