"""Resources (资源): what units can offer, and the services that use it."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Line, Refs, When
from generator.schema.record import EntryRecord
from generator.schema.values import Figure, Option, PartialDate

KINDS = {"people": "人手", "place": "场地", "money": "资金", "things": "物资", "skill": "技术", "service": "服务"}


class Resource(EntryRecord):
    """Something that a unit offers."""

    kind: Annotated[Option, Choice(label="类别", help="出的是什么", example="人手", options=KINDS)]
    provider: Annotated[str, Line(label="单位", help="哪个单位出的", example="社区卫生服务中心", limit=40)]
    what: Annotated[str, Line(label="能出什么", help="一句话", example="医生每周来一次", limit=40)]
    amount: Annotated[Figure | None, Amount(label="数量", help="有多少", example="2")] = None
    unit: Annotated[str, Line(label="数量单位", help="数量的单位", example="名", limit=6)] = ""
    signed: Annotated[PartialDate | None, When(label="签约", help="什么时候说定的", example="2018-03")] = None
    projects: Annotated[
        tuple[str, ...], Refs(to="projects", label="用在", help="哪项服务用了它，写编号", example=["home-doctor"])
    ] = ()


resources = Collection(
    name="resources",
    label="资源",
    heading="谁能出什么",
    lead="单位能出的人、地方和东西，用在哪项服务上。",
    model=Resource,
    kind="共建资源",
    order=lambda r: (r.provider, r.title),
    sample_id="doctors",
    sample={
        "title": "示例：医生到社区",
        "short": "医生到社区",
        "date": "2018-06-20",
        "kind": "人手",
        "provider": "社区卫生服务中心",
        "what": "医生每周来一次",
        "amount": "2",
        "unit": "名",
        "signed": "2018-03",
        "projects": ["home-doctor"],
        "body": "这里写什么时候来，带什么来。",
    },
)
