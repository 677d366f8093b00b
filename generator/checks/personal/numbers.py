"""Which digits are an ID number, a mobile or a bank card."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.checks.personal.rules import BANK_CARD, ID_NUMBER, MOBILE_PHONE
from generator.findings import Rule
from generator.patterns import late

_SEPARATORS = late(r"[^\dX]+")
# An office phone with its area code: what follows 转 is its extension.
_OFFICE = late(r"((?<!\d)0(?:10|2\d|[3-9]\d\d)\D{0,2}[2-9]\d{2,3}\D?\d{4})\D?转")
# A mobile number in 4-4-3. With blanks between it is a list: 1500 2000 300.
_FOUR_FOUR_THREE = late(r"(?<!\d)((?:0|86|086|0086)?1[3-9]\d\d) ?[\-‐-―−－转] ?(\d{4}) ?[\-‐-―−－转] ?(\d{3})(?!\d)")
# A file in an archive: year, then month and day or a number below 1000, then a number: 1998-0620-001.
_ARCHIVED = late(r"19[4-9]\d.{1,3}(?:0\d{3}|1[0-2]\d\d).{1,3}[0-4]\d\d")
_MOBILE = late(r"(?:0|86|086|0086)?(1[3-9]\d{9})X?")
_MOBILE_GROUPS = {
    *((11,), (3, 4, 4), (3, 8), (7, 4), (1, 3, 3, 4), (3, 3, 5), (3, 2, 3, 3), (5, 6), (6, 5)),
    *((3, 1, 1, 1, 1, 1, 1, 1, 1), (1,) * 11),
}
_SERVICE_LINES = (["1", "400"], ["1", "800"])  # a list's first item
_CALL = late(r"(?:电\s*话|手\s*机|联系方式|拨打|拨|致电|打|☎|📞|📱|微信号?|[Tt][Ee][Ll]|号码)[^\d，。；]{0,4}$")
_DECIMAL = late(r"1[3-9]\d\.\d{8}")
_IP = late(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)")
_HEX = late(
    r"(?=(?:[0-9]*[A-Fa-f]){3})(?:[0-9a-f]{20,}|[0-9A-F]{20,})|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
)
_AREA = late(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d\d\d\d")
_OTHER_CODE = late(
    r"(?:全宗|档|案卷|订单|运单|快递|流水|编|单|批|货|商品|条|发票|合同|项目|工单|受理|注册|登记|备案|统计|代|户|设备|序列)\s*(?:号码?|码|代码|编号)[^\d]{0,3}$"
    r"|IMEI\D{0,3}$|条形?码\D{0,3}$"
)
_PERSONAL_CODE = late(r"身份|证件|银行|[卡帐账]")
_CARD_START = late(r"62|4(?!1\d{4}(?:19|20))|5[0-8]|2[2-7]|35|60|68|95|81")
_BEGINS = late(r"(?:0|86|086|0086)?1[3-9]\d{9}|[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d{4}[\dX]")
"""What begins with a group of three digits or fewer, cards and old identity numbers aside."""
_SHORTEST_START = 3
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_YEAR, _LAST_YEAR = 1900, 2060
_NEW_ID, _OLD_ID = 18, 15
_BANK_LENGTHS = range(16, 20)
_LONGEST = 20
_LEAST_DIGITS = 11
_UNIT = late(r"\s?(?:余|多|平方|米|元|万|亿|户|名|套|亩|吨|㎡|公里|个|件|次|册|份|%|％|℃)")


def numbers_in(
    run: str, before: str, allowed: frozenset[str] = frozenset(), after: str = ""
) -> Iterator[tuple[Rule, str]]:
    """Yield (rule, masked number) for a run of ASCII digits and separators; `before` and `after` stand around it."""
    if " " in run and _UNIT.match(after):  # 150 2000 3000平方米
        run = run.rpartition(" ")[0]
    run = _FOUR_FOUR_THREE.sub(_joined, _OFFICE.sub(r"\1;", run))
    for part in run.split(";"):
        yield from _in_part(part, before, allowed)


def hashed(token: str) -> bool:
    """Tell whether a token is a hash or UUID, whose digits mean nothing."""
    return _HEX.fullmatch(token) is not None


def _joined(found: re.Match[str]) -> str:
    return found[0] if _ARCHIVED.fullmatch(found[0]) else found[1] + found[2] + found[3]


def _in_part(part: str, before: str, allowed: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    groups = [g for g in _SEPARATORS.split(part) if g]
    if _IP.fullmatch(part) or (_DECIMAL.fullmatch(part) and not _CALL.search(before)):
        return
    start, at, whole = 0, 0, "".join(groups)
    while start < len(groups):
        if len(groups[start]) < _SHORTEST_START and not _BEGINS.match(whole, at):
            at += len(groups[start])
            start += 1
            continue
        end, rule = _first_in(groups, start, "" if start else before, allowed)
        if rule is not None:
            yield rule, f"{''.join(groups[start:end])[:3]}****"
        end = end if rule is not None else start + 1
        at += sum(map(len, groups[start:end]))
        start = end


def _first_in(groups: list[str], start: int, before: str, allowed: frozenset[str]) -> tuple[int, Rule | None]:
    """Return the end and rule of the longest number that begins with a group: neighbours may be other numbers."""
    found: tuple[int, Rule | None] = (start + 1, _inside(groups[start], allowed))
    for end in range(start + 1, len(groups) + 1):
        parts = groups[start:end]
        if sum(map(len, parts)) > _LONGEST:
            break
        rule = _kind(parts, before, allowed)
        found = (end, rule) if rule is not None else found
    return found


def _inside(digits: str, allowed: frozenset[str]) -> Rule | None:
    """Tell whether an ID number stands in a long run, or nothing but mobile numbers pasted together."""
    within = (digits[i : i + _NEW_ID] for i in range(len(digits) - _NEW_ID + 1))
    if any(_is_id(number) and number not in allowed for number in within):
        return ID_NUMBER
    size = _LEAST_DIGITS
    numbers = [digits[i : i + size] for i in range(0, len(digits), size)]
    pasted = len(numbers) > 1 and all(_MOBILE.fullmatch(n) and len(n) == size for n in numbers)
    return MOBILE_PHONE if pasted and not allowed.issuperset(numbers) else None


def _kind(parts: list[str], before: str, allowed: frozenset[str]) -> Rule | None:
    digits = "".join(parts)
    if len(digits) < _LEAST_DIGITS or digits in allowed:
        return None
    if mobile := _MOBILE.fullmatch(digits):
        listed = mobile[1] in allowed or (len(parts) > 1 and _OTHER_CODE.search(before) is not None)
        return None if listed or not (_grouped(parts, mobile) or _CALL.search(before)) else MOBILE_PHONE
    if _is_id(digits):
        return ID_NUMBER
    rule = ID_NUMBER if _is_old_id(digits, parts) else BANK_CARD if _is_card(digits, parts, before) else None
    coded = rule is not None and _OTHER_CODE.search(before) is not None and not _PERSONAL_CODE.search(before)
    return None if coded else rule


def _grouped(parts: list[str], mobile: re.Match[str]) -> bool:
    """Tell whether the digits are grouped as phone numbers are: `150 2000 3000` may be, `1500 2000 300` is a list."""
    prefix = mobile.start(1)
    sizes = [len(p) for p in parts]
    while prefix and sizes:
        cut = min(prefix, sizes[0])
        sizes[0] -= cut
        prefix -= cut
        sizes = sizes if sizes[0] else sizes[1:]
    sizes[-1] -= mobile.string.endswith("X")
    return tuple(size for size in sizes if size) in _MOBILE_GROUPS and parts[:1] + parts[1:2] not in _SERVICE_LINES


def _is_id(digits: str) -> bool:
    """Tell whether 18 signs are an ID number: area, birth date and check digit (GB 11643)."""
    if len(digits) != _NEW_ID or not digits[:17].isdigit() or not _AREA.match(digits) or not _born(digits[6:14]):
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return digits[17] == "10X98765432"[total % 11]


def _is_old_id(digits: str, parts: list[str]) -> bool:
    """Tell whether 15 digits may be an ID number of the old form, which has no check digit."""
    cut_well = len(parts) == 1 or tuple(map(len, parts)) in {(6, 6, 3), (12, 3), (3, 3, 6, 3), (6, 2, 2, 2, 3)}
    whole = len(digits) == _OLD_ID and digits.isdigit() and _AREA.match(digits) is not None
    return whole and cut_well and digits[2:4] != "00" and digits[4:6] != "00" and _born(f"19{digits[6:12]}")


def _born(digits: str) -> bool:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def _is_card(digits: str, parts: list[str], before: str) -> bool:
    by_fours = all(len(p) == 4 for p in parts[:-1]) or len(parts[0]) == 6  # noqa: PLR2004  # as on the card
    if not by_fours or len(digits) not in _BANK_LENGTHS or not digits.isdigit() or not _luhn(digits):
        return False
    return _CARD_START.match(digits) is not None or _PERSONAL_CODE.search(before) is not None


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0  # noqa: PLR2004  # Luhn's own numbers
