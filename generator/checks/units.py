"""Units fit what is counted."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Site

UNIT_NOUN = warning(
    "unit-noun",
    Text(
        "“{title}”的单位是“{unit}”，{noun}一般用“{usual}”", "“{title}” is counted in “{unit}”; usually it is “{usual}”"
    ),
    Text("看看是不是单位写错了", "See whether the unit is the wrong one"),
)
_PEOPLE = "名 人 位 个 人次 户 家 批 % 万人"
_NOUNS = (
    ("党龄|工龄|教龄|军龄|婚龄", "年"),
    ("年龄|岁数", "岁"),
    ("党员|老人|居民|群众|志愿者|干部|学生|人口|市民|职工|业主|专干|指导员|网格员|保洁员", _PEOPLE),
    ("安置房|住房|公寓|新房", "套 间 栋 幢 处 座 % 平方米 万平方米 ㎡ 元 万元 亿元"),
    ("住户|人家|家庭", "户 家 个 户次 %"),
    ("面积", "平方米 平方公里 万平方米 ㎡ 公顷 亩 %"),
    ("资金|经费|投资|收入|税收|产值|津贴", "元 万元 亿元 %"),
    ("小时数|时长", "小时 分钟 天"),
)
"""How a title ends, and the units that such a thing is counted in; the first is the usual one."""
_ENDINGS = tuple((late(f"(?:{nouns})$"), units.split()) for nouns, units in _NOUNS)


_GIVEN = late("领到|得到|拿到|收到|用上|住上|享受")
"""With these words the title is a sentence about those who were given something: it is they who are counted."""


def check(site: Site) -> Iterator[Finding]:
    """What the title of a figure ends in is counted in a unit of its kind: years of membership are 年, not 岁."""
    for entry in site.entries.get("achievements", ()):
        title, unit = entry.record.title, entry.record.unit
        if _GIVEN.search(title):
            continue
        for ending, units in _ENDINGS:
            if unit not in units and (noun := ending.search(title)):
                yield at(UNIT_NOUN, entry, "unit", title=title, unit=unit, noun=noun[0], usual=units[0])


CHECK = Check((UNIT_NOUN,), check)
