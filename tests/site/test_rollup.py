"""A district sums what its streets publish, keeps the qualifier, and names who is missing."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.schema import Figure, added
from generator.site import Site, roll_ups
from generator.site.rollup import RollUp
from generator.store import read_project

ORGANISATIONS = """
- {编号: erqi, 标题: 二七区, 类型: 区}
- {编号: east, 标题: 东街道, 类型: 街道, 所属组织: erqi}
- {编号: west, 标题: 西街道, 类型: 街道, 所属组织: erqi}
- {编号: north, 标题: 北街道, 类型: 街道, 所属组织: erqi}
- {编号: town, 标题: 南镇, 类型: 乡镇, 所属组织: erqi}
- {编号: office, 标题: 区服务中心, 类型: 服务中心, 所属组织: erqi}
- {编号: west-a, 标题: 西一社区, 类型: 社区, 所属组织: west}
- {编号: west-b, 标题: 西二社区, 类型: 社区, 所属组织: west}
"""
FIGURES = """
- {编号: whole, 标题: 全区, 所属组织: erqi, 数值: 30, 指标: 党组织}
- {编号: east-old, 标题: 东旧, 所属组织: east, 数值: 8, 指标: 党组织, 截至: 2016}
- {编号: east-new, 标题: 东新, 所属组织: east, 数值: 10, 指标: 党组织, 截至: 2017-05}
- {编号: a, 标题: 西一, 所属组织: west-a, 数值: 3余, 指标: 党组织, 截至: 2017-03}
- {编号: b, 标题: 西二, 所属组织: west-b, 数值: 4, 指标: 党组织, 截至: 2017-06}
- {编号: other, 标题: 另一个单位, 所属组织: north, 数值: 5, 指标: 党组织, 单位: 名}
- {编号: alone, 标题: 只有一家, 所属组织: east, 数值: 5, 指标: 品牌}
"""


@pytest.fixture
def site(minimal: Path) -> Site:
    def filled(text: str, more: str) -> str:
        return text.replace("}", f", 发布日期: 2018-06-20{more}}}")

    content = minimal / "content"
    (content / "organisations/tree.yml").write_text(filled(ORGANISATIONS, ""), encoding="utf-8")
    figures = [line if "单位:" in line else line.replace("}", ", 单位: 个}") for line in FIGURES.strip().splitlines()]
    (content / "achievements/sums.yml").write_text(filled("\n".join(figures), ", 方面: 党建"), encoding="utf-8")
    reading = read_project(minimal, dt.date(2026, 11, 21))
    assert reading.site is not None, reading.findings
    return reading.site


def summed(site: Site) -> RollUp:
    district = site.find("organisations", "erqi")
    assert district is not None
    (found,) = roll_ups(district, site)
    return found


def test_children_are_summed_the_latest_of_each_and_grandchildren_through_them(site: Site) -> None:
    found = summed(site)
    assert (found.indicator, found.unit, str(found.figure)) == ("党组织", "个", "17余")
    assert [(r.organisation.id, str(r.figure)) for r in found.reports] == [("east", "10"), ("west", "7余")]


def test_it_says_as_of_when_who_is_missing_and_what_is_published_above(site: Site) -> None:
    found = summed(site)
    assert [day.iso for day in found.days] == ["2017-03", "2017-05", "2017-06"]
    assert [o.id for o in found.missing] == ["north", "town"]  # another unit is another figure; the office is no street
    assert found.own is not None
    assert found.own.id == "whole"


@pytest.mark.parametrize(
    ("figures", "total"),
    [
        (["3", "4.5"], "7.5"),
        (["3余", "4"], "7余"),
        (["近3", "4"], "近7"),
        (["近3", "4余"], "约7"),
        (["约3", "4"], "约7"),
        (["1.3亿", "6.4亿"], "7.7亿"),
        (["300多万", "1万"], "301余万"),
        (["300多万"], "300多万"),
        (["1万", "5"], "10005"),
    ],
)
def test_the_qualifier_of_a_sum_is_true(figures: list[str], total: str) -> None:
    assert str(added(map(Figure.parse, figures))) == total


@given(st.lists(st.sampled_from(["3", "近30", "约7", "12余", "300多万", "2亿"]), min_size=1))
def test_a_sum_is_a_figure_that_can_be_read_again(figures: list[str]) -> None:
    parsed = [Figure.parse(f) for f in figures]
    total = added(parsed)
    assert Figure.parse(str(total)) == total
    assert total.number == sum((f.number for f in parsed), Decimal(0))
