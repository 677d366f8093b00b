"""Milestones (大事): what happened when, and what is planned."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Choice, When
from generator.schema.record import EntryRecord
from generator.schema.values import Option, PartialDate

SCOPES = {"national": "全国率先", "province": "全省率先", "city": "全市率先", "district": "全区率先"}
STATES = {"done": "已完成", "planned": "即将启动"}


class Milestone(EntryRecord):
    """An event on the time axis. `when` may be a year, a month or a day."""

    when: Annotated[PartialDate, When(label="时间", help="年、年月或年月日", example="2015")]
    scope: Annotated[
        Option | None, Choice(label="率先", help="在多大范围里第一个做", example="全市率先", options=SCOPES)
    ] = None
    state: Annotated[Option, Choice(label="状态", help="办成了没有", example="已完成", options=STATES)] = Option(
        "done", STATES["done"]
    )


milestones = Collection(
    name="milestones",
    label="大事",
    tab="大事",
    heading="一路走来",
    lead="一盏灯一件事。虚线的灯还没有亮。",
    model=Milestone,
    kind="大事记",
    order=lambda r: (r.when, r.title),
    sample_id="service-centre",
    sample={
        "title": "建起党群服务中心",
        "short": "服务中心",
        "date": "2018-06-20",
        "when": "2015",
        "scope": "全市率先",
        "state": "已完成",
        "summary": "居民办事，进一个门。",
        "body": "党建和便民服务在同一个门里办。",
    },
)
