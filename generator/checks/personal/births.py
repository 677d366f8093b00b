"""Birth dates, and children that can be recognised."""

from __future__ import annotations

import re

from generator.checks.personal.passage import Passage
from generator.patterns import late

_HAN_NUMBER = "[一二三四五六七八九十〇零]"
_DATE = rf"(?:(?:19|20)\d\d\s?[年.\-/]\s?\d{{1,2}}\s?[月.\-/]\s?\d{{1,2}}日?|(?:19|20)\d{{6}}|{_HAN_NUMBER}{{4}}年{_HAN_NUMBER}{{1,3}}月{_HAN_NUMBER}{{1,3}}日)"
BIRTH = late(
    rf"(?:出生(?:日期|年月日?|时间)?|生日|生于)[：:于是为\s]{{0,3}}{_DATE}|{_DATE}[（(]?(?:农历)?[）)]?\s?(?:出生|生(?![产活日物态效成长命育意前动]))"
)
AGE = late(rf"(?<![\d.\-~～—至到])(?P<n>\d{{1,2}}|{_HAN_NUMBER}{{1,3}})(?:周?岁半?|个月大)")
_NO_AGE = late("以[上下内]|及以|至|到|[-—~～]|组|段|儿童|孩子们|党龄")
_NO_AGE_BEFORE = late("(?:党龄|工龄|龄|成立|开业|满|未满|不满|从|[-—~～至到和、])$")
CHILD = late("小学生|初中生|中学生|小朋友|男童|女童|[男女]婴|未成年人|留守儿童|困境儿童|孤儿|小选手|小主持人")
CLASS = late(
    "(?:小学|中学|学校|[一二三四五六1-6]年级|[初高][一二三]|幼儿园)[^，。；：:]{0,8}?[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?班|[一二三四五六七八九1-9]年级(?:学生|的|同学)?|[小中大]班(?=小朋友|幼儿)|[初高][一二三](?:年级)?(?:学生|同学|男生|女生)"
)
_RELATIVE = late("的?(?:女儿|儿子|孩子|孙子|孙女|外孙|娃)")
_CALLED = late(
    r"的?(?:小?学生|女孩儿?|男孩儿?|孩子|小姑娘|小朋友|小男孩|小女孩)?[“\"：:，,]?(?:([\u4e00-\u9fff])\1(?![\u4e00-\u9fff]{0,1}[们])|小(?![狗猫鸟区院店树桥路站楼])[\u4e00-\u9fff](?=$|[^\u4e00-\u9fff]|[在是的和说家从跟与]))"
)
_GROWN = 18
_NEAR, _NEXT = 16, 6
_HAN = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def born_in(passage: Passage) -> str | None:
    """Return whose birth date a passage gives, masked, or None. The passage's word is a match of `BIRTH`."""
    if passage.persons:
        return f"{passage.masked(passage.persons[0])} ****年**月**日"
    return "****年**月**日" if passage.beside else None


def child_by_age(passage: Passage) -> str | None:
    """Return which child a passage names with its age, masked, or None. The passage's word is a match of `AGE`."""
    found = AGE.match(passage.word)
    after, before = passage.text[passage.end :], passage.text[: passage.start]
    if found is None or _years(found["n"]) >= _GROWN or _NO_AGE.match(after) or _NO_AGE_BEFORE.search(before):
        return None
    if called := _CALLED.match(after):
        return f"{passage.word}{called[0][:1]}*"
    for person, between in passage.after():
        if not person.post and len(between) <= _NEXT and not re.search("[。；]", between):
            return passage.excerpt(person)
    for person, between in passage.before():
        if not person.post and len(between) <= _NEAR and not _RELATIVE.match(after):
            return passage.excerpt(person)
    return passage.excerpt() if passage.beside else None


def child_by_school(passage: Passage) -> str | None:
    """Return which pupil a passage names, masked, or None. The passage's word is a match of `CHILD` or `CLASS`."""
    if within := [p for p in passage.persons if p.start + 1 < passage.start < p.end]:  # 王小明小朋友
        return passage.excerpt(within[0])
    near = [p for p, between in passage.after() if not p.post and re.fullmatch("[^，,。；]{0,4}", between)]
    near += [p for p, between in passage.before() if not p.post and re.fullmatch(r"[\s，,（(：:是]{0,3}", between)]
    return passage.excerpt(near[0]) if near else None


def _years(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)
