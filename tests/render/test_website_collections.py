"""Events, rankings and cases as pages; films beside them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.render.website.pages import pages
from generator.render.website.templates import Templates
from generator.render.website.website import WEBSITE, published_pictures
from generator.store import read_project

FILM = Path(__file__).resolve().parents[1] / "sites_invalid/video-alt/content/media/good.mp4"
DAY = dt.date(2026, 11, 21)
FILES = {
    "site_config.yml": "{名称: 灯下街道, 来源: 灯下街道, 首页: {大字: 门开着}}",
    "content/events/all.yml": """
- {编号: later, 标题: 晚些的, 发布日期: 2026-01-01, 日期: 2026-12-01, 时间: 10:00}
- {编号: first, 标题: 早些的, 发布日期: 2026-01-01, 日期: 2026-12-01, 时间: 9:00, 地点: 院里}
- {编号: today, 标题: 今天的, 发布日期: 2026-01-01, 日期: 2026-11-21}
- {编号: gone, 标题: 昨天的, 发布日期: 2026-01-01, 日期: 2026-11-20}
""",
    "content/rankings/all.yml": """
- 编号: both
  标题: 分和星
  发布日期: 2026-01-01
  截至: 2025
  评哪几颗星: [平安, 宜居]
  名次:
    - {名称: 甲, 得分: 98, 升降: 2, 亮的星: [平安, 宜居]}
    - {名称: 乙, 得分: 97, 升降: -1, 亮的星: 宜居}
    - {名称: 丙, 得分: 97, 升降: 0}
    - {名称: 丁, 得分: 5}
- {编号: stars, 标题: 只有星, 发布日期: 2026-01-01, 截至: 2025, 评哪几颗星: 平安, 名次: [{名称: 甲, 亮的星: 平安}]}
""",
    "content/cases/all.yml": """
- 编号: yard
  标题: 院子
  发布日期: 2026-01-01
  从前: 下雨积水
  现在: 排水通畅
  视频: {文件: media/a.mp4, 图说: 院子里在修路, 同意公开: 是}
- 编号: unasked
  标题: 没有问过的
  发布日期: 2026-01-01
  从前: 暗
  现在: 亮
  视频: {文件: media/b.mp4, 图说: 有人走过}
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("street")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "content/media").mkdir()
    for name in ("a.mp4", "b.mp4"):
        shutil.copy(FILM, folder / "content/media" / name)
    return folder


@pytest.fixture(scope="module")
def bodies(project: Path) -> dict[str, str]:
    site = read_project(project, DAY).site
    assert site is not None
    templates = Templates(site, WEBSITE / "templates")
    return {p.path: templates.body(p) for p in pages(site, published_pictures(site, project / "cache"))}


def cells(body: str, row: int) -> list[str]:
    """Return what a row of the table's body says, read aloud."""
    line = body.split("<tbody>")[1].split("<tr>")[1:][row]
    spoken = line.replace('<span aria-hidden="true">★</span>', "").replace('<span aria-hidden="true">☆</span>', "")
    for tag in ('<td class="st-star">', '<td class="st-d">', '<td class="st-n">', '<th scope="row">'):
        spoken = spoken.replace(tag, "|")
    for tag in ("</td>", "</th>", "</tr>", '<span class="st-vh">', "</span>", "\n", "</tbody>"):
        spoken = spoken.replace(tag, "")
    return spoken.split("</table>")[0].strip("| ").split("|")


def test_events_stand_in_order_until_their_day_is_over(bodies: dict[str, str]) -> None:
    listed = bodies["events/index.html"]
    places = [listed.find(title) for title in ("今天的", "早些的", "晚些的")]
    assert -1 not in places
    assert places == sorted(places)
    assert "昨天的" not in listed
    assert "昨天的" in bodies["past/index.html"]
    assert "已经办过" in bodies["events/gone.html"]
    assert "周二 9:00" in bodies["events/first.html"]


def test_a_ranking_is_a_table_that_needs_no_colour(bodies: dict[str, str]) -> None:
    body = bodies["rankings/both.html"]
    assert cells(body, 0) == ["1", "甲", "98", "亮", "亮", "升2名"]
    assert cells(body, 1) == ["2", "乙", "97", "没亮", "亮", "降1名"]
    assert cells(body, 2) == ["2", "丙", "97", "没亮", "没亮", "没动"]
    assert cells(body, 3) == ["4", "丁", "5", "没亮", "没亮", "—"]
    assert "截至2025年" in body
    assert cells(bodies["rankings/stars.html"], 0) == ["1", "甲", "亮"]
    assert "序号" in bodies["rankings/stars.html"]
    assert "得分" not in bodies["rankings/stars.html"]


def test_a_case_says_before_and_after(bodies: dict[str, str]) -> None:
    body = bodies["cases/yard.html"]
    assert 0 < body.index("下雨积水") < body.index("排水通畅")


def test_a_film_waits_silently_and_is_put_into_words(bodies: dict[str, str]) -> None:
    body = bodies["cases/yard.html"]
    film = body[body.index("<video") : body.index("</video>")]
    assert all(f" {word} " in film for word in ("controls", "muted", 'preload="none"'))
    assert "autoplay" not in film
    assert "院子里在修路" in body


def test_a_film_without_consent_is_not_published(bodies: dict[str, str], project: Path) -> None:
    site = read_project(project, DAY).site
    assert site is not None
    assert set(published_pictures(site, project / "cache")) == {"media/a.mp4"}
    assert "<video" not in bodies["cases/unasked.html"]


def test_a_published_film_is_named_by_its_content(project: Path) -> None:
    site = read_project(project, DAY).site
    assert site is not None
    found = published_pictures(site, project / "cache")["media/a.mp4"]
    assert found.path.startswith("media/")
    assert found.path.endswith(".mp4")
    assert (found.width, found.height) == (64, 48)
    assert b"Lavf" not in found.data
