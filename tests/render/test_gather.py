"""Gather: which slides a layout makes of entries, and what stands on which page."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.screens.gather import COUNTED, HORIZON, Item, Pick, picks
from generator.render.screens.layout import Arrangement, Layout, read_layouts, read_sizes
from generator.render.screens.live import parted, word
from generator.render.screens.measures import common, shares
from generator.render.screens.pages import pages
from generator.settings import THEME
from generator.site import Entry, series_of
from tests.render.decks import choose
from tests.render.slides import DATE, SCREENS, entry, site

LAYOUTS = read_layouts(THEME, read_sizes(THEME))
LOBBY = {"id": "lobby", "name": "大厅", **SCREENS["lobby"]}


def event(day: dt.date, title: str = "义诊") -> Entry:
    return entry("events", f"{title}-{day}", title=title, when=day.isoformat())


def made(name: str, *entries: Entry, limit: int = 6) -> list[Pick]:
    return picks(LAYOUTS[name], entries, site(*entries, screens=(LOBBY,)), limit)


def test_days_are_counted_down_to_the_next_event_and_no_further_back_than_there_are_lamps() -> None:
    soon, later = event(DATE + dt.timedelta(3)), event(DATE + dt.timedelta(60))
    found = made("next", soon, later)
    days = {pick.start: (pick.entry, pick.words.get("days", "")) for pick in found}
    assert [days[DATE + dt.timedelta(i)] for i in range(4)] == [(soon, "3"), (soon, "2"), (soon, "1"), (soon, "")]
    assert DATE + dt.timedelta(4) not in days
    assert days[DATE + dt.timedelta(60 - COUNTED)] == (later, str(COUNTED))
    assert max(d for d in days if d) == DATE + dt.timedelta(60)
    assert all(p.end == p.start + dt.timedelta(1) for p in found if p.start)
    lamps = next(p for p in found if p.start == DATE).items
    assert [i.here for i in lamps] == [False, False, True]


def test_no_two_countdowns_hold_on_a_day() -> None:
    many = [event(DATE + dt.timedelta(i), f"第{i}场") for i in (0, 0, 1, 9, 9, 30, 31)]
    starts = [p.start for p in made("next", *many)]
    assert len(starts) == len(set(starts))


def test_a_week_is_drawn_once_for_each_of_its_days_that_is_still_to_come() -> None:
    thursday = DATE  # 2018-07-12
    found = made("week", event(thursday + dt.timedelta(1)), event(thursday + dt.timedelta(2), "宣讲"))
    assert [p.start for p in found] == [thursday + dt.timedelta(i) for i in range(3)]
    assert [[i.here for i in p.items] for p in found] == [[False, False], [True, False], [False, True]]
    assert {p.words["week"] for p in found} == {word("week", 0)}
    assert [i.words["dayofmonth"] for i in found[0].items] == [word("day", 4), word("day", 5)]


SERIES = {"例会": "每周一", "接待": "每月15日", "服务日": "每月第二个星期六"}


def series(title: str, repeats: str, **more: object) -> Entry:
    return entry("events", title, title=title, when="2018-01-01", repeats=repeats, **more)


def test_days_whose_weeks_look_alike_are_drawn_once_and_every_day_of_four_hundred_has_its_week() -> None:
    """Against the plain way: each week's dates, looked up for each day."""
    entries = [series(title, repeats) for title, repeats in SERIES.items()]
    found = made("week", *entries)
    street = site(*entries, screens=(LOBBY,))
    dates = {e.record.title: set(s.next(DATE - dt.timedelta(6), 500)) for e in entries if (s := series_of(e, street))}
    shown = {day: pick for pick in found for day in pick.days}
    assert sum(len(p.days) for p in found) == len(shown)
    for day in (DATE + dt.timedelta(n) for n in range(HORIZON + 1)):
        week = [day + dt.timedelta(n - day.weekday()) for n in range(7)]
        held = [(on, title) for on in week for title in dates if on in dates[title]]
        if len(held) < 2 or held[-1][0] < day:
            assert day not in shown
            continue
        said = [(week[_day_of_week(i.words["dayofmonth"])], i.record.title) for i in shown[day].items]
        assert sorted(said) == sorted(held)
        assert [i.here for i in shown[day].items] == [on == day for on, _ in said]
        assert [i.past for i in shown[day].items] == [on < day for on, _ in said]
    assert len(found) < 40


def _day_of_week(live_word: str) -> int:
    return int(parted(live_word)[1][0].partition(":")[2])


def test_what_is_held_every_day_is_in_no_week() -> None:
    every = [series("理发", "每天"), series("窗口", "每个工作日")]
    assert made("week", *every) == []
    assert {i.record.title for p in made("week", *every, *(series(*s) for s in SERIES.items())) for i in p.items} == {
        *SERIES
    }


def test_weeks_are_drawn_for_the_nearest_days_and_no_more_than_a_screen_can_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = [series(title, repeats) for title, repeats in SERIES.items()]
    everything = made("week", *entries)
    monkeypatch.setattr("generator.render.screens.gather.WEEKS", 9)
    assert made("week", *entries) == everything[:9]


