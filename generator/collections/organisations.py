"""Organisations (组织): the tree from the street to its communities, branches and grids."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Line, Number, Phone, When
from generator.schema.record import EntryRecord
from generator.schema.values import Figure, Option, PartialDate

KINDS = {
    "district": "区", "street": "街道", "town": "乡镇", "park": "园区", "community": "社区", "village": "村", "branch": "支部", "grid": "网格",
    "courtyard": "楼院", "centre": "服务中心", "member": "成员单位", "unit": "辖区单位", "society": "社会组织", "firm": "企业",
}  # fmt: skip


class Organisation(EntryRecord):
    """A node of the tree; `organisation` (所属组织) is its parent; the street itself has none."""

    kind: Annotated[Option, Choice(label="类型", help="在哪一级", example="社区", options=KINDS)]
    role: Annotated[str, Line(label="职责", help="管什么", example="组织社区党员，服务居民", limit=60)] = ""
    address: Annotated[str, Line(label="地址", help="办公地址", example="文化路", limit=60)] = ""
    phone: Annotated[str, Phone(label="电话", help="办公电话，带区号")] = ""
    hours: Annotated[str, Line(label="开门时间", help="什么时候有人", example="周一至周五", limit=40)] = ""
    head: Annotated[
        str, Line(label="负责人", personal=True, help="公开的姓名、化名或岗位", example="社区书记", limit=24)
    ] = ""
    units: Annotated[Figure | None, Amount(label="个数", unit="个", help="一条写的是几个组织时写", example="14")] = None
    members: Annotated[Figure | None, Amount(label="党员", unit="名", help="有多少名党员", example="近500")] = None
    demo: Annotated[str, Line(label="示范", help="是什么示范点，哪一批", example="主题示范楼院", limit=24)] = ""
    signed: Annotated[PartialDate | None, When(label="签约", help="成员单位什么时候签约", example="2018-03")] = None
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500


organisations = Collection(
    name="organisations",
    label="组织",
    heading="组织就在身边",
    lead="从街道到社区、支部和网格，一级一级找得到。",
    model=Organisation,
    kind="机构职能",
    order=lambda r: (r.rank, r.title),
    in_feed=False,
    sample_id="wenbei",
    sample={
        "title": "文北社区",
        "short": "文北社区",
        "date": "2018-06-20",
        "kind": "社区",
        "organisation": "street",
        "role": "组织社区党员，服务居民",
        "body": "家庭医生每周来一次。",
    },
)
