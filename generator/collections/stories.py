"""Stories (人物): people and teams residents should know, by public name or alias, with their consent."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Choice, Line, Number, Refs, Yes
from generator.schema.record import EntryRecord
from generator.schema.values import Option

KINDS = {"model": "榜样", "skill": "能人", "neighbour": "街坊", "team": "集体"}


class Story(EntryRecord):
    """Somebody's story. Without `consent` it is not shown on a screen (check `story-consent`)."""

    kind: Annotated[Option, Choice(label="类别", help="是什么样的人", example="能人", options=KINDS)]
    who: Annotated[str, Line(label="谁", personal=True, help="公开的姓名或化名", example="老许", limit=50)]
    role: Annotated[str, Line(label="身份", help="一句话", example="退休教师", limit=24)] = ""
    skill: Annotated[str, Line(label="特长", help="会什么", example="说快板", limit=24)] = ""
    quote: Annotated[
        str, Line(label="一句话", help="本人说的或承诺的一句话", example="街坊的事，喊我就到", limit=40)
    ] = ""
    stars: Annotated[int, Number(label="星级", help="评上几颗星", example="3", limit=5)] = 0
    honours: Annotated[
        tuple[str, ...], Refs(to="honours", label="获得荣誉", help="写荣誉的编号", example=["popular-brand"])
    ] = ()
    consent: Annotated[bool, Yes(label="同意公开", asked=True, help="本人同意公开了吗；集体和已公开表彰的写“是”")] = (
        False
    )


stories = Collection(
    name="stories",
    label="人物",
    heading="身边的人",
    lead="他们做了什么，街坊们记得。",
    model=Story,
    kind="先进典型",
    sample_id="lao-xu",
    sample={
        "title": "示例：老许说快板",
        "short": "老许说快板",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "kind": "能人",
        "who": "老许",
        "skill": "说快板",
        "quote": "街坊的事，喊我就到",
        "stars": "3",
        "consent": "是",
        "line": "街坊的事，喊我就到",
        "summary": "会说快板，把新规矩编成词。",
        "body": "这里写他做了什么，什么时候开始的。",
    },
)
