"""Methods (做法): formulas with a number in their name (三四五, 六个一, 1+3), and what they are made of."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Choice, Items, Line, Lines, Number
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Option

SHAPES = {"list": "并列", "steps": "步骤", "levels": "层级", "core": "一个核心", "change": "转变", "standard": "标准"}


class Point(Record):
    """One of the things a method counts. It may hold `count` things of its own, or lead from `before` to `after`."""

    name: Annotated[str, Line(label="名称", help="这一条叫什么", example="需求清单", limit=30)]
    text: Annotated[str, Line(label="说明", help="一句话说明", example="居民要什么，逐条记下", limit=60)] = ""
    count: Annotated[int, Number(label="条数", help="这一条里应当有几项", example="3", limit=99)] = 0
    parts: Annotated[
        tuple[str, ...], Lines(label="包括", help="这一条里有哪几项，一行一项", example=["入户问"], limit=40, most=30)
    ] = ()
    before: Annotated[str, Line(label="从", help="从前怎么做", example="等着群众来", limit=20)] = ""
    after: Annotated[str, Line(label="到", help="现在怎么做", example="上门去找", limit=20)] = ""


class Method(EntryRecord):
    """A formula. `count` is the number that its name declares: as many `rows` are expected; none means: not known yet."""

    shape: Annotated[Option, Choice(label="样式", help="各条之间是什么关系", example="并列", options=SHAPES)] = Option(
        "list", SHAPES["list"]
    )
    count: Annotated[int, Number(label="条数", help="名字里的数：“三张清单”写3", example="3", limit=99)] = 0
    core: Annotated[str, Line(label="核心", help="“1+3”里的那个1", example="党群服务中心", limit=30)] = ""
    rows: Annotated[
        tuple[Point, ...],
        Items(
            label="条目", help="一条一条写；不知道的先不写，页面上会标“待补”", example="- 名称: 需求清单", bare="name"
        ),
    ] = ()
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500

    @property
    def missing(self) -> int:
        """How many of the declared things are not written down, in the method and in those rows that list any."""
        return max(0, self.count - len(self.rows)) + sum(max(0, r.count - len(r.parts)) for r in self.rows if r.parts)


methods = Collection(
    name="methods",
    label="做法",
    heading="几句话说清怎么做",
    lead="名字里有几，下面就列几条；还没有列全的，写明待补。",
    model=Method,
    kind="工作方法",
    order=lambda r: (r.rank, r.title),
    sample_id="three-lists",
    sample={
        "title": "示例：三张清单",
        "short": "三张清单",
        "date": "2018-06-20",
        "shape": "步骤",
        "count": "3",
        "summary": "先问需求，再找资源，最后对成项目。",
        "line": "需求、资源、项目，一张对一张",
        "rows": [
            {"name": "需求清单", "text": "居民要什么，逐条记下", "count": "2", "parts": ["上门问", "会上提"]},
            {"name": "资源清单", "text": "单位能出什么，写清楚"},
            {"name": "项目清单", "text": "一条需求对一份资源"},
        ],
        "body": "这里写哪一年开始，谁来落实。",
    },
)
