"""Lines are broken by Chinese rules, at build time, with widths from the fonts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from generator.render.fonts import Fonts
from generator.render.screens.fit import fit_text
from generator.render.screens.layout import Slot
from generator.render.screens.lines import Setter, figure_runs
from generator.render.screens.signs import CLOSES, OPENS, SHARE
from generator.render.screens.system import Faces
from generator.render.screens.text import CLOSING, OPENING, Room, atoms, break_name, break_text, pages_of, rough
from generator.schema.values import Figure
from generator.settings import THEME

FONTS = Fonts(THEME / "fonts")
SETTER = Setter(Faces(FONTS))


def room(cells: int, lines: int, *, tight: bool = False) -> Room:
    return Room("sans-700", 50, cells * 50, lines, tight)


@given(st.text(alphabet="街道社区灯，。、（）《》“”：！的了 a1余万9月日.", min_size=1, max_size=60), st.integers(4, 20))
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(text: str, cells: int) -> None:
    lines = break_text(text, room(cells, 60), SETTER)
    if lines is None:
        return
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert SETTER.width("sans-700", line, 50) <= cells * 50
    for before, after in pairwise(lines):
        assert not after or after[0] not in CLOSING
        assert not before or before[-1] not in OPENING


@pytest.mark.parametrize(
    "whole", ["5000余人次", "近4000", "300多万元", "2018年", "ISO9001:2015", "WeChat", "98.8%", "0371-1234"]
)
def test_numbers_with_their_units_and_latin_words_are_one_atom(whole: str) -> None:
    assert whole in atoms(f"街道在{whole}里")


def test_the_fewest_lines_are_balanced() -> None:
    assert break_text("家庭医生进社区", room(6, 2), SETTER) == ["家庭医生", "进社区"]


def test_a_line_ends_after_a_sign_rather_than_in_the_middle_of_a_phrase() -> None:
    assert break_text("暴雨，请马上挪车", room(5, 2), SETTER) == ["暴雨，", "请马上挪车"]


def test_what_needs_more_lines_than_there_are_does_not_fit() -> None:
    assert break_text("一二三四五六七八九", room(4, 2), SETTER) is None


def test_a_compound_is_broken_only_where_the_room_is_tight() -> None:
    assert break_text("社区社区", room(3, 2), SETTER) == ["社区", "社区"]
    assert break_text("三社区社区", room(2, 3, tight=True), SETTER) is not None


def test_a_name_is_never_broken() -> None:
    assert break_name("买买提·阿不都热合曼", room(9, 5), SETTER) is None
    assert break_name("壹号工厂 红色先锋", room(4, 2), SETTER) == ["壹号工厂", "红色先锋"]
    assert break_name("0371-0000 0000", room(14, 1), SETTER) == ["0371-0000 0000"]


def test_names_of_a_list_fill_row_by_row_and_stay_whole() -> None:
    names = ["张建国", "李桂兰", "王　强", "刘淑珍", "陈　敏"]
    assert break_name("\n".join(names), room(9, 3), SETTER) == ["张建国　　李桂兰", "王　强　　刘淑珍", "陈　敏"]


def test_pages_hold_every_word_and_are_even() -> None:
    pages = pages_of("一二三四五六七八九十" * 5, room(10, 2), SETTER, name=False)
    assert pages is not None
    assert "".join(line for page in pages for line in page) == "一二三四五六七八九十" * 5
    assert [len(page) for page in pages] == [2, 2, 1]


def test_a_page_does_not_help_a_word_that_is_too_wide() -> None:
    assert pages_of("W" * 90, room(4, 2), SETTER, name=False) is None


def test_a_character_that_a_face_lacks_is_set_in_its_fallback() -> None:
    runs = SETTER.runs("figures-700", "12转3", 80)
    assert [(r.text, r.face) for r in runs] == [("12", "figures-700"), ("转", "sans-700"), ("3", "figures-700")]


@pytest.mark.parametrize("written", ["5000余", "近4000", "300多万", "约2000", "98.8", "3000万余"])
def test_a_figure_keeps_its_qualifier_in_its_own_colour_at_half_its_height(written: str) -> None:
    runs = figure_runs(SETTER, str(Figure.parse(written)), "人次", (572, 208, 96), "lamp")
    assert "".join(r.text for r in runs) == f"{written}人次"
    assert {r.tone for r in runs[:-1]} == {"lamp"}
    assert all(r.px == 572 for r in runs if r.text[0].isdigit())
    assert all(r.px == 208 for r in runs[:-1] if not r.text[0].isdigit())
    assert (runs[-1].text, runs[-1].px, runs[-1].tone) == ("人次", 96, "white")


@pytest.mark.parametrize("face", ["sans-700", "sans-900", "serif-700", "serif-900"])
def test_signs_have_the_half_widths_that_lines_are_measured_with(face: str) -> None:
    with TTFont(THEME / "fonts" / f"{face}.woff2") as font:
        cmap, half = font.getBestCmap(), half_advances(font)
        em = font["head"].unitsPerEm
        assert {half[cmap[ord(ch)]] for ch in OPENS + CLOSES} == {-SHARE * em}
        assert {font["hmtx"][cmap[ord(ch)]][0] for ch in OPENS + CLOSES} == {em}


def half_advances(font: TTFont) -> dict[str, int]:
    """Return by glyph how `halt` changes the advance."""
    table = font["GPOS"].table
    numbers = {n for f in table.FeatureList.FeatureRecord if f.FeatureTag == "halt" for n in f.Feature.LookupListIndex}
    found: dict[str, int] = {}
    for part in (part for n in numbers for part in table.LookupList.Lookup[n].SubTable):
        single = getattr(part, "ExtSubTable", part)
        values = single.Value if single.Format == 2 else [single.Value] * len(single.Coverage.glyphs)
        found |= {glyph: value.XAdvance for glyph, value in zip(single.Coverage.glyphs, values, strict=True)}
    return found


@pytest.mark.parametrize(
    ("line", "half"),
    [
        ("“家”里", "“"),
        ("说，“家”，里", "，”"),
        ("《“家”》。", "《“”》。"),
        ("家，里", ""),
        ("（家）里（家）", "（）"),
    ],
)
def test_signs_are_halved_at_the_edges_of_a_line_and_beside_each_other(line: str, half: str) -> None:
    runs = SETTER.runs("sans-900", line, 100)
    assert "".join(run.text for run in runs if run.half) == half
    assert SETTER.width("sans-900", line, 100) == 100 * len(line) - 50 * len(half)
    assert SETTER.width("pixel-12", line, 24) == 24 * len(line)


def test_faces_without_half_widths_keep_whole_signs() -> None:
    assert FONTS.covers("figures-700", "“")
    assert not any(run.half for run in SETTER.runs("figures-700", "“5”", 80))


def test_the_ink_of_an_opening_sign_stands_on_the_margin() -> None:
    slot = Slot(box=(120, 0, 900, 200), text=("{title}",), face="sans-900", sizes=((100,),))
    block = fit_text(slot, slot.box, ["“家”门口"], SETTER)
    assert block is not None
    (line,) = block.page(0)
    assert (line.left, line.width) == (120, 451)


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("校外培训机构安全检查", 7, ["校外培训机构", "安全检查"]),
        ("家门口造的车，跑在地铁上", 7, ["家门口造的车，", "跑在地铁上"]),
        ("建起“党群服务中心”", 8, ["建起", "“党群服务中心”"]),
        ("城区保洁交给专业公司", 7, ["城区保洁交给", "专业公司"]),
        ("好，我们都来", 5, ["好，我们", "都来"]),
    ],
)
def test_lines_end_beside_words_and_leave_no_character_alone(text: str, cells: int, lines: list[str]) -> None:
    assert break_text(text, room(cells, 2), SETTER) == lines


@given(st.text(alphabet="街道社区灯，的和“”（）了a1余9月", min_size=2, max_size=24), st.integers(4, 20))
def test_a_text_that_is_not_rough_leaves_no_character_alone(text: str, cells: int) -> None:
    lines = break_text(text, room(cells, 60), SETTER) or []
    if len(lines) > 1 and not rough(lines):
        assert all(len(line.strip(CLOSING + OPENING)) > 1 for line in lines)


def title(
    *texts: str, words: tuple[str, ...] = ("{title}", "{short}"), sizes: tuple[int, ...]
) -> tuple[int, list[str]]:
    """Return size and lines of a title in a box of 700 × 300 pixels."""
    slot = Slot(box=(0, 0, 700, 300), text=words, sizes=tuple((s,) for s in sizes), lines=2, leading=1.2)
    block = fit_text(slot, slot.box, list(texts), SETTER)
    assert block is not None
    return block.page(0)[0].runs[0].px, [line.text for line in block.page(0)]


def test_a_title_is_set_smaller_or_in_its_short_form_rather_than_broken_within_a_word() -> None:
    assert title("三国演义连环画", sizes=(120, 100, 80)) == (100, ["三国演义连环画"])
    assert title("三国演义连环画", "连环画", sizes=(120,)) == (120, ["连环画"])
    assert title("三国演义连环画", sizes=(120,)) == (120, ["三国演", "义连环画"])
    assert title("三国演义连环画", sizes=(120, 60)) == (120, ["三国演", "义连环画"])
    assert title("三国演义连环画", "连环画", words=("{title}", "{line}"), sizes=(120,))[1] == ["三国演", "义连环画"]
