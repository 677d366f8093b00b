"""The street's own list of words: what is not written, what is written instead, and why."""

from __future__ import annotations

from typing import Annotated

from generator.schema.fields import Line
from generator.schema.record import Record


class Term(Record):
    """A word that is not to be used, and the one that is."""

    wrong: Annotated[str, Line(label="不写", help="不要这样写", example="书记自评法", limit=30)]
    right: Annotated[str, Line(label="写", help="要这样写", example="书记周周评", limit=30)]
    why: Annotated[str, Line(label="为什么", help="一句话的理由", example="一个办法只用一个名字", limit=60)]
