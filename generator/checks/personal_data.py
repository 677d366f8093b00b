"""Personal data that must never get out: ID numbers, mobile phones, bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Rule, Text, error
from generator.site import Site

_HINT = Text("删掉它；要联系就写单位的办公电话", "Remove it; give the office phone instead")
ID_NUMBER = error("id-number", Text("有身份证号（{masked}）", "an identity number ({masked})"), _HINT)
MOBILE_PHONE = error(
    "mobile-phone",
    Text("有手机号（{masked}）", "a mobile phone number ({masked})"),
    Text(
        "换成带区号的办公电话；单位对外公布的手机号，写进 site_config.yml 的“公开的手机号”",
        "Use the office phone; a mobile the office publishes goes to public_phones in site_config.yml",
    ),
)
BANK_CARD = error("bank-card", Text("有银行卡号（{masked}）", "a bank card number ({masked})"), _HINT)

# Digits may be grouped by single blanks, hyphens or dots, and be full width: people paste them so.
_RUN = re.compile(r"\d+(?:[ \-.\u2002-\u200a\u00a0]\d+)*[Xx]?")
_FULL_WIDTH = {0xFF10 + i: ord("0") + i for i in range(10)} | {0xFF38: "X", 0xFF58: "X"}
_SEPARATORS = re.compile(r"[^\dXx]+")
_LONGEST = 20
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_OLD_ID = re.compile(r"[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BANK_LENGTHS = range(16, 20)


def check(site: Site) -> Iterator[Finding]:
    """No text of an entry or of the settings may hold an ID number, a private mobile number or a bank card.

    ID numbers: 18 digits with a valid check digit (GB 11643), or the old 15-digit form with a possible birth date.
    Mobile: `1[3-9]` and nine digits, unless listed under 公开的手机号. Bank card: 16 to 19 digits passing Luhn.
    """
    allowed = allowed_numbers(site)
    for entry in site.all():
        for path, text in entry.texts():
            for rule, masked in found_in(text, allowed):
                yield at(rule, entry, *path, masked=masked)
        for rule, masked in found_in(entry.id, allowed):
            yield at(rule, entry, masked=masked)
    for path, text in site.setting_texts():
        if path[0] != "public_phones":
            place = site.setting_place(*path)
            yield from (Finding(rule, place, args={"masked": masked}) for rule, masked in found_in(text, allowed))


def allowed_numbers(site: Site) -> frozenset[str]:
    """Return the digits of the mobile numbers that the street itself publishes."""
    return frozenset(_SEPARATORS.sub("", phone) for phone in site.settings.public_phones)


def found_in(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[tuple[Rule, str]]:
    """Yield (rule, masked number) for each number in a text that must not get out."""
    if sum(ch.isdigit() for ch in text) < len("13800000000"):
        return
    for run in _RUN.finditer(text.translate(_FULL_WIDTH)):
        groups = _SEPARATORS.split(run.group().upper())
        start = 0
        while start < len(groups):
            end, rule = _first_in(groups, start, allowed)
            if rule is not None:
                yield rule, f"{''.join(groups[start:end])[:3]}****"
            start = end if rule is not None else start + 1


def _first_in(groups: list[str], start: int, allowed: frozenset[str]) -> tuple[int, Rule | None]:
    """Return the end and rule of the longest number that begins with a group: neighbours may be other numbers."""
    joined = ""
    found: tuple[int, Rule | None] = (start + 1, None)
    for end in range(start, len(groups)):
        joined += groups[end]
        if len(joined) > _LONGEST:
            break
        rule = _kind(joined, allowed)
        found = (end + 1, rule) if rule is not None else found
    return found


def _kind(digits: str, allowed: frozenset[str]) -> Rule | None:
    if mobile := _MOBILE.fullmatch(digits):
        return None if mobile[1] in allowed else MOBILE_PHONE
    if _is_id(digits):
        return ID_NUMBER
    if len(digits) in _BANK_LENGTHS and digits.isdigit() and _luhn(digits):
        return BANK_CARD
    return None


def _is_id(digits: str) -> bool:
    if len(digits) == 18 and digits[:17].isdigit():  # noqa: PLR2004  # the length GB 11643 sets
        total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
        return digits[17] == "10X98765432"[total % 11]
    return _OLD_ID.fullmatch(digits) is not None


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0  # noqa: PLR2004  # Luhn's own numbers


CHECK = Check((ID_NUMBER, MOBILE_PHONE, BANK_CARD), check)
