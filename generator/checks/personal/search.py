"""The search: first where a text looks suspicious, cheaply; then each rule on the words around."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from generator.checks.personal import accounts, births, digits, hardship, homes, rules
from generator.checks.personal.numbers import hashed, numbers_in
from generator.checks.personal.passage import Passage
from generator.checks.personal.triggers import triggers
from generator.findings import Rule
from generator.patterns import late
from generator.site.circumstances import STRONG, WEAK

Beside = Literal["", "name", "photo"]
_TAIL = late(f"(?:[{digits.DIGIT}][ -]?){{1,17}}$")
_HEAD = late(f"[ \\t]*((?:[{digits.DIGIT}][ -]?){{1,17}}[Xx]?)(?![年月日号时点分%％.．、人名个户万亿元余多])")
_TOKEN = late("[0-9A-Za-z-]*")
_LONGEST_TOKEN = 160
_THEN_MASKED = late(f"[ -]?[{accounts.MASKS}]")
_MOBILE_BEGINS = late(r"(?<![0-9])(?:0|86|086|0086)?[^0-9]{0,4}[1lI|][^0-9]{0,4}[3-9]")
_DOOR = late(r"(?<!\d)\d{1,3}[-－–]\d{1,2}[-－–]\d{3,4}(?!\d)")
_SHORTEST, _SHORTEST_ID = 11, 15
_REACH = 40
_LABEL, _LONGEST_MASK = 12, 30
"""So many characters before a number may say what it is; so long is a masked number at most."""


class _Kind(NamedTuple):
    """A rule that needs the words around: what it looks for so near a trigger, and what decides."""

    rule: Rule
    pattern: re.Pattern[str]
    before: int
    after: int
    judge: Callable[[Passage], str | None]


_HARDSHIP = _Kind(rules.HARDSHIP, hardship.STATE, 0, 2, hardship.hardship_in)
_HOME = _Kind(rules.HOME_ADDRESS, homes.ADDRESS, 24, 20, homes.at_home)
_AGE = _Kind(rules.MINOR, births.AGE, 4, 1, births.child_by_age)
_CHILD = _Kind(rules.MINOR, births.CHILD, 0, 0, births.child_by_school)
_CLASS = _Kind(rules.MINOR, births.CLASS, 8, 16, births.child_by_school)
_BIRTH = _Kind(rules.BIRTH_DATE, births.BIRTH, 16, 24, births.born_in)
_ACCOUNT = _Kind(rules.PRIVATE_ACCOUNT, accounts.ACCOUNT, 0, 40, accounts.private_account)
_MAIL = _Kind(rules.PRIVATE_ACCOUNT, accounts.ACCOUNT, 32, 20, accounts.private_account)
_PLATE = _Kind(rules.LICENCE_PLATE, accounts.PLATE, 6, 8, accounts.private_plate)
_PAPER = _Kind(rules.DOCUMENT_NUMBER, accounts.PAPER, 0, 40, accounts.paper)
_END = _Kind(rules.MASKED_ID, accounts.ID_END, 0, 30, accounts.id_end)

_SPACED = (
    "低保",
    "残疾",
    "失独",
    "失能",
    "特困",
    "吸毒",
    "戒毒",
    "重病",
    "孤寡",
    "癌症",
    "艾滋",
    "贫困",
    "瘫痪",
    "孤儿",
    "确诊",
    "缓刑",
)
"""What is cut in two to be overlooked, as far as each has a rare character."""
_CUT = _Kind(rules.HARDSHIP, late("(?!)"), 0, 0, lambda _: None)
"""A word is cut: the text is searched once more without what cuts it."""
_HIDDEN = late(
    "[\u00ad\u200b-\u200d\u2060\ufeff]|" + "|".join(f"(?<={w[0]})[ \u3000]{{1,3}}(?={w[1]})" for w in _SPACED)
)
_TOLD = (rules.HARDSHIP, rules.MINOR, rules.HOME_ADDRESS, rules.BIRTH_DATE)
_WORDS = (
    ("|".join(f"{w[0]}(?=[ \u3000]{{1,3}}{w[1]})" for w in _SPACED), (_CUT,)),
    ("\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff", (_CUT,)),
    ("残疾|低保", (_HARDSHIP, _PAPER)),
    ("孤儿|留守儿童|困境儿童", (_HARDSHIP, _CHILD)),
    (f"{STRONG}|{WEAK}", (_HARDSHIP,)),
    ("小学生|初中生|中学生|小朋友|男童|女童|男婴|女婴|未成年人|小选手|小主持人", (_CHILD, _CLASS)),
    ("年级|幼儿园|高一|高二|高三|初一|初二|初三", (_CLASS,)),
    (r"住(?=[^，。；！？\n]{1,14}[0-9]号)|号院", (_HOME,)),
    (r"单元|号楼|栋|幢|座(?=[-\s]?[0-9]{3})", (_HOME,)),
    (r"岁(?<=[0-9一二三四五六七八九十]岁)(?<![2-9]\d岁)(?<!1[89]岁)(?<![二三四五六七八九]十岁)|个月大", (_AGE,)),
    (r"出生|生日|生于|日生(?![产活日物态效成长命育意前动])|生(?<=\d生)(?![产活日物态效成长命育意前动])", (_BIRTH,)),
    (
        "护照|通行证|台胞证|回乡证|军官证|士兵证|警官证|驾驶证|驾照|社保|社会保障|医保|户口|学籍|准考证|居住证",
        (_PAPER,),
    ),
    ("身份证", (_END,)),
    ("微信|V信|v信|薇信|wxid_|WeChat|Wechat|wechat|QQ|qq|WX|wx|VX|vx|Vx|加V|加v", (_ACCOUNT,)),
    (r"@(?=[a-z0-9.]+\.[cn])", (_MAIL,)),
    (
        "|".join(
            f"{m * 3}(?<![0-9{m}]{re.escape(m) * 3})(?<![0-9] {re.escape(m) * 3})(?=[{m} ]{{0,14}}[0-9]{{4}})"
            for m in "*＊●×"
        ),
        (),
    ),
)
_WORD = triggers((word, kinds) for words, kinds in _WORDS for word in words.split("|"))
_NEAR = frozenset({_HARDSHIP, _AGE, _CHILD})
"""Kinds that look for nothing beyond two blanks; what decides is the words in the same line."""
_START = digits.RUN.index("(?:")
_CAR = f"[{accounts.PROVINCES}][A-HJ-NP-Z]"
_OF_NUMBERS = f"[{digits.LOOKS}{digits.UNSEEN}{digits.GAPS}－–{re.escape(accounts.MASKS)}]"
_TWO, _SIX = f"(?={_OF_NUMBERS}{{2}})", f"(?={_OF_NUMBERS}{{6}})"
"""So much of what numbers are made of follows the first sign of a masked one, of a whole or a dashed one: a year is none."""
_NUMBER = late(
    f"{digits.RUN[:_START]}(?:{_TWO}(?:{_SIX}(?:({digits.RUN[_START:]})"
    r"|([0-9]{0,2}+[-－–][0-9]{1,2}+[-－–][0-9]{3,4}+(?!-)))"
    r"|([0-9 -]{0,16}+(?:[*＊●■□○×Xx✱﹡]{3}|[*＊●■□○]{1,2}[0-9])))"
    rf"|((?<=[A-Z·•‧ -].)(?:(?<={_CAR}.)|(?<={_CAR}[A-Z].)|(?<={_CAR}[A-Z][A-Z].)|(?<={_CAR}[·•‧ -].)|(?<={_CAR}[·•‧ -][A-Z].))))"
)
_RUN, _DASHED, _MASKED, _PLATED = 1, 2, 3, 4
_WRAP = late(digits.WRAP)
SUSPICIOUS = (_NUMBER, _WORD.pattern, _WRAP)
"""Where these patterns find nothing, `found_in` finds nothing either."""
_Place = tuple[_Kind, int, int]


def suspicious(text: str, *quiet: AbstractSet[str]) -> bool:
    """Tell whether a text could have part in a finding, whatever stands in the lines around it; most could not.

    Lines that are `quiet` are known not to be suspicious by themselves. Only a number that the line's end cuts in two is
    not thought of at the text's own beginning and end.
    """
    if "\u202e" in text or "座\n" in text:
        return True
    if any(len(_digits_around(text, wrap.start())) >= _SHORTEST for wrap in _WRAP.finditer(text)):
        return True
    rest = "\n".join(set(text.split("\n")).difference(*quiet))
    return _WORD.pattern.search(rest) is not None or any(_tells(rest, number) for number in _NUMBER.finditer(rest))


def harmless(text: str, allowed: frozenset[str], names: frozenset[str]) -> bool:
    """Tell whether a text tells nothing, nor would with anything around it from which two blanks part it at least."""
    numbers = all(n.lastindex == _RUN and not _looks_around(text, n) for n in _NUMBER.finditer(text))
    words = all(kinds and _NEAR.issuperset(kinds) for _, _, kinds in _WORD.find(text))
    if "\u202e" in text or not (numbers and words):
        return False
    return not any(found_in(text, allowed, names))


def _tells(text: str, number: re.Match[str]) -> bool:
    """Tell whether a number may be somebody's: not the office's phone, nor a date, a hash or a sum."""
    if number.lastindex != _RUN or _looks_around(text, number):
        return True
    before = text[max(0, number.start() - _LABEL) : number.start()]
    if not _promising(number[0], before) or _in_hash(text, number):
        return False
    return any(True for after in ("", "户") for _ in _read(number[0], before, after, frozenset()))


def _looks_around(text: str, number: re.Match[str]) -> bool:
    """Tell whether what stands around a run of digits decides: it goes on masked, or is a door's."""
    return _THEN_MASKED.match(text, number.end()) is not None or _DOOR.search(number[0]) is not None


