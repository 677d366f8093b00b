"""The settings of a site, and of its home page."""

from typing import Annotated

from generator.schema.fields import Choice, DayList, Group, Items, Line, Lines, Phone, Refs
from generator.schema.record import Record
from generator.schema.values import Option, PartialDate
from generator.settings.review import STAGES, Stages
from generator.settings.screen import Screen


class Home(Record):
    """What the home page puts first; what is not named is chosen by rank."""

    headline: Annotated[
        tuple[str, ...], Lines(label="大字", help="首页的一两句话，一行一句", example=["门开着，灯亮着。"], limit=14)
    ]
    lead: Annotated[str, Line(label="引言", help="大字下面的一句话", example="有事该找谁，都写在这里。", limit=60)] = ""
    scene: Annotated[str, Line(label="画的是", help="首页的画是哪里的示意", example="东风渠边", limit=12)] = ""
    closing: Annotated[str, Line(label="结语", help="页脚的一句话", example="灯亮着，门开着。", limit=16)] = ""
    figures: Annotated[
        tuple[str, ...],
        Refs(to="achievements", label="数字", help="首页的数，第一个站在灯下", example=["health-check"]),
    ] = ()
    services: Annotated[
        tuple[str, ...], Refs(to="projects", label="服务", help="首页的服务", example=["home-doctor"])
    ] = ()
    brands: Annotated[tuple[str, ...], Refs(to="brands", label="品牌", help="首页的品牌", example=["jiankangjia"])] = ()


class Term(Record):
    """A word that is not to be used, and the one that is."""

    wrong: Annotated[str, Line(label="不写", help="不要这样写", example="书记自评法", limit=30)]
    right: Annotated[str, Line(label="写", help="要这样写", example="书记周周评", limit=30)]
    why: Annotated[str, Line(label="为什么", help="一句话的理由", example="一个办法只用一个名字", limit=60)]


class Weight(Record):
    """How bad the findings of one rule are on this site."""

    rule: Annotated[str, Line(label="规则", help="规则的编号，就是提示后面方括号里的", example="expired", limit=40)]
    severity: Annotated[
        Option,
        Choice(
            label="轻重",
            help="错误不改就不发布；提醒请人看一眼；说明只是告诉一声",
            example="错误",
            options={"error": "错误", "warning": "提醒", "note": "说明"},
        ),
    ]


class Duty(Record):
    """Who puts right what is found in some collections."""

    who: Annotated[str, Line(label="谁", help="科室或岗位，写在查错报告里，不上网", example="党建办", limit=20)]
    collections: Annotated[
        tuple[str, ...],
        Lines(label="栏目", help="管哪些栏目；也可以写“网站设置”", example=["荣誉", "品牌"], limit=20, most=40),
    ]


class Settings(Record):
    """site_config.yml. What is not configured is left out of the site: no placeholder, no example number."""

    name: Annotated[str, Line(label="名称", help="街道的名字", example="东风路街道", limit=20)]
    region: Annotated[str, Line(label="所在地", help="属于哪个市、区", example="郑州市金水区", limit=20)] = ""
    code: Annotated[str, Line(label="代号", help="屏幕角上的两三个字母", example="DF", limit=4)] = "ST"
    url: Annotated[
        str, Line(label="网址", help="有了网址才写，https:// 开头", example="https://street.example/", limit=200)
    ] = ""
    description: Annotated[str, Line(label="简介", help="一句话说明这个网站", example="东风路街道的事", limit=100)] = ""
    source: Annotated[str, Line(label="来源", help="条目没写来源时用它", example="东风路街道工作纪实", limit=60)]
    host: Annotated[str, Line(label="主办", help="主办单位", example="东风路街道办事处", limit=40)] = ""
    phone: Annotated[str, Phone(label="电话", help="带区号的办公电话")] = ""
    address: Annotated[str, Line(label="地址", help="办公地址", example="文化路", limit=60)] = ""
    centre: Annotated[
        str, Line(label="服务中心", help="居民去哪里办事", example="“壹号工厂”党群服务中心", limit=30)
    ] = ""
    site_code: Annotated[str, Line(label="网站标识码", help="10位数字，有才写", example="4101050001", limit=10)] = ""
    icp: Annotated[str, Line(label="ICP备案号", help="有才写", example="豫ICP备12345678号", limit=40)] = ""
    police: Annotated[str, Line(label="公安备案号", help="有才写", example="豫公网安备41010502000001号", limit=40)] = ""
    public_phones: Annotated[
        tuple[str, ...],
        Lines(label="公开的手机号", help="单位对外公布的手机号，可以上网", example=["13800000000"], limit=24),
    ] = ()
    days_off: Annotated[
        tuple[PartialDate, ...],
        DayList(label="放假", help="国务院新公布的放假日，程序还不知道的那年才写", example=["2027-10-01至2027-10-07"]),
    ] = ()
    days_on: Annotated[
        tuple[PartialDate, ...], DayList(label="上班", help="调休要上班的周六、周日", example=["2027-10-09"])
    ] = ()
    review: Annotated[
        tuple[str, ...],
        Stages(label="审核", help="发布前审几遍，一遍一个名称，按先后写；试用时写“不审”，正式上线前去掉", inward=True),
    ] = STAGES
    home: Annotated[Home, Group(label="首页", help="首页先放什么", example="（下一行缩进两格）大字: 门开着，灯亮着。")]
    public_keys: Annotated[
        tuple[str, ...],
        Lines(
            label="公钥",
            help="屏幕只认这些公钥签过名的更新；用 streetlight keys 来写，不用手写",
            example=["2026a:4Y1…="],
            limit=80,
        ),
    ] = ()
    terms: Annotated[
        tuple[Term, ...],
        Items(
            label="用词",
            help="街道自己的用词：不写哪个，写哪个，为什么",
            example="- 不写: 书记自评法（下面对齐再写“写”和“为什么”）",
            most=500,
            inward=True,
        ),
    ] = ()
    severities: Annotated[
        tuple[Weight, ...],
        Items(
            label="轻重",
            help="有的规则在这里要更严或更松，才写",
            example="- 规则: expired（下面对齐再写“轻重”）",
            inward=True,
        ),
    ] = ()
    in_charge: Annotated[
        tuple[Duty, ...],
        Items(
            label="负责",
            help="哪些栏目归谁改；查错报告照着分",
            example="- 谁: 党建办（下面对齐再写“栏目”）",
            inward=True,
        ),
    ] = ()
    screens: Annotated[tuple[Screen, ...], Items(label="屏幕", help="每块公共屏幕一条", example="- 编号: lobby")] = ()
