"""Every slide of samples and worst cases on screens of twelve sizes, measured in Chromium by day and by night."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.screens.geometry import class_of
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.live import said
from generator.schema.recurrence import number
from generator.settings import THEME
from tests.render.slides import BRIEF, DATE, SIZES, deck, whole_site

pytestmark = pytest.mark.wide

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
RECURRENCE = (THEME / "recurrence.js").read_text(encoding="utf-8")
EPOCH = dt.date(1970, 1, 1)
LAYOUTS = read_layouts(THEME, read_sizes(THEME))


def played(size: str) -> dict[str, Any]:
    """Return what a screen of a size plays, with the slides of its brief twins."""
    artifacts, findings = render_screens(whole_site(size), Fonts(THEME / "fonts"))
    assert [f.message("en") for f in findings] == []
    found = deck(artifacts, "screen")
    known = {s["html"] for s in found["slides"]}
    others = [s for n in BRIEF for s in deck(artifacts, f"brief{n}")["slides"]]
    found["slides"] += [s for s in others if s["html"] not in known]
    return found


@contextmanager
def stage(browser: Browser, width: int, height: int, style: str) -> Iterator[Page]:
    """Open a page of a screen's size with its own style, and nothing on it."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    page.set_content(
        f'<!DOCTYPE html><html style="background:#000"><style>{style}</style>'
        f'<body><div id="stage" style="width:{width}px;height:{height}px"></div>'
    )
    yield page
    context.close()


def spoken(page: Page, slide: dict[str, Any]) -> set[str]:
    """Return a slide as it is drawn; one with live words also on the days on which these are longest and shortest."""
    if "data-live=" not in slide["html"]:
        return {slide["html"]}
    days = slide.get("days") or list(range(number(DATE), number(DATE) + 400, 3))
    ask = (
        f"([rule, days]) => {{ {RECURRENCE}; return days.map(day => rule ? recurrence.next(rule, day, 1)[0] : day); }}"
    )
    dates = zip(days, page.evaluate(ask, [slide.get("rule"), days]), strict=True)
    texts = {said(slide["html"], EPOCH + dt.timedelta(day), EPOCH + dt.timedelta(upcoming)) for day, upcoming in dates}
    return {slide["html"], max(texts, key=len), min(texts, key=len)}


def at_night(slides: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one slide of each look: night changes colours alone, and these follow from a slide's classes."""
    looks = {frozenset(re.findall(r'class="([^"]*)"', slide["html"])): slide for slide in slides if slide["night"]}
    return list(looks.values())


@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_overlaps_is_faint_or_lacks_its_font(browser: Browser, size: str) -> None:
    """Of every layout that is drawn for the size, by day and by night. (One test a size: to draw them all takes long.)"""
    found = played(size)
    width, height = map(int, size.split("x"))
    drawn = class_of(read_sizes(THEME), (width, height))
    assert drawn
    expected = {layout.name for layout in LAYOUTS.values() if drawn.name in layout.sizes}
    assert {s["layout"] for s in found["slides"]} == expected
    with stage(browser, width, height, found["style"]) as page:
        for hour in ("", "dim"):
            page.evaluate("name => { document.getElementById('stage').className = name; }", hour)
            for slide in found["slides"] if not hour else at_night(found["slides"]):
                for html in spoken(page, slide):
                    assert page.evaluate(MEASURE, html) == [], (slide["id"], hour)
