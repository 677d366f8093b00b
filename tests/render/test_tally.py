"""Tally: what of a ledger, of a work and of a solved case goes on a screen, and in which words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from generator.render.screens.gather import Item, picks
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.measures import common
from generator.settings import THEME
from tests.render.slides import DATE, SCREENS, entry, site

LAYOUTS = read_layouts(THEME, read_sizes(THEME))
ONE = dt.timedelta(1)
LOBBY = {"id": "lobby", "name": "大厅", **SCREENS["lobby"]}


def items(layout: str, collection: str, **fields: object) -> list[Item]:
    one = entry(collection, "one", **fields)
    (pick,) = picks(LAYOUTS[layout], [one], site(one, screens=(LOBBY,)), 6)
    return list(pick.items)


def bars(*rows: dict[str, str], **fields: object) -> list[dict[str, Any]]:
    found = items("tally", "ledgers", as_of="2018-06", rows=list(rows), **fields)
    return [{k: v for k, v in i.words.items() if v} for i in found]


def test_aspects_add_up_and_a_percentage_is_cut_in_the_ledgers_own_words() -> None:
    rows = [
        {"name": n, "aspect": "设施", "count": c, "done": d} for n, c, d in (("灯", "800", "790"), ("沟", "5", "0"))
    ]
    (bar,) = bars(*rows, unit="处", count_word="发现", done_word="已解决")
    assert (bar["name"], bar["reached"], bar["note"]) == ("设施", "98.1%", "发现805处，已解决790处")
    assert float(bar["length"]) == pytest.approx(790 / 805, abs=1e-4)


@pytest.mark.parametrize(
    ("counts", "dones", "amount", "note"),
    [
        (("5400余", "100"), ("4500余", "1"), "4501余", "总数5500余项，已完成4501余项"),
        (("近4000", "100"), ("10", "10"), "20", "总数近4100项，已完成20项"),
        (("300多万",), ("1",), "1", "总数300多万项，已完成1项"),
    ],
)
def test_of_figures_that_are_not_exact_there_is_no_percentage_and_no_qualifier_is_lost(
    counts: tuple[str, ...], dones: tuple[str, ...], amount: str, note: str
) -> None:
    rows = [{"name": "一", "aspect": "二", "count": c, "done": d} for c, d in zip(counts, dones, strict=True)]
    (bar,) = bars(*rows)
    assert "reached" not in bar
    assert (bar["amount"], bar["note"]) == (amount, note)


def test_numbers_alone_are_as_long_as_beside_the_largest_of_their_kind() -> None:
    rows = ({"name": "培训", "count": "3000", "unit": "人次"}, {"name": "考证", "count": "300", "unit": "人"})
    found = bars(*rows, {"name": "开店", "count": "30", "unit": "家"})
    said = [(b["amount"], b["unit"], b.get("length")) for b in found]
    assert said == [("3000", "人次", "1.0000"), ("300", "人", "0.1000"), ("30", "家", None)]
    assert not any("reached" in b or "note" in b or "all_sum" in b for b in found)


def test_a_red_flag_comes_first_and_comes_off_by_itself_in_an_old_release() -> None:
    last = DATE + dt.timedelta(9)
    rows = [
        {"name": "补灯", "state": "已完成", "flag": "红旗", "owner": "文北社区", "flag_until": last.isoformat()},
        {"name": "修路", "state": "在办", "flag": "红旗", "flag_until": (DATE - dt.timedelta(1)).isoformat()},
    ]
    one = entry("ledgers", "one", as_of="2018-06", rows=rows)
    before, after = picks(LAYOUTS["tally"], [one], site(one, screens=(LOBBY,)), 6)
    assert (before.start, before.end, after.start, after.end) == (None, last + ONE, last + ONE, None)
    assert [i.words.get("red") or i.words["task"] for i in before.items] == ["补灯", "修路"]
    assert before.items[0].words["owner"].startswith("文北社区　红旗挂到")
    assert [i.words["task"] for i in after.items] == ["补灯", "修路"]


def test_a_row_under_a_black_flag_is_not_drawn_but_counts_in_its_aspect_and_in_the_sum() -> None:
    black = {"name": "拖着的事", "state": "在办", "flag": "黑旗", "owner": "某社区", "flag_until": "2018-06-01"}
    found = bars(black | {"aspect": "环境"}, black, {"name": "通沟", "state": "已完成"})
    assert [b.get("name") or b.get("task") for b in found] == ["环境", "通沟"]
    assert (found[0]["reached"], found[0]["all_sum"]) == ("0%", "总数3项，已完成1项")
    assert not any(word in str(found) for word in ("拖着的事", "某社区", "黑旗"))
    done = bars(black | {"state": "已完成"})
    assert [b["task"] for b in done] == ["拖着的事"]


def test_more_rows_than_anybody_reads_are_one_bar() -> None:
    rows = [{"name": f"第{i}件", "state": "已完成" if i < 50 else "未开始"} for i in range(200)]
    (bar,) = bars(*rows)
    assert (bar["name"], bar["reached"], bar["note"]) == ("合计", "25%", "总数200项，已完成50项")
    assert len(bars(*rows[:12])) == 12


def test_many_numbers_alone_are_one_sum_without_a_bar() -> None:
    rows = [{"name": f"第{i}类", "count": "10"} for i in range(20)]
    (bar,) = bars(*rows)
    assert (bar["name"], bar["amount"]) == ("合计", "200")
    assert "length" not in bar


def test_the_sum_of_a_ledger_says_what_is_done_only_where_its_rows_are_all_of_it() -> None:
    rows = ({"name": "一", "count": "5", "done": "3"}, {"name": "二", "count": "5", "done": "5"})
    assert bars(*rows, total="10")[0]["all_sum"] == "总数10项，已完成8项"
    assert bars(*rows, total="32")[0]["all_sum"] == "总数32项"


@pytest.mark.parametrize(
    ("states", "now"),
    [
        (("已完成", "正在办", "没有开始"), "第1步"),
        (("已完成", "已完成", "没有开始"), "第1步"),
        (("没有开始", "没有开始"), "第0步"),
    ],
)
def test_a_work_says_where_it_is(states: tuple[str, ...], now: str) -> None:
    stages = [{"name": f"第{i}步", "state": s} for i, s in enumerate(states)]
    assert common(items("stages", "works", kind="安置房", stages=stages))["all_now"] == now


def test_the_steps_of_a_solved_case_are_its_lines() -> None:
    found = items("solved", "cases", problem="黑", result="亮", steps=["看现场", "装灯"])
    assert [(i.words["place"], i.words["row"]) for i in found] == [("1", "看现场"), ("2", "装灯")]
