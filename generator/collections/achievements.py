"""Achievements (成绩): figures the street has reached, each with qualifier, unit, date and source."""

from typing import Annotated, Self

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Items, Line, Number, Ref, When, Yes
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Figure, Option, PartialDate

FIELDS = {"service": "服务", "party": "党建", "people": "民生", "city": "城市", "work": "发展", "profile": "概况"}


class Reading(Record):
    """The figure at an earlier time."""

    when: Annotated[PartialDate, When(label="时间", help="哪一年、哪一月的数", example="2017")]
    value: Annotated[Figure, Amount(label="数值", help="那时候的数，单位相同", example="4000余")]


class Achievement(EntryRecord):
    """A figure. `part_of` names the figure it is a part of; `incomplete` says that the parts listed are not all.

    A percentage says of which figure (`percent_of`) and which figure makes it up (`percent_part`): 98.1 % of 805 are 790.
    Figures of several organisations with the same `indicator` and unit are summed on the page of their parent.
    """

    value: Annotated[Figure, Amount(label="数值", help="连同“余、多、近、约”照原样写", example="5000余")]
    unit: Annotated[str, Line(label="单位", help="数的单位", example="人次", limit=6)]
    as_of: Annotated[
        PartialDate | None, When(label="截至", asked=True, help="这个数算到什么时候，年、年月都行", example="2018-06")
    ] = None
    scope: Annotated[str, Line(label="范围", help="数的是谁、哪段时间", example="近三年合计", limit=30)] = ""
    field: Annotated[Option, Choice(label="方面", help="属于哪个方面", example="服务", options=FIELDS)]
    part_of: Annotated[str, Ref(to="achievements", label="其中", help="是哪个总数的一部分，写总数的编号")] = ""
    incomplete: Annotated[bool, Yes(label="不完全列举", help="分项没有列全时写“是”")] = False
    percent_of: Annotated[
        str, Ref(to="achievements", label="占", help="百分数是占哪个总数的，写总数的编号", example="found")
    ] = ""
    percent_part: Annotated[
        str, Ref(to="achievements", label="数的是", help="百分数数的是哪个数，写它的编号", example="solved")
    ] = ""
    target: Annotated[Figure | None, Amount(label="目标", help="要达到的数，单位相同", example="100")] = None
    period_from: Annotated[
        PartialDate | None,
        When(label="起算", help="目标从什么时候算起；不写就从“截至”那年的1月1日算起", example="2018-01-01"),
    ] = None
    series: Annotated[
        tuple[Reading, ...],
        Items(label="历次", help="从前的数，先后都写上，画成一条线", example="- 时间: 2017（下面对齐再写“数值”）"),
    ] = ()
    indicator: Annotated[
        str, Line(label="指标", help="几个组织报同一个数时，写一样的名字，上级的页面会加总", example="党组织", limit=16)
    ] = ""
    rank: Annotated[int, Number(label="次序", help="数小的排前面；排第一的站在灯下", example="10", limit=999)] = 500

    def completed(self) -> Self:
        """Reckon a target from the beginning of the year."""
        if self.period_from or not (self.target and self.as_of):
            return self
        return self.model_copy(update={"period_from": PartialDate(self.as_of.year, 1, 1)})


achievements = Collection(
    name="achievements",
    label="成绩",
    tab="成绩",
    heading="办成的事，有数",
    lead="带“余”的数是不少于这个数，照原样写，不凑整。",
    model=Achievement,
    kind="工作成绩",
    order=lambda r: (r.rank, r.title),
    sample_id="health-check",
    sample={
        "title": "健康体检",
        "short": "健康体检",
        "date": "2018-06-20",
        "value": "5000余",
        "unit": "人次",
        "as_of": "2018-06",
        "scope": "近三年合计",
        "field": "服务",
        "summary": "三年里，给居民做了体检。",
        "line": "三年里，给居民做了体检",
        "body": "体检在社区里做，不用跑远路。",
        "rank": "10",
    },
)
