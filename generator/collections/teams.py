"""Teams (队伍): volunteers and staff who go out, what they do, how often, how much they have done."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Line, Lines, Number, Phone, When
from generator.schema.record import EntryRecord
from generator.schema.values import Figure, PartialDate


class Team(EntryRecord):
    """A team, or several of a kind counted together (`teams`)."""

    kind: Annotated[str, Line(label="类别", help="做哪一类事", example="医疗服务", limit=12)]
    leader: Annotated[
        str, Line(label="队长", personal=True, help="公开的姓名、化名或岗位", example="社区书记", limit=24)
    ] = ""
    teams: Annotated[Figure | None, Amount(label="队数", unit="支", help="一类里有几支队", example="27")] = None
    people: Annotated[Figure | None, Amount(label="人数", unit="人", help="有多少人", example="400余")] = None
    members: Annotated[Figure | None, Amount(label="党员数", unit="名", help="其中有多少党员", example="120")] = None
    does: Annotated[tuple[str, ...], Lines(label="做什么", help="一行一件", example=["上门量血压"], limit=30)] = ()
    often: Annotated[str, Line(label="频次", help="多久一次", example="每周一次", limit=24)] = ""
    times: Annotated[Figure | None, Amount(label="场次", unit="场", help="一共办了多少场", example="21")] = None
    hours: Annotated[Figure | None, Amount(label="小时", help="一共服务多少小时", example="4600")] = None
    served: Annotated[Figure | None, Amount(label="受益人次", unit="人次", help="一共服务多少人次", example="526")] = (
        None
    )
    as_of: Annotated[PartialDate | None, When(label="截至", help="这些数算到什么时候", example="2018-06")] = None
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500


teams = Collection(
    name="teams",
    label="队伍",
    heading="出力的人",
    lead="有哪些队，做什么，多久来一次。",
    model=Team,
    kind="志愿服务",
    order=lambda r: (r.rank, r.title),
    sample_id="doctors-team",
    sample={
        "title": "示例：医疗服务队",
        "short": "医疗服务队",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "kind": "医疗服务",
        "leader": "社区卫生服务中心",
        "people": "12",
        "does": ["上门量血压", "教老人用药"],
        "often": "每周一次",
        "times": "21",
        "served": "526",
        "as_of": "2018-06",
        "line": "每周一次，上门量血压",
        "body": "这里写怎么请这支队来。",
    },
)
