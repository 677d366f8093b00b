"""Field types of screens: sizes in pixels, hours of a day, days of a week."""

from __future__ import annotations

import re

from generator.findings import Text
from generator.patterns import late
from generator.schema import rules
from generator.schema.fields import FieldType

DAY = 24 * 60
"""Minutes in a day."""
WEEK = "一二三四五六日"
_HOURS = late(r"(\d{1,2})[:：](\d\d)\s*[-~—–至到]\s*(\d{1,2})[:：](\d\d)")
_DAYS = late(r"(?:周|星期)?([一二三四五六日天])(?:\s*(?:[-~—–至到])\s*(?:周|星期)?([一二三四五六日天]))?")


_PIXELS = Text("“宽x高”的像素数（各是32到7680）", "“width x height” in pixels (32 to 7680 each)")
_SPAN = Text(
    "“07:00-22:00”这样的时间（最晚24:00，头尾不能一样）", "“hh:mm-hh:mm” (24:00 at most, and not the same twice)"
)


class Size(FieldType):
    """A screen's size in pixels, written `1920x1080`."""

    def parse(self, raw: object) -> tuple[int, int]:
        """Return (width, height), each from 32 to 7680."""
        text = self.text(raw).lower().replace("×", "x")
        numbers = [int(n) for n in text.split("x") if n.isascii() and n.isdigit() and len(n) < 5]  # noqa: PLR2004  # 4 digits hold 7680
        if text.count("x") != 1 or len(numbers) != 2 or not all(32 <= n <= 7680 for n in numbers):  # noqa: PLR2004  # as promised
            raise self.broken(rules.WRONG_SHAPE, wanted=_PIXELS, got=text)
        return numbers[0], numbers[1]


class Hours(FieldType):
    """A span of the day, written `07:00-22:00`; an end before the start is on the next day."""

    def parse(self, raw: object) -> tuple[int, int]:
        """Return (start, end) in minutes from midnight, 0 to 1440, never equal."""
        text = self.text(raw)
        found = _HOURS.fullmatch(text)
        if found:
            a, b, c, d = map(int, found.groups())
            start, end = a * 60 + b, c * 60 + d
            if b < 60 and d < 60 and start < DAY and end <= DAY and start != end:  # noqa: PLR2004  # minutes of an hour
                return start, end
        raise self.broken(rules.WRONG_SHAPE, wanted=_SPAN, got=text)


class Days(FieldType):
    """Days of the week, written `周一至周五` or `周六、周日`."""

    def parse(self, raw: object) -> str:
        """Return their digits in order, Monday = 1: `12345`."""
        text = self.text(raw)
        digits: set[int] = set()
        for piece in re.split(r"[、，,\s]+", text):
            found = _DAYS.fullmatch(piece)
            if not found:
                raise self.broken(
                    rules.WRONG_SHAPE, wanted=Text("“周一至周五”这样的星期", "days of the week"), got=text
                )
            first, last = (WEEK.index((day or found[1]).replace("天", "日")) for day in found.groups())
            digits |= {(first + i) % 7 + 1 for i in range((last - first) % 7 + 1)}
        return "".join(map(str, sorted(digits)))
