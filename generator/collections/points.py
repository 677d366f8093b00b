"""Points (积分): by which rules points and stars are given, and what they are good for."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Choice, Items, Line, Refs, When
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Option, PartialDate

PARTS = {
    "base": "基础分", "bonus": "加分", "minus": "扣分", "veto": "一票否决", "star": "评星", "reward": "激励",
}  # fmt: skip


class PointRule(Record):
    """One rule: what is done, and how much it counts."""

    part: Annotated[Option, Choice(label="类别", help="属于哪一部分", example="加分", options=PARTS)]
    name: Annotated[str, Line(label="名称", help="做了什么", example="参加志愿服务", limit=30)]
    points: Annotated[str, Line(label="分值", help="多少分、几颗星", example="每次2分", limit=16)] = ""
    text: Annotated[str, Line(label="说明", help="怎么算，怎么换", example="每次不少于1小时", limit=60)] = ""


class PointScheme(EntryRecord):
    """A scheme of points or stars. The standings are entries of `rankings`; whoever loses points is never listed."""

    for_whom: Annotated[str, Line(label="给谁评", help="评的是谁", example="在册党员", limit=24)]
    period: Annotated[str, Line(label="多久一评", help="按月、按季还是按年", example="每季度一评", limit=24)] = ""
    since: Annotated[PartialDate | None, When(label="起始", help="从什么时候开始", example="2017")] = None
    rows: Annotated[
        tuple[PointRule, ...], Items(label="规则", help="一条一行", example="- 类别: 加分（下面对齐再写“名称”）")
    ] = ()
    rankings: Annotated[
        tuple[str, ...], Refs(to="rankings", label="榜单", help="评出来的榜单，写编号", example=["five-stars"])
    ] = ()


points = Collection(
    name="points",
    label="积分",
    heading="做了多少，记得清",
    lead="怎么记分，怎么评星，能换什么。",
    model=PointScheme,
    kind="积分办法",
    sample_id="ledger",
    sample={
        "title": "示例：志愿积分",
        "short": "志愿积分",
        "date": "2018-06-20",
        "for_whom": "志愿者",
        "period": "每季度一评",
        "line": "做一次好事，记一次分",
        "rows": [
            {"part": "基础分", "name": "按时参加活动", "points": "每次1分"},
            {"part": "加分", "name": "上门帮老人", "points": "每次2分", "text": "每次不少于1小时"},
            {"part": "激励", "name": "满20分换一次理发", "points": "20分"},
        ],
        "rankings": ["five-stars"],
        "body": "这是样子，分值都不是真的。",
    },
)
