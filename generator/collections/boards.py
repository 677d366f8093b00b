"""Boards (牌子): plates, notice boards and screens of a building, printable as they hang."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Choice, Items, Line, Number, Phone
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Option

KINDS = {
    "structure": "自治架构牌", "tips": "温馨提示牌", "duty": "值班制度牌", "service": "便民服务牌", "pact": "居民公约牌",
    "wall": "宣传栏", "screen": "显示屏", "box": "意见箱",
}  # fmt: skip


class BoardLine(Record):
    """A line of a board: a heading with its text; for a service also where, when and on which phone."""

    name: Annotated[str, Line(label="名称", help="这一行说的是什么", example="水电维修", limit=24)]
    text: Annotated[str, Line(label="内容", help="写什么", example="报修后当天上门", limit=80)] = ""
    where: Annotated[str, Line(label="地点", help="在哪里", example="小区北门", limit=30)] = ""
    hours: Annotated[str, Line(label="时间", help="什么时候", example="8:00-20:00", limit=30)] = ""
    phone: Annotated[str, Phone(label="电话", help="公开的服务电话，带区号")] = ""


class Board(EntryRecord):
    """One board. Its page prints as one sheet."""

    kind: Annotated[Option, Choice(label="类别", help="是哪一块牌子", example="便民服务牌", options=KINDS)]
    where: Annotated[str, Line(label="挂在", help="挂在哪里", example="单元门口", limit=30)] = ""
    rows: Annotated[
        tuple[BoardLine, ...], Items(label="内容", help="一行一条", example="- 名称: 水电维修", bare="name")
    ] = ()
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500


boards = Collection(
    name="boards",
    label="牌子",
    heading="楼门口的牌子",
    lead="门口挂着的，这里也看得到；要贴出去，直接打印。",
    model=Board,
    kind="公示牌",
    order=lambda r: (r.rank, r.title),
    in_feed=False,
    sample_id="quarter-hour",
    sample={
        "title": "示例：一刻钟便民服务",
        "short": "便民服务",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "kind": "便民服务牌",
        "where": "单元门口",
        "rows": [
            {"name": "水电维修", "text": "报修后当天上门", "hours": "8:00-20:00"},
            {"name": "社区诊所", "text": "量血压、拿常用药", "where": "小区北门"},
            {"name": "便民超市", "text": "米面油送上楼"},
        ],
        "body": "电话有变化，先改这里再打印。",
    },
)
