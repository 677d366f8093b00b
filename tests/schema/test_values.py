"""Dates of three precisions and figures that keep their qualifier."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.schema import Figure, PartialDate


@pytest.mark.parametrize(
    ("text", "zh", "iso"),
    [
        ("2018", "2018年", "2018"),
        ("2018年", "2018年", "2018"),
        ("2018-07", "2018年7月", "2018-07"),
        ("2018.7", "2018年7月", "2018-07"),
        ("2018年7月", "2018年7月", "2018-07"),
        ("2018/07/01", "2018年7月1日", "2018-07-01"),
        ("2018年7月1日", "2018年7月1日", "2018-07-01"),
    ],
)
def test_dates(text: str, zh: str, iso: str) -> None:
    date = PartialDate.parse(text)
    assert (str(date), date.iso) == (zh, iso)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18-7-1",
        "2018-13",
        "2018-00",
        "2018-02-30",
        "2018-7-0",
        "七月",
        "2018-7-1-1",
        "20180701",
        "0000-01",
        "0999",
        "2200",
    ],
)
def test_no_dates(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever its words: the field type says it to the author
        PartialDate.parse(text)


@given(st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_round_trips(day: object) -> None:
    date = PartialDate.parse(str(day))
    assert PartialDate.parse(date.zh) == date == PartialDate.parse(date.iso)
    assert date.first == date.last == day


def test_first_and_last() -> None:
    assert str(PartialDate(2016, 2).last) == "2016-02-29"
    assert str(PartialDate(2018).first) == "2018-01-01"
    assert str(PartialDate(2018).last) == "2018-12-31"
    assert PartialDate(2018) < PartialDate(2018, 1) < PartialDate(2018, 1, 1)


@pytest.mark.parametrize(
    ("text", "number", "low", "high"),
    [
        ("5000余", "5000", "5000", "5500"),
        ("近4000", "4000", "3600", "4000"),
        ("300多万", "3000000", "3000000", "3300000"),
        ("10万余", "100000", "100000", "110000"),
        ("约2000", "2000", "1800", "2200"),
        ("2000左右", "2000", "1800", "2200"),
        ("超过12", "12", "12", "13.2"),
        ("1.3亿", "130000000", "130000000", "130000000"),
        ("98.8", "98.8", "98.8", "98.8"),
        ("7,800多", "7800", "7800", "8580"),
    ],
)
def test_figures(text: str, number: str, low: str, high: str) -> None:
    figure = Figure.parse(text)
    assert figure.number == Decimal(number)
    assert figure.interval == (Decimal(low), Decimal(high))
    assert str(figure) == text.replace(",", "")


@pytest.mark.parametrize(
    "text", ["", "余", "近1000余", "约5000左右", "五千", "1亿3千多万", "-3", "1e3", "5000人次", "1,23"]
)
def test_no_figures(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # as above
        Figure.parse(text)


@given(
    n=st.integers(0, 10**9),
    before=st.sampled_from(["", "近", "约", "超", "超过"]),
    scale=st.sampled_from(["", "万", "亿"]),
)
def test_a_figure_round_trips(n: int, before: str, scale: str) -> None:
    text = f"{before}{n}{scale}"
    figure = Figure.parse(text)
    assert str(figure) == text == "".join(t for t, _ in figure.parts)
    low, high = figure.interval
    assert low <= figure.number <= high


def test_qualifier_is_marked() -> None:
    assert Figure.parse("300多万").parts == (("300", False), ("多", True), ("万", False))
    assert Figure.parse("10万余").parts == (("10", False), ("万", False), ("余", True))
    assert Figure.parse("近4000").parts == (("近", True), ("4000", False))
