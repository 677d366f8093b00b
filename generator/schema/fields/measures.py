"""Field types for dates, figures and choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from generator.findings import Text
from generator.patterns import late
from generator.schema import rules
from generator.schema.fields.base import FieldType
from generator.schema.values import Figure, Option, PartialDate

_QUOTES = "“”‘’\"'"
_QUALIFIER = late("近|约|超过?|余|多|左右")
_TWICE = Text("前后各带一个限定，留一个", "is qualified twice: keep one")
_NO_FIGURE = Text("不是一个数字", "is not a figure")
_YES = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}


class When(FieldType):
    """A year, a month or a day."""

    pattern: ClassVar[str] = r"^\d{4}([-/.年]\d{1,2}([-/.月]\d{1,2}日?|月)?|年)?$"
    example: Any = "2018-07"

    def parse(self, raw: object) -> PartialDate:
        """Return the date in the precision it was written in."""
        text = self.text(raw).strip(_QUOTES)
        try:
            return PartialDate.parse(text)
        except ValueError:
            raise self.broken(rules.BAD_DATE, value=text) from None

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"type": ["string", "number"], "pattern": self.pattern}


class Day(When):
    """A full date."""

    pattern: ClassVar[str] = r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$"
    example: Any = "2018-07-01"

    def parse(self, raw: object) -> PartialDate:
        """Return the day; a year or month alone is not enough."""
        date = super().parse(raw)
        if not date.day:
            raise self.broken(rules.BAD_DATE, value=raw)
        return date


class TimeSpan(FieldType):
    """A time of day, or from one to a later one: `9:00`, `9:00-11:00`."""

    pattern: ClassVar[str] = r"^([01]?\d|2[0-3])[:：][0-5]\d([-–—~～至到]([01]?\d|2[0-3])[:：][0-5]\d)?$"
    example: Any = "9:00-11:00"

    def parse(self, raw: object) -> str:
        """Return the time without leading zeros, with ASCII colons and hyphen."""
        text = self.text(raw).strip(_QUOTES).replace(" ", "")
        times = [(int(h), minute) for h, minute in re.findall(r"(\d+)[:：](\d+)", text)]
        if not re.fullmatch(self.pattern, text) or times != sorted(set(times)):
            raise self.broken(rules.BAD_TIME, value=text)
        return "-".join(f"{hour}:{minute}" for hour, minute in times)

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"type": "string", "pattern": self.pattern}


class Amount(FieldType):
    """A figure with its qualifier: 5000余, 近4000, 300多万. `unit`: what it counts, where the record does not say."""

    unit: str = ""
    example: Any = "5000余"

    def parse(self, raw: object) -> Figure:
        """Return the figure, qualifier kept."""
        text = self.text(raw)
        try:
            return Figure.parse(text)
        except ValueError:
            twice = len(_QUALIFIER.findall(text)) > 1
            raise self.broken(rules.BAD_FIGURE, value=text, why=_TWICE if twice else _NO_FIGURE) from None


class Number(FieldType):
    """A whole number from `least` to `limit`."""

    least: int = 0
    limit: int = 1_000_000
    example: Any = "1"

    def parse(self, raw: object) -> int:
        """Return the number."""
        text = self.text(raw)
        short = len(text) <= 1 + len(str(self.limit))
        if not (short and re.fullmatch(self._pattern, text) and self.least <= int(text) <= self.limit):
            raise self.broken(rules.BAD_NUMBER, value=text, least=self.least, limit=self.limit)
        return int(text)

    @property
    def _pattern(self) -> str:
        return "^[+-]?[0-9]+$" if self.least < 0 else "^[0-9]+$"

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"type": ["integer", "string"], "pattern": self._pattern, "minimum": self.least, "maximum": self.limit}


class Choice(FieldType):
    """One of a closed set, written by its Chinese word or its English key."""

    options: Mapping[str, str] = MappingProxyType({})

    def parse(self, raw: object) -> Option:
        """Return the chosen option."""
        text = self.text(raw)
        for key, label in self.options.items():
            if text in (key, label):
                return Option(key, label)
        raise self.broken(
            rules.BAD_CHOICE, value=text, choices=Text("、".join(self.options.values()), ", ".join(self.options))
        )

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"enum": [*self.options.values(), *self.options]}


class Yes(FieldType):
    """Yes or no: 是/否, yes/no or true/false."""

    example: Any = "是"

    def parse(self, raw: object) -> bool:
        """Return the answer."""
        text = self.text(raw).lower()
        if text not in _YES:
            raise self.broken(rules.BAD_CHOICE, value=text, choices=Text("是、否", "yes, no"))
        return _YES[text]

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"enum": ["是", "否", True, False, "yes", "no", "true", "false"]}
