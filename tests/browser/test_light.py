"""How bright slides are: what is reckoned without a browser, against the pixels of Chromium."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from generator.render.fonts import Fonts
from generator.render.screens import Show, draw_shows, light
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.palette import GROUNDS, styles
from generator.render.screens.slide import Slide
from generator.settings import THEME
from tests.render.slides import whole_site

LIGHT = [light.luminance(f"#{i:02X}{i:02X}{i:02X}") for i in range(256)]
"""The linear light of each of the 256 levels."""
LAYOUTS = read_layouts(THEME, read_sizes(THEME))
WEIGHTS = (0.2126, 0.7152, 0.0722)
SHOW = """([html, pictures]) => {
  shown.innerHTML = html;
  const images = [...shown.querySelectorAll('img')];
  for (const image of images) image.src = pictures[image.dataset.pic] || image.src;
  return Promise.all([document.fonts.ready, ...images.map(image => image.decode())]).then(() => 0);
}"""


def drawn(screen: str) -> Show:
    """Return what one screen shows of a site with every sample and worst case."""
    site = whole_site()
    alone = tuple(s for s in site.settings.screens if s.id == screen)
    site = replace(site, settings=site.settings.model_copy(update={"screens": alone}))
    return draw_shows(site, Fonts(THEME / "fonts"))[0][0]


def sheet() -> str:
    """Return the styles of all slides, with the whole fonts."""
    fonts = Fonts(THEME / "fonts")
    rules = [(THEME / "screens/player/player.css").read_text(encoding="utf-8"), styles(list(GROUNDS))]
    rules += [file.read_text(encoding="utf-8") for file in sorted((THEME / "screens/layouts").glob("*/style.css"))]
    for face in fonts.faces():
        address = (THEME / "fonts" / f"{face}.woff2").as_uri()
        rules.append(f'@font-face {{ font-family: "{face}"; src: url("{address}") }}')
        rules.append(f'.f-{face} {{ font-family: "{face}"; font-weight: normal }}')
    return "\n".join(rules)


def address(script: bytes) -> str:
    """Return the data: address of the picture that a script carries."""
    return script.decode("ascii").split('"')[3]


def measured(jpeg: bytes) -> float:
    """Return a picture's mean light in %."""
    picture = Image.open(BytesIO(jpeg)).convert("RGB")
    levels = picture.histogram()
    parts = (sum(n * LIGHT[i] for i, n in enumerate(levels[c * 256 : c * 256 + 256])) for c in range(3))
    return 100 * sum(w * part for w, part in zip(WEIGHTS, parts, strict=True)) / (picture.width * picture.height)


def at_night(slide: Slide, show: Show) -> float:
    """Return the light of a slide as the player shows it at night."""
    return light.of(slide.html, LAYOUTS[slide.layout].style, night=True, files=show.files)


def extremes(show: Show) -> list[Slide]:
    """Return the darkest, the brightest and the middle slide of each layout: all of them would take minutes."""
    layouts: dict[str, list[Slide]] = {}
    for slide in show.slides:
        if not slide.video:  # what a clip shows is not known
            layouts.setdefault(slide.layout, []).append(slide)
    for slides in layouts.values():
        slides.sort(key=lambda slide: at_night(slide, show))
    return [slides[i] for slides in layouts.values() for i in sorted({0, len(slides) // 2, len(slides) - 1})]


@pytest.mark.parametrize("screen", ["lobby", "crossing"])
def test_the_light_of_each_layout_is_reckoned_to_four_points(browser: Browser, tmp_path: Path, screen: str) -> None:
    show = drawn(screen)
    width, height = show.screen.size
    page = browser.new_page(viewport={"width": width, "height": height})
    body = f"<meta charset=utf-8><style>{sheet()}</style><div id='shown'></div>"
    (tmp_path / "page.html").write_text(body, encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    wrong: dict[tuple[str, str], tuple[float, float]] = {}
    darker: set[str] = set()
    for slide in extremes(show):
        page.evaluate(SHOW, [slide.html, {name: address(show.files[name]) for name in slide.pictures}])
        by_day = light.of(slide.html, LAYOUTS[slide.layout].style, files=show.files)
        for kind, reckoned in {"": by_day, "dim": at_night(slide, show)}.items():
            if not kind or reckoned != by_day:
                page.evaluate("kind => { shown.className = kind; }", kind)
                real = measured(page.screenshot(type="jpeg", quality=95))
                wrong |= {(slide.id, kind): (round(real, 1), round(reckoned, 1))} if abs(real - reckoned) > 4 else {}
                darker |= {slide.layout} if kind else set()
    page.close()
    assert wrong == {}
    assert darker >= {"urgent", "honour"}
