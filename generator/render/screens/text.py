"""Text: breaking words into lines by Chinese rules, with widths from the fonts themselves.

An atom is what is never broken: a live word (live.py), a Latin word, a number with its qualifier and unit, a character with the closing
signs behind it and the opening signs before it, a common compound, a whole name. Lines are balanced: of all breaks with the fewest lines,
the one whose lines are most equal, preferring to end after a sign or a linking word, or beside a compound, and not to
begin with a particle or leave one character alone. Short texts take one line more rather than break within a word.
Rows of names are filled one after the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, groupby, pairwise
from math import ceil, inf
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CLOSING = "，。、；：！？）》”’】〕％·…—,.;:!?)%"
OPENING = "（《“‘【〔("
PARTICLES = "的了着过得地等吗呢吧们"
LINKS = "的和与及在了是为让给把到从"
"""Words of one character that a line may end with."""
SUFFIXES = {"机构", "中心", "公司", "平台", "社区", "街道", "小区", "支部", "书记", "主任", "学校", "医院"}
"""Words that rather belong to the one before them."""
QUOTES = (("“", "”"), ("《", "》"), ("（", "）"))
TITLE = 24
"""The most characters of a text in which every break is looked at; longer ones are read as prose."""
UNITS = "人次|平方公里|公里|元|名|户|人|个|年|月|日|号|次|家|条|项|岁|场|天|小时|点|分|栋|处|所|支|平方米|米|亩|辆|本|张|届|批"
COMPOUNDS = (
    "社区|街道|党员|党建|党务|党群|党组织|服务|中心|居民|家庭|医生|健康|体检|活动|支部|品牌|荣誉|群众|欢迎|流动|选聘|公开|工作|开通|微信"
    "|平台|建成|标准|质量|管理|实施|规划|五年|换届|选举|代表|接待|老人|孩子|学生|志愿|联合|辖区|成员|单位|认领|项目|在职|报到|档案|津贴"
    "|养老|助餐|托管|就业|培训|法律|援助|各类|合计|开展|签约|儿童|人次|课堂|车间|工厂|网格|组织|支部|书记|主任|时间|地点|电话|每周|每月"
    "|周一|周二|周三|周四|周五|周六|周日|上午|下午|晚上|公告|通知|停水|停电|暴雨|大风|高温|积水|地下室|高处|低处|安全|消防|演练|排查|隐患"
    "|公众|公益|地铁|列车|一期|二期|三期|计划|回迁|交付|下线|保洁|公司|专业|城郊|郑州|第一|体检|全国|全省|全市|全区|率先|优秀|先进|示范|文明|卫生|平安|和谐|幸福|邻里|邻居|楼院|老旧|小区|改造|绿化|道路|停车|充电|门口|广场|公园"
    "|非公|企业|经济|社会|发展|建设|创建|创新|生活|文化|教育|学习|困难|帮助|关爱|爱心|心愿|热线|办理|办结|解决|问题|需求|资源|年度|以上"
    "|机构|检查|信用社|游园|安置房|安置|走访|上门|表彰|自治|市民|公众号|车辆|党龄|高龄|便民|怎么|哪里|值班|管家|物业|放学|校外|就近"
    "|指导员|楼栋|宣传|讲座|义诊|征兵|防汛|防火|报名|申请|登记|领取|窗口|市容|环境|整治|巡查|调解"
)
_COMPOUND = re.compile(COMPOUNDS)
_ATOM = re.compile(
    rf"\ue001[^\ue003]*\ue003|(?:{COMPOUNDS})|[近约超第]?\d[\d.,:：/%~\-]*(?:余|多)?[万亿]?(?:余|多)?(?:{UNITS})?"
    rf"|[A-Za-z][A-Za-z0-9.:@/&'+\-]*|[ \n　]+|[\ufe00-\ufe0f]|.",
)
_PART = re.compile(r"[^· ]*[· ]|[^· ]+")
"""A part of a long name: up to a blank, or with its dot."""
GAP = "　　"
"""What stands between two names of a list on one line."""


class Ruler(Protocol):
    """What measures: the width of a text in pixels, fallback faces included; and the names it knows."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names that are never broken, longest first."""
        ...

    def width(self, face: str, text: str, px: int) -> float:
        """Return the width."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a text: width and most lines, in one face and size. In tight room compounds may be broken."""

    face: str
    px: int
    width: int
    lines: int
    tight: bool = False


