"""待审 in a real Chromium: marks that can be read, labels on bare ground, and the page that reviewers read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser

from generator.findings import Place
from generator.render.fonts import Fonts
from generator.render.review import Board, Change, Waiting, difference, review_page
from generator.render.screens import render_screens
from generator.render.website import render_website
from generator.settings import THEME
from generator.site import Site
from generator.site.shown import SETTINGS, Snapshot, snapshot
from generator.store import read_project
from generator.store.small import small_picture
from tests.render.slides import SCREENS, deck, samples, site
from tests.render.test_waiting import WAITING_LABEL

PageFor = Callable[..., Any]
Serve = Callable[[Path], str]
FilesCheck = Callable[[Iterable[Path]], list[str]]
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = [
    "index.html",
    "projects/index.html",
    "achievements/index.html",
    "honours/index.html",
    "projects/health-check.html",
]
GROUND = 3
"""How far two pixels of one plain ground may be apart, in each colour."""


def all_waiting(of: Site) -> Site:
    return replace(of, pending=frozenset([SETTINGS, *(e.key for e in of.all())]))


@pytest.fixture(scope="module")
def street(repository: Path) -> Site:
    """Return the shipped street."""
    found = read_project(repository, dt.date(2018, 7, 10)).site
    assert found
    return found


@pytest.fixture(scope="module")
def preview(street: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return its website as the preview draws it when all of it waits."""
    folder = tmp_path_factory.mktemp("preview")
    for artifact in render_website(all_waiting(street), Fonts(THEME / "fonts"), folder / "cache"):
        file = folder / "site" / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.data)
    return folder / "site"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_marks_on_pages_can_be_read(  # noqa: PLR0913, PLR0917  # fixtures
    path: str,
    scheme: Literal["light", "dark"],
    preview: Path,
    page_for: PageFor,
    axe: Callable[..., list[dict[str, Any]]],
    serve: Serve,
) -> None:
    visit = page_for(f"{serve(preview)}/{path}", width=390, scheme=scheme)
    page = visit.page
    assert page.locator("h1 .st-waiting").count() == (0 if path.endswith("/index.html") else 1)
    marks = page.locator(".st-waiting")
    assert marks.count() > 1
    for box in (mark.bounding_box() for mark in marks.all() if mark.is_visible()):
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["height"] < 40  # one line
    assert page.evaluate(WIDER) == 0
    assert [(v["id"], v["nodes"][0]["html"]) for v in axe(page)] == []
    assert visit.complaints == []


@pytest.mark.parametrize("screen", SCREENS)
def test_labels_on_slides_lie_on_bare_ground(screen: str, browser: Browser, tmp_path: Path) -> None:
    whole = site(*samples(), screens=[{"id": screen, "name": screen, "limit": "3", **SCREENS[screen]}])
    found, _ = render_screens(all_waiting(whole), Fonts(THEME / "fonts"), tmp_path)
    shown = deck(found, screen)
    size = {"width": shown["width"], "height": shown["height"]}
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]  # two numbers
    page.set_content(f'<style>{shown["style"]}</style><div id="stage" style="width:100vw;height:100vh"></div>')
    looks = {slide["layout"]: slide for slide in shown["slides"]}
    assert len(looks) > 20
    for slide in looks.values():
        label = WAITING_LABEL.search(slide["html"])
        assert label, slide["id"]
        x, y, w, h = map(int, label.groups())
        clip = {"x": x, "y": y, "width": w, "height": h}
        pixels = {}
        for name, html in (("bare", slide["html"].replace(label[0], "")), ("labelled", slide["html"])):
            page.evaluate("html => { document.getElementById('stage').innerHTML = html }", html)
            page.evaluate("document.fonts.ready")
            shot = Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]  # four numbers
            pixels[name] = [high - low for low, high in shot.getextrema()]  # type: ignore[misc]  # a pair for each colour
        assert max(pixels["bare"]) <= GROUND, slide["id"]
        assert min(pixels["labelled"]) > 200, slide["id"]  # black on white
    page.close()


@pytest.fixture
def review(street: Site, tmp_path: Path) -> Path:
    """Return the page of what waits: all of it first seen, but for some that changed, one with other pictures."""
    waiting = []
    for i, e in enumerate(street.all()):
        now = snapshot(e, street)
        old = tuple((path, text.replace("社区", "小区")) for path, text in now.words if path != ("line",))
        last = Snapshot(now.key, old, tuple((path, "ab" * 32) for path, _ in now.pictures)) if i % 3 else None
        changes = difference(last, now, e.collection.model)
        stage = street.settings.review[i % 2] if street.settings.review else "终审"
        waiting.append(Waiting(e.key, e.record.title, e.collection.label, stage, e.place(), changes, first=not last))
    known = [m for m in street.media.values() if m.width and not m.duration]
    pictures = {m.sha256: small_picture(m.file.read_bytes()) for m in known} | {
        "ab" * 32: small_picture(known[0].file.read_bytes())
    }
    file = tmp_path / "审核.html"
    file.write_bytes(review_page(Board("东风路街道", street.settings.review, waiting, pictures)))
    return file


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_page_of_what_waits(  # noqa: PLR0913, PLR0917  # fixtures
    width: int,
    scheme: Literal["light", "dark"],
    review: Path,
    page_for: PageFor,
    axe: Callable[..., list[dict[str, Any]]],
    html_validate: FilesCheck,
) -> None:
    visit = page_for(review.as_uri(), width=width, scheme=scheme)
    page = visit.page
    assert page.evaluate(WIDER) == 0
    assert page.locator("article").count() > 100
    loaded = page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert page.locator("img").count() > 1
    assert loaded
    assert [(v["id"], v["nodes"][0]["html"]) for v in axe(page)] == []
    assert visit.complaints == []
    assert html_validate([review]) == []


def test_text_of_an_attacker_does_nothing(page_for: PageFor, tmp_path: Path) -> None:
    evil = "</code></style><script>document.title='被改了'</script><img src=x onerror=\"document.title='被改了'\">"
    one = Waiting(evil, evil, evil, evil, Place(evil, 1), [Change(evil, evil, f"{evil}x"), Change(evil, None, evil)])
    file = tmp_path / "evil.html"
    file.write_bytes(review_page(Board(evil, (evil,), [one], {})))
    visit = page_for(file.as_uri())
    assert json.loads(visit.page.evaluate("JSON.stringify([document.scripts.length, document.images.length])")) == [
        0,
        0,
    ]
    assert "被改了" not in visit.page.title()[:3]
    assert visit.complaints == []
