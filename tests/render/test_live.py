"""Live words: composed at their widest, said as they are on a day, never torn, their characters in the fonts."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.render.fonts import Fonts
from generator.render.screens import draw_shows
from generator.render.screens.lines import Setter
from generator.render.screens.live import FORMS, WIDEST, characters, parted, plain, said, word
from generator.render.screens.show import Show
from generator.render.screens.slide import Slide
from generator.render.screens.system import Faces
from generator.render.screens.text import Room, break_text
from generator.settings import THEME
from tests.render.slides import DATE, SCREENS, entry, site

FONTS = Fonts(THEME / "fonts")
SETTER = Setter(Faces(FONTS))
DAYS = [DATE + dt.timedelta(n) for n in range(800)]
LOBBY = {"id": "lobby", "name": "大厅", **SCREENS["lobby"]}


@pytest.mark.parametrize("face", ["sans-700", "sans-900", "figures-700", "pixel-12", "pixel-16"])
@pytest.mark.parametrize("form", FORMS)
def test_no_day_is_wider_than_the_widest_and_every_character_is_known(face: str, form: str) -> None:
    shown = {FORMS[form](day, DATE) for day in DAYS}
    widest = word(form, "next", WIDEST.get(form, "还有444天"))
    assert max(SETTER.width(face, text, 100) for text in shown) <= SETTER.width(face, widest, 100)
    assert set().union(*shown) <= characters(f"{form}:next")
    assert all(FONTS.covers(face, ch) for ch in characters(f"{form}:next") if face != "figures-700" or ch.isdigit())


def test_words_are_said_for_the_day_and_for_the_next_date() -> None:
    html = '<b data-live="monthday:next">10月24日</b><b data-live="day:0">24</b><b data-live="left:next">x</b>'
    first = said(html, dt.date(2018, 8, 1), dt.date(2018, 8, 2))
    assert (
        first == '<b data-live="monthday:next">8月2日</b><b data-live="day:0">30</b><b data-live="left:next">明天</b>'
    )
    later = said(first, dt.date(2018, 8, 3), dt.date(2018, 12, 8))
    assert ">12月8日<" in later
    assert ">还有127天<" in later


def test_a_text_knows_its_live_words_and_a_line_never_ends_within_one() -> None:
    text = f"下次{word('monthday', 'next')}，{word('left', 'next', '还有44天')}"
    assert plain(text) == "下次10月24日，还有44天"
    letters, names = parted(text)
    assert letters == plain(text)
    assert names == ["", "", *["monthday:next"] * 6, "", *["left:next"] * 5]
    for width in range(200, 500, 10):
        lines = break_text(text, Room("sans-700", 40, width, 9), SETTER)
        assert lines is None or all(line.count("\ue001") == line.count("\ue003") for line in lines)
        assert lines is None or max(SETTER.width("sans-700", line, 40) for line in lines) <= width


def shown(*events: dict[str, object]) -> Show:
    """Return what a lobby shows of these events."""
    made = [entry("events", f"e{i}", when="2018-01-01", **fields) for i, fields in enumerate(events)]
    (show,), findings = draw_shows(site(*made, screens=(LOBBY,)), FONTS)
    assert findings == []
    return show


def of(show: Show, layout: str) -> list[Slide]:
    return [s for s in show.slides if s.layout == layout]


def test_a_series_is_one_slide_with_its_rule_and_the_build_s_next_date() -> None:
    (slide,) = of(shown({"title": "例会", "repeats": "每周一", "time": "9:00"}), "series")
    assert ">7</b>" in slide.html
    assert ">16</b>" in slide.html
    assert ">还有4天</b>" in slide.html
    assert slide.rule == {"unit": "week", "every": 1, "weekdays": [1], "from": 17532}
    assert (slide.start, slide.end, slide.days) == (0, 0, ())
    assert slide.fleeting
    assert slide.chars["figures-700"] >= set("0123456789")
    assert slide.chars["sans-900"] >= set("一二三四五六日月")


def test_no_mark_of_a_live_word_reaches_the_screen() -> None:
    show = shown({"title": "例会", "repeats": "每周一"}, {"title": "接待", "repeats": "每周四"})
    assert of(show, "week")
    assert not any({"\ue001", "\ue002", "\ue003"} & set(s.html) for s in show.slides)
    assert ">7月9日—7月15日<" in of(show, "week")[0].html
