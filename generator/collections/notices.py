"""Notices (通知): what residents should know now; urgent ones take over the screens."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Day, Line, Phone, Yes
from generator.schema.record import EntryRecord
from generator.schema.values import PartialDate


class Notice(EntryRecord):
    """A notice, shown from `from_` (default: its date) to `until`. An urgent one must have an end."""

    from_: Annotated[PartialDate | None, Day(label="生效日期", help="从哪天起；不写就是发布日期")] = None
    urgent: Annotated[bool, Yes(label="紧急", help="暴雨、停水这类事写“是”，必须同时写有效期至")] = False
    when: Annotated[str, Line(label="时间", help="什么时候", example="每周一次", limit=30)] = ""
    where: Annotated[str, Line(label="地点", help="在哪里", example="文北社区", limit=30)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""


notices = Collection(
    name="notices",
    label="通知",
    heading="要知道的事",
    lead="新的在前，过期的在“往期”里。",
    model=Notice,
    kind="通知公告",
    sample_id="doctor-weekly",
    sample={
        "title": "家庭医生每周到社区",
        "short": "医生到社区",
        "date": "2018-06-20",
        "when": "每周一次",
        "where": "文北社区",
        "summary": "量血压、建档案，不用挂号。",
        "line": "家庭医生每周到社区",
        "body": "到社区服务站说一声，就能建档。",
    },
)