def test_series_are_shown_by_their_next_dates_until_they_are_over() -> None:
    monthly, meeting = series("接待", "每月15日"), series("例会", "每周一", until="2018-08-20")
    over, unknown = series("旧的", "每周二", until="2018-07-12"), series("商量", "每季度")
    once = event(DATE + dt.timedelta(3))
    found = made("series", meeting, over, monthly, unknown, once)
    assert [(p.entry, p.start, p.end) for p in found] == [
        (monthly, None, None),
        (meeting, None, dt.date(2018, 8, 21)),
    ]
    assert [p.entry for p in made("series", meeting, monthly, limit=1)] == [monthly]


def test_a_series_is_not_counted_down_like_a_single_event() -> None:
    begins = DATE + dt.timedelta(4)
    new = entry("events", "new", title="例会", when=begins.isoformat(), repeats="每周一")
    entries = [new, event(DATE + dt.timedelta(3))]
    screen = site(*entries, screens=(LOBBY,))
    found, _ = choose(screen, screen.settings.screens[0], LAYOUTS, {})
    assert {(p.layout.name, p.entry.record.title) for p in found if p.entry} == {("series", "例会"), ("next", "义诊")}


def test_events_beyond_the_release_are_not_drawn() -> None:
    assert made("next", event(DATE - dt.timedelta(1)), event(DATE + dt.timedelta(401))) == []


@given(count=st.integers(0, 60), rows=st.integers(1, 9), columns=st.integers(0, 4))
def test_every_item_is_on_exactly_one_page_and_pages_are_even(count: int, rows: int, columns: int) -> None:
    items = [Item(i) for i in range(count)]
    sheets = pages(items, Arrangement(slots={}, rows=rows, columns=columns))
    assert [p.item for sheet in sheets for p in sheet] == items
    lines = [len({p.cell[1] for p in sheet}) for sheet in sheets]
    assert max(lines) <= rows
    assert max(lines) - min(lines) <= 1
    assert max(map(len, sheets)) - min(map(len, sheets)) <= 1
    for sheet in sheets:
        assert len({p.cell for p in sheet}) == len(sheet)
        assert all(p.cell[0] < columns for p in sheet if columns)


def test_groups_begin_new_lines_of_a_grid() -> None:
    items = [Item(n, group=g) for n, g in enumerate("aaabcc")]
    (sheet,) = pages(items, Arrangement(slots={}, columns=2))
    assert [p.cell for p in sheet] == [(0, 0), (1, 0), (0, 1), (0, 2), (0, 3), (1, 3)]


def test_ahead_leaves_out_what_is_over() -> None:
    items = [Item(n, past=n < 2) for n in range(5)]
    (sheet,) = pages(items, Arrangement(slots={}, ahead=True))
    assert [p.item.record for p in sheet] == [2, 3, 4]


@pytest.mark.parametrize(
    ("value", "target", "as_of", "found"),
    [
        ("64.45", "100", "2013-05", {"reached": "64.45%", "over": "41.4%"}),
        ("100", "100", "2013", {"reached": "100%"}),
        ("150", "100", "2013-12-31", {"reached": "150%", "over": "100.0%"}),
        ("2", "3", "", {"reached": "66.6%", "aim": "2%，目标3%"}),
        ("近5000", "6000", "", {"reached": "近83.3%", "aim": "近5000%，目标6000%"}),
        ("5000余", "6000", "", {"reached": "超83.3%", "aim": "5000余%，目标6000%"}),
        ("1左右", "3", "", {"reached": "33.3%左右", "aim": "1左右%，目标3%"}),
        ("2", "", "2013-05", {}),
    ],
)
def test_shares_are_cut_and_never_rounded_up(value: str, target: str, as_of: str, found: dict[str, str]) -> None:
    more = {k: v for k, v in (("target", target), ("as_of", as_of)) if v}
    one = entry("achievements", "a", value=value, unit="%", field="发展", **more)
    share, time, words = shares(one.record)
    assert words == found
    assert 0 <= share <= 1
    assert 0 <= time <= 1


def test_what_the_limit_leaves_out_goes_to_the_layout_for_the_rest() -> None:
    figures = [entry("achievements", f"f{i}", value="5", unit="个", field="服务") for i in range(9)]
    single = [p.entry for p in made("figure", *figures, limit=3)]
    (rest,) = made("figures", *figures, limit=3)
    assert [*single, *(i.entry for i in rest.items)] == figures
    assert made("figures", *figures[:4], limit=3) == []


def whole(value: str, *parts: str, **more: object) -> list[Entry]:
    figure = {"unit": "个", "field": "概况", "as_of": "2017"}
    made_of = (entry("achievements", f"p{i}", value=v, part_of="t", **figure) for i, v in enumerate(parts))
    return [entry("achievements", "t", value=value, **{**figure, **more}), *made_of]


