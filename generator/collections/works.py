"""Works (工程): construction, renewal and resettlement, stage by stage."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Items, Line, Number, When
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Figure, Option, PartialDate

KINDS = {
    "housing": "安置房", "people": "民生工程", "project": "重点项目", "renewal": "片区改造", "removal": "征迁",
    "investment": "招商", "safety": "整治",
}  # fmt: skip
STATES = {"done": "已完成", "doing": "正在办", "todo": "没有开始"}
_DONE = Option("done", STATES["done"])


class Stage(Record):
    """A stage or a certificate: done, under way, or to come. `when`: the day it was done, or is due."""

    name: Annotated[str, Line(label="名称", help="哪一步、哪个证", example="主体封顶", limit=12)]
    state: Annotated[Option, Choice(label="状态", help="办到哪一步", example="已完成", options=STATES)] = _DONE
    when: Annotated[PartialDate | None, When(label="时间", help="什么时候办完，或哪天该办完", example="2018-09")] = None
    text: Annotated[str, Line(label="说明", help="一句话说明", example="12栋都封了顶", limit=40)] = ""


class Work(EntryRecord):
    """A site or a project of building. Sums of money and areas are text, kept as announced (`1.3亿元`, `8.8万平方米`)."""

    kind: Annotated[Option, Choice(label="类别", help="哪一种工程", example="安置房", options=KINDS)]
    where: Annotated[str, Line(label="地点", help="在哪里", example="文化路西", limit=30)] = ""
    owner: Annotated[str, Line(label="责任单位", help="谁负责，写单位", example="街道办事处", limit=40)] = ""
    builder: Annotated[str, Line(label="承建", help="谁来建、谁来做", example="示例建设公司", limit=40)] = ""
    money: Annotated[str, Line(label="投资", help="多少钱，照原样写", example="1.3亿元", limit=20)] = ""
    area: Annotated[str, Line(label="面积", help="多大，照原样写，带单位", example="8.8万平方米", limit=20)] = ""
    buildings: Annotated[Figure | None, Amount(label="栋数", unit="栋", help="几栋楼", example="12")] = None
    sets: Annotated[Figure | None, Amount(label="套数", unit="套", help="多少套房", example="408")] = None
    households: Annotated[Figure | None, Amount(label="户数", unit="户", help="多少户人家", example="263")] = None
    percent: Annotated[Figure | None, Amount(label="进度", unit="%", help="百分之几，只写数", example="98.8")] = None
    as_of: Annotated[PartialDate | None, When(label="截至", help="进度算到什么时候", example="2018-06")] = None
    due: Annotated[PartialDate | None, When(label="完工", help="什么时候完工，或打算哪天完工", example="2019-06")] = (
        None
    )
    stages: Annotated[
        tuple[Stage, ...],
        Items(label="阶段", help="一步一行，按先后写", example="- 名称: 主体封顶", bare="name", most=12),
    ] = ()
    certificates: Annotated[
        tuple[Stage, ...],
        Items(label="证件", help="一证一行，办没办下来", example="- 名称: 规划许可证", bare="name", most=8),
    ] = ()
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500

    @property
    def present(self) -> Stage | None:
        """The stage it is in: the first under way, else the last one done, else the first; None without stages."""
        doing = [s for s in self.stages if s.state.key == "doing"]
        done = [s for s in self.stages if s.state.key == "done"]
        return next(iter((*doing, *reversed(done), *self.stages)), None)


works = Collection(
    name="works",
    label="工程",
    heading="盖到哪一步了",
    lead="哪一步办完了，哪一步正在办，打算哪天完工。",
    model=Work,
    kind="工程进度",
    order=lambda r: (r.rank, r.title),
    sample_id="new-homes",
    sample={
        "title": "示例：安置房一期",
        "short": "安置房一期",
        "date": "2018-06-20",
        "kind": "安置房",
        "where": "文化路西",
        "buildings": "12",
        "sets": "408",
        "as_of": "2018-06",
        "due": "2019-06",
        "stages": [
            {"name": "开工", "state": "已完成", "when": "2017-03"},
            {"name": "主体封顶", "state": "正在办", "text": "8栋封了顶"},
            {"name": "交房", "state": "没有开始", "when": "2019-06"},
        ],
        "certificates": [{"name": "规划许可证", "state": "已完成"}, {"name": "施工许可证", "state": "正在办"}],
        "line": "12栋楼，8栋封了顶",
        "body": "这是样子，数字都不是真的。",
    },
)
