"""Ledgers (台账): lists of tasks, or of what was found and done, with progress by aspect."""

from datetime import date
from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Day, Items, Line, When
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Figure, Option, PartialDate

STATES = {"todo": "未开始", "doing": "在办", "done": "已完成"}
FLAGS = {"red": "红旗", "black": "黑旗"}


class LedgerRow(Record):
    """A line of a ledger: one task with its state, or several counted together (`count`, of which `done`).

    A flag comes off by itself: with the task's completion, or after `flag_until`. Flags are for units and tasks only.
    """

    name: Annotated[str, Line(label="名称", help="任务或类别", example="补齐楼道灯", limit=40)]
    aspect: Annotated[str, Line(label="方面", help="属于哪个方面", example="服务居民", limit=16)] = ""
    count: Annotated[Figure | None, Amount(label="总数", help="一共多少；一行就是一件的不写", example="805")] = None
    done: Annotated[Figure | None, Amount(label="办结数", help="办成了多少", example="790")] = None
    unit: Annotated[str, Line(label="单位", help="数的单位", example="处", limit=6)] = ""
    owner: Annotated[str, Line(label="责任单位", help="谁来办，写单位或岗位", example="文北社区", limit=30)] = ""
    due: Annotated[PartialDate | None, When(label="时限", help="什么时候办完", example="2018-09")] = None
    state: Annotated[Option | None, Choice(label="状态", help="办到哪一步", example="在办", options=STATES)] = None
    result: Annotated[str, Line(label="结果", help="办成什么样", example="换了12盏灯", limit=60)] = ""
    flag: Annotated[
        Option | None,
        Choice(label="旗", help="周评上榜的旗；黑旗只在网页上，办结自动摘下", example="红旗", options=FLAGS),
    ] = None
    flag_until: Annotated[PartialDate | None, Day(label="下榜日期", help="到这天摘旗", example="2018-07-06")] = None

    @property
    def finished(self) -> bool:
        """Tell whether nothing is left to do: by its state, else by its numbers."""
        if self.state:
            return self.state.key == "done"
        return bool(self.count and self.done and self.done.number >= self.count.number)

    def flies(self, flag: str, day: date) -> bool:
        """Tell whether it has this flag on a day; a black one comes off with the task's completion."""
        off = self.flag_until and self.flag_until.last < day
        return self.flag is not None and self.flag.key == flag and not (off or (flag == "black" and self.finished))


class Ledger(EntryRecord):
    """A ledger as of a day. `total` is what the rows add up to where every row counts (check `ledger-total`)."""

    as_of: Annotated[PartialDate, When(label="截至", help="记到什么时候，年、年月都行", example="2018-06")]
    total: Annotated[Figure | None, Amount(label="总数", help="一共多少项，与各行对得上", example="32")] = None
    unit: Annotated[str, Line(label="单位", help="总数的单位", example="项", limit=6)] = "项"
    count_word: Annotated[str, Line(label="总数叫", help="总数那一栏的名字", example="发现", limit=6)] = "总数"
    done_word: Annotated[str, Line(label="办结叫", help="办结那一栏的名字", example="已解决", limit=6)] = "已完成"
    rows: Annotated[
        tuple[LedgerRow, ...], Items(label="条目", help="一行一件", example="- 名称: 补齐楼道灯", most=200)
    ] = ()


ledgers = Collection(
    name="ledgers",
    label="台账",
    heading="一件一件记着",
    lead="有多少件，办到哪一步，谁来办，都写着日子。",
    model=Ledger,
    kind="工作台账",
    sample_id="grid-checks",
    sample={
        "title": "示例：网格排查",
        "short": "网格排查",
        "date": "2018-06-20",
        "as_of": "2018-06",
        "total": "28",
        "unit": "处",
        "count_word": "发现",
        "done_word": "已解决",
        "rows": [
            {"name": "楼道灯不亮", "aspect": "公共设施", "count": "12", "done": "12", "unit": "处"},
            {"name": "下水不畅", "aspect": "公共设施", "count": "6", "done": "5", "unit": "处"},
            {"name": "杂物堵通道", "aspect": "消防安全", "count": "10", "done": "8", "unit": "处"},
        ],
        "body": "这是样子，数字都不是真的。",
    },
)
