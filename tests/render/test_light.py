"""Light: the mean of boxes and text, and what is unlit at night. Real slides are compared in tests/browser."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
from PIL import Image

from generator.render.screens import light
from tests.render.decks import screen


def slide(body: str, ground: str = "off") -> str:
    return f'<div class="slide g-{ground} l-x z-y" style="width:100px;height:100px">{body}</div>'


def mark(tone: str, box: tuple[int, int, int, int], name: str = "bar") -> str:
    place = "left:{}px;top:{}px;width:{}px;height:{}px".format(*box)
    return f'<i class="m m-{tone} k-{name}" style="{place}"></i>'


def line(text: str, tone: str = "white", left: int = 0) -> str:
    place = f"left:{left}px;top:0px;width:40px;height:60px;line-height:60px;font-size:40px"
    return f'<p class="t s-title f-sans-700 t-{tone}" style="{place}">{text}</p>'


def script(colour: tuple[int, int, int]) -> bytes:
    """Return the script of a picture of one colour."""
    out = BytesIO()
    Image.new("RGB", (50, 100), colour).save(out, "JPEG")
    return b'STREETLIGHT.picture("pic-0.js","data:image/jpeg;base64,' + base64.b64encode(out.getvalue()) + b'");\n'


HALF = (0, 0, 50, 100)


def test_ground_and_marks() -> None:
    assert light.of(slide("")) == 0
    assert light.of(slide(mark("white", HALF))) == pytest.approx(50)
    assert light.of(slide(mark("lamp", HALF))) == pytest.approx(50 * light.luminance("#FFC247"))
    assert 0 < light.of(slide("", ground="night")) < light.of(slide("", ground="red")) < 3


def test_what_is_covered_does_not_shine() -> None:
    hole = mark("white", HALF) + mark("black", (10, 10, 30, 50))
    assert light.of(slide(hole)) == pytest.approx(50 - 15)
    hidden = mark("white", (0, 0, 40, 40)) + mark("black", (20, 20, 80, 80))
    assert light.of(slide(hidden)) == pytest.approx(16 - 4)
    assert light.of(slide(hidden + mark("black", (0, 0, 100, 100)))) == pytest.approx(0)


def test_text_shines_on_dark_and_darkens_what_is_light() -> None:
    assert light.of(slide(line("灯"))) == pytest.approx(100 * 0.35 * 1600 / 10_000)
    white = mark("white", (0, 0, 100, 100))
    assert light.of(slide(white + line("灯", "black"))) == pytest.approx(100 - 5.6)
    assert light.of(slide(line("灯火"))) == 2 * light.of(slide(line("灯")))
    assert light.of(slide(line("。"))) < light.of(slide(line("8"))) < light.of(slide(line("灯")))
    assert light.of(slide(line("&amp;"))) == light.of(slide(line("+")))


def test_runs_have_a_face_a_size_and_a_tone_of_their_own() -> None:
    small = '<b class="f-pixel-12 t-dim" style="font-size:24px">灯</b>'
    assert light.of(slide(line(f"灯{small}灯"))) == pytest.approx(
        2 * 5.6 + 100 * 0.32 * 576 / 10_000 * light.luminance("#C0C8D8")
    )


def test_of_a_rolling_line_only_the_window_shines() -> None:
    inner = (
        '<p class="t roll s-line f-sans-700 t-white" style="left:0px;top:0px;width:80px;height:20px;font-size:20px">'
    )
    window = f'<div class="w" style="left:0px;top:0px;width:40px;height:20px">{inner}灯灯灯灯</p></div>'
    assert light.of(slide(window)) == pytest.approx(2 * 100 * 0.35 * 400 / 10_000)


def test_pictures_and_codes() -> None:
    box = "left:0px;top:0px;width:50px;height:100px"
    photo = f'<img class="p" data-pic="pic-0.js" alt="" style="{box}">'
    files = {"pic-0.js": script((255, 194, 71))}
    assert light.of(slide(photo), files=files) == pytest.approx(50 * light.luminance("#FFC247"), rel=0.03)
    assert (
        light.of(slide(photo), files={"pic-0.js": b"\0"}) == light.of(slide(photo)) == pytest.approx(50 * light.PICTURE)
    )
    code = f'<img class="p qr" src="data:," alt="" style="{box}">'
    assert light.of(slide(code)) == pytest.approx(35)


STYLE = """/* a comment { color: #000 } */
.l-x .s-title, .l-y .s-line { color: #000 }
.l-x .k-bar { border: 0; background: #000; height: 4px }
.dim .l-x .k-frame { background: #FFF }
.dim .qr { visibility: hidden }
.l-other .k-frame { background: #FFF }
"""


def test_what_a_layouts_style_says_of_colours_counts() -> None:
    assert light.of(slide(mark("white", HALF)), STYLE) == pytest.approx(0)
    assert light.of(slide(mark("black", HALF, "frame")), STYLE) == pytest.approx(0)
    assert light.of(slide(line("灯")), STYLE) == pytest.approx(0)
    own = '<b class="f-sans-700 t-white" style="font-size:40px">灯</b>'
    assert light.of(slide(line(own)), STYLE) == pytest.approx(5.6)


def test_at_night_what_the_style_dims_is_dim() -> None:
    code = '<img class="p qr" src="data:," alt="" style="left:0px;top:0px;width:50px;height:100px">'
    assert light.of(slide(code), STYLE, night=True) == pytest.approx(0)
    assert light.of(slide(code), STYLE) == pytest.approx(35)
    assert light.of(slide(mark("black", HALF, "frame")), STYLE, night=True) == pytest.approx(50)


def test_at_night_the_cap_holds_and_only_then() -> None:
    night = screen(night="19:30-6:30", night_level="12")
    assert light.night_ok(12, night)
    assert not light.night_ok(12.1, night)
    assert light.night_ok(99, screen())
