"""How authors write a recurrence: the forms of 每…, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from generator.patterns import late
from generator.schema import recurrence_words as words
from generator.schema.recurrence import Recurrence
from generator.schema.recurrence_words import DIGITS, MONTHS, WEEK

_SAME = (
    ("星期", "周"), ("礼拜", "周"), ("周天", "周日"), ("号", "日"), ("每日", "每天"), ("每个", "每"), ("每逢", "每"),
    ("隔周", "每两周"), ("隔月", "每两个月"), ("季度", "季"), ("月底", "月最后一天"), ("首月", "第一个月"), ("次年", ""), ("第二年", ""),
)  # fmt: skip
"""What authors may write, and what it means here."""
_N = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_DAYS_A_MONTH, _WEEKS_A_MONTH = 31, 5
_LAST = "最后一天"
_MOST_CHARACTERS = 60
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse(text: str) -> Recurrence:
    """Read a rule such as 每月第二个星期六, 隔周周三 or 每年6月至9月每周六; ValueError when it is none of the forms."""
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(text)
    plain = re.sub(r"\s", "", text)
    for written, meant in _SAME:
        plain = plain.replace(written, meant)
    plain = re.sub("[,，和]", "、", re.sub("[到~～—–-]+", "至", plain)).removesuffix("一次")
    for form, read in _FORMS:
        if match := form.fullmatch(plain):
            return read(text.strip(), *match.groups(""))
    raise ValueError(text)


def _on_demand(text: str) -> Recurrence:
    return Recurrence("month", text, "按需安排", dated=False)


def _daily(text: str, which: str) -> Recurrence:
    return Recurrence("day", text, "每天" if which == "天" else "每个工作日", working=which != "天")


def _weekly(text: str, count: str, rest: str) -> Recurrence:
    every = _one(count or "1", MONTHS)
    name = "每周" if every == 1 else f"每{words.said(every)}周"
    if not rest:
        return Recurrence("week", text, f"{name}一次", every, dated=False)
    weekdays = _weekdays(rest)
    zh = f"每{words.weekdays(weekdays)}" if every == 1 else f"{name}的{words.weekdays(weekdays)}"
    return Recurrence("week", text, zh, every, weekdays=weekdays)


def _monthly(text: str, count: str, rest: str) -> Recurrence:
    every = _one(count or "1", MONTHS)
    name = "每月" if every == 1 else f"每{words.said(every)}个月"
    if not rest:
        return Recurrence("month", text, f"{name}一次", every, dated=False)
    on = _within_month(rest)
    return on.rule(text, name if every == 1 else f"{name}的", every=every)


def _partly(text: str, part: str, which: str, rest: str) -> Recurrence:
    """Read 每季度 and 每半年; a day needs its month within the part."""
    name, length = ("每季度", 3) if part == "季" else ("每半年", 6)
    if not which:
        if rest:
            raise ValueError(text)
        return Recurrence("month", text, f"{name}一次", dated=False)
    place = length if "最后" in which else _one(re.sub("[第个月]", "", which), length)
    months = tuple(range(place, MONTHS + 1, length))
    name = f"{name}第{DIGITS[place]}个月"
    if not rest:
        return Recurrence("month", text, name, months=months, dated=False)
    on = _within_month(rest)
    return on.rule(text, f"{name}的" if on.days else name, months=months)


def _yearly(text: str, span: str, rest: str) -> Recurrence:
    """Read 每年: a day of named months, or a season in which another rule holds."""
    if not span:
        if rest:
            raise ValueError(text)
        return Recurrence("month", text, "每年一次", dated=False)
    months = _months(span)
    name = f"每年{words.months(months)}"
    if not rest:
        return Recurrence("month", text, name, months=months, dated=False)
    if rest.startswith("每年"):
        raise ValueError(text)
    if rest.startswith("每"):
        return _in_season(parse(rest), text, name, months)
    return _within_month(rest).rule(text, name if len(months) == 1 else f"{name}的", months=months)


def _in_season(inner: Recurrence, text: str, name: str, months: tuple[int, ...]) -> Recurrence:
    if inner.months or not inner.dated or (inner.unit == "month" and inner.every > 1):
        raise ValueError(text)
    return Recurrence(
        inner.unit, text, name + inner.zh, inner.every, months, inner.weekdays, inner.nth, inner.days, inner.working
    )


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Recurrence]], ...] = (
    (late("按需(?:安排)?"), _on_demand),
    (late("每(天|工作日)"), _daily),
    (late(f"每(?:({_N})个?)?周的?(.*)"), _weekly),
    (late(f"每(?:({_N})个)?月的?(.*)"), _monthly),
    (late(f"每(季|半年)(?:的?(第{_N}个?月|最后一?个?月))?的?(.*)"), _partly),
    (late(f"每年((?:{_N}月?[、至])*{_N}月)?的?(.*)"), _yearly),
)
"""Each form, and what reads its groups."""


class _OnDays(NamedTuple):
    """Days of a month: by number, or weekdays by their place in it."""

    days: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()

    def rule(self, text: str, before: str, *, every: int = 1, months: tuple[int, ...] = ()) -> Recurrence:
        """Return the rule of a month; ValueError where no such day is ever reached, as 每年2月30日."""
        longest = max((_LONGEST[m - 1] for m in months), default=_DAYS_A_MONTH)
        if self.days and min(self.days) > longest:
            raise ValueError(text)
        zh = before + (words.days(self.days) if self.days else words.places(self.nth) + words.weekdays(self.weekdays))
        return Recurrence("month", text, zh, every, months, self.weekdays, self.nth, self.days)


def _within_month(rest: str) -> _OnDays:
    """Read 15日, 1日、15日, 最后一天, 第二个周六, 第一、三个周六 or 最后一个周五."""
    if match := re.fullmatch(f"((?:第?{_N}个?|最后(?:一个)?)(?:、(?:第?{_N}个?|最后(?:一个)?))*)(周.+)", rest):
        if not match[1].startswith(("第", "最后")):
            raise ValueError(rest)
        listed = re.sub("[第个]", "", match[1].replace("最后一个", "最后"))
        return _OnDays(nth=_places(listed, _WEEKS_A_MONTH, "最后"), weekdays=_weekdays(match[2]))
    rest = rest.replace("最后一日", _LAST)
    if not rest.endswith(("日", _LAST)):
        raise ValueError(rest)
    return _OnDays(days=_places(re.sub("日(?=、|$)", "", rest), _DAYS_A_MONTH, _LAST))


def _places(listed: str, most: int, last: str) -> tuple[int, ...]:
    """Return numbers from 1 to `most`, ascending; `last` as -1, at the end."""
    found = {-1 if item == last else _one(item, most) for item in listed.split("、")}
    return tuple(sorted(found, key=lambda n: (n < 0, n)))


def _weekdays(text: str) -> tuple[int, ...]:
    """Read 周六, 周一、三、五 or 周一至周五."""
    if match := re.fullmatch(f"周?([{WEEK}1-7])至周?([{WEEK}1-7])", text):
        first, last = map(_weekday, match.groups())
        if first < last:
            return tuple(range(first, last + 1))
    items = text.split("、")
    if not all(re.fullmatch(f"周?([1-7]|[{WEEK}]+)", item) for item in items):
        raise ValueError(text)
    return tuple(sorted({_weekday(char) for item in items for char in item.removeprefix("周")}))


def _weekday(char: str) -> int:
    return int(char) if char.isdigit() else WEEK.index(char) + 1


def _months(span: str) -> tuple[int, ...]:
    """Read 7月, 3月、9月 or 6月至9月; a span may pass over the new year."""
    numbers = [_one(n, MONTHS) for n in re.findall(_N, span)]
    if "至" not in span:
        return tuple(sorted(set(numbers)))
    if len(numbers) != 2:  # noqa: PLR2004  # from one to another
        raise ValueError(span)
    first, last = numbers
    return tuple(sorted((first + i - 1) % MONTHS + 1 for i in range((last - first) % MONTHS + 1)))


def _one(text: str, most: int) -> int:
    """Return a number from 1 to `most`, in Arabic or Chinese numerals."""
    if text.isascii() and text.isdigit():
        number = int(text)
    else:
        tens, ten, ones = text.replace("两", "二").rpartition("十")
        number = (_digit(tens) if tens else 1) * 10 if ten else 0
        number += _digit(ones) if ones else 0
    if not 1 <= number <= most:
        raise ValueError(text)
    return number


def _digit(char: str) -> int:
    if len(char) > 1:
        raise ValueError(char)
    return DIGITS.index(char)
