"""What nobody has approved yet is marked 待审 on pages and slides; where nothing waits there is no mark, not a byte."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.screens.waiting import LABEL, SIZES
from generator.render.website import render_website
from generator.render.website.waiting import STYLE, TAG
from generator.settings import THEME
from generator.site import Artifact, Site
from generator.site.shown import SETTINGS
from tests.render.slides import SCREENS, deck, entry, samples, site, whole_site

FIGURE = {"value": "5000余", "unit": "人次", "as_of": "2018-06", "field": "服务"}
WAITING_LABEL = re.compile(
    r'<p class="t waiting [^>]*left:(\d+)px;top:(\d+)px;width:(\d+)px;height:(\d+)px[^>]*>待审</p>\n'
)
BOX = re.compile(r'<\w+ class="([tmpw])\b([^"]*)"[^>]*? style="left:(\d+)px;top:(\d+)px;width:(\d+)px;height:(\d+)px')


def street(*pending: str, size: str = "1920x1080") -> Site:
    """Return a small street of which these keys wait."""
    entries = (
        entry("achievements", "checks", title="居民做了健康体检", **FIGURE),
        entry("achievements", "visits", title="医生上门看病", **FIGURE),
        entry("organisations", "wenbei", title="文北社区", kind="社区"),
        entry("brands", "home", title="健康家", sign="健康家", slogan="天天有人想着", organisation="wenbei"),
        entry(
            "projects", "exam", title="给居民<做>体检", group="居民", for_whom="居民", what="体检", figures=["checks"]
        ),
        entry("notices", "water", title="今晚停水", body="问[体检](../projects/exam.html#top)。"),
    )
    screens = [{"id": "hall", "name": "大厅", "place": "大厅", "size": size, "pitch": "25"}]
    return replace(site(*entries, screens=screens), pending=frozenset(pending))


def pages(of: Site, cache: Path) -> dict[str, str]:
    found = render_website(of, Fonts(THEME / "fonts"), cache)
    return {a.path: a.data.decode() for a in found if a.path.endswith(".html")}


def slides(of: Site, cache: Path) -> dict[str, Any]:
    found, _ = render_screens(of, Fonts(THEME / "fonts"), cache)
    return {s["id"]: s for s in deck(found, of.settings.screens[0].id)["slides"]}


def marked(found: dict[str, Any]) -> set[str]:
    return {name for name, slide in found.items() if LABEL in slide["html"]}


def test_a_page_and_all_that_leads_to_it_say_that_it_waits(tmp_path: Path) -> None:
    found = pages(street("projects/exam"), tmp_path)
    assert f"<h1>给居民&lt;做&gt;体检{TAG}</h1>" in found["projects/exam.html"]
    assert "streetlight review projects/exam" in found["projects/exam.html"]
    assert f'href="../projects/exam.html">给居民&lt;做&gt;体检{TAG}</a>' in found["projects/index.html"]
    assert f'href="projects/exam.html">给居民&lt;做&gt;体检{TAG}</a>' in found["index.html"]
    assert f"体检{TAG}</a>" in found["notices/water.html"]  # a link in running text
    assert f'href="../{STYLE}"' in found["projects/exam.html"]
    others = {path for path, text in found.items() if TAG in text}
    assert others == {"index.html", "map.html", "projects/index.html", "projects/exam.html", "notices/water.html"}


def test_in_a_row_the_mark_stands_behind_the_title(tmp_path: Path) -> None:
    plain = street()
    notices = (entry("notices", "water", title="今晚<停>水", summary="先接两桶水。"),)
    waits = replace(plain, entries={**plain.entries, "notices": notices}, pending=frozenset({"notices/water"}))
    row = pages(waits, tmp_path)["notices/index.html"]
    assert f'<a href="../notices/water.html"><b>今晚&lt;停&gt;水{TAG}</b>' in row
    assert row.count(TAG) == 1


def test_a_figure_on_the_card_of_a_service_says_that_it_waits(tmp_path: Path) -> None:
    found = pages(street("achievements/checks"), tmp_path)
    assert f'<p class="st-done">居民做了健康体检{TAG} <b>' in found["projects/index.html"]
    assert f"<h1>给居民&lt;做&gt;体检{TAG}" not in found["projects/exam.html"]


def test_the_home_page_says_that_the_settings_wait(tmp_path: Path) -> None:
    found = pages(street(SETTINGS), tmp_path)
    assert f"{TAG}</h1>" in found["index.html"]
    assert [path for path, text in found.items() if TAG in text] == ["index.html"]


def without_marks(page: str) -> str:
    page = re.sub(rf'\n<link rel="stylesheet" href="(?:\.\./)*{STYLE}">', "", page).replace(TAG, "")
    return re.sub(r'\n<p class="st-waits">.*?</p>', "", page)


def test_marks_are_all_that_differs_between_preview_and_release(tmp_path: Path) -> None:
    plain, keys = street(), [e.key for e in street().all()]
    released = render_website(plain, Fonts(THEME / "fonts"), tmp_path)
    assert not any(STYLE in a.path or b"st-wait" in a.data or LABEL.encode() in a.data for a in released)
    drawn = render_website(replace(plain, pending=frozenset([*keys, SETTINGS])), Fonts(THEME / "fonts"), tmp_path)
    kept = [Artifact(a.path, without_marks(a.data.decode()).encode()) if a.path.endswith(".html") else a for a in drawn]
    same = {a.path: a.data for a in kept if a.path not in {STYLE, "assets/fonts.css"} and "woff2" not in a.path}
    assert same == {a.path: a.data for a in released if a.path in same}
    assert len(same) >= len(released) - 10


@pytest.mark.parametrize("size", ["1920x1080", "384x192"])
def test_each_slide_that_shows_it_says_so_and_no_other(size: str, tmp_path: Path) -> None:
    plain, found = slides(street(size=size), tmp_path), slides(street("achievements/checks", size=size), tmp_path)
    assert not marked(plain)
    assert "hall/achievements/checks/1" in marked(found)
    assert "hall/achievements/visits/1" not in marked(found)
    for name, slide in found.items():
        # But for the label a slide is the same: it plays as long and as often, by night as by day.
        bare = WAITING_LABEL.sub("", slide["html"])
        assert {**slide, "html": re.sub(r"·\d{4}·", "", bare)} == {
            **plain[name],
            "html": re.sub(r"·\d{4}·", "", plain[name]["html"]),
        }


def test_a_slide_of_several_says_so_when_one_of_them_waits(tmp_path: Path) -> None:
    figures = [entry("achievements", f"n{i}", title=f"做成的第{i}件事", **FIGURE) for i in range(8)]
    screens = [{"id": "hall", "name": "大厅", "place": "大厅", "size": "1920x1080", "limit": "1"}]
    waits = replace(site(*figures, screens=screens), pending=frozenset({figures[-1].key}))
    several = {s for s in marked(slides(waits, tmp_path)) if s.startswith("hall/achievements/figures")}
    assert several == {"hall/achievements/figures/2"}  # the page that it stands on


def test_what_a_reference_leads_to_is_shown_too(tmp_path: Path) -> None:
    assert "hall/brands/home/1" in marked(slides(street("organisations/wenbei"), tmp_path))
    assert "hall/brands/home/1" not in marked(slides(street("achievements/visits"), tmp_path))


def test_a_tree_says_so_for_names_that_are_words_of_no_item(tmp_path: Path) -> None:
    units = [entry("organisations", "street", title="灯下街道", kind="街道")]
    units += [entry("organisations", f"s{i}", title=f"第{i}社区", kind="社区", organisation="street") for i in (1, 2)]
    units += [entry("organisations", "leaf", title="一号楼", kind="楼院", organisation="s1")]
    screens = [{"id": "hall", "name": "大厅", "place": "大厅", "size": "1920x1080", "playlist": ["organisations"]}]
    waits = replace(site(*units, screens=screens), pending=frozenset({"organisations/leaf"}))
    assert "hall/organisations/street/tree/1" in marked(slides(waits, tmp_path))


def test_the_screens_own_slides_wait_with_the_settings(tmp_path: Path) -> None:
    found = marked(slides(street(SETTINGS), tmp_path))
    assert found
    assert all(name.startswith("hall/site/") for name in found)


def overlaps(html: str) -> bool:
    """Tell whether the label of a slide lies on anything but ground."""
    plain = ("m-ground", "m-panel")
    boxes = [
        (kind, *map(int, box))
        for kind, more, *box in BOX.findall(html)
        if "roll" not in more and not any(p in more for p in plain)
    ]
    grounds = [tuple(map(int, box)) for _, more, *box in BOX.findall(html) if any(p in more for p in plain)]
    *others, (_, x, y, w, h) = boxes
    if any(a <= x and b <= y and x + w <= a + c and y + h <= b + d for a, b, c, d in grounds):
        others = [box for box in others if box[0] != "m"]
    return any(x < a + c and a < x + w and y < b + d and b < y + h for _, a, b, c, d in others)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_label_stands_where_nothing_else_does(screen: str, tmp_path: Path) -> None:
    whole = site(*samples(), screens=[{"id": screen, "name": screen, "limit": "60", **SCREENS[screen]}])
    waits = replace(whole, pending=frozenset([SETTINGS, *(e.key for e in whole.all())]))
    found = slides(waits, tmp_path)
    assert len(found) > 40
    assert marked(found) == set(found)
    assert [name for name, slide in found.items() if overlaps(slide["html"])] == []
    width, height = waits.settings.screens[0].size
    for slide in found.values():
        x, y, w, h = map(int, WAITING_LABEL.search(slide["html"]).groups())  # type: ignore[union-attr]  # all have one
        assert 0 <= x <= width - w
        assert 0 <= y <= height - h


def test_where_nothing_is_free_the_label_is_seen_all_the_same(tmp_path: Path) -> None:
    whole = whole_site("128x32")
    one = whole.settings.model_copy(update={"screens": whole.settings.screens[:1]})
    waits = replace(whole, settings=one, pending=frozenset([SETTINGS, *(e.key for e in whole.all())]))
    found = slides(waits, tmp_path)
    assert marked(found) == set(found)
    assert any(overlaps(slide["html"]) for slide in found.values())
    px = {int(n) for slide in found.values() for n in re.findall(r"waiting [^>]*font-size:(\d+)px", slide["html"])}
    assert px == {SIZES[-1][0]}


def test_the_letters_of_the_label_are_in_the_fonts(tmp_path: Path) -> None:
    """A slide's fonts hold just its own characters: without them an old player would show two boxes."""

    def styles(of: Site) -> int:
        found, _ = render_screens(of, Fonts(THEME / "fonts"), tmp_path)
        return len(deck(found, "hall")["style"])

    assert styles(street("achievements/checks")) > styles(street())
