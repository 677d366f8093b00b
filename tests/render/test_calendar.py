"""The calendar: months, next dates, and files that other calendars take in."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Mapping
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from generator.collections import COLLECTIONS
from generator.collections.events import Event
from generator.findings import Place
from generator.render.website import assets, calendar
from generator.render.website.ics import OCTETS, calendar_files, folded
from generator.render.website.pages import pages
from generator.render.website.templates import Templates
from generator.render.website.website import WEBSITE
from generator.settings import Settings
from generator.site import Entry, Site, series_of

D = dt.date
TODAY = D(2026, 11, 21)
SETTINGS = {"name": "灯下街道", "source": "街道", "url": "https://street.example/", "home": {"headline": "门开着"}}
EVENTS: dict[str, dict[str, object]] = {
    "reception": {
        "title": "接待日", "when": "2018-06-15", "repeats": "每月15日", "holidays": "顺延", "time": "9:00-11:00",
        "where": "中心", "what": "有话当面说", "phone": "0371-12345678", "result": "修好了路灯",
    },
    "members": {"title": "活动日", "when": "2018-06-01", "repeats": "每月第二个周六", "off": "2026-12-12"},
    "canteen": {"title": "食堂", "when": "2018-06-01", "repeats": "每个工作日", "time": "11:30-13:00"},
    "quarter": {"title": "研判会", "when": "2018-06-01", "repeats": "每季度", "kind": "会议", "result": "修路灯"},
    "show": {"title": "书画展", "when": "2026-11-20", "until": "2026-11-24", "time": "9:00-17:00"},
    "feast": {"title": "百家宴", "when": "2026-12-12", "time": "10:00"},
    "gone": {"title": "办过的", "when": "2026-11-10"},
    "over": {"title": "停了的", "when": "2018-06-01", "repeats": "每天", "until": "2026-11-20"},
}  # fmt: skip


def site_of(events: Mapping[str, Mapping[str, object]], day: D = TODAY) -> Site:
    records = {
        i: Event.model_validate({"date": "2018-06-01", "title": "活动"} | dict(raw)) for i, raw in events.items()
    }
    entries = tuple(Entry(COLLECTIONS["events"], i, r, Place("x.yml")) for i, r in records.items())
    return Site(Settings.model_validate(SETTINGS), day, COLLECTIONS, {"events": entries})


@pytest.fixture(scope="module")
def bodies() -> dict[str, str]:
    site = site_of(EVENTS)
    templates = Templates(site, WEBSITE / "templates")
    return {p.path: templates.body(p) for p in pages(site, {})}


def read(files: Mapping[str, bytes], name: str) -> Any:  # noqa: ANN401  # as another program reads it
    return icalendar.Calendar.from_ical(files[f"events/{name}.ics"])


def written(site: Site) -> dict[str, bytes]:
    return {a.path: a.data for a in calendar_files(site)}


def held(found: Any, first: D, last: D) -> list[D]:  # noqa: ANN401  # as `read` gives it
    """Return the days on which another program sees something in a calendar file, from `first` up to before `last`."""
    starts = [e["DTSTART"].dt for e in recurring_ical_events.of(found).between(first, last)]
    return sorted(s.date() if isinstance(s, dt.datetime) else s for s in starts)


def test_months_show_what_comes_and_only_that(bodies: dict[str, str]) -> None:
    listed = bodies["events/index.html"]
    months = re.findall(r"<caption>(.*?)</caption>", listed)
    assert months == ["2026年11月", "2026年12月"]
    assert listed.count('<th scope="col">') == 14
    linked = re.findall(r'<a href="#(d[\d-]+)">', listed)
    assert linked == [f"d2026-11-{n}" for n in (21, 22, 23, 24)] + ["d2026-12-12", "d2026-12-15"]
    assert re.findall(r'<li id="(d[\d-]+)">', listed) == linked
    assert re.findall(r'aria-current="date"><a href="#(.*?)"', listed) == ["d2026-11-21"]
    assert listed.count('class="st-cal__past"') == 20
    assert all(title not in listed for title in ("办过的", "停了的"))
    assert "天天有的，不标在月历上" in listed


def test_series_stand_by_their_next_date(bodies: dict[str, str]) -> None:
    listed = bodies["events/index.html"]
    order = [listed.index(f"<b>{title}</b>") for title in ("食堂", "接待日", "活动日", "研判会", "书画展", "百家宴")]
    assert order == sorted(order)
    assert "“下次”是2026年11月21日算出的" in listed
    assert listed.count("data-rule=") == 3
    assert "日子另行通知" in listed
    assert "到11月24日" in listed


def test_an_entry_names_its_next_dates(bodies: dict[str, str]) -> None:
    body = bodies["events/reception.html"]
    dates = ["2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15", "2027-04-15"]
    assert re.findall(r'<li><time datetime="(.*?)">', body) == dates
    assert "每月15日" in body
    assert "碰上放假，顺延到下一个工作日" in body
    assert "结果 <b>修好了路灯</b>" in body
    assert 'href="../events/reception.ics"' in body
    rule = json.loads(re.findall(r'data-rule="(.*?)"', body)[0].replace("&#34;", '"'))
    assert (rule["unit"], rule["days"], rule["move"]) == ("month", [15], "later")
    assert "2027年的放假安排还没公布" in body
    assert 'data-known="2026" hidden' not in body


def test_what_has_no_date_promises_none(bodies: dict[str, str]) -> None:
    body = bodies["events/quarter.html"]
    assert "每季度一次" in body
    assert "日子另行通知" in body
    assert "议定 <b>修路灯</b>" in body
    for page in ("quarter", "gone", "over"):
        assert ".ics" not in bodies[f"events/{page}.html"], page
        assert "<script" not in bodies[f"events/{page}.html"], page
    assert "办到2026年11月20日为止" in bodies["events/over.html"]


def test_the_script_comes_with_the_pages_that_need_it(bodies: dict[str, str]) -> None:
    with_script = {path for path, body in bodies.items() if "calendar.js" in body}
    assert with_script == {f"events/{page}.html" for page in ("index", "reception", "members", "canteen")}
    script = assets.calendar_script(WEBSITE)[0].data.decode()
    assert script.index("var recurrence") < script.index("data-rule")


def test_files_hold_what_other_calendars_need() -> None:
    files = written(site_of(EVENTS))
    assert set(files) == {f"events/{n}.ics" for n in ("index", "reception", "members", "canteen", "feast", "show")}
    for data in files.values():
        assert data.endswith(b"\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert max(map(len, data.split(b"\r\n"))) <= OCTETS
        data.decode()
    one = read(files, "reception").walk("VEVENT")[0]
    assert str(one["SUMMARY"]) == "接待日"
    assert str(one["LOCATION"]) == "中心"
    assert str(one["DESCRIPTION"]).splitlines() == [
        "有话当面说", "每月15日，碰上放假，顺延到下一个工作日。", "电话：0371-12345678",
        "日子算到2027年12月31日，放假安排有变以通知为准。",
    ]  # fmt: skip
    assert str(one["URL"]) == "https://street.example/events/reception.html"
    assert one["DTSTART"].dt.utcoffset() == dt.timedelta(hours=8)
    assert one["DTSTAMP"].dt.date() == D(2018, 6, 1)
    whole = read(files, "index")
    uids = [str(e["UID"]) for e in whole.walk("VEVENT")]
    assert (
        len(uids) == len(set(uids)) == sum(len(read(files, n[7:-4]).walk("VEVENT")) for n in files if "index" not in n)
    )


def test_dates_in_files_are_the_dates_on_pages() -> None:
    files = written(site_of(EVENTS))
    span = (TODAY, D(2027, 3, 1))
    assert held(read(files, "reception"), *span) == [D(2026, 12, 15), D(2027, 1, 15), D(2027, 2, 15)]
    assert held(read(files, "members"), *span) == [D(2027, 1, 9), D(2027, 2, 13)]
    assert held(read(files, "show"), *span) == [D(2026, 11, n) for n in (21, 22, 23, 24)]
    assert held(read(files, "feast"), *span) == [D(2026, 12, 12)]
    october = held(read(files, "canteen"), D(2026, 9, 30), D(2026, 10, 12))
    assert october == [D(2026, 9, 30), D(2026, 10, 8), D(2026, 10, 9), D(2026, 10, 10)]


def test_files_stay_the_same_within_a_year() -> None:
    files = written(site_of(EVENTS))
    assert files == written(site_of(EVENTS))
    later = written(site_of(EVENTS, TODAY + dt.timedelta(3)))
    assert later == files
    renamed = written(site_of({"reception": EVENTS["reception"] | {"title": "别的名字"}}))
    before, after = (str(read(f, "reception").walk("VEVENT")[0]["UID"]) for f in (files, renamed))
    assert before == after


WEEKDAYS = ("周一", "周三、五", "周六", "周日", "周一至周五")
TEXTS = (
    "每天", "每个工作日", *(f"每{w}" for w in WEEKDAYS), *(f"每两周的{w}" for w in WEEKDAYS), "每月1日", "每月15日、31日",
    "每月最后一天", "每月第二个周六", "每月第一、三个周一", "每月最后一个周五", "每月第五个周三", "每两个月的10日", "每三个月的第一个周日",
    "每季度第一个月的15日", "每季度第二个月第二个周六", "每半年第一个月的1日", "每年7月1日", "每年2月29日", "每年5月第二个周日",
    "每年6月至9月每周六", "每年11月至次年2月每天", "每年6月至9月每个工作日", "每年6月至9月每两周的周三", "每年10月每月1日",
)  # fmt: skip


def drawn(rng: random.Random, text: str) -> dict[str, object]:
    """Return a random series of a rule: hours, end, days off and what holidays do."""
    start = D(2018, 1, 1) + dt.timedelta(rng.randint(0, 3600))
    raw: dict[str, object] = {"title": "活动，“；\\", "when": start.isoformat(), "repeats": text}
    raw["holidays"] = rng.choice(["照常", "顺延", "提前", "停办"])
    raw |= {"time": rng.choice(["9:00", "19:30-21:00"])} if rng.random() < 0.6 else {}
    raw |= {"until": (TODAY + dt.timedelta(rng.randint(30, 700))).isoformat()} if rng.random() < 0.4 else {}
    if rng.random() < 0.4:
        entry, site = _one(raw)
        falls = series_of(entry, site)
        assert falls is not None
        raw["off"] = [d.isoformat() for d in falls.next(TODAY, 6)[1::2]]
    return raw


def _one(raw: dict[str, object]) -> tuple[Entry, Site]:
    site = site_of({"e": raw})
    return site.entries["events"][0], site


@pytest.mark.parametrize("text", TEXTS)
def test_other_programs_see_the_same_days(text: str) -> None:
    rng = random.Random(text)  # noqa: S311  # the same cases on each run
    for _ in range(4):
        raw = drawn(rng, text)
        entry, site = _one(raw)
        series = series_of(entry, site)
        assert series is not None
        last = D(2027, 12, 31)
        ours = [d for d in series.next(TODAY, 500) if d <= last]
        files = written(site)
        theirs = held(read(files, "e"), TODAY, last + dt.timedelta(1)) if files else []
        assert theirs == ours, raw


def test_a_long_time_off_doubles_no_day() -> None:
    raw = EVENTS["over"] | {"until": "", "off": "2026-07-01至2027-08-03", "holidays": "停办"}
    entry, site = _one({k: v for k, v in raw.items() if v})
    series = series_of(entry, site)
    assert series is not None
    last = D(2029, 12, 31)
    theirs = held(read(written(site), "e"), TODAY, last)
    assert len(theirs) == len(set(theirs))
    assert theirs == [d for d in series.next(TODAY, 2000) if d <= D(2028, 12, 31)]


def test_a_line_is_folded_between_characters() -> None:
    line = "DESCRIPTION:" + "灯" * 60
    pieces = folded(line).split(b"\r\n")
    assert [len(p) for p in pieces] == [75, 73, 46]
    assert pieces[0].decode() + "".join(p.decode()[1:] for p in pieces[1:]) == line


def test_both_months_when_the_year_turns() -> None:
    rows = [calendar.row_of(e, site) for site in [site_of(EVENTS, D(2026, 12, 31))] for e in site.current("events")]
    this, after = calendar.two_months(rows, D(2026, 12, 31))
    assert (this.first, after.first) == (D(2026, 12, 1), D(2027, 1, 1))
    assert this.busy == ()
    assert [c.day for c in after.busy] == [D(2027, 1, 9), D(2027, 1, 15)]


def test_a_site_without_events_has_no_such_files() -> None:
    assert calendar_files(site_of({})) == []
