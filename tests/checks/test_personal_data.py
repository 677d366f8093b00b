"""Numbers that must never get out are found in every disguise, and ordinary numbers pass."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.personal import digits, is_name
from generator.checks.personal_data import found_in, known_names
from generator.schema import Record, fields_of
from generator.schema.fields import Line
from generator.store import read_project
from tests.conftest import Streetlight

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
BIRTHDAYS = st.dates(dt.date(1920, 1, 1), dt.date(2020, 12, 31))
SEPARATORS = st.sampled_from(["", " ", "-", ".", "\u00a0"])
WORDS = st.sampled_from(["", "找", "电话：", "（", "No."])
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def rules(text: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    return [rule.id for rule, _ in found_in(text, allowed)]


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    area = (
        draw(st.sampled_from(["11", "13", "21", "31", "37", "41", "44", "51", "65", "71", "81"]))
        + f"{draw(st.integers(0, 9999)):04d}"
    )
    body = f"{area}{draw(BIRTHDAYS):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    total = sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    body = "62" + "".join(str(draw(st.integers(0, 9))) for _ in range(draw(st.integers(13, 16))))
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(reversed(body))]
    return body + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def grouped(digits: str, separator: str, every: int) -> str:
    return separator.join(digits[i : i + every] for i in range(0, len(digits), every))


@given(identity_numbers(), WORDS, st.booleans())
def test_identity_number(number: str, word: str, wide: bool) -> None:  # noqa: FBT001  # drawn by hypothesis
    text = f"{word}{number.translate(FULL_WIDTH) if wide else number}，请保密"
    assert rules(text) == ["id-number"]
    assert number not in str([masked for _, masked in found_in(text)])


@given(identity_numbers())
def test_identity_number_with_a_wrong_check_digit(number: str) -> None:
    wrong = "0" if number[-1] != "0" else "1"
    assert "id-number" not in rules(number[:-1] + wrong)


@given(BIRTHDAYS.filter(lambda d: d.year < 2000))
def test_old_identity_number(day: dt.date) -> None:
    assert rules(f"老证号110105{day:%y%m%d}002") == ["id-number"]


@pytest.mark.parametrize(
    "text",
    [
        "138\u300000138000".replace("00138000", "0013\u30008000"),
        "138－0013－8000",
        "138–0013–8000",
        "138 - 0013 - 8000",
        "138  0013  8000",
        "138·0013·8000",
        "(138)00138000",
        "138/0013/8000",
        "138_0013_8000",
        "138\u200b0013\u00ad8000",
        "013800138000",
        "0138-0013-8000",
        "008613800138000",
        "+86 138 0013 8000",
        "13800138000X",
        "①③⑧⓪⓪①③⑧⓪⓪⓪",
        "1380013800013900139000",
        "1381-2345-678",
        "1381 – 2345 – 678",
        "86-1381-2345-678",
        "138一2345一6789",
        "1381234转5678",
        "0371-66131234转1381-2345-678",
    ],
)
def test_mobile_phone_in_disguise(text: str) -> None:
    assert rules(text) == ["mobile-phone"]


@given(st.integers(13000000000, 19999999999), SEPARATORS, WORDS, st.sampled_from(["", "86", "+86 ", "+86-"]))
def test_mobile_phone(number: int, separator: str, word: str, country: str) -> None:
    digits = str(number)
    text = word + country + separator.join((digits[:3], digits[3:7], digits[7:]))
    assert rules(text) == ["mobile-phone"]
    assert rules(text, frozenset({digits})) == []


@given(bank_cards(), SEPARATORS)
def test_bank_card(number: str, separator: str) -> None:
    assert rules(f"卡号{grouped(number, separator, 4)}") in (["bank-card"], ["id-number"])


@pytest.mark.parametrize(
    "text",
    ["2018-06-20 13812345678", "0371 13812345678", "电话12345 138-1234-5678 转2", "12.5 13812345678.", "1.13812345678"],
)
def test_a_neighbouring_number_hides_nothing(text: str) -> None:
    assert rules(text) == ["mobile-phone"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0371-12345678",
        "12345",
        "2018-07-01至2018-07-31",
        "豫ICP备12345678号",
        "豫公网安备41010502000001号",
        "12345678901",
        "23812345678",
        "5400余条，其中4500余条，900余条",
        "3.14159265358979",
        "1200000000000000",
        "编号 2018 0620 0001",
        "1500、2000、300",
        "1500 2000 300",
        "110105 999999 002",
        "5000余 2820余 1120余 6250余",
        "1381 2345 678",
        "第1路转2路",
        "坐138路转1234路，再转5678路",
        "138转906转26路",
        "6岁一18岁，2018年一2019年",
        "0371-12345678转123",
        "0371-86138123转45678",
        "（0371）8613 8123转45678",
        "0371-6613-1232转5678",
        "037166880523转123",
    ],
)
def test_ordinary_numbers_pass(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "body",
    [
        "打138**1234**5678",
        "打1381`234`5678",
        "打138&#49;2345678",
        "打[138](https://street.example/)12345678",
        "- 打138\n<b></b>12345678",
    ],
)
def test_a_number_that_markup_cuts_up_is_found_in_the_page(body: str, minimal: Path, streetlight: Streetlight) -> None:
    text = f"标题: 医生\n发布日期: 2018-06-20\n正文: |\n  {body}\n".replace("\n<b>", "<b>")
    (minimal / "content/notices/doctor.yml").write_text(text, encoding="utf-8")
    ran = streetlight("build", "--project", minimal, "--date", "2026-11-21", "--format", "json")
    assert {row["rule"] for row in ran.findings() if row["severity"] == "error"} == {"mobile-phone"}
    assert not (minimal / "public").exists()


UNSEEN = "\u200b\u2060\u3164\uffa0\u2800\ufff9\u070f\u0600\U000e0041\U000e0100\U0001d173"


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"{ord(sign):04X}")
@pytest.mark.parametrize("times", [1, 5, 5_000])
def test_what_cannot_be_seen_separates_nothing(sign: str, times: int) -> None:
    gap = sign * times
    assert [rule.id for rule, _ in found_in(f"电话138{gap}49172635")] == ["mobile-phone"]
    assert [rule.id for rule, _ in found_in(f"号码410105{gap}1963{gap}04123028")] == ["id-number"]


def test_every_digit_there_is_is_known() -> None:
    items = range(0x2488, 0x2491)  # ⒈ to ⒐ count items
    values = {chr(code): unicodedata.digit(chr(code), None) for code in range(0x80, 0x10000) if code not in items}
    assert {ch for ch, value in values.items() if value is not None and digits.readings(ch) != (str(value),)} == set()


def test_names_are_found_in_all_fields_that_hold_them(repository: Path) -> None:
    """A record is not walked through whole: nothing that a walk through all of it finds is passed over."""

    def walked(value: object) -> Iterator[str]:
        if isinstance(value, Record):
            for name, spec in fields_of(type(value)).items():
                held = getattr(value, name)
                if isinstance(spec.type, Line) and spec.type.personal:
                    yield from held if isinstance(held, tuple) else (held,)
                else:
                    yield from walked(held)
        elif isinstance(value, tuple):
            for item in value:
                yield from walked(item)

    site = read_project(repository, dt.date(2026, 11, 21)).site
    assert site is not None
    names = {name for entry in site.all() for name in walked(entry.record) if is_name(name)}
    assert names
    assert names <= known_names(site)
