"""Rankings (榜单): who stands where, by points, by stars, or by both."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Items, Line, Lines, Number, When
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Figure, PartialDate


class Row(Record):
    """One place of a ranking; rows stand in the order of the ranking. `change` counts places gained since last time."""

    name: Annotated[str, Line(label="名称", help="谁", example="文北社区", limit=12)]
    score: Annotated[Figure | None, Amount(label="得分", help="只评星的可以不写", example="96.5")] = None
    change: Annotated[
        int | None,
        Number(label="升降", help="比上次升了几名，降了写负数，没动写0", example="1", least=-99, limit=99),
    ] = None
    stars: Annotated[
        tuple[str, ...], Lines(label="亮的星", help="评上了哪几颗星", example=["支部过硬星"], limit=12, most=10)
    ] = ()
    history: Annotated[
        tuple[str, ...], Lines(label="历次得分", help="从前到现在，一次一行", example=["95", "96"], limit=8, most=60)
    ] = ()


class Ranking(EntryRecord):
    """A ranking; `aspects` names the stars that a row may have."""

    as_of: Annotated[PartialDate, When(label="截至", help="评到什么时候，年、年月都行", example="2018-06")]
    aspects: Annotated[
        tuple[str, ...], Lines(label="评哪几颗星", help="星的名字，一行一个", example=["支部过硬星"], limit=12, most=10)
    ] = ()
    unit: Annotated[str, Line(label="单位", help="得分的单位", example="分", limit=6)] = "分"
    rows: Annotated[tuple[Row, ...], Items(label="名次", help="一名一条，从第一名写起", example="- 名称: 文北社区")]


rankings = Collection(
    name="rankings",
    label="榜单",
    heading="谁在前面",
    lead="名次、得分和评上的星，都写明评到哪一天。",
    model=Ranking,
    kind="评比榜单",
    sample_id="five-stars",
    sample={
        "title": "示例：五星支部",
        "short": "五星支部",
        "date": "2018-06-20",
        "as_of": "2018-06",
        "aspects": ["支部过硬星", "产业兴旺星", "生态宜居星", "平安法治星", "文明幸福星"],
        "unit": "分",
        "rows": [
            {
                "name": "示例甲社区",
                "score": "96.5",
                "change": "1",
                "stars": ["支部过硬星", "生态宜居星", "平安法治星", "文明幸福星"],
            },
            {"name": "示例乙社区", "score": "94", "change": "-1", "stars": ["支部过硬星", "平安法治星"]},
            {"name": "示例丙社区", "score": "91.5", "change": "0", "stars": ["文明幸福星"]},
        ],
        "body": "这是样子，名称和分数都不是真的。",
    },
)
