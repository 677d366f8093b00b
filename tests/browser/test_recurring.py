"""Recurring events on screens: the player reckons each next date itself, for every day of a release's life."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.publish.export.playlist import Playing, playlist_text
from generator.publish.export.programme import read_programme
from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.screens.live import FORMS, said
from generator.render.screens.payload import LIFE
from generator.render.screens.play import DAY_MS, EPOCH
from generator.render.screens.slide import millis
from generator.schema.recurrence import Holidays, Recurrence, Series, Unit, number
from generator.settings import THEME
from generator.site import Entry, series_of
from tests.browser.decks import DATE, Deck, Open, elapse, shown, slide, tabs
from tests.render.slides import entry, site

SCREEN = {"id": "gate", "name": "门口", "size": "1920x1080", "place": "室内", "hours": "0:00-24:00"}
EVENTS: dict[str, dict[str, object]] = {
    "meeting": {"title": "例会", "repeats": "每周一", "time": "9:00"},
    "reception": {"title": "接待", "repeats": "每月15日", "holidays": "顺延"},
    "service": {"title": "服务日", "repeats": "每月第二个星期六", "where": "文北社区", "off": ["2026-10-10"]},
    "swimming": {"title": "游泳", "repeats": "每年6月至8月每周日", "until": "2026-08-31"},
    "once": {"title": "义诊", "when": "2026-05-20"},
}
DICE = random.Random(20261212)  # noqa: S311  # the same days each time
DAYS = [DATE + dt.timedelta(n) for n in [0, 399, *sorted(DICE.sample(range(1, 399), 28))]]
"""Thirty days of a release's life: its first, its last, and others at random."""


