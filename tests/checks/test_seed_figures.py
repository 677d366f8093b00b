"""What the five articles say in figures: what adds up passes every check, what does not is found by the rule named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks import check_site
from generator.store import read_project

HERE = Path(__file__).parent
DAY = dt.date(2026, 11, 21)
SETTINGS = "名称: 测试街道\n来源: 测试街道\n审核: 不审\n首页:\n  大字: 门开着\n"
FILLED_IN = {
    "": {"发布日期": "2018-06-20"},
    "achievements": {"截至": "2018-06", "方面": "概况", "单位": "个"},
}
# The rows of both tables of what the articles' figures and terms come to, in their order.
ROWS_A = (
    "001:43", "001:15 graduates", "001:15 rooms", "001:17", "001:63 progress", "001:73", "001:99 posts", "001:99 deeds", "001:101",
    "001 lists", "000 lists", "002 lists", "003 lists", "004 lists",
)  # fmt: skip
ROWS_B = (
    "002:11", "002:11 vs 33", "002:27", "000:105", "000:31 vs 71", "000:17 vs 107", "000:91", "000:81-83 vs 97-99", "000:49",
    "000:79", "000:39,67,69", "001:15", "001:35", "001:63", "001:97-111", "001:107", "002:25", "002:13", "002:9-13,19", "003:13",
    "003:43,65", "003:51", "004:44", "004:52", "004:54", "004:28",
)  # fmt: skip


def rows_of(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # all scalars as text
    return rows


ROWS, CASES = rows_of("seed_figures.yml"), rows_of("figures.yml")


def written(project: Path, content: dict[str, list[dict[str, Any]]]) -> Path:
    """Write a row's entries as a project, one file a collection, with what the row leaves out."""
    (project / "site_config.yml").write_text(SETTINGS, encoding="utf-8")
    for name, entries in content.items():
        whole = [{"标题": e["编号"], **FILLED_IN[""], **FILLED_IN.get(name, {}), **e} for e in entries]
        (project / "content" / name).mkdir(parents=True)
        file = project / "content" / name / "row.yml"
        file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return project


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['row']}: {r['about']}" for r in ROWS])
def test_row(row: dict[str, Any], tmp_path: Path) -> None:
    holds(row, tmp_path)


@pytest.mark.parametrize("case", CASES, ids=[c["about"] for c in CASES])
def test_both_sides_of_a_limit(case: dict[str, Any], tmp_path: Path) -> None:
    holds(case, tmp_path)


def holds(row: dict[str, Any], tmp_path: Path) -> None:
    reading = read_project(written(tmp_path, row["content"]), DAY)
    assert reading.findings == []
    assert reading.site is not None
    found = {f.rule.id for f in check_site(reading.site)} - {"review-off"}
    assert found == set(row["expect"])


def test_every_row_of_both_tables_is_here() -> None:
    rows = [*ROWS, *rows_of("seed_texts.yml")]
    assert {r["row"] for r in rows if r["part"] == "A"} == set(ROWS_A)
    assert {r["row"] for r in rows if r["part"] == "B"} == set(ROWS_B)
    assert {r["row"] for r in rows if r["part"] == "B" and r["expect"]} == set(ROWS_B)
