"""Numbers masked by halves, and other numbers and names of a person: documents, accounts, plates."""

from __future__ import annotations

import re

from generator.checks.personal.passage import Passage
from generator.checks.personal.rules import BANK_CARD, MASKED_ID, MASKED_PHONE
from generator.findings import Rule
from generator.patterns import late

MASKS = "*＊●■□○×Xx✱﹡"
MASKED = late(
    rf"[0-9](?<![0-9][0-9])[0-9 \-]{{0,16}}[{MASKS}][{MASKS} \-]{{0,18}}[0-9Xx]{{0,12}}"
    rf"|[{MASKS}](?<![{MASKS}]{{2}})[{MASKS} ]{{2,16}}[0-9][0-9{MASKS}]{{3,14}}"
)
ID_END = late(r"身份证(?:号码?)?的?(?:尾号|末尾?|最?后|前)(?:[四六八4-8]位)?(?:数字?)?[是为：:\s（(]{0,3}\d{3,}[\dXx]")
_PAPERS = "护照|通行证|台胞证|回乡证|军官证|士兵证|警官证|驾驶证|驾照|残疾人?证|低保证|户口[簿本]|学籍|准考证|居住证|(?:社保|社会保障|医保)(?:卡(?:号|编号)|[编账]?号|个人编号)"
PAPER = late(
    rf"(?:{_PAPERS})(?:上?的?号码?|编号|证号|No\.?)?[：:是为\s（(]{{0,3}}(?:[A-Z]{{1,2}}|[\u4e00-\u9fff]?字?第?)(?P<number>\d{{7,20}}[Xx]?)(?!\d)"
)
ACCOUNT = late(
    r"(?:微信号?|[Ww]e[Cc]hat(?=\s?(?:[：:是为]|ID|号))|(?<![A-Za-z])[VvWw][Xx]|[Vv薇]信|加[Vv])(?:号码?|ID)?[：:是为\s]{1,3}(?P<name>[A-Za-z][\w-]{5,19}(?!\w)(?!\.))"
    r"|(?P<id>wxid_[a-z0-9]{8,})|(?<![A-Za-z])[Qq]{2}号?码?[：:是为\s]{0,3}(?P<qq>[1-9]\d{4,10})(?!\d)"
    r"|(?P<mail>(?<![A-Za-z0-9_.+-])[1-9]\d{4,10}@(?:vip\.)?(?:qq|foxmail)\.com)"
    r"|(?P<own>(?<![A-Za-z0-9_.+-])[A-Za-z][\w.+-]{2,30}@(?:(?:vip\.)?(?:qq|foxmail|163|126|139|189|gmail|hotmail|outlook|sina|sohu|icloud|live|yahoo|aliyun)\.com|yeah\.net|sina\.cn|yahoo\.com\.cn))"
)
_OFFICIAL = late("官方|公众|订阅|街道|社区|单位|平台|中心|办公|群|小程序|客服|举报|投诉|公务|党委|工委")
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = late(
    f"[{PROVINCES}][A-HJ-NP-Z][·•‧\\s-]?(?=[A-HJ-NP-Z]{{0,2}}[0-9][A-HJ-NP-Z]?[0-9])[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳领](?![A-Za-z0-9])"
)
_SERVICE_CAR = late("公交|公务|执法|巡逻|环卫|消防|服务车|流动|班车|救护|专线|大巴|巴士|施救|洒水|献血|移动")
_FIXED = {*range(3), *range(7, 11)}  # what 138****1234 shows
_SIGNS = late(rf"[0-9{MASKS}]")
_PROVINCE = late(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])")
_OLD_ID, _NEW_ID, _CARD_SIZES, _MOBILE_SIZES = 15, 18, range(16, 20), range(10, 13)
_MOST_OF_A_CARD = 8


def half_masked(token: str, before: str) -> Rule | None:
    """Return the rule that a masked number breaks, or None where it shows no more than 138****1234 does."""
    signs = "".join(_SIGNS.findall(token))
    shown = [i for i, sign in enumerate(signs) if sign.isdigit()]
    if len(shown) >= len(signs) - 1 and signs[-1] in "Xx×":  # a check digit, or a sign of multiplication
        return None
    if "身份" in before[-12:] and shown:
        return MASKED_ID
    if _is_masked_id(signs, before):
        return MASKED_ID
    if re.match("1[3-9]", signs) and len(signs) in _MOBILE_SIZES or re.search("手机|电话", before[-8:]):  # noqa: RUF021
        return MASKED_PHONE if _tells_a_mobile(signs, shown) else None
    return BANK_CARD if len(signs) in _CARD_SIZES and len(shown) > _MOST_OF_A_CARD else None


def _is_masked_id(signs: str, before: str) -> bool:
    old = len(signs) == _OLD_ID and _PROVINCE.match(signs) is not None
    return (old or len(signs) == _NEW_ID) and not re.search("[卡账帐]", before)


def _tells_a_mobile(signs: str, shown: list[int]) -> bool:
    if len(signs) == 11:  # noqa: PLR2004  # a mobile's digits
        return not _FIXED.issuperset(shown)
    ahead = re.match(r"\d*", signs)
    behind = re.search(r"\d*$", signs)
    return len(signs) in _MOBILE_SIZES and len((ahead or signs)[0]) > 3 or len((behind or signs)[0]) > 4  # noqa: PLR2004, RUF021


def private_account(passage: Passage) -> str | None:
    """Return the beginning of somebody's own account, or None where it is an office's."""
    found = ACCOUNT.fullmatch(passage.word)
    if found is None or _OFFICIAL.search(passage.text[max(0, passage.start - 10) : passage.start]):
        return None
    if found["own"] and not any(not p.post and len(gap) <= _BESIDE for p, gap in passage.before()):
        return None
    return f"{passage.word[:3]}…"


_BESIDE = 8


def private_plate(passage: Passage) -> str | None:
    """Return a plate, masked, or None where it is a public service's car."""
    near = passage.text[max(0, passage.start - 14) : passage.end + 14]
    return None if _SERVICE_CAR.search(near) else f"{passage.word[:2]}****"


def paper(passage: Passage) -> str | None:
    """Return the label of a personal document whose number is written behind it."""
    found = PAPER.fullmatch(passage.word)
    return f"{passage.word[: found.start('number')]}****" if found else None


def id_end(passage: Passage) -> str | None:
    """Return that digits of an ID number are told."""
    return f"{passage.word[:3]}…"
