"""Honours (荣誉): what was awarded, by whom, at which level, to whom."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Line, Lines, When, Yes
from generator.schema.record import EntryRecord
from generator.schema.values import Figure, Option, PartialDate

LEVELS = {
    "national": "国家级", "province": "省级", "city": "市级", "district": "区级", "street": "街道级", "community": "社区级",
}  # fmt: skip
KINDS = {"unit": "单位荣誉", "brand": "品牌荣誉", "people": "人员表彰"}


class Honour(EntryRecord):
    """An honour. Names (`recipients`), their number (`count`) or both may be given; if both, they agree or are `incomplete`."""

    level: Annotated[Option, Choice(label="级别", help="哪一级授予的", example="街道级", options=LEVELS)]
    kind: Annotated[Option, Choice(label="类别", help="授给单位、品牌还是人", example="品牌荣誉", options=KINDS)]
    given_by: Annotated[str, Line(label="授予单位", asked=True, help="谁授予的", example="东风路街道", limit=40)] = ""
    number: Annotated[str, Line(label="文号", help="有文件的写文号", example="东街办〔2018〕1号", limit=40)] = ""
    awarded: Annotated[PartialDate, When(label="授予时间", help="年、年月或年月日", example="2017")]
    standing: Annotated[str, Line(label="名次", help="考核、评比的名次，照原样写", example="5次第一", limit=20)] = ""
    period: Annotated[str, Line(label="时段", help="哪个时候的考核", example="2016年度", limit=24)] = ""
    recipients: Annotated[
        tuple[str, ...],
        Lines(label="获得者", personal=True, help="单位或人的名字，一行一个", example=["文北社区"], limit=50),
    ] = ()
    count: Annotated[Figure | None, Amount(label="人数", help="只公布人数，或名单没有列全时写", example="38")] = None
    incomplete: Annotated[bool, Yes(label="不完全列举", help="名单没有列全时写“是”")] = False
    unit: Annotated[str, Line(label="单位", help="人数的单位", example="名", limit=6)] = "名"


honours = Collection(
    name="honours",
    label="荣誉",
    tab="荣誉",
    heading="该记住的荣誉",
    lead="谁得的、谁给的、哪一年，都写清楚。",
    model=Honour,
    kind="荣誉表彰",
    order=lambda r: (-r.awarded.first.toordinal(), r.title),
    sample_id="popular-brand",
    sample={
        "title": "群众喜欢的服务品牌",
        "short": "喜欢的品牌",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "level": "街道级",
        "kind": "品牌荣誉",
        "given_by": "示例街道",
        "awarded": "2017",
        "recipients": ["健康家"],
        "body": "由居民投票选出。",
    },
)
