"""The records that every collection builds on, and how a record is rewritten."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from generator.schema.fields import Day, Group, Id, Items, Line, MediaPath, Ref, RichText, Yes
from generator.schema.model import FieldSpec, Record, RecordType, fields_of, names_by_key
from generator.schema.values import PartialDate


class Photo(Record):
    """A picture with the words and the consent that its publication needs."""

    file: Annotated[str, MediaPath(label="文件", help="照片放在 content/media/ 里")]
    alt: Annotated[
        str,
        Line(
            label="图说",
            asked=True,
            help="写照片里有什么，读屏软件会念给视障的人听",
            example="社区门前，几位老人在量血压",
            limit=80,
        ),
    ] = ""
    caption: Annotated[str, Line(label="图注", help="照片下面的一句话", example="每周一次的家庭医生", limit=60)] = ""
    by: Annotated[str, Line(label="拍摄", help="谁拍的", example="街道宣传办", limit=30)] = ""
    consent: Annotated[
        bool, Yes(label="同意公开", asked=True, help="照片里认得出的人都同意公开了吗；没有人像也写“是”")
    ] = False


class Clip(Record):
    """A short silent film with the words and the consent that its publication needs."""

    file: Annotated[str, MediaPath(label="文件", help="MP4，放在 content/media/ 里", example="media/门前.mp4")]
    alt: Annotated[
        str,
        Line(
            label="图说",
            asked=True,
            help="写视频里有什么，给看不见和放不出的人",
            example="社区门前，几位老人排队量血压",
            limit=80,
        ),
    ] = ""
    consent: Annotated[
        bool, Yes(label="同意公开", asked=True, help="视频里认得出的人都同意公开了吗；没有人像也写“是”")
    ] = False


class Ignore(Record):
    """A rule that one entry may break, and why."""

    rule: Annotated[str, Line(label="规则", help="规则的编号，就是提示后面方括号里的", example="figure-date", limit=40)]
    reason: Annotated[
        str,
        Line(label="理由", help="为什么可以放过；查错时每次都会列出来", example="原文就没有日期，已问过", limit=100),
    ]


class EntryRecord(Record):
    """The fields that entries of every collection have."""

    id: Annotated[
        str, Id(label="编号", help="网址里的名字；一个文件一条时就是文件名，可以不写", example="健康体检")
    ] = ""
    title: Annotated[str, Line(label="标题", help="一句话说清是什么", example="近三年的健康体检", limit=60)]
    short: Annotated[
        str, Line(label="短标题", help="屏幕上放不下标题时用，6个字最好", example="健康体检", limit=12)
    ] = ""
    date: Annotated[PartialDate, Day(label="发布日期", help="这条内容定稿的日子", example="2018-06-20")]
    source: Annotated[
        str, Line(label="来源", help="事实从哪里来；不写就用网站设置里的“来源”", example="街道工作纪实", limit=60)
    ] = ""
    organisation: Annotated[
        str, Ref(to="organisations", label="所属组织", help="属于哪个组织，写它的编号", example="wenbei")
    ] = ""
    until: Annotated[
        PartialDate | None, Day(label="有效期至", help="过了这一天就转到“往期”，屏幕上也不再播", example="2018-12-31")
    ] = None
    retain_until: Annotated[
        PartialDate | None,
        Day(label="公开到", help="人名公开到哪一天；过了这一天，名单里的人名自动撤下", example="2018-12-31"),
    ] = None
    summary: Annotated[
        str, Line(label="摘要", help="一两句话，列表上看得到", example="三年里给居民做了体检。", limit=120)
    ] = ""
    line: Annotated[str, Line(label="上屏一句", help="屏幕上的一句话", example="三年里，给居民做体检", limit=26)] = ""
    on_screen: Annotated[bool, Yes(label="上屏", help="能不能上公共屏幕；不写就是“是”")] = True
    photos: Annotated[
        tuple[Photo, ...],
        Items(label="照片", help="一张或几张照片", example="- 文件: media/门前.jpg（下面对齐再写“图说”和“同意公开”）"),
    ] = ()
    video: Annotated[
        Clip | None,
        Group(
            label="视频",
            help="一段短片，不出声：MP4（H.264），60秒、20 MB以内",
            example="（下一行缩进两格）文件: media/门前.mp4",
        ),
    ] = None
    qr: Annotated[bool, Yes(label="二维码", help="写“是”，屏幕上放这一页的二维码；网站设置里有“网址”才会放")] = False
    ignore: Annotated[
        tuple[Ignore, ...],
        Items(
            label="不查",
            help="查出来的不是问题，才写；只管这一条内容，不会公开",
            example="- 规则: figure-date（下面对齐再写“理由”）",
            inward=True,
        ),
    ] = ()
    body: Annotated[
        str, RichText(label="正文", help="可以分段，可以用 Markdown", example="从2015年起，每年体检一次。")
    ] = ""


R = TypeVar("R", bound=Record)


def rewritten(record: R, change: Callable[[FieldSpec, Any], Any]) -> R:
    """Return a record with every field, also of the records within, as `change` gives it; itself where nothing changes."""
    changed: dict[str, object] = {}
    for name, spec in fields_of(type(record)).items():
        value = getattr(record, name)
        if isinstance(value, Record):
            new: object = rewritten(value, change)
        elif isinstance(value, tuple) and spec.items:
            new = tuple(rewritten(item, change) for item in value)
        else:
            new = change(spec, value)
        if new != value:
            changed[name] = new
    return record.model_copy(update=changed) if changed else record


__all__ = [
    "Clip", "EntryRecord", "FieldSpec", "Ignore", "Photo", "Record", "RecordType", "fields_of", "names_by_key", "rewritten",
]  # fmt: skip
