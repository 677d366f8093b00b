"""Cells of a sheet (ECMA-376, part 1, 18.3 and 18.8): what they show, whichever way it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.patterns import late

_NUMBER = late(r"\s*[-+]?[0-9.]+(?:[Ee][+-]?[0-9]+)?\s*", re.ASCII)
_READ = late(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[Ee][+-]?[0-9]{1,3})?", re.ASCII)
_INDEX = late(r"[0-9]{1,9}", re.ASCII)
_LONGEST, _ID = 20, 18
_LITERAL = late(r'"((?:[^"]|"")*)"')
_JOINT = late(r'["&\s]+')
_CODE = late(
    r"""(?P<skip>\[[^\]]*\]|[_*].)|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<place>[0#?@]|General)|(?P<other>.)"""
)
_PLACE = "\0"
MAX_FRAMES, _CODE_LENGTH = 8, 1000


class NotCell(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """A cell holds what no program writes, or what cannot be read for certain."""


class Frame(NamedTuple):
    """Digits that a number format writes before and behind what a cell holds."""

    before: str
    behind: str


def frames(codes: Iterable[str]) -> list[Frame]:
    """Return what number formats add to cells, where these are digits. Raises NotCell for digits in their midst."""
    codes = list(codes)
    if any(len(code) > _CODE_LENGTH for code in codes):
        raise NotCell
    sections = (section for code in codes for section in _sections(code))
    found = sorted({frame for section in sections if (frame := _frame(section))})
    if len(found) > MAX_FRAMES:
        raise NotCell
    return found


def shown(kind: str, stored: str, shared: Sequence[str]) -> str:
    """Return what a cell shows, by its type (`t`) and stored value. Raises NotCell."""
    if kind == "s" and stored:
        if not _INDEX.fullmatch(stored) or int(stored) >= len(shared):
            raise NotCell
        return shared[int(stored)]
    return _number(stored) if kind in {"", "n"} and _NUMBER.fullmatch(stored) else stored


def joined(formula: str) -> list[str]:
    """Return the readings of a formula: as it stands, its texts one behind the other, and what `&` joins joined."""
    texts = "".join(text.replace('""', '"') for text in _LITERAL.findall(formula))
    return [formula, texts, _JOINT.sub("", formula)]


def _sections(code: str) -> list[list[re.Match[str]]]:
    """Return the sections of a format (positive, negative, nought, text), in their signs."""
    found: list[list[re.Match[str]]] = [[]]
    for sign in _CODE.finditer(code):
        if sign["other"] == ";":
            found.append([])
        else:
            found[-1].append(sign)
    return found


def _frame(section: list[re.Match[str]]) -> Frame | None:
    """Return the digits around the place of the value; None where a format adds none."""
    spelt = "".join(
        "" if s["skip"] else _PLACE if s["place"] else (s["quoted"] or s["escaped"] or s["other"] or "")
        for s in section
    )
    before, place, rest = spelt.partition(_PLACE)
    midst, _, behind = rest.rpartition(_PLACE)
    if not place or not re.search(r"\d", spelt):
        return None
    if re.search(r"\d", midst):
        raise NotCell
    return Frame(before, behind)


def _number(stored: str) -> str:
    """Return a number as a sheet shows it in full.

    A sheet keeps 15 digits: an identity number typed as a number has lost its last three, which are noughts. Region and
    birthday are still there, so it is given back with the check digit that it could have.
    """
    if not _READ.fullmatch(stored):
        raise NotCell
    value = Decimal(stored)
    if value.adjusted() >= _LONGEST or value != value.to_integral_value():
        return stored
    digits = f"{value:.0f}"
    return digits[:-1] + _check_digit(digits[:-1]) if len(digits) == _ID and digits.endswith("000") else digits


def _check_digit(digits: str) -> str:
    """Return the last character of an identity number (GB 11643, which is ISO 7064 MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]
