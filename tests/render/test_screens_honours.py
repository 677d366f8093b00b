"""Plaques: who received an honour, or how many, and never the giver in their place; short slides are not top-heavy."""

from __future__ import annotations

import re

import pytest

from generator.render.fonts import Fonts
from generator.render.screens import draw_shows
from generator.render.screens.slide import Slide
from generator.settings import THEME
from generator.site import Entry
from tests.render.slides import SCREENS, entry, site

FONTS = Fonts(THEME / "fonts")
STREET = entry("organisations", "street", title="东风路街道", kind="街道")
HOUSE = entry("organisations", "house", title="文北社区", kind="社区")


def drawn(screen: str, *entries: Entry) -> Slide:
    """Return the last slide of these entries on a screen, which must have nothing to complain of."""
    screens = ({"id": screen, "name": screen, **SCREENS[screen]},)
    shows, findings = draw_shows(site(*entries, STREET, HOUSE, screens=screens), FONTS)
    assert findings == []
    return next(s for s in shows[0].slides if s.collection)


def plaque(screen: str, **fields: object) -> Slide:
    common = {"title": "优秀市民", "level": "街道级", "given_by": "东风路街道党工委", "awarded": "2018"}
    return drawn(screen, entry("honours", "h", **common, **fields))


def said(slide: Slide, slot: str) -> str:
    lines = re.findall(rf'<p class="t s-{slot} [^>]*>(.*?)</p>', slide.html)
    return "".join(re.sub("<[^>]+>", "", line) for line in lines)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_number_of_people_is_the_figure_of_the_plaque(screen: str) -> None:
    slide = plaque(screen, kind="人员表彰", count="38", organisation="street")
    assert (said(slide, "count"), said(slide, "title")) == ("38名", "优秀市民")
    assert (said(slide, "by"), said(slide, "name")) == ("东风路街道党工委　2018年", "")
    assert "f-figures-700" in slide.html


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", ["单位荣誉", "品牌荣誉", "人员表彰"])
@pytest.mark.parametrize("more", [{"organisation": "street"}, {}])
def test_the_giver_is_never_shown_as_the_one_who_received(screen: str, kind: str, more: dict[str, str]) -> None:
    slide = plaque(screen, kind=kind, **more)
    assert (said(slide, "name"), said(slide, "count"), said(slide, "title")) == ("", "", "优秀市民")
    assert slide.html.count("东风路街道") == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_recipient_or_organisation_stands_on_the_plaque(screen: str) -> None:
    assert said(plaque(screen, kind="单位荣誉", organisation="house"), "name") == "文北社区"
    assert said(plaque(screen, kind="人员表彰", organisation="house"), "name") == ""
    one = plaque(screen, kind="人员表彰", recipients=["张建国"], count="1")
    assert (said(one, "name"), said(one, "count")) == ("张建国", "")


@pytest.mark.parametrize("screen", SCREENS)
def test_a_list_that_is_not_whole_says_so(screen: str) -> None:
    some = {"kind": "品牌荣誉", "recipients": ["健康家", "香香姐服务社"], "unit": "个"}
    assert "等" not in said(plaque(screen, count="2", **some), "names")
    assert said(plaque(screen, count="5", incomplete="是", **some), "names").endswith("等5个")
    assert said(plaque(screen, incomplete="是", **some), "names").endswith("等")
    one = plaque(screen, count="5", incomplete="是", **{**some, "recipients": ["健康家"]})
    assert re.fullmatch("健康家(　　)?等5个", said(one, "names"))
    assert said(one, "name") == ""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_place_or_a_provider_is_not_said_twice(screen: str) -> None:
    rows = {"group": "居民", "for_whom": "白庙社区的住户", "what": "值班", "when": "不间断", "where": "白庙社区"}
    slide = drawn(screen, entry("projects", "p", title="管家", provider="东风路街道", **rows))
    if screen == "crossing":
        assert said(slide, "facts") == "白庙社区的住户，不间断"
    else:
        assert (said(slide, "host"), said(slide, "foot")) == ("东风路街道", "东风路街道工作纪实（2018年）")


def bounds(slide: Slide) -> tuple[int, int]:
    """Return the top and the foot of a slide's body."""
    found = re.findall(
        r'class="t s-(?!topic|host|foot|corner)[^"]*" style="[^"]*top:(\d+)px;[^"]*height:(\d+)px;', slide.html
    )
    return min(int(t) for t, _ in found), max(int(t) + int(h) for t, h in found)


SHORT = (
    entry("notices", "n", title="小区停水通知"),
    entry("notices", "n", title="代表接待日", when="每月15日"),
    entry("projects", "p", title="四点半课堂", group="孩子", for_whom="孩子", what="写作业"),
)


@pytest.mark.parametrize(("screen", "height"), [("lobby", 1080), ("portrait", 1920)])
@pytest.mark.parametrize("short", SHORT)
def test_a_slide_with_little_on_it_is_not_top_heavy(screen: str, height: int, short: Entry) -> None:
    top, foot = bounds(drawn(screen, short))
    assert 0.38 < (top + foot) / 2 / height < 0.52


def test_a_slide_with_all_rows_stays_clear_of_the_foot() -> None:
    rows = {
        "group": "老人",
        "for_whom": "老人",
        "what": "量血压",
        "when": "每周",
        "where": "社区",
        "phone": "0371-00000000",
    }
    for screen, foot in (("lobby", 956), ("portrait", 1748)):
        assert bounds(drawn(screen, entry("projects", "p", title="家庭医生", **rows)))[1] < foot