def _digits_around(text: str, end: int) -> str:
    """Return the digits that a line's end cuts in two."""
    tail, head = _TAIL.search(text[max(0, end - _REACH) : end]), _HEAD.match(text, end + 1)
    return f"{tail[0]}{head[1]}".replace(" ", "").replace("-", "") if tail and head else ""


def found_in(
    text: str, allowed: frozenset[str] = frozenset(), names: frozenset[str] = frozenset(), beside: Beside = ""
) -> Iterator[tuple[Rule, str]]:
    """Yield (rule, masked excerpt) for all that a text tells of a person and must not.

    `allowed`: digits of the mobiles and other numbers that may be published. `names`: persons' names known from elsewhere on the site.
    `beside`: the text stands in one record with a person's `name`, or describes a `photo`. A line of the text is a
    line on the page: only digits are joined over a line's end.
    """
    places: list[_Place] = []
    yield from _numbers(text, allowed, places)
    for start, end, kinds in _WORD.find(text):
        places.extend((kind, start, end) for kind in kinds)
        if not kinds:
            yield from _half_masked(text, start, end)
    seen: set[tuple[str, str]] = set()
    judged: set[_Place] = set()  # where words are thick, their surroundings overlap
    for kind, start, end in places:
        for word in kind.pattern.finditer(text, max(0, start - kind.before), end + kind.after):
            if (place := (kind, *word.span())) in judged:
                continue
            judged.add(place)
            passage = Passage.around(text, *word.span(), names, beside)
            masked = (kind.rule.id, passage.text) not in seen and kind.judge(passage)
            if masked:
                seen |= {(kind.rule.id, passage.text), (kind.rule.id, masked)}
                yield kind.rule, masked
    if any(kind is _CUT for kind, _, _ in places):
        whole = found_in(_HIDDEN.sub("", text), allowed, names, beside)
        yield from ((rule, masked) for rule, masked in whole if rule in _TOLD and (rule.id, masked) not in seen)


