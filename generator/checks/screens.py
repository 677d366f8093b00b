"""Screens: what their settings ask for exists, keeps to the law of the place, and can be right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from generator.checks.check import Check
from generator.findings import Finding, Rule, Text, error, warning
from generator.schema import PartialDate
from generator.settings import THEME, Daypart, Play, Screen
from generator.settings.hours import DAY
from generator.settings.screen import LAWFUL_HOURS
from generator.site import Site

UNKNOWN_PLAYLIST = error(
    "unknown-playlist",
    Text("屏幕“{screen}”要播的“{name}”不是一个栏目", "the screen “{screen}” plays “{name}”, which is no collection"),
    Text("可以写：{known}", "Choose from: {known}"),
)
UNKNOWN_LAYOUT = error(
    "unknown-layout",
    Text("屏幕“{screen}”不用的“{name}”不是一个版式", "the screen “{screen}” is without “{name}”, which is no layout"),
    Text("可以写：{known}", "Choose from: {known}"),
)
DUPLICATE_SCREEN = error(
    "duplicate-screen",
    Text("有两块屏幕的编号都是“{screen}”", "two screens have the id “{screen}”"),
    Text("换一个编号", "Choose another id"),
)
LAW = error(
    "screen-law",
    Text("屏幕“{screen}”在路口，{why}", "the screen “{screen}” stands at a crossing: {why}"),
    Text("{write}", "{write}"),
)
DAYPART_DATES = error(
    "daypart-dates",
    Text("时段“{name}”的“到”（{until}）比“从”（{start}）还早", "“{name}” ends on {until}, before it begins on {start}"),
    Text("看看是不是写反了，或年份写错了", "See whether they are the wrong way round, or a year is wrong"),
)
DAYPARTS_OVERLAP = warning(
    "dayparts-overlap",
    Text(
        "时段“{first}”和“{second}”有一段时间重合，那时只播“{first}”",
        "“{first}” and “{second}” overlap; “{first}” alone plays then",
    ),
    Text("改一个的时间、星期或日期，让它们错开；先写的优先", "Move one of them; the one written first comes first"),
)
_LAW = {
    "hours": (
        Text("只能在7:00到22:00之间播", "it may play from 7:00 to 22:00 only"),
        Text("写“开播: 07:00-22:00”，或更短；也可以不写", "Write hours: 07:00-22:00 or shorter, or leave it out"),
    ),
    "change": (
        Text("画面不能渐变", "pictures may not fade"),
        Text("写“换页: 硬切”，或不写", "Write change: cut, or leave it out"),
    ),
    "scroll": (
        Text("字不能滚动", "text may not move"),
        Text("写“滚动: 否”，或不写", "Write scroll: no, or leave it out"),
    ),
}


def check(site: Site) -> Iterator[Finding]:
    """Screens have ids of their own; playlists name collections, and what a screen is without is a layout.

    A screen at a crossing keeps to the law: stills from 7 to 22, cut hard. Dayparts end after they begin; of two that
    overlap only one can play.
    """
    twice = [i for i, n in Counter(s.id.casefold() for s in site.settings.screens).items() if n > 1]
    for i, screen in enumerate(site.settings.screens):
        at = _Place(site, screen, i)
        if screen.id.casefold() in twice:
            yield at.finding(DUPLICATE_SCREEN, "id")
        yield from _names(at)
        yield from _lawful(at)
        yield from _dayparts(at)


class _Place:
    """A screen in site_config.yml."""

    def __init__(self, site: Site, screen: Screen, index: int) -> None:
        self.site, self.screen, self.index = site, screen, index

    def finding(self, rule: Rule, *path: str | int, **args: object) -> Finding:
        where = self.site.setting_place("screens", self.index, *path)
        return Finding(rule, where, args={"screen": self.screen.id, **args})


def _names(at: _Place) -> Iterator[Finding]:
    yield from _playlist(at, at.screen.playlist, "playlist")
    for n, daypart in enumerate(at.screen.dayparts):
        yield from _playlist(at, daypart.playlist, "dayparts", n, "playlist")
    known = _layouts()
    for n, name in enumerate(at.screen.without):
        if name not in (*known, *known.values()):
            words = Text("、".join(known.values()), ", ".join(known))
            yield at.finding(UNKNOWN_LAYOUT, "without", n, name=name, known=words)


def _playlist(at: _Place, playlist: Sequence[Play], *path: str | int) -> Iterator[Finding]:
    collections = at.site.collections.values()
    known = Text("、".join(c.label for c in collections), ", ".join(c.name for c in collections))
    words = {word for c in collections for word in (c.name, c.label, c.tab) if word}
    for n, play in enumerate(playlist):
        if play.collection not in words:
            yield at.finding(UNKNOWN_PLAYLIST, *path, n, "collection", name=play.collection, known=known)


@cache
def _layouts() -> dict[str, str]:
    """Return the Chinese name of each layout, by its folder's name."""
    files = sorted((THEME / "screens/layouts").glob("*/layout.yml"))
    labels = (re.search(r"^label: *(.+?) *$", file.read_text(encoding="utf-8"), re.MULTILINE) for file in files)
    return {file.parent.name: label[1] for file, label in zip(files, labels, strict=True) if label}


def _lawful(at: _Place) -> Iterator[Finding]:
    screen = at.screen
    opens, closes = screen.on
    broken = {
        "hours": not LAWFUL_HOURS[0] <= opens < closes <= LAWFUL_HOURS[1],
        "change": screen.change.key != "cut",
        "scroll": screen.scroll,
    }
    for name in (name for name, is_so in broken.items() if is_so and screen.roadside):
        why, write = _LAW[name]
        yield at.finding(LAW, name, why=why, write=write)


def _dayparts(at: _Place) -> Iterator[Finding]:
    for n, daypart in enumerate(at.screen.dayparts):
        start, until = daypart.from_, daypart.until
        if start and until and until.last < start.first:
            words = {"name": daypart.name, "until": _words(until), "start": _words(start)}
            yield at.finding(DAYPART_DATES, "dayparts", n, "until", **words)
    for (_, first), (n, second) in combinations(enumerate(at.screen.dayparts), 2):
        if first.dated is second.dated and _overlap(first, second):
            yield at.finding(DAYPARTS_OVERLAP, "dayparts", n, first=first.name, second=second.name)


def _overlap(a: Daypart, b: Daypart) -> bool:
    """Tell whether there is a minute of a week in which both hold, on dates that both have."""
    return not (_before(a, b) or _before(b, a)) and bool(_minutes(a) & _minutes(b))


def _before(a: Daypart, b: Daypart) -> bool:
    """Tell whether the last day of one is before the first of the other."""
    return bool(a.until and b.from_ and a.until.last < b.from_.first)


def _minutes(daypart: Daypart) -> set[int]:
    """Return the minutes of a week in which a daypart holds."""
    opens, closes = daypart.hours or (0, DAY)
    length = (closes - opens) % DAY or DAY
    starts = ((int(day) - 1) * DAY + opens for day in daypart.days)
    return {minute % (7 * DAY) for start in starts for minute in range(start, start + length)}


def _words(date: PartialDate) -> Text:
    return Text(date.zh, date.iso)


RULES = (UNKNOWN_PLAYLIST, UNKNOWN_LAYOUT, DUPLICATE_SCREEN, LAW, DAYPART_DATES, DAYPARTS_OVERLAP)
CHECK = Check(RULES, check)
