"""Brands (品牌): what a branch is known for."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Line, Lines, Number, Refs
from generator.schema.record import EntryRecord


class Brand(EntryRecord):
    """A branch's brand; `organisation` is the branch. `figures` and `awards` are entries of other collections."""

    sign: Annotated[str, Line(label="招牌", help="门口挂的名字，两行用空格分开", example="健康家", limit=12)]
    slogan: Annotated[str, Line(label="口号", help="一句话的承诺", example="老人的健康，有人天天想着", limit=26)]
    needs: Annotated[tuple[str, ...], Lines(label="需求", help="居民要什么", example=["看病问诊就近"])] = ()
    services: Annotated[tuple[str, ...], Lines(label="服务", help="做什么", example=["每周一次基础医疗"])] = ()
    results: Annotated[tuple[str, ...], Lines(label="成效", help="做成了什么", example=["235名老人建了档"])] = ()
    figures: Annotated[
        tuple[str, ...],
        Refs(to="achievements", label="数字", help="说明成效的数，写成绩的编号", example=["health-check"]),
    ] = ()
    awards: Annotated[
        tuple[str, ...], Refs(to="honours", label="获得荣誉", help="写荣誉的编号", example=["popular-brand"])
    ] = ()
    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500


brands = Collection(
    name="brands",
    label="支部品牌",
    tab="品牌",
    heading="支部的招牌",
    lead="一个支部一个品牌，居民叫得出名字。",
    model=Brand,
    kind="党建品牌",
    order=lambda r: (r.rank, r.title),
    sample_id="jiankangjia",
    sample={
        "title": "健康家",
        "short": "健康家",
        "date": "2018-06-20",
        "organisation": "wenbei",
        "sign": "健康家",
        "slogan": "老人的健康，有人天天想着",
        "needs": ["老人看病想近一点"],
        "services": ["每周一次基础医疗"],
        "results": ["老人有了健康档案"],
        "figures": ["health-check"],
        "awards": ["popular-brand"],
        "body": "把健康服务做成支部的招牌。",
    },
)