@pytest.mark.parametrize(
    ("total", "parts", "more", "shares", "said"),
    [
        ("100", ("20", "50"), {}, [0.5, 0.2], {"rest": "其余"}),
        ("100", ("20", "50"), {"incomplete": "是"}, [0.5, 0.2], {"rest": "其余没有一一列出"}),
        ("100", ("近30", "70"), {}, [0.7, 0.3], {}),
        ("100", ("150", "50"), {}, [0.75, 0.25], {"over": "各项加起来比总数多"}),
        ("100余", ("60余", "50"), {}, [6 / 11, 5 / 11], {}),  # 100余 may be as much as 110
        ("100", ("99.99", "0"), {}, [0.9999, 0], {"rest": "其余"}),
    ],
)
def test_the_parts_of_a_total_fill_its_bar_or_leave_a_rest_that_is_said(
    total: str, parts: tuple[str, ...], more: dict[str, object], shares: list[float], said: dict[str, str]
) -> None:
    (pick,) = made("parts", *whole(total, *parts, **more))
    assert pick.entry
    assert pick.entry.id == "t"
    assert [i.share for i in pick.items] == pytest.approx(shares)
    assert pick.words["cuts"].split()[-1] == f"{sum(shares):.5f}"
    assert {name: pick.words[name] for name in ("rest", "over") if name in pick.words} == said


def test_a_total_shows_only_parts_of_its_unit_that_may_play_and_says_so() -> None:
    entries = whole("100", "60", "30")
    other = entry("achievements", "other", value="10", unit="名", field="概况", part_of="t", as_of="2017")
    hidden = entry("achievements", "hidden", value="10", unit="个", field="概况", part_of="t", on_screen="否")
    later = entry(
        "achievements", "later", value="5", unit="个", field="概况", part_of="t", as_of="2018-06", until="2018-08-01"
    )
    street = site(*entries, other, hidden, later, screens=(LOBBY,))
    found, _ = choose(street, street.settings.screens[0], LAYOUTS, {})
    (pick,) = [p for p in found if p.layout.name == "parts"]
    assert [i.entry.id for i in pick.items if i.entry] == ["p0", "p1", "later"]
    assert pick.words["rest"] == "其余没有一一列出"
    assert [dict(i.words).get("title", "") for i in pick.items] == ["", "", "later（截至2018年6月）"]
    assert pick.end == dt.date(2018, 8, 2)
    assert [len(p.items) for p in made("parts", *entries, limit=1)] == [2]
    assert made("parts", *entries, limit=0) == []
    assert made("parts", *whole("100", "60"), other) == []
    assert made("parts", *whole("0", "0", "0")) == []


def test_a_layout_of_the_screen_itself_needs_no_entry() -> None:
    slogan: Layout = LAYOUTS["slogan"]
    assert picks(slogan, (), site(screens=(LOBBY,)), 6) == [Pick(slogan)]


def test_the_first_of_each_page_is_lit_and_says_what_its_page_shares() -> None:
    dates = ["2018", "2018", "2018", "2017", ""]
    figures = [
        entry("achievements", f"f{i}", value="5", unit="个", field="服务", **({"as_of": d} if d else {}))
        for i, d in enumerate(dates)
    ]
    (pick,) = picks(LAYOUTS["figures"], figures, site(*figures, screens=(LOBBY,)), 0)
    sheets = pages(pick.items, Arrangement(slots={}, rows=2, columns=2))
    assert [[p.item.here for p in sheet] for sheet in sheets] == [[True, False, False], [True, False]]
    assert [common(p.item for p in sheet).get("all_as_of", "") for sheet in sheets] == ["2018年", ""]


def test_groups_keep_the_order_of_their_first_figures() -> None:
    fields = ["服务", "党建", "民生", "党建", "服务"] * 2
    figures = [
        entry("achievements", f"f{i}", short="数", value="5", unit="个", field=f, rank=i) for i, f in enumerate(fields)
    ]
    (pick,) = made("dashboard", *figures)
    assert [i.group for i in pick.items] == ["服务"] * 4 + ["党建"] * 4 + ["民生"] * 2


def test_rows_say_their_stars_and_places_gained_or_lost() -> None:
    rows = [
        {"name": "甲", "stars": ["乙星"], "change": "2"},
        {"name": "乙", "stars": ["甲星", "乙星"], "change": "-1"},
        {"name": "丙", "stars": ["甲星"], "change": "0"},
        {"name": "丁", "score": "3"},
    ]
    (pick,) = made("stars", entry("rankings", "r", as_of="2018", aspects=["甲星", "乙星"], rows=rows))
    assert [dict(i.words) for i in pick.items] == [
        {"place": "1", "star1": "★", "lit": "1", "up": "2"},
        {"place": "2", "star0": "★", "star1": "★", "lit": "2", "down": "1"},
        {"place": "3", "star0": "★", "lit": "1", "same": "–"},
        {"place": "4", "lit": "0"},
    ]
