"""Service projects (服务): what residents can use, for whom, when, where and whom to call."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Choice, Line, Lines, Number, Phone, Ref, Refs
from generator.schema.record import EntryRecord
from generator.schema.values import Option

FOR = {
    "elders": "老人", "children": "孩子", "workers": "环卫工人", "residents": "居民",
    "founders": "创业者", "members": "党员", "firms": "企业",
}  # fmt: skip
STATES = {"open": "等人认领", "claimed": "已认领", "running": "在办", "done": "已办结"}


class Project(EntryRecord):
    """A service project. Empty fields are left out of the page; nothing is invented."""

    group: Annotated[Option, Choice(label="人群", help="主要给谁", example="老人", options=FOR)]
    for_whom: Annotated[str, Line(label="给谁", help="写具体", example="70岁以上的老人", limit=24)]
    what: Annotated[str, Line(label="做什么", help="一句话", example="建健康档案，做基础医疗", limit=40)]
    when: Annotated[str, Line(label="时间", help="什么时候有", example="每周一次", limit=30)] = ""
    where: Annotated[str, Line(label="地点", help="在哪里", example="文北社区", limit=30)] = ""
    provider: Annotated[str, Line(label="谁来做", help="谁提供", example="社区卫生服务中心", limit=40)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""
    needs: Annotated[tuple[str, ...], Lines(label="对应需求", help="回应居民的什么需求", example=["就近看病"])] = ()
    resources: Annotated[tuple[str, ...], Lines(label="用到资源", help="谁出了什么", example=["医务人员"])] = ()
    claimed_by: Annotated[
        tuple[str, ...], Lines(label="认领单位", help="哪个单位认领了", example=["河南省中医院"])
    ] = ()
    state: Annotated[Option, Choice(label="状态", help="办到哪一步", example="在办", options=STATES)] = Option(
        "running", STATES["running"]
    )
    figures: Annotated[
        tuple[str, ...],
        Refs(to="achievements", label="数字", help="做成了多少，写成绩的编号", example=["health-check"]),
    ] = ()
    brand: Annotated[str, Ref(to="brands", label="品牌", help="属于哪个品牌，写编号", example="jiankangjia")] = ""
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500


projects = Collection(
    name="projects",
    label="服务",
    tab="服务",
    heading="有事，找得到人",
    lead="先看是给谁的，再看时间和地点。",
    model=Project,
    kind="服务项目",
    order=lambda r: (r.rank, r.title),
    sample_id="home-doctor",
    sample={
        "title": "家庭医生",
        "short": "家庭医生",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "group": "老人",
        "for_whom": "70岁以上的老人",
        "what": "建健康档案，做基础医疗",
        "when": "每周一次",
        "where": "文北社区",
        "provider": "社区卫生服务中心",
        "figures": ["health-check"],
        "brand": "jiankangjia",
        "state": "在办",
        "body": "量血压、听诊、问用药。",
    },
)
