"""Venues (阵地): places that residents can go to, floor by floor: when they are open and what one can do there."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Items, Line, Lines, Number, Phone, When
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Figure, Option, PartialDate

KINDS = {
    "centre": "服务中心", "party": "党群阵地", "canteen": "助老食堂", "care": "养老照料", "clinic": "医疗点",
    "club": "活动室", "station": "服务站点", "demo": "示范点", "culture": "文化场所", "online": "线上平台",
}  # fmt: skip


class Room(Record):
    """A room, a counter or a function of a venue."""

    floor: Annotated[str, Line(label="楼层", help="在几楼", example="一楼", limit=8)] = ""
    name: Annotated[str, Line(label="名称", help="叫什么", example="办事大厅", limit=24)]
    text: Annotated[str, Line(label="做什么", help="能办什么、能玩什么", example="居住证明、老年优待证", limit=40)] = ""
    hours: Annotated[str, Line(label="时间", help="什么时候开", example="9:00-17:00", limit=30)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""


class Venue(EntryRecord):
    """A place, or several of a kind counted together (`places`). `tier` is its step in a system of several."""

    kind: Annotated[Option, Choice(label="类别", help="是什么地方", example="服务中心", options=KINDS)]
    tier: Annotated[str, Line(label="层级", help="几级体系里的哪一级", example="社区级", limit=12)] = ""
    for_whom: Annotated[str, Line(label="给谁", help="主要给谁用", example="70岁以上的老人", limit=24)] = ""
    address: Annotated[str, Line(label="地址", help="在哪里", example="文化路", limit=60)] = ""
    hours: Annotated[str, Line(label="开门时间", help="什么时候开", example="周一至周五 9:00-17:00", limit=40)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""
    price: Annotated[str, Line(label="收费", help="多少钱，怎么优惠", example="午餐10元", limit=40)] = ""
    menu: Annotated[tuple[str, ...], Lines(label="菜单", help="一行一道", example=["烩面"], limit=20, most=30)] = ()
    places: Annotated[Figure | None, Amount(label="处数", unit="处", help="一共有几处", example="10")] = None
    beds: Annotated[Figure | None, Amount(label="床位", unit="张", help="有几张床", example="20")] = None
    area: Annotated[Figure | None, Amount(label="面积", unit="平方米", help="多少平方米，只写数", example="近4000")] = (
        None
    )
    cost: Annotated[str, Line(label="投入", help="花了多少钱，照原样写", example="300多万元", limit=20)] = ""
    built: Annotated[PartialDate | None, When(label="建成", help="什么时候建成、改造好", example="2018-06")] = None
    batch: Annotated[str, Line(label="批次", help="哪一批示范点", example="第一批", limit=16)] = ""
    standards: Annotated[
        tuple[str, ...], Lines(label="达到标准", help="一行一项", example=["门牌统一"], limit=24, most=30)
    ] = ()
    rows: Annotated[
        tuple[Room, ...],
        Items(
            label="里面有",
            help="一间、一处、一样功能一行，楼房从一楼写起",
            example="- 名称: 办事大厅",
            bare="name",
            most=100,
        ),
    ] = ()
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500


venues = Collection(
    name="venues",
    label="阵地",
    heading="去得了的地方",
    lead="在哪里，几点开门，进门能做什么。",
    model=Venue,
    kind="服务阵地",
    order=lambda r: (r.rank, r.title),
    in_feed=False,
    sample_id="centre",
    sample={
        "title": "示例：党群服务中心",
        "short": "服务中心",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "kind": "服务中心",
        "tier": "街道级",
        "hours": "周一至周五 9:00-17:00",
        "area": "1500",
        "rows": [
            {"floor": "一楼", "name": "办事大厅", "text": "办证明、问政策", "hours": "9:00-17:00"},
            {"floor": "一楼", "name": "健康小屋", "text": "量血压、问用药"},
            {"floor": "二楼", "name": "活动室", "text": "唱歌、下棋、看书"},
        ],
        "line": "办事、看书、量血压，都在这里",
        "body": "没有台阶，轮椅推得进来。",
    },
)
