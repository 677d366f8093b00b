"""The profile of a public screen: what it is, where it stands, what it plays and when."""

from typing import Annotated

from generator.schema.fields import Choice, Day, Id, Items, Line, Lines, Number, Yes
from generator.schema.record import Record
from generator.schema.values import Option, PartialDate
from generator.settings.hours import DAY, Days, Hours, Size

PLACES = {"indoor": "室内", "lobby": "大厅", "crossing": "路口", "strip": "门头屏"}
CHANGES = {"cut": "硬切", "fade": "渐变"}
ROADSIDE = "crossing"
OUTDOOR = frozenset({ROADSIDE, "strip"})
"""Places whose screens strangers pass: nothing private, nothing that moves by itself unless asked for."""
LAWFUL_HOURS = (7 * 60, 22 * 60)
"""A screen beside a carriageway plays from 7 to 22 only (screens.md, “Legibility”)."""


class Play(Record):
    """One line of a playlist: a collection, how often, how many. A bare text is the collection."""

    collection: Annotated[str, Line(label="栏目", help="播哪个栏目", example="成绩", limit=20)]
    weight: Annotated[int, Number(label="几遍", help="每一轮播几遍；不写就是一遍", example="2", least=1, limit=9)] = 1
    limit: Annotated[
        int, Number(label="几张", help="最多播几条；不写就照屏幕的“每栏几张”", example="4", least=1, limit=200)
    ] = 0


class Daypart(Record):
    """A time with a playlist of its own. With dates it takes the screen over; without, it comes again each day."""

    name: Annotated[str, Line(label="名称", help="给人看的名字", example="早上", limit=20)]
    hours: Annotated[
        tuple[int, int] | None, Hours(label="时间", help="几点到几点；不写就是全天", example="07:00-09:00")
    ] = None
    days: Annotated[str, Days(label="星期", help="哪几天；不写就是每天", example="周一至周五")] = "1234567"
    from_: Annotated[
        PartialDate | None, Day(label="从", help="从哪天起；写了日期，别的都让它", example="2018-07-01")
    ] = None
    until: Annotated[PartialDate | None, Day(label="到", help="到哪天为止（含这一天）", example="2018-07-03")] = None
    playlist: Annotated[
        tuple[Play, ...], Items(label="播放", help="这段时间播哪些栏目", example=["通知", "服务"], bare="collection")
    ]

    @property
    def dated(self) -> bool:
        """Tell whether it takes the screen over: it has dates."""
        return bool(self.from_ or self.until)


class Screen(Record):
    """One public screen: `pitch` in tenths of a millimetre between pixels, `distance` in metres to the viewers."""

    id: Annotated[str, Id(label="编号", help="文件夹的名字，只用英文字母和数字", example="lobby", ascii_only=True)]
    name: Annotated[str, Line(label="名称", help="给人看的名字", example="一楼大厅", limit=20)]
    size: Annotated[tuple[int, int], Size(label="像素", help="宽x高", example="1920x1080")]
    place: Annotated[Option, Choice(label="位置", help="装在哪里", example="大厅", options=PLACES)]
    pitch: Annotated[
        int, Number(label="点间距", help="十分之一毫米：P10 写 100，P2.5 写 25", example="25", least=1, limit=400)
    ] = 25
    distance: Annotated[int, Number(label="观看距离", help="人站多远看，米", example="8", least=1, limit=200)] = 8
    elders: Annotated[bool, Yes(label="老人多", help="写“是”：字更大，停得更久")] = False
    hours: Annotated[
        tuple[int, int] | None,
        Hours(
            label="开播", help="几点到几点播；路口的屏幕不写就是 7:00-22:00，别处不写就是全天", example="07:00-22:00"
        ),
    ] = None
    night: Annotated[
        tuple[int, int] | None, Hours(label="夜间", help="几点到几点算夜间，太亮的不播", example="19:30-06:30")
    ] = None
    night_level: Annotated[
        int, Number(label="夜间亮度", help="夜间一张画面平均最多亮百分之几", example="20", least=1, limit=100)
    ] = 20
    playlist: Annotated[
        tuple[Play, ...],
        Items(label="播放", help="播哪些栏目，不写就全播", example=["成绩", "服务"], bare="collection"),
    ] = ()
    limit: Annotated[int, Number(label="每栏几张", help="每个栏目最多播几张", example="6", least=1, limit=200)] = 6
    dayparts: Annotated[
        tuple[Daypart, ...],
        Items(label="时段", help="某段时间换一套播", example="- 名称: 早上（下面对齐再写“时间”和“播放”）"),
    ] = ()
    without: Annotated[
        tuple[str, ...], Lines(label="不用的版式", help="这块屏幕不要哪些版式", example=["榜单"], limit=20)
    ] = ()
    change: Annotated[
        Option, Choice(label="换页", help="怎么换到下一张；路口只能硬切", example="硬切", options=CHANGES)
    ] = Option("cut", CHANGES["cut"])
    scroll: Annotated[bool, Yes(label="滚动", help="条屏上放不下的字滚动播出；路口不可以")] = False

    @property
    def outdoor(self) -> bool:
        """Tell whether strangers pass it."""
        return self.place.key in OUTDOOR

    @property
    def roadside(self) -> bool:
        """Tell whether drivers see it: stills only, 15 s at least, from 7 to 22."""
        return self.place.key == ROADSIDE

    @property
    def on(self) -> tuple[int, int]:
        """The minutes of the day in which it plays."""
        return self.hours or (LAWFUL_HOURS if self.roadside else (0, DAY))

    @property
    def rests(self) -> bool:
        """Tell whether there are hours in which it does not play."""
        opens, closes = self.on
        return (closes - opens) % DAY != 0
