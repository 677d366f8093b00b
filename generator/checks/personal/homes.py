"""Addresses down to the building, unit or room."""

from __future__ import annotations

import re

from generator.checks.personal.passage import Passage
from generator.patterns import late

_N = "[0-9０-９一二三四五六七八九十百〇零]"
_GAP = "[-－–—\\s]?"
_SIDE = "[东西南北中]{1,2}[户门]"
_BUILDING = f"(?:{_N}{{1,4}}|[A-Za-zＡ-Ｚ甲乙丙丁])(?:号楼|号?栋|号?幢|座|号(?={_GAP}{_N}{{1,2}}单元))"
_UNIT = f"(?:{_N}{{1,2}}|[东西中甲乙丙丁A-Da-d])单元"
_ROOM = f"(?:(?:{_N}{{1,3}}[层楼]{_GAP})?{_N}{{3,4}}(?![-0-9０-９年多余个名户平人张套])(?:室|号|户|房)?|{_SIDE})"
ADDRESS = late(
    f"{_BUILDING}{_GAP}(?:{_UNIT}{_GAP}(?P<room>{_ROOM})?|(?P<flat>{_ROOM}))|{_UNIT}{_GAP}(?P<door>{_ROOM})"
    f"|(?:家住|家在|住在|住址|住(?={_N}))[^，。；！？\\n]{{0,16}}?{_BUILDING}|(?P<yard>(?<![0-9]){_N}{{1,4}}号院|住[^，。；！？\\n]{{1,12}}?[路街巷道]{_N}{{1,4}}号)"
    r"|(?<![\d０-９A-Za-z.-])(?!400|800|0)(?P<dashed>\d{1,3}[-－–]\d{1,2}[-－–](?!(?:19|20)\d\d)\d{3,4})(?![\d-])"
)
COURTYARD = late(f"{_N}{{1,4}}号(?:院|楼)|{_UNIT}|家住|{_N}{{1,4}}[栋幢]")
AGED = late("[0-9０-９]{1,3}周?岁(?!以[上下])|[一二三四五六七八九]十[一二三四五六七八九]?岁(?!以[上下])")
_LIVES = late("家住|住在|住址|住[于着]?(?=.{0,12}$)|家在|户籍")
_OFFICE = late(
    "中心|服务站|工作站|办公|居委会|党支部|活动室|诊所|超市|门店|物业|警务|大厅|窗口|会议室|值班|岗亭|驿站|食堂|工作室|公司|大厦|广场|写字楼|酒店|学校|医院|办事处|阅览|调解|公厕|充电|网点|店"
)
_DUTY = late("楼长|单元长|门栋长|栋长|网格|负责|包联|志愿|管家|保洁|片长|责任")
_BESIDE = 12
"""A dashed number is an address only so near a name: it may be a score or a date."""


def at_home(passage: Passage) -> str | None:
    """Return whose home a passage gives, masked, or None. The passage's word is an `ADDRESS`."""
    found = ADDRESS.fullmatch(passage.word)
    if found is None:
        return None
    if found["yard"] and (not AGED.search(passage.text) or re.search("院长|号院(?:楼长|志愿)", passage.text)):
        return None
    lives = _LIVES.search(passage.text[: passage.end]) is not None
    room = found["room"] or found["flat"] or found["door"] or found["dashed"]
    if not lives and (_OFFICE.search(passage.text) or (not room and _DUTY.search(passage.text))):
        return None
    for person, between in (*passage.before(), *passage.after()):
        if (lives or not person.post) and (not found["dashed"] or len(between) <= _BESIDE):
            return f"{passage.masked(person)} {_hidden(passage.word)}"
    return f"{_hidden(passage.word)}" if passage.beside == "name" and room else None


def _hidden(address: str) -> str:
    return re.sub("[0-9０-９]", "*", address)
