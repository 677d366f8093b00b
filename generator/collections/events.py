"""Events (活动): what happens on which day, where, and what one can do there."""

from typing import Annotated, Self

from pydantic import model_validator

from generator.schema.collection import Collection
from generator.schema.fields import Day, Line, Phone, TimeSpan
from generator.schema.record import EntryRecord
from generator.schema.values import PartialDate


class Event(EntryRecord):
    """A dated happening. Where nothing else is written, its last day (`until`) is the day it happens."""

    when: Annotated[PartialDate, Day(label="日期", help="哪一天办，年月日写全", example="2035-07-01")]
    time: Annotated[str, TimeSpan(label="时间", help="几点开始，或几点到几点", example="9:00-11:00")] = ""
    where: Annotated[str, Line(label="地点", help="在哪里", example="文北社区", limit=30)] = ""
    what: Annotated[str, Line(label="做什么", help="一句话，来了能做什么", example="量血压，问用药", limit=40)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""

    @model_validator(mode="after")
    def _over_with_its_day(self) -> Self:
        return self if self.until else self.model_copy(update={"until": self.when})


def by_time(event: Event) -> tuple[PartialDate, int, str, str]:
    """Sort by day, then hour (what lasts the whole day goes first, 9:00 before 10:00), then title."""
    return event.when, event.time.find(":"), event.time, event.title


events = Collection(
    name="events",
    label="活动",
    heading="哪天有什么",
    lead="按日子排好，过了那一天就收进“往期”。",
    model=Event,
    kind="活动预告",
    order=by_time,
    sample_id="open-day",
    sample={
        "title": "示例：健康服务日",
        "short": "健康服务日",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "when": "2035-07-01",
        "time": "9:00-11:00",
        "where": "文北社区",
        "what": "量血压，问用药",
        "line": "来文北社区量血压",
        "body": "不用挂号，带上常用的药盒就行。",
    },
)
