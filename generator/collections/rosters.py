"""Rosters (名单): who answers for what, who is on duty when, and the office phone."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Choice, Day, Items, Line, Phone, Ref, TimeSpan
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Option, PartialDate

KINDS = {
    "duty": "值班接待", "charge": "责任分工", "grid": "网格楼院", "team": "班子部门", "staff": "专职人员",
}  # fmt: skip


class Duty(Record):
    """One post: a person by name or alias where that is public, else the post alone; the phone is the office's."""

    name: Annotated[
        str, Line(label="姓名", personal=True, help="公开的姓名或化名；不便公开就不写", example="老许", limit=50)
    ] = ""
    post: Annotated[str, Line(label="岗位", help="什么岗位", example="楼院长", limit=24)]
    unit: Annotated[str, Line(label="单位", help="哪个单位或楼院", example="文北社区", limit=30)] = ""
    topic: Annotated[str, Line(label="管什么", help="负责什么事", example="楼道卫生、邻里矛盾", limit=40)] = ""
    people: Annotated[str, Line(label="人数", help="同岗的有几人，照原样写", example="16名", limit=12)] = ""
    when: Annotated[PartialDate | None, Day(label="日期", help="哪一天值班", example="2035-07-15")] = None
    time: Annotated[str, TimeSpan(label="时间", help="几点到几点", example="9:00-11:00")] = ""
    period: Annotated[str, Line(label="时段", help="不是哪一天的，写什么时候", example="每天晚上", limit=24)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""


class Roster(EntryRecord):
    """A list of posts and people. `event` is the recurring day on which they receive residents."""

    kind: Annotated[Option, Choice(label="类别", help="哪一种名单", example="值班接待", options=KINDS)]
    where: Annotated[str, Line(label="地点", help="在哪里", example="文北社区", limit=30)] = ""
    event: Annotated[str, Ref(to="events", label="活动", help="哪个接待日或值班日，写编号", example="open-day")] = ""
    rows: Annotated[
        tuple[Duty, ...], Items(label="人员", help="一人或一岗一行", example="- 岗位: 楼院长", bare="post", most=300)
    ] = ()


rosters = Collection(
    name="rosters",
    label="名单",
    heading="这件事找谁",
    lead="谁负责什么，哪天值班，打哪个办公电话。",
    model=Roster,
    kind="责任公示",
    sample_id="reception",
    sample={
        "title": "示例：接待日值班",
        "short": "接待日值班",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "kind": "值班接待",
        "where": "文北社区",
        "event": "open-day",
        "rows": [
            {"post": "居民代表", "unit": "文北社区", "topic": "听居民说事", "when": "2035-07-01", "time": "9:00-11:00"},
            {"post": "楼院长", "unit": "文北社区", "topic": "楼道和邻里的事", "period": "每天晚上"},
        ],
        "body": "这里写来访怎么登记，多久答复。",
    },
)
