"""Field types of recurring events: how often, and lists of days."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from generator.schema import rules
from generator.schema.fields.base import FieldType
from generator.schema.fields.measures import Day
from generator.schema.recurrence import Recurrence
from generator.schema.recurrence_grammar import parse
from generator.schema.values import PartialDate


class Repeats(FieldType):
    """How often: 每月第二个星期六, 每周一、三、五, and the like."""

    example: Any = "每月第二个星期六"

    def parse(self, raw: object) -> Recurrence:
        """Return the rule."""
        text = self.text(raw)
        try:
            return parse(text)
        except ValueError:
            raise self.broken(rules.BAD_RECURRENCE, value=text) from None

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"type": "string", "pattern": "^([每隔]|按需)"}


class DayList(Day):
    """A list of days; several in a row may be written 2027-02-05至2027-02-11, a single one without the list."""

    most: int = 400
    example: Any = "2027-02-05至2027-02-11"

    def parse(self, raw: object) -> tuple[PartialDate, ...]:  # type: ignore[override]  # a list of what Day gives
        """Return the days, each once, ascending; refuse more than `most`."""
        items = raw if isinstance(raw, list) else [raw]
        found = sorted({day for item in items for day in self._spread(self.text(item))})
        if len(found) > self.most:
            raise self.broken(rules.TOO_MANY, count=len(found), limit=self.most)
        return tuple(found)

    def _spread(self, text: str) -> list[PartialDate]:
        first, _, last = re.sub("[到~～—–]+", "至", text).partition("至")
        begin = super().parse(first)
        end = super().parse(last) if last else begin
        if not 0 <= (end.last - begin.first).days < self.most:
            raise self.broken(rules.BAD_DATE, value=text)
        days = (begin.first + dt.timedelta(n) for n in range((end.last - begin.first).days + 1))
        return [PartialDate.of(d) for d in days]

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        day = self.pattern.strip("^$")
        one = {"type": "string", "pattern": f"^{day}([至到~～—–]{day})?$"}
        return {"anyOf": [one, {"type": "array", "items": one}]}
