"""`streetlight screens`: the figures of each screen, as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Streetlight

DATE = ("--date", "2026-11-21")
SCREENS = """\
屏幕:
  - 编号: gate
    名称: 门口[red]
    像素: 384x192
    位置: 路口
    点间距: 100
    观看距离: 20
  - 编号: hall
    名称: 大厅
    像素: 1920x1080
    位置: 大厅
    老人多: 是
    播放: [通知]
"""


@pytest.fixture
def project(minimal: Path) -> Path:
    """Return a street with a wall and a hall, where notices end."""
    settings = minimal / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text[: text.index("屏幕:")] + SCREENS, encoding="utf-8")
    for file in (minimal / "content/notices").glob("*.yml"):
        file.unlink()
    for name, until in (("停水", "2026-11-30"), ("义诊", "2026-12-31")):
        words = f"标题: {name}\n发布日期: 2026-11-01\n有效期至: {until}\n"
        (minimal / f"content/notices/{until}.yml").write_text(words, encoding="utf-8")
    return minimal


def rows(streetlight: Streetlight, project: Path) -> dict[str, dict[str, object]]:
    ran = streetlight("screens", "--project", project, *DATE, "--format", "json")
    assert ran.code == 0, ran.out
    return {str(row["screen"]): row for row in map(json.loads, ran.out.splitlines())}


def test_a_row_for_each_screen(project: Path, streetlight: Streetlight) -> None:
    found = rows(streetlight, project)
    assert list(found) == ["gate", "hall"]
    assert found["gate"].keys() == found["hall"].keys()
    assert (found["gate"]["size"], found["gate"]["place"], found["gate"]["distance"]) == ([384, 192], "crossing", 20)


def test_distances_come_from_the_smallest_text_on_the_slides(project: Path, streetlight: Streetlight) -> None:
    gate = rows(streetlight, project)["gate"]
    assert (gate["pixels"], gate["millimetres"]) == (24, 220)
    assert (gate["metres"], gate["metres_elders"], gate["metres_limit"]) == (31, 22, 104)
    assert (gate["characters"], gate["lines"]) == (15, 3)


def test_the_future_is_told(project: Path, streetlight: Streetlight) -> None:
    hall = rows(streetlight, project)["hall"]
    assert (hall["changes"], hall["starts"], hall["ends"]) == ("2026-12-01", [], ["停水"])
    assert (hall["dry"], hall["full_days"], hall["days"]) == ("2027-01-01", 41, 400)
    assert hall["slides"] == 3


def test_a_table_for_people(project: Path, streetlight: Streetlight) -> None:
    table = streetlight("screens", "--project", project, *DATE).out
    for words in (
        "门口[red] gate",
        "24像素，高220毫米",
        "31米",
        "一行15个，一屏3行",
        "2026-12-01",
        "“停水”结束",
        "2027-01-01起",
    ):
        assert words in table
    english = streetlight("screens", "--project", project, *DATE, "--lang", "en").out
    for words in ("24 px, 220 mm high", "41 of 400 days", "elders"):
        assert words in english
    assert "毫米" not in english


def test_no_screens(project: Path, streetlight: Streetlight) -> None:
    settings = project / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").split("屏幕:")[0], encoding="utf-8")
    assert "没有屏幕" in streetlight("screens", "--project", project, *DATE).out


def test_errors_are_shown_instead(project: Path, streetlight: Streetlight) -> None:
    settings = project / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("观看距离: 20", "观看距离: 100"), encoding="utf-8")
    ran = streetlight("screens", "--project", project, *DATE)
    assert ran.code == 2
    assert "[screen-distance]" in ran.out
    assert "最多写83" in ran.out
    (project / "content/notices/bad.yml").write_text("标题: 坏\n发布日期: 昨天\n", encoding="utf-8")
    ran = streetlight("screens", "--project", project, *DATE, "--format", "json")
    assert ran.code == 1
    assert ran.findings()[0]["rule"] == "bad-date"
