"""The shell in a real Chromium: its switches, its script, its headings' font."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from generator.render.fonts import Fonts
from generator.render.website import render_website
from generator.settings import THEME
from generator.store import read_project

SCHEME = "document.documentElement.getAttribute('data-st-scheme')"
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(255, 253, 248)", "rgb(20, 22, 27)"


class Opened(Protocol):
    page: Any
    errors: list[str]
    foreign: list[str]


PageFor = Callable[..., Opened]


@pytest.fixture(scope="module")
def website(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("website")
    site = read_project(repository, dt.date(2018, 7, 10)).site
    assert site is not None
    for artifact in render_website(site, Fonts(THEME / "fonts"), tmp_path_factory.mktemp("cache")):
        (out / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (out / artifact.path).write_bytes(artifact.data)
    return out


def test_script_is_small_and_no_page_has_one_inside(website: Path) -> None:
    assert (website / "assets" / "streetlight.js").stat().st_size <= 3072
    for page in website.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        scripts = 2 if page.name == "search.html" else 1
        assert text.count("<script") == text.count('<script src="') == scripts
        assert " style=" not in text
        assert "<style" not in text


def test_night_is_remembered_and_forgotten(website: Path, serve: Callable[[Path], str], page_for: PageFor) -> None:
    opened = page_for(f"{serve(website)}/index.html")
    page = opened.page
    button = page.get_by_role("button", name="夜间")
    assert (page.evaluate(PAPER), button.get_attribute("aria-pressed")) == (LIGHT, "false")
    button.click()
    assert (page.evaluate(PAPER), button.get_attribute("aria-pressed")) == (DARK, "true")
    page.locator(".md-tabs").get_by_role("link", name="成绩", exact=True).click()
    page.wait_for_url("**/achievements/index.html")
    assert (page.evaluate(SCHEME), page.evaluate(PAPER)) == ("slate", DARK)
    page.get_by_role("button", name="夜间").click()
    assert page.evaluate(SCHEME) is None  # the same as the system: nothing is kept
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate(PAPER) == LIGHT
    assert (opened.errors, opened.foreign) == ([], [])


def test_the_system_decides_until_asked(website: Path, page_for: PageFor) -> None:
    page = page_for((website / "index.html").as_uri(), scheme="dark").page
    assert page.evaluate(PAPER) == DARK
    page.get_by_role("button", name="夜间").click()
    assert (page.evaluate(SCHEME), page.evaluate(PAPER)) == ("default", LIGHT)
    page.reload()
    assert page.evaluate(PAPER) == LIGHT


@pytest.mark.parametrize("width", [390, 1280])
def test_large_type_is_remembered(website: Path, page_for: PageFor, width: int) -> None:
    page = page_for((website / "index.html").as_uri(), width=width).page
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    body = "getComputedStyle(document.querySelector('.md-typeset')).fontSize"
    before = page.evaluate(size)
    assert page.evaluate(body) == "18px"
    page.get_by_role("button", name="大字版").click()
    assert page.evaluate(body) == "22.5px"
    assert page.evaluate(size) > before
    page.reload()
    assert page.evaluate(body) == "22.5px"
    assert page.get_by_role("button", name="大字版").get_attribute("aria-pressed") == "true"


def test_large_type_puts_the_doors_first_on_a_phone(website: Path, page_for: PageFor) -> None:
    page = page_for((website / "index.html").as_uri(), width=390).page
    page.get_by_role("button", name="大字版").click()
    doors, lamp = page.locator(".st-doors").bounding_box(), page.locator(".st-stage").bounding_box()
    assert doors["y"] + doors["height"] <= lamp["y"] + 1


def test_seven_tabs_stand_in_one_row_of_a_phone(website: Path, page_for: PageFor) -> None:
    page = page_for((website / "index.html").as_uri(), width=390).page
    boxes = [tab.bounding_box() for tab in page.locator(".md-tabs__link").all()]
    assert len(boxes) == 7
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)


def test_what_is_tapped_is_large_enough(website: Path, page_for: PageFor) -> None:
    page = page_for((website / "index.html").as_uri(), width=390).page
    small = page.evaluate(
        "() => [...document.querySelectorAll('a, button')].filter(e => e.offsetParent && !e.hidden)"
        ".filter(e => !e.matches('.md-skip') && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []


def test_keyboard_reaches_the_text_first(website: Path, page_for: PageFor) -> None:
    page = page_for((website / "index.html").as_uri()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    assert page.locator(".md-skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_headings_use_the_shipped_font(website: Path, page_for: PageFor) -> None:
    """Every character that the stylesheet sets in the heading face is in the font that ships (or in no face of ours)."""
    fonts = Fonts(THEME / "fonts")
    page = page_for((website / "index.html").as_uri()).page
    for name in ("index.html", "achievements/index.html", "milestones/index.html", "honours/index.html", "map.html"):
        page.goto((website / name).as_uri())
        text = page.evaluate(
            "() => [...document.querySelectorAll('body *')]"
            ".filter(e => getComputedStyle(e).fontFamily.startsWith('st-serif') && !e.closest('svg'))"
            ".flatMap(e => [...e.childNodes]).filter(n => n.nodeType === 3).map(n => n.data).join('')"
        )
        wanted = "".join(sorted({c for c in text if not c.isspace() and fonts.covers("serif-700", c)}))
        assert wanted
        shipped = page.evaluate(
            "async (text) => { await document.fonts.ready; const faces = [...document.fonts]; const has = (f, c) =>"
            " f.unicodeRange.split(',').some(r => { const [a, b] = r.trim().slice(2).split('-');"
            " const n = c.codePointAt(0); return parseInt(a, 16) <= n && n <= parseInt(b || a, 16) });"
            " return [...text].filter(c => !faces.some(f => has(f, c))).join('') }",
            wanted,
        )
        assert shipped == ""


def test_printing_leaves_the_text(website: Path, page_for: PageFor) -> None:
    page = page_for((website / "projects" / "family-doctor.html").as_uri()).page
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".st-facts").is_visible()
    for gone in (".md-tabs", ".st-sky", ".st-tool", ".md-path"):
        assert page.locator(gone).first.is_hidden()
