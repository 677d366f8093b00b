"""Ledgers (台账): lists of tasks, or of what was found and done, with progress by aspect."""

from decimal import Decimal
from typing import Annotated, NamedTuple

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Day, Items, Line, When
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Figure, Option, PartialDate

STATES = {"todo": "未开始", "doing": "在办", "done": "已完成"}
FLAGS = {"red": "红旗", "black": "黑旗"}
BARS = 12  # the most on a screen


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
    flag_until: Annotated[PartialDate | None, Day(label="下榜日期", help="到这一天旗就摘下", example="2018-07-06")] = (
        None
    )

    def flies(self, flag: str, day: PartialDate) -> bool:
        """Tell whether it has this flag as of a day; a black one comes off with the task's completion."""
        off = self.flag_until and self.flag_until.last < day.last
        done = flag == "black" and self.state and self.state.key == "done"
        return self.flag is not None and self.flag.key == flag and not (off or done)


class Bar(NamedTuple):
    """Rows that a screen draws as one bar: an aspect's, a row alone, one under a `red` flag. They have one unit."""

    name: str
    unit: str
    rows: tuple[LedgerRow, ...]
    red: bool = False


class Ledger(EntryRecord):
    """A ledger as of a day. `total` is declared where the rows are not all of it (`incomplete`)."""

    as_of: Annotated[PartialDate, When(label="截至", help="记到什么时候，年、年月都行", example="2018-06")]
    total: Annotated[Figure | None, Amount(label="总数", help="一共多少项，与各行对得上", example="32")] = None
    unit: Annotated[str, Line(label="单位", help="总数的单位", example="项", limit=6)] = "项"
    count_word: Annotated[str, Line(label="总数叫", help="总数那一栏的名字", example="发现", limit=6)] = "总数"
    done_word: Annotated[str, Line(label="办结叫", help="办结那一栏的名字", example="已解决", limit=6)] = "已完成"
    rows: Annotated[
        tuple[LedgerRow, ...], Items(label="条目", help="一行一件", example="- 名称: 补齐楼道灯", most=200)
    ] = ()

    @property
    def shares(self) -> tuple[tuple[str, Decimal, Decimal], ...]:
        """(aspect, all, done) in the order of the rows; of rows without an aspect each is its own. Lower bounds add up."""
        found: dict[str, list[Decimal]] = {}
        for row in self.rows:
            if row.count or row.state:
                sums = found.setdefault(row.aspect or row.name, [Decimal(0), Decimal(0)])
                sums[0] += row.count.number if row.count else 1
                finished = row.done.number if row.done else Decimal(0)
                sums[1] += finished if row.count else int(row.state is not None and row.state.key == "done")
        return tuple((name, sums[0], sums[1]) for name, sums in found.items())

    @property
    def bars(self) -> tuple[Bar, ...]:
        """For screens: rows under a red flag, then aspects and rows without one; too many are one bar for each unit.

        A row under a black flag only counts in its aspect: those behind are not named in public.
        """
        red = [Bar(r.name, r.unit or self.unit, (r,), red=True) for r in self.rows if r.flies("red", self.as_of)]
        known = [r for r in self.rows if r.count or r.state]
        named = [(r.aspect or r.name, r) for r in known if r.aspect or not any(r.flies(f, self.as_of) for f in FLAGS)]
        few = self._grouped(named)
        bars = few if len(few) <= BARS else self._grouped([("合计", r) for r in known])
        return (*red[:BARS], *bars[:BARS])

    def _grouped(self, named: list[tuple[str, LedgerRow]]) -> list[Bar]:
        groups: dict[tuple[str, str], list[LedgerRow]] = {}
        for name, row in named:
            groups.setdefault((name, row.unit or self.unit), []).append(row)
        return [Bar(name, unit, tuple(rows)) for (name, unit), rows in groups.items()]


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