def _numbers(text: str, allowed: frozenset[str], places: list[_Place]) -> Iterator[tuple[Rule, str]]:
    """Yield what numbers tell by themselves; add to `places` where the words around decide."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        before = text[max(0, start - _LABEL) : start]
        if number.lastindex == _RUN and _promising(number[0], before) and not _in_hash(text, number):
            yield from _read(number[0], before, text[end : end + 3], allowed)
        if number.lastindex == _MASKED or _THEN_MASKED.match(text, end):
            yield from _half_masked(text, start, end)
        elif number.lastindex == _PLATED:
            places.append((_PLATE, start, end))
        if number.lastindex == _DASHED or (number.lastindex == _RUN and _DOOR.search(number[0])):
            places.append((_HOME, start, end))
    for wrap in _WRAP.finditer(text):
        yield from _wrapped(text, wrap.start(), allowed)


def _promising(run: str, before: str) -> bool:
    """Tell whether a run may hold one of the numbers: most are the office's own phone."""
    return len(run) >= _SHORTEST_ID or not run.isascii() or "\u202e" in before or _MOBILE_BEGINS.search(run) is not None


def _read(run: str, before: str, after: str, allowed: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    ways = digits.readings(run)
    if "\u202e" in before + run:  # shown from right to left
        ways = (*ways, *(way[::-1] for way in ways))
    yield from max(([*numbers_in(way, before.rpartition("\n")[2], allowed, after)] for way in ways), key=len)


def _in_hash(text: str, run: re.Match[str]) -> bool:
    """Tell whether a run is part of a hash: the token around it is long and all hexadecimal."""
    start = run.start()
    while start > max(0, run.start() - _LONGEST_TOKEN) and _TOKEN.fullmatch(text[start - 1]):
        start -= 1
    token = _TOKEN.match(text, start)
    return token is not None and token.end() >= run.end() and hashed(token[0])


def _wrapped(text: str, end: int, allowed: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    """Yield the numbers that a line's end cuts in two. Two cells that hold nothing but digits are two numbers."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    tail, head = _TAIL.search(line[-_REACH:]), _HEAD.match(text, end + 1)
    if tail is None or head is None:
        return
    if len(tail[0]) < len(line.strip()) or text[head.end() : head.end() + _LABEL].partition("\n")[0].strip():
        joined = digits.readings(tail[0].strip() + head[1])[0]
        yield from numbers_in(joined, line[: -len(tail[0])][-_LABEL:], allowed)


def _half_masked(text: str, start: int, end: int) -> Iterator[tuple[Rule, str]]:
    found = accounts.MASKED.search(text, start, end + _LONGEST_MASK)
    if found is None or found.start() >= end:
        return
    if rule := accounts.half_masked(found[0], text[max(0, found.start() - _LABEL) : found.start()]):
        yield rule, f"{found[0][:2]}…"
