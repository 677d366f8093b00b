"""Text: breaking words into lines by Chinese rules, with widths from the fonts themselves.

An atom is what is never broken: a live word (live.py), a Latin word, a number with its qualifier and unit, a character with the closing
signs behind it and the opening signs before it, a common compound, a whole name. Lines are balanced: of all breaks with the fewest lines,
the one whose lines are most equal, preferring to end after a sign or a linking word, or beside a compound, and not to
begin with a particle or leave one character alone. Short texts take one line more rather than break within a word.
Rows of names are filled one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, groupby, pairwise
from math import ceil
from typing import NamedTuple, Protocol

from generator.patterns import late

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
_COMPOUND = late(COMPOUNDS)
_ATOM = late(
    rf"\ue001[^\ue003]*\ue003|(?:{COMPOUNDS})|[近约超第]?\d[\d.,:：/%~\-]*(?:余|多)?[万亿]?(?:余|多)?(?:{UNITS})?"
    rf"|[A-Za-z][A-Za-z0-9.:@/&'+\-]*|[ \n　]+|[\ufe00-\ufe0f]|.",
)
_PART = late(r"[^· ]*[· ]|[^· ]+")
"""A part of a long name: up to a blank, or with its dot."""
GAP = "　　"
"""What stands between two names of a list on one line."""


Meter = Callable[[int, int], float]
"""What tells the width of a line from one word up to another."""


class Ruler(Protocol):
    """What measures: the width of texts in pixels, fallback faces included; and the names it knows."""

    def width(self, face: str, text: str, px: int) -> float:
        """Return the width of a text."""
        ...

    def meter(self, face: str, words: Sequence[str], px: int) -> Meter:
        """Return what tells the width of the words from one up to another, without blanks at the ends."""
        ...

    def atoms(self, text: str, *, tight: bool = False) -> Sequence[str]:
        """Return what must not be broken, the names that it knows among it."""
        ...


class Room(NamedTuple):
    """The room for a text: width and most lines, in one face and size. In tight room compounds may be broken."""

    face: str
    px: int
    width: int
    lines: int
    tight: bool = False


def atoms(text: str, names: tuple[str, ...] = (), *, tight: bool = False) -> list[str]:
    """Return what must not be broken, in order; joined they are the text. `names` are whole even in tight room."""
    found: list[str] = []
    last = " "
    for word in _words(text, names):
        for piece in word if tight and word not in names and _COMPOUND.fullmatch(word) else (word,):
            first = piece[0]
            sticks = (first in CLOSING or last in OPENING) and found and not found[-1].isspace()
            if sticks or "\ufe00" <= first <= "\ufe0f":
                found[-1] += piece
            else:
                found.append(piece)
            last = piece[-1]
    return found


def _words(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the words of a text, names whole; hundreds of names are only looked for where there is one."""
    known = _any_of(names)
    found: list[str] = (_atom_of(names) if names and known.search(text) else _ATOM).findall(text)
    return found


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)))


@lru_cache(maxsize=8)
def _atom_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join([*map(re.escape, names), _ATOM.pattern]))


def break_text(text: str, room: Room, ruler: Ruler) -> list[str] | None:
    """Return the lines of running text, or None when it does not fit."""
    flat = text.strip(" ")
    whole = ruler.width(room.face, flat, room.px)
    if whole <= room.width:  # no shorter line is wider
        return [flat] if text and room.lines else None
    if room.lines <= 1 or _hopeless(flat, whole, room):
        return None
    words = ruler.atoms(text, tight=room.tight)
    meter = ruler.meter(room.face, words, room.px)
    greedy = _greedy(len(words), meter, room.width)
    if not 0 < len(greedy) <= room.lines:
        return None
    lines = _lines(words, _balanced(words, len(greedy), meter, room), "")
    if len(lines) == room.lines or not rough(lines):
        return lines
    more = _lines(words, _balanced(words, len(lines) + 1, meter, room), "")
    return more if more and not rough(more) else lines


def _hopeless(text: str, whole: float, room: Room) -> bool:
    """Tell without breaking it that a text has no room: each break spares at most the empty halves of two signs."""
    spared = (room.lines - 1) * room.px
    return whole - spared - 1 > room.lines * room.width and " " not in text and "\ue001" not in text


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
        for words, gap in [(_PART.findall(n), "") for n in group] if wide else [(list(group), GAP)]:
            ends = _greedy(len(words), _meter(words, gap, room, ruler), room.width)
            if not ends:
                return None
            rows += _lines(words, ends, gap)
    return rows


def _meter(words: Sequence[str], gap: str, room: Room, ruler: Ruler) -> Meter:
    """Return what tells the width of a line of names from one up to another."""
    return lambda i, j: ruler.width(room.face, gap.join(words[i:j]).strip(" "), room.px)


def _lines(words: Sequence[str], ends: Sequence[int], gap: str) -> list[str]:
    return [gap.join(words[i:j]).strip(" ") for i, j in pairwise([0, *ends])]


def _greedy(size: int, width: Meter, limit: int) -> list[int]:
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


def _balanced(words: Sequence[str], count: int, width: Meter, room: Room) -> list[int]:
    """Return where each of `count` lines ends, at the least cost; none where they cannot."""
    breaks = _break_costs(tuple(words))
    reach = cache(lambda start: _reach(words, start, width, room, breaks))
    best = {0: (0.0, list[int]())}
    for _ in range(count):
        following: dict[int, tuple[float, list[int]]] = {}
        for start, (spent, ends) in sorted(best.items()):
            for end, unequal, cost in reach(start):
                whole = spent + unequal + cost
                if end not in following or whole < following[end][0]:
                    following[end] = whole, [*ends, end]
        best = following
    return best[len(words)][1] if len(words) in best else []


def _reach(
    words: Sequence[str], start: int, width: Meter, room: Room, breaks: Sequence[float]
) -> list[tuple[int, float, float]]:
    """Return where a line from a word on may end, and its costs: of being short, and of its break.

    In squared characters; a single character besides signs costs more.
    """
    scale = room.width / room.px
    found: list[tuple[int, float, float]] = []
    for end in range(start + 1, len(words) + 1):
        wide = width(start, end)
        if wide > room.width:
            break
        alone = end - start <= 2 and len("".join(words[start:end]).strip(CLOSING + OPENING)) <= 1  # noqa: PLR2004  # a sign and a word
        found.append((end, ((room.width - wide) / room.px) ** 2, (4.0 * scale if alone else 0.0) + scale * breaks[end]))
    return found


@lru_cache(maxsize=4096)
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
