"""Requests (心愿): needs, small wishes and orders of residents, who took them on, and how far they are."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Line, Refs, When
from generator.schema.record import EntryRecord
from generator.schema.values import Figure, Option, PartialDate

KINDS = {"need": "需求", "wish": "微心愿", "order": "点单"}
STATES = {"open": "等人认领", "taken": "已认领", "doing": "在办", "done": "已实现"}


class Request(EntryRecord):
    """Something residents ask for. `who` is a group or an alias, never a name; `projects` answer it."""

    kind: Annotated[Option, Choice(label="类别", help="需求、微心愿还是点单", example="微心愿", options=KINDS)]
    who: Annotated[
        str, Line(label="谁提的", personal=True, help="写人群或化名，不写真名", example="70岁以上的老人", limit=24)
    ]
    what: Annotated[str, Line(label="要什么", help="一句话", example="看病问诊近一点", limit=40)]
    group: Annotated[str, Line(label="方面", help="哪一类事", example="健康", limit=12)] = ""
    people: Annotated[Figure | None, Amount(label="人数", unit="人", help="有多少人要", example="235")] = None
    station: Annotated[str, Line(label="站点", help="在哪个站点登记", example="文北社区", limit=30)] = ""
    state: Annotated[Option, Choice(label="状态", help="办到哪一步", example="等人认领", options=STATES)]
    taker: Annotated[str, Line(label="谁来办", help="认领的单位或队伍", example="社区卫生服务中心", limit=40)] = ""
    raised: Annotated[PartialDate | None, When(label="提出", help="什么时候提的", example="2018-03")] = None
    done: Annotated[PartialDate | None, When(label="实现", help="什么时候办成的", example="2018-06")] = None
    projects: Annotated[
        tuple[str, ...], Refs(to="projects", label="对应服务", help="哪项服务回应它，写编号", example=["home-doctor"])
    ] = ()


requests = Collection(
    name="requests",
    label="心愿",
    heading="大家的心愿单",
    lead="谁要什么，谁来办，办到哪一步。等人认领的排在前面。",
    model=Request,
    kind="居民需求",
    order=lambda r: (list(STATES).index(r.state.key), -r.date.first.toordinal(), r.title),
    sample_id="nearby-doctor",
    sample={
        "title": "示例：看病近一点",
        "short": "看病近一点",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "kind": "需求",
        "who": "70岁以上的老人",
        "what": "量血压、问用药，不用跑远路",
        "group": "健康",
        "state": "在办",
        "taker": "社区卫生服务中心",
        "raised": "2018-03",
        "projects": ["home-doctor"],
        "line": "看病近一点，正在办",
        "body": "这里写打算怎么办，办到哪一步。",
    },
)
