"""Events (活动): what happens on which day or again and again, where, and what one can do there."""

from typing import Annotated, Self

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Day, DayList, Line, Phone, Repeats, TimeSpan
from generator.schema.record import EntryRecord
from generator.schema.recurrence import Recurrence
from generator.schema.values import Figure, Option, PartialDate

KINDS = {
    "activity": "活动", "meeting": "会议", "service": "服务日", "reception": "接待", "training": "培训",
    "lecture": "讲座", "culture": "文艺", "route": "巡回", "study": "学习", "season": "季节",
}  # fmt: skip
HOLIDAYS = {"as_is": "照常", "later": "顺延", "earlier": "提前", "skip": "停办"}


class Event(EntryRecord):
    """A dated happening, or with `repeats` a series that counts from `when`.

    Where nothing else is written, the last day (`until`) of a happening is the day it happens; a series goes on.
    """

    when: Annotated[
        PartialDate, Day(label="日期", help="哪一天办，年月日写全；重复的写从哪天算起", example="2035-07-01")
    ]
    repeats: Annotated[Recurrence | None, Repeats(label="重复", help="一次次办的写多久一次；只办一次的不写")] = None
    off: Annotated[tuple[PartialDate, ...], DayList(label="停办", help="重复的活动，哪几天不办")] = ()
    holidays: Annotated[
        Option,
        Choice(label="遇节假日", help="重复的活动碰上放假怎么办；不写就是“照常”", example="顺延", options=HOLIDAYS),
    ] = Option("as_is", HOLIDAYS["as_is"])
    kind: Annotated[Option, Choice(label="类别", help="是哪一种；不写就是“活动”", example="服务日", options=KINDS)] = (
        Option("activity", KINDS["activity"])
    )
    time: Annotated[str, TimeSpan(label="时间", help="几点开始，或几点到几点", example="9:00-11:00")] = ""
    where: Annotated[str, Line(label="地点", help="在哪里", example="文北社区", limit=30)] = ""
    what: Annotated[str, Line(label="做什么", help="一句话，来了能做什么", example="量血压，问用药", limit=40)] = ""
    people: Annotated[
        Figure | None, Amount(label="人数", unit="人", help="来了多少人，办过了再写", example="300多")
    ] = None
    result: Annotated[str, Line(label="结果", help="办成了什么、议定了什么", example="议定修小区的路灯", limit=60)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""

    def completed(self) -> Self:
        """Let what happens once be over with its day."""
        return self if self.until or self.repeats else self.model_copy(update={"until": self.when})

    @property
    def undated(self) -> bool:
        """Tell whether it is a series of which one knows how often, not when."""
        return self.repeats is not None and not self.repeats.dated


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