def atoms(text: str, names: tuple[str, ...] = (), *, tight: bool = False) -> list[str]:
    """Return what must not be broken, in order; joined they are the text. `names` are whole even in tight room."""
    found: list[str] = []
    words = _atom_of(names).findall(text)
    pieces = (p for w in words for p in (w if tight and w not in names and _COMPOUND.fullmatch(w) else (w,)))
    for piece in pieces:
        sticks = found and not found[-1].isspace() and (piece[0] in CLOSING or found[-1][-1] in OPENING)
        if sticks or "\ufe00" <= piece[0] <= "\ufe0f":
            found[-1] += piece
        else:
            found.append(piece)
    return found


@cache
def _atom_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join([*map(re.escape, names), _ATOM.pattern])) if names else _ATOM


def break_text(text: str, room: Room, ruler: Ruler) -> list[str] | None:
    """Return the lines of running text, or None when it does not fit."""
    words = atoms(text, ruler.names, tight=room.tight)
    lines = _broken(words, "", room, ruler)
    if lines is None or len(lines) == room.lines or not rough(lines):
        return lines
    more = _lines(words, _balanced(words, len(lines) + 1, _meter(words, "", room, ruler), room), "")
    return more if more and not rough(more) else lines


def rough(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a short text break within a run of Han with no word in sight, or leave one alone."""
    if len(lines) == 1 or sum(map(len, lines)) > TITLE:
        return False
    alone = any(len(line.strip(CLOSING + OPENING)) <= 1 for line in lines)
    return alone or any(not _seam("".join(lines[:i]), lines[i]) for i in range(1, len(lines)))


def _seam(before: str, after: str) -> bool:
    """Tell whether a line may well end between two texts: at a sign, a linking word, or a word that is known."""
    whole = atoms(before + after)
    if len(before) not in accumulate(map(len, whole)) or _quoted(before) or _torn(before, after):
        return False
    last, first = atoms(before)[-1], atoms(after)[0]
    known = len(last.rstrip(CLOSING)) > 1 or len(first.lstrip(OPENING)) > 1
    return known or last[-1] in CLOSING or last in LINKS or first[0] in OPENING


def _quoted(before: str) -> bool:
    return any(before.count(a) > before.count(b) for a, b in QUOTES)


def _torn(before: str, after: str) -> bool:
    """Tell whether 的 is parted from the one character that it belongs to (家门口造的｜车，)."""
    return before[-1] == "的" and len(after.strip(CLOSING)) > 1 and after[1] in CLOSING


def break_name(text: str, room: Room, ruler: Ruler) -> list[str] | None:
    """Return the lines of names, or None: a name (one a line of `text`) is never broken; a blank in it is, where there are lines.

    Of names in a list one that is wider than the room alone ends its lines at its blanks and behind its dots (·) only.
    """
    if "\n" in text:
        lines = _rows(text.split("\n"), room, ruler)
        return lines if lines and len(lines) <= room.lines else None
    parts = text.split(" ") if room.lines > 1 else [text]
    fits = len(parts) <= room.lines and all(ruler.width(room.face, p, room.px) <= room.width for p in parts)
    return parts if fits else None


def _rows(names: Sequence[str], room: Room, ruler: Ruler) -> list[str] | None:
    """Return rows of names, as many in each as fit; a name that is too wide has rows of its own."""
    rows: list[str] = []
    for wide, group in groupby(names, key=lambda name: ruler.width(room.face, name, room.px) > room.width):
        free = replace(room, lines=len("".join(names)))
        for words, gap in [(_PART.findall(n), "") for n in group] if wide else [(list(group), GAP)]:
            width = _meter(words, gap, free, ruler)
            ends = _greedy(len(words), width, free.width)
            if not ends:
                return None
            rows += _lines(words, ends, gap)
    return rows


def _broken(words: Sequence[str], gap: str, room: Room, ruler: Ruler) -> list[str] | None:
    width = _meter(words, gap, room, ruler)
    greedy = _greedy(len(words), width, room.width)
    if not 0 < len(greedy) <= room.lines:
        return None
    return _lines(words, greedy if gap else _balanced(words, len(greedy), width, room), gap)


def _meter(words: Sequence[str], gap: str, room: Room, ruler: Ruler) -> Callable[[int, int], float]:
    """Return what tells the width of a line from one word up to another."""
    return lambda i, j: ruler.width(room.face, gap.join(words[i:j]).strip(" "), room.px)


def _lines(words: Sequence[str], ends: Sequence[int], gap: str) -> list[str]:
    return [gap.join(words[i:j]).strip(" ") for i, j in pairwise([0, *ends])]


def _greedy(size: int, width: Callable[[int, int], float], limit: int) -> list[int]:
    """Return where lines end when each is as full as can be; none when one word alone is too wide."""
    ends: list[int] = []
    start = 0
    while start < size:
        end = start + 1
        if width(start, end) > limit:
            return []
        while end < size and width(start, end + 1) <= limit:
            end += 1
        ends.append(end)
        start = end
    return ends


def _balanced(words: Sequence[str], count: int, width: Callable[[int, int], float], room: Room) -> list[int]:
    """Return where each of `count` lines ends, at the least cost."""
    size = len(words)
    breaks = _break_costs(tuple(words))
    nowhere: tuple[float, list[int]] = (inf, [])
    best = [(0.0, list[int]()), *[nowhere] * size]
    for _ in range(count):
        following = [nowhere] * (size + 1)
        for start in (i for i in range(size) if best[i][0] < inf):
            for end in range(start + 1, size + 1):
                wide = width(start, end)
                if wide > room.width:
                    break
                cost = best[start][0] + ((room.width - wide) / room.px) ** 2 + _cost(words, start, end, room, breaks)
                if cost < following[end][0]:
                    following[end] = (cost, [*best[start][1], end])
        best = following
    return best[size][1]


def _cost(words: Sequence[str], start: int, end: int, room: Room, breaks: Sequence[float]) -> float:
    """Return what a line of words[start:end] costs besides its length, in squared characters of a line that is short."""
    scale = room.width / room.px
    short = end - start <= 2 and len("".join(words[start:end]).strip(CLOSING + OPENING)) <= 1  # noqa: PLR2004  # a sign and a word
    return (4.0 * scale if short else 0.0) + scale * breaks[end]


@cache
def _break_costs(words: tuple[str, ...]) -> list[float]:
    """Return what a break after so many words costs: the same at every size and in every box."""
    return [0.0, *(_break_cost(words, end) for end in range(1, len(words))), 0.0]


def _break_cost(words: Sequence[str], end: int) -> float:
    """Return what a break before word `end` costs in times the line's length: less than 0 where it is welcome."""
    last, first = words[end - 1], words[end]
    torn = _torn(last, first + (words[end + 1] if end + 1 < len(words) else ""))
    quoted = _quoted("".join(words[:end]))
    if not torn and (last[-1] in CLOSING or last == "的" or first[0] in OPENING):
        return 0.0 if quoted else -2.0
    if torn or quoted or first[0] in PARTICLES:
        return 2.0
    return _word_cost(last, first)


def _word_cost(last: str, first: str) -> float:
    if first in SUFFIXES:
        return 0.5
    if last in LINKS or len(first) > 1:
        return -0.25
    return 0.0 if len(last) > 1 or last.isspace() else 0.5


def pages_of(text: str, room: Room, ruler: Ruler, *, name: bool) -> list[list[str]] | None:
    """Return the lines of each page, pages as even as can be; None when even a single word does not fit."""
    breaker = break_name if name else break_text
    lines = breaker(text, Room(room.face, room.px, room.width, len(text)), ruler)
    if lines is None or (name and "\n" not in text):
        return None
    full = ceil(len(lines) / ceil(len(lines) / room.lines))
    return [lines[i : i + full] for i in range(0, len(lines), full)]