def events(*names: str) -> list[Entry]:
    return [entry("events", name, **({"when": "2026-01-01"} | EVENTS[name])) for name in names or EVENTS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a screen that shows these events, as a build writes it."""
    return written(tmp_path_factory.mktemp("gate"), *events())


def written(folder: Path, *entries: Entry, **screen: object) -> Path:
    artifacts, findings = render_screens(site(*entries, screens=[SCREEN | screen], date=DATE), Fonts(THEME / "fonts"))
    assert findings == []
    for artifact in artifacts:
        (folder / artifact.path.rpartition("/")[2]).write_bytes(artifact.data)
    return folder


@pytest.fixture
def play(browser: Browser) -> Iterator[Open]:
    with tabs(browser) as opened:
        yield opened


def noon(day: dt.date) -> int:
    return millis(day) + DAY_MS // 2


def leap(page: Page, ms: int) -> None:
    """Set the device's clock, months on; no time passes by which the page would open itself anew."""
    page.clock.set_system_time(ms / 1000)


def words(page: Page, name: str) -> str:
    """Return what a slide of the deck says, shown as the player shows it."""
    for _ in range(60):
        if shown(page) == name:
            return str(page.inner_text(".node:not(.off)"))
        page.keyboard.press("ArrowRight")
        page.clock.run_for(400)
    raise AssertionError((name, shown(page)))


def random_rules(count: int) -> list[tuple[Series, dt.date]]:
    dice = random.Random(2026)  # noqa: S311  # the same rules each time
    first = dt.date(2024, 1, 1)

    def some(values: range, most: int) -> tuple[int, ...]:
        return tuple(sorted(dice.sample(values, dice.randint(1, most))))

    def days(share: int) -> frozenset[dt.date]:
        return frozenset(first + dt.timedelta(n) for n in dice.sample(range(1500), share))

    found = []
    for _ in range(count):
        unit: Unit = dice.choice(["day", "week", "month", "month"])
        rule: dict[str, Any] = {"months": some(range(1, 13), 5) if dice.random() < 0.2 else ()}
        if unit == "day":
            rule["working"] = dice.random() < 0.5
        elif unit == "week":
            rule |= {"every": dice.choice([1, 1, 2]), "weekdays": some(range(1, 8), 3)}
        elif dice.random() < 0.5:
            rule |= {"every": dice.choice([1, 1, 3, 6, 12]), "days": dice.choice([some(range(1, 32), 2), (-1,), (31,)])}
        else:
            nth = dice.choice([some(range(1, 6), 2), (-1,)])
            rule |= {"every": dice.choice([1, 3, 6]), "weekdays": some(range(1, 8), 2), "nth": nth}
        start = first + dt.timedelta(dice.randrange(900))
        until = start + dt.timedelta(dice.randrange(900)) if dice.random() < 0.3 else None
        move: Any = dice.choice(["", "later", "earlier", "skip"])
        holidays = Holidays(days(60), days(20))
        series = Series(Recurrence(unit, "", "", **rule), start, until, days(30), move, holidays)
        found.append((series, first + dt.timedelta(dice.randrange(1500))))
    return found


def test_the_player_and_the_build_reckon_the_same_dates(play: Open, folder: Path) -> None:
    """Two thousand rules, five dates each, by the script as it stands in the player."""
    rules = random_rules(2000)
    player = (folder / "player.js").read_text(encoding="ascii")
    script = player[player.index("var recurrence") : player.index("var EPOCH")]
    page = play(folder / "index.html", noon(DATE))
    asked = [[series.rule(), number(day)] for series, day in rules]
    found = page.evaluate(f"asked => {{ {script}; return asked.map(a => recurrence.next(a[0], a[1], 5)); }}", asked)
    expected = [[number(d) for d in series.next(day, 5)] for series, day in rules]
    assert [(r, e, f) for r, e, f in zip(rules, expected, found, strict=True) if e != f] == []
    assert sum(len(e) == 5 for e in expected) > 1000
    assert sum(len(e) < 5 for e in expected) > 50


def test_months_after_the_build_every_series_says_its_next_date(play: Open, folder: Path) -> None:
    made = site(*events(), screens=[SCREEN], date=DATE)
    named = {e.record.title: series for e in events() if (series := series_of(e, made))}
    page = play(folder / "index.html", noon(DATE))
    deck = read_programme((folder / "a.js").read_bytes())
    found, expected = {}, {}
    for day in DAYS:
        leap(page, noon(day))
        page.clock.run_for(1_000)
        for one in deck.slides:
            if one.layout == "series" and deck.times.valid(deck.slides.index(one), noon(day)):
                text = words(page, one.id)
                title = next(t for t in named if t in text)
                upcoming = named[title].next(day, 1)[0]
                found[day, title] = text
                expected[day, title] = [FORMS[form](upcoming, day) for form in ("month", "day", "weekday", "left")]
    bad = {key: (found[key], e) for key, e in expected.items() if not all(word in found[key] for word in e)}
    assert bad == {}
    assert len(expected) > 3 * len(DAYS)


def agreeing(deck: Any, moments: list[int], page: Page) -> list[str]:  # noqa: ANN401  # a programme
    names = [deck.slides[deck.times.at(ms)].id for ms in moments]
    assert page.evaluate("list => list.map(t => STREETLIGHT.at(t))", moments) == names
    return names


def test_player_and_model_agree_on_which_slide_is_on(play: Open, folder: Path) -> None:
    deck = read_programme((folder / "a.js").read_bytes())
    page = play(folder / "index.html", noon(DATE))
    hours = [millis(day) + n * 60_000 * 11 + DICE.randrange(60_000) for day in DAYS[:20] for n in range(130)]
    edges = [ms + ahead for ms in deck.times.dates for ahead in (-1, 0)]
    amiss = [deck.times.built - 1, deck.times.expires, deck.times.expires + 100 * DAY_MS]
    names = agreeing(deck, [*hours, *edges, *amiss], page)
    assert {name.split("/")[1:3][-1].partition("@")[0] for name in names} >= {"meeting", "service", "week", "swimming"}
    assert {deck.slides[i].layout for ms in amiss for i in deck.times.loop(ms)} <= {"slogan", "code"}


def test_what_the_player_says_is_what_the_build_would_have_drawn(play: Open, folder: Path) -> None:
    """A still of any slide, drawn on a day on which it plays, is the HTML that Python fills in for that day."""
    deck = read_programme((folder / "a.js").read_bytes())
    made = site(*events(), screens=[SCREEN], date=DATE)
    named = {f"gate/{e.key}/series/1": series for e in events() if (series := series_of(e, made))}
    page = play(folder / "index.html", noon(DATE))
    seen = 0
    for day in DAYS:
        leap(page, noon(day))
        for index in deck.times.loop(noon(day)):
            one = deck.slides[index]
            if one.fleeting:
                page.evaluate("index => STREETLIGHT.still(index)", index)
                page.clock.run_for(1_000)
                assert shown(page) == one.id
                live = page.eval_on_selector_all(".node:not(.off) [data-live]", "n => n.map(x => x.textContent)")
                upcoming = named[one.id].next(day, 1)[0] if one.id in named else None
                assert live == re.findall(r'data-live="[^>]*>([^<]*)', said(one.html, day, upcoming)), (day, one.id)
                seen += 1
    assert seen > 100


def test_a_still_on_the_day_of_the_build_is_the_slide_as_it_was_drawn(play: Open, folder: Path) -> None:
    """Of slides that do not play that day, too: a week speaks for its own first day."""
    deck = read_programme((folder / "a.js").read_bytes())
    page = play(folder / "index.html", noon(DATE))
    for index, one in enumerate(deck.slides):
        if one.fleeting:
            page.evaluate("index => STREETLIGHT.still(index)", index)
            page.clock.run_for(1_000)
            live = page.eval_on_selector_all(".node:not(.off) [data-live]", "n => n.map(x => x.textContent)")
            assert (shown(page), live) == (one.id, re.findall(r'data-live="[^>]*>([^<]*)', one.html))
    assert any(one.days and number(DATE) not in one.days for one in deck.slides)


def test_an_exported_picture_is_true_until_the_day_is_over(folder: Path) -> None:
    day = DATE + dt.timedelta(40)
    text = playlist_text(Playing(read_programme((folder / "a.js").read_bytes()), noon(day), {})).decode("utf-8-sig")
    ends = dict(line.split("\t")[:-3:-1] for line in text.splitlines() if line[:3].isdigit())
    assert {title: end for title, end in ends.items() if title == "下次"} == {"下次": day.isoformat()}
    assert ends["常亮"] == "不限"


HTML = '<p class="t t-white" style="left:8px;top:80px;width:300px;height:24px;font-size:20px">{}</p>'
LIVE = HTML.format('<b data-live="monthday:next">?</b> <b data-live="left:next">?</b>')


def daily(rule: Mapping[str, Any], **more: Any) -> Deck:  # noqa: ANN401  # the slide's own fields
    return Deck((slide("often", body=LIVE, rule=rule, **more),))


def said_at(page: Page) -> str:
    return "".join(page.eval_on_selector_all(".node:not(.off) [data-live]", "n => n.map(x => x.textContent)"))


@pytest.mark.parametrize("moment", ["standing", "prepared"])
def test_words_change_at_midnight(play: Open, tmp_path: Path, moment: str) -> None:
    """Of the one slide that stands, and of the one that is prepared before midnight and shown after it."""
    midnight = millis(DATE + dt.timedelta(12))
    deck = daily({"unit": "month", "weekdays": [6], "nth": [2], "from": 17683})
    if moment == "prepared":
        standing = next(d for d in range(8, 30) if 2000 < (midnight - EPOCH) % ((d + 6) * 1000) < (d - 2) * 1000)
        deck = replace(deck, slides=(slide("other", dwell=standing), *deck.slides))
    page = play(deck.write(tmp_path), midnight - 60_000)
    said: dict[bool, str] = {}
    for _ in range(70):
        elapse(page, 1)
        since = page.evaluate("Date.now()") - midnight
        if shown(page) == "gate/often/1" and not 0 <= since < 250:  # the player looks five times a second
            said[since > 0] = said.get(since > 0, "") or said_at(page)
    assert said == {False: "3月14日明天", True: "3月14日今天"}


def test_a_date_moves_out_of_a_holiday_and_back_to_its_own_day(play: Open, tmp_path: Path) -> None:
    holiday = number(dt.date(2026, 3, 15))
    rule = {"unit": "month", "days": [15], "from": 17683, "move": "later", "free": [holiday, holiday + 1]}
    page = play(daily(rule).write(tmp_path), noon(DATE))
    elapse(page, 2)
    assert said_at(page) == "3月17日还有15天"
    leap(page, noon(dt.date(2026, 3, 18)))
    elapse(page, 8)
    assert said_at(page) == "4月15日还有28天"


def test_a_series_that_is_over_and_one_whose_clock_is_amiss_do_not_play(play: Open, tmp_path: Path) -> None:
    last = number(DATE) + 5
    deck = daily({"unit": "day", "from": 17683, "until": last})
    page = play(deck.write(tmp_path), noon(DATE + dt.timedelta(5)))
    elapse(page, 2)
    assert said_at(page) == "3月7日今天"
    leap(page, millis(DATE + dt.timedelta(6)) - 2000)
    elapse(page, 8)
    assert shown(page) == "gate/evergreen/1"
    for wrong in (DATE - dt.timedelta(1), DATE + LIFE):
        assert page.evaluate("t => STREETLIGHT.at(t)", noon(wrong)) == "gate/evergreen/1"
    assert page.evaluate("t => STREETLIGHT.at(t)", noon(DATE)) == "gate/often/1"


def test_the_model_knows_when_a_series_is_over(folder: Path) -> None:
    deck = read_programme((folder / "a.js").read_bytes())
    (swimming,) = (s for s in deck.slides if "swimming" in s.id)
    assert swimming.end == millis(dt.date(2026, 8, 31))
