"""All that must be caught is caught, wherever it stands; what only looks like it passes."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.checks.personal import RULES, found_in, is_name
from generator.checks.personal import search as searched
from generator.checks.personal_data import known_names
from generator.store import read_project
from tests.checks.personal_corpus import SURROUNDINGS, may, must

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES = [
    "11",
    "12",
    "13",
    "14",
    "15",
    "21",
    "22",
    "23",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "37",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "50",
    "51",
    "52",
    "53",
    "54",
    "61",
    "62",
    "63",
    "64",
    "65",
    "71",
    "81",
    "82",
    "83",
]
BIRTHDAYS = st.dates(dt.date(1900, 1, 1), dt.date(2040, 12, 31))
# Any text at all around a number, but for signs that would belong to it.
AROUND = st.text(st.characters(exclude_categories=["Cs", "Nd", "No", "Nl", "Cf", "Mn", "Me"]), max_size=12).filter(
    lambda text: not set(text) & set("OoОоΟοlI|Xx×✕ХхΧχ〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺●■□○＊*✱﹡转")
)
GAPS = st.sampled_from(["", "", " ", "-", ".", "·", "/", "\u200b", "\u3000", " - "])


def rules(text: str, allowed: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()) -> set[str]:
    return {rule.id for rule, _ in found_in(text, allowed, names)}


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    area = draw(st.sampled_from(PROVINCES)) + f"{draw(st.integers(0, 9999)):04d}"
    body = f"{area}{draw(BIRTHDAYS):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


@st.composite
def cut_up(draw: st.DrawFn, number: str) -> str:
    cuts = sorted(draw(st.sets(st.integers(1, len(number) - 1), max_size=6)))
    parts = [number[i:j] for i, j in zip([0, *cuts], [*cuts, len(number)], strict=True)]
    return draw(GAPS).join(parts)


@pytest.mark.parametrize("around", SURROUNDINGS)
def test_recall_is_whole(around: str) -> None:
    missed = [(rule, text) for rule, text in must() if rule not in rules(around.format(text))]
    assert missed == []


@pytest.mark.parametrize("around", SURROUNDINGS)
def test_nothing_else_is_caught(around: str) -> None:
    caught = [(text, found) for text in may() if (found := rules(around.format(text)))]
    assert caught == []


def test_the_corpora_are_large_and_hold_every_rule() -> None:
    caught = Counter(rule for rule, _ in must())
    assert len(set(must())) >= 300
    assert len(set(may())) >= 300
    assert set(caught) == {rule.id for rule in RULES}
    assert min(caught.values()) >= 10


@pytest.mark.parametrize("text", [text for _, text in must()])
def test_what_was_found_is_shown_masked(text: str) -> None:
    for rule, masked in found_in(text):
        assert sum(ch.isdigit() for ch in masked) <= 3, (rule.id, masked)


@given(AROUND, identity_numbers().flatmap(cut_up), AROUND)
def test_any_identity_number_in_any_text_and_grouping(before: str, number: str, after: str) -> None:
    assert "id-number" in rules(f"{before}{number}{after}")


@given(AROUND, identity_numbers(), AROUND)
def test_no_number_with_a_wrong_check_digit(before: str, number: str, after: str) -> None:
    wrong = "0" if number[-1] != "0" else "1"
    assert "id-number" not in rules(f"{before}{number[:-1]}{wrong}{after}")


@given(AROUND, st.integers(13000000000, 19999999999), AROUND)
def test_any_mobile_in_any_text(before: str, number: int, after: str) -> None:
    assume(not before.endswith(tuple("0123456789")))
    assert "mobile-phone" in rules(f"{before}{number}{after}")
    assert "mobile-phone" not in rules(f"{before}{number}{after}", allowed=frozenset({str(number)}))


@given(identity_numbers())
def test_an_identity_number_that_is_let_pass(number: str) -> None:
    assert "id-number" not in rules(f"编码{number}", frozenset({number}))


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_is_too_odd(first: str, second: str) -> None:
    list(found_in(f"{first}\n{second}", names=frozenset({first[:4]}) - {""}, beside="name"))


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("欧阳测试是低保户", set(), {"hardship"}),
        ("巴特尔是低保户", set(), set()),
        ("巴特尔是低保户", {"巴特尔"}, {"hardship"}),
        ("巴特尔给低保户送米", {"巴特尔"}, set()),
        ("3号楼2单元501 巴特尔", {"巴特尔"}, {"home-address"}),
    ],
)
def test_names_known_from_elsewhere(text: str, names: set[str], found: set[str]) -> None:
    assert rules(text, names=frozenset(names)) == found


def test_beside_a_name_or_a_photo() -> None:
    assert {rule.id for rule, _ in found_in("低保，独居", beside="name")} == {"hardship"}
    assert list(found_in("低保，独居")) == []
    assert {rule.id for rule, _ in found_in("8岁男孩在写作业", beside="photo")} == {"minor"}
    assert list(found_in("8岁男孩在写作业")) == []
    assert list(found_in("孩子们在写作业", beside="photo")) == []


@pytest.mark.parametrize("name", ["张三", "李小红", "欧阳某", "王建国", "王某某", "刘洋"])
def test_a_name(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["文北社区", "社区书记", "70岁以上的老人", "黄委会", "老人", "高龄老人", "健康家", "张", ""]
)
def test_no_name(text: str) -> None:
    assert not is_name(text)


def test_names_of_a_site_come_from_its_fields_for_names(repository: Path) -> None:
    read = read_project(repository / "tests/sites_invalid/personal-in-row", dt.date(2026, 11, 21))
    assert read.site is not None
    assert known_names(read.site) == {"张三", "李四", "老许", "赵阿姨"}


SIGNS = "0123456789５①一〇oOlI -－–.／转\u200b\u00ad*＊●■□○×Xx✱﹡豫AB·年字\n"


@given(st.text(SIGNS, max_size=40), st.text("0123456789", max_size=12), st.text(SIGNS, max_size=40))
def test_a_number_is_looked_for_no_further_than_its_first_signs_allow(before: str, run: str, after: str) -> None:
    """The search gives up early: what it gives up is no number by the whole pattern either."""
    text = f"{before}{run}{after}"
    whole = searched._NUMBER.pattern.replace(searched._TWO, "").replace(searched._SIX, "")  # noqa: SLF001
    assert whole.count("(?=") == searched._NUMBER.pattern.count("(?=") - 2  # noqa: SLF001
    found = [(m.span(), m.lastindex) for m in searched._NUMBER.finditer(text)]  # noqa: SLF001
    assert found == [(m.span(), m.lastindex) for m in re.finditer(whole, text)]
