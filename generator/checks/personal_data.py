"""Personal data that must never get out: ID numbers, mobile phones, bank cards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Rule, Text, error
from generator.schema import Record, fields_of
from generator.schema.fields import FieldType, Phone
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

# Digits of one number, as people write them: in groups, with up to three blanks, hyphens, dots, strokes or brackets
# between; also with 一 for a hyphen, or with 转.
_RUN = re.compile(r"\d+(?:[ \t\-‐-―−_.·•・/()一转]{1,3}\d+)*[Xx]?")
# An office phone with its area code: what follows 转 is its extension.
_OFFICE = re.compile(r"((?<!\d)0(?:10|2\d|[3-9]\d\d)\D{0,2}[2-9]\d{2,3}\D?\d{4})\D?转")
# A mobile number in 4-4-3. With blanks between it is a list: 1500 2000 300.
_FOUR_FOUR_THREE = re.compile(
    r"(?<!\d)((?:0|86|086|0086)?1[3-9]\d\d) ?[\-‐-―−一转] ?(\d{4}) ?[\-‐-―−一转] ?(\d{3})(?!\d)"
)
_SEPARATORS = re.compile(r"[^\dXx]+")
_MOBILE = re.compile(r"(?:0|86|086|0086)?(1[3-9]\d{9})X?")
_MOBILE_GROUPS = {(11,), (3, 4, 4), (3, 8), (7, 4), (1, 3, 3, 4), (3, 3, 5), (3, 2, 3, 3), (5, 6), (6, 5)}
_ID_GROUPS = {
    (18,),
    (17, 1),
    (6, 12),
    (6, 8, 4),
    (6, 4, 4, 4),
    (14, 4),
    (3, 3, 4, 4, 4),
    (3, 3, 8, 4),
    (15,),
    (6, 6, 3),
    (12, 3),
}
_BIRTHDAY = re.compile(r"(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NEW_ID, _OLD_ID = 18, 15
_BANK_LENGTHS = range(16, 20)
_LONGEST = 20
_LEAST_DIGITS = 11


def check(site: Site) -> Iterator[Finding]:
    """No text of an entry or of the settings may hold an ID number, a private mobile number or a bank card.

    ID numbers: 18 digits with a birth date and a valid check digit (GB 11643), or the old 15-digit form with a birth
    date. Mobile: `1[3-9]` and nine digits, with or without 0 or 86, unless listed under 公开的手机号. Bank card: 16 to
    19 digits passing Luhn. All of them also in the groups people write them in.
    """
    allowed = allowed_numbers(site)
    for entry in site.all():
        for path, text in entry.texts():
            for rule, masked in found_in(_dialled(entry.record, path, text), allowed):
                yield at(rule, entry, *path, masked=masked)
        for rule, masked in found_in(entry.id, allowed):
            yield at(rule, entry, masked=masked)
    for path, text in site.setting_texts():
        if path[0] != "public_phones":
            place = site.setting_place(*path)
            found = found_in(_dialled(site.settings, path, text), allowed)
            yield from (Finding(rule, place, args={"masked": masked}) for rule, masked in found)


def _dialled(record: Record, path: tuple[str | int, ...], text: str) -> str:
    """Return the digits alone where a phone field holds a mobile number, however it is cut up; any other text as it is."""
    model: type[Record] = type(record)
    kind: FieldType | None = None
    for name in path:
        if isinstance(name, str):
            spec = fields_of(model)[name]
            model, kind = spec.items or model, spec.type
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)) if isinstance(kind, Phone) else ""
    return digits if _MOBILE.fullmatch(digits) else text


def allowed_numbers(site: Site) -> frozenset[str]:
    """Return the digits of the mobile numbers that the street itself publishes."""
    return frozenset(_SEPARATORS.sub("", phone) for phone in site.settings.public_phones)


def found_in(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[tuple[Rule, str]]:
    """Yield (rule, masked number) for each number in a text that must not get out.

    Full-width, circled and other digits count as digits; characters that cannot be seen do not separate.
    """
    if sum(ch.isdigit() for ch in text) < _LEAST_DIGITS:
        return
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(ch for ch in plain if unicodedata.category(ch) != "Cf" and not "\ufe00" <= ch <= "\ufe0f")
    plain = _FOUR_FOUR_THREE.sub(r"\1\2\3", _OFFICE.sub(r"\1;", plain))
    for run in _RUN.finditer(plain):
        groups = _SEPARATORS.split(run.group().upper())
        start = 0
        while start < len(groups):
            end, rule = _first_in(groups, start, allowed)
            if rule is not None:
                yield rule, f"{''.join(groups[start:end])[:3]}****"
            start = end if rule is not None else start + 1


def _first_in(groups: list[str], start: int, allowed: frozenset[str]) -> tuple[int, Rule | None]:
    """Return the end and rule of the longest number that begins with a group: neighbours may be other numbers."""
    found: tuple[int, Rule | None] = (start + 1, _several(groups[start], allowed))
    for end in range(start + 1, len(groups) + 1):
        parts = groups[start:end]
        if sum(map(len, parts)) > _LONGEST:
            break
        rule = _kind(parts, allowed)
        found = (end, rule) if rule is not None else found
    return found


def _several(digits: str, allowed: frozenset[str]) -> Rule | None:
    """Tell whether a long run is nothing but mobile numbers pasted together."""
    size = _LEAST_DIGITS
    numbers = [digits[i : i + size] for i in range(0, len(digits), size)]
    pasted = len(numbers) > 1 and all(_MOBILE.fullmatch(n) and len(n) == size for n in numbers)
    return MOBILE_PHONE if pasted and not allowed.issuperset(numbers) else None


def _kind(parts: list[str], allowed: frozenset[str]) -> Rule | None:
    digits, sizes = "".join(parts), tuple(map(len, parts))
    if mobile := _MOBILE.fullmatch(digits):
        return None if mobile[1] in allowed or not _grouped(parts, mobile) else MOBILE_PHONE
    if sizes in _ID_GROUPS and _is_id(digits):
        return ID_NUMBER
    by_fours = all(size == 4 for size in sizes[:-1]) or len(sizes) == 1  # noqa: PLR2004  # as embossed on the card
    if by_fours and len(digits) in _BANK_LENGTHS and digits.isdigit() and _luhn(digits):
        return BANK_CARD
    return None


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
    return tuple(sizes) in _MOBILE_GROUPS


def _is_id(digits: str) -> bool:
    if len(digits) == _OLD_ID:
        return digits.isdigit() and _BIRTHDAY.fullmatch(digits[6:12]) is not None
    if len(digits) != _NEW_ID or not digits[:17].isdigit() or not _BIRTHDAY.fullmatch(digits[6:14]):
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return digits[17] == "10X98765432"[total % 11]


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0  # noqa: PLR2004  # Luhn's own numbers


CHECK = Check((ID_NUMBER, MOBILE_PHONE, BANK_CARD), check)
