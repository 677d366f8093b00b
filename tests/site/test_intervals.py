"""Intervals hold what a figure can mean, and never call possible shares impossible."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.schema import Figure
from generator.site.intervals import Interval, cut, last_place, possible, rounded
from generator.site.numerals import number

QUALIFIED = ("{}余", "{}多", "近{}", "约{}", "{}左右", "超{}", "{}", "{}万", "{}多万", "近{}万")
figures = st.builds(
    lambda form, n: Figure.parse(form.format(n)), st.sampled_from(QUALIFIED), st.integers(min_value=1, max_value=99_999)
)
counts = st.integers(min_value=1, max_value=3000)


def exact(n: int) -> Interval:
    return Interval(Decimal(n), Decimal(n))


@given(figures)
def test_a_figure_is_inside_its_own_interval(figure: Figure) -> None:
    low, high = Interval.of(figure)
    assert low <= figure.number <= high
    assert low <= figure.interval[0]
    assert figure.interval[1] <= high


@given(st.lists(figures, min_size=1, max_size=8), st.data())
def test_a_total_holds_every_sum_of_what_its_figures_can_mean(parts: list[Figure], data: st.DataObject) -> None:
    spans = [Interval.of(f) for f in parts]
    meant = [data.draw(st.decimals(s.low, s.high, places=2)) for s in spans]
    total = Interval.total(parts)
    assert total.low <= sum(meant) <= total.high


@given(figures, figures)
def test_meeting_has_no_direction(one: Figure, other: Figure) -> None:
    a, b = Interval.of(one), Interval.of(other)
    assert a.meets(b) == b.meets(a)
    assert a.meets(a)


@given(counts, counts, st.integers(min_value=0, max_value=3))
def test_a_rounded_share_is_never_called_impossible(part: int, whole: int, places: int) -> None:
    share = Decimal(part) / Decimal(whole) * 100
    percent = Figure(f"{share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}")
    window = rounded(percent)
    assert possible(window, exact(part), exact(whole))
    assert possible(window, None, exact(whole))
    assert possible(window, exact(part), None)


@given(counts, counts, st.integers(min_value=0, max_value=3))
def test_a_cut_share_is_known_as_cut(part: int, whole: int, places: int) -> None:
    share = Decimal(part) / Decimal(whole) * 100
    percent = Figure(f"{share.quantize(Decimal(1).scaleb(-places), ROUND_DOWN):f}")
    assert possible(cut(percent), exact(part), exact(whole))


@given(st.integers(min_value=1, max_value=60), st.integers(min_value=0, max_value=100))
def test_impossible_is_what_no_whole_number_gives(whole: int, percent: int) -> None:
    tried = any(abs(Decimal(k) / whole * 100 - percent) <= Decimal("0.5") for k in range(2 * whole + 1))
    assert possible(rounded(Figure(str(percent))), None, exact(whole)) == tried


@given(figures, st.integers(min_value=1, max_value=99))
def test_a_wide_interval_allows_what_its_ends_allow(whole: Figure, percent: int) -> None:
    window, span = rounded(Figure(str(percent))), Interval.of(whole)
    ends = [exact(int(end)) for end in span if end == int(end)]
    if any(possible(window, None, end) for end in ends):
        assert possible(window, None, span)


@pytest.mark.parametrize(
    ("percent", "part", "whole", "verdict"),
    [
        ("83", None, 19, False),
        ("95", None, 19, True),
        ("98.8", 263, None, False),
        ("98.87", 263, None, True),
        ("63.6", 7, None, True),
        ("98.1", 790, 805, True),
        ("98.2", 790, 805, False),
        ("0", 0, None, True),
        ("5", None, None, True),
    ],
)
def test_shares_of_the_articles(percent: str, part: int | None, whole: int | None, *, verdict: bool) -> None:
    of = [None if n is None else exact(n) for n in (part, whole)]
    assert possible(rounded(Figure(percent)), *of) is verdict


@pytest.mark.parametrize(
    ("written", "worth"), [("98.1", "0.1"), ("12.8万", "1000"), ("64.45", "0.01"), ("5000余", "1"), ("0", "1")]
)
def test_the_last_place(written: str, worth: str) -> None:
    assert last_place(Figure.parse(written)) == Decimal(worth)


def test_what_is_cut_to_myriads_is_a_little_more_or_less() -> None:
    assert Interval.of(Figure.parse("1.3亿")) == (Decimal(125_000_000), Decimal(135_000_000))
    assert Interval.of(Figure.parse("300多万")) == (Decimal(3_000_000), Decimal(3_300_000))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("三", 3), ("十", 10), ("十二", 12), ("八十九", 89), ("一百", 100), ("一百零五", 105), ("一千一百", 1100), ("万", 10_000),
        ("三万二千", 32_000), ("38", 38), ("一一三六", 1136), ("两", 2),
    ],
)  # fmt: skip
def test_numerals(written: str, read: int) -> None:
    assert number(written) == read
