"""Cases (变化): one place or matter, before and after."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Group, Line, Lines, When
from generator.schema.record import EntryRecord, Photo
from generator.schema.values import PartialDate

EXAMPLE = "（下一行缩进两格）文件: media/从前.jpg"


class Case(EntryRecord):
    """Before and after, in words (`before_text`, `after_text`), in pictures (`before`, `after`) or in both.

    Or how a problem was solved: `problem`, `steps`, `result`.
    """

    before_text: Annotated[str, Line(label="从前", help="从前什么样", example="下雨积水", limit=18)] = ""
    after_text: Annotated[str, Line(label="现在", help="现在什么样", example="排水通畅", limit=18)] = ""
    before: Annotated[Photo | None, Group(label="从前的照片", help="从前的一张照片", example=EXAMPLE)] = None
    after: Annotated[
        Photo | None, Group(label="现在的照片", help="现在的一张照片，最好在同一个地方拍", example=EXAMPLE)
    ] = None
    where: Annotated[str, Line(label="地点", help="在哪里", example="文北社区", limit=30)] = ""
    problem: Annotated[str, Line(label="问题", help="居民遇到什么难处", example="车棚里充不上电", limit=60)] = ""
    raised: Annotated[PartialDate | None, When(label="提出", help="什么时候提的", example="2018-03")] = None
    steps: Annotated[
        tuple[str, ...], Lines(label="办法", help="一步一行", example=["约物业一起看现场"], limit=60, most=12)
    ] = ()
    partners: Annotated[
        tuple[str, ...], Lines(label="一起办的", help="哪些单位一起办", example=["物业公司"], limit=30, most=20)
    ] = ()
    result: Annotated[str, Line(label="结果", help="办成什么样", example="装了5个充电桩", limit=60)] = ""


cases = Collection(
    name="cases",
    label="变化",
    heading="从前和现在",
    lead="同一个地方，先后两个样子。",
    model=Case,
    kind="工作成效",
    sample_id="yard",
    sample={
        "title": "示例：院子的路面",
        "short": "院子的路面",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "before_text": "下雨积水",
        "after_text": "排水通畅",
        "where": "文北社区",
        "summary": "从前怎样，现在怎样，各写一句。",
        "body": "这里写哪天动工，哪天完工。",
    },
)
