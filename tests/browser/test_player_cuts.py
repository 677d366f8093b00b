"""A stick pulled out while one release is copied over another: what is seen is still one slide of one release."""

from __future__ import annotations

import dataclasses
import random
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Page

from tests.browser.decks import NOON, Deck, marks, pictured, seal, slide

TWO = (slide("a", colour="#600"), slide("b", colour="#060"))
PHOTO, FILES = pictured("photo")
SHOTS = 10


@pytest.mark.parametrize("cuts", [20, pytest.param(100, marks=pytest.mark.soak)])
def test_a_release_copied_half_over_another_shows_one_slide_of_one_of_them(
    browser: Browser, tmp_path: Path, cuts: int
) -> None:
    """Cut anywhere in any file, in any order of files; but index.html is written whole, being smaller than a cluster."""
    chance = random.Random(3)  # noqa: S311  # the same cuts each time
    other, more = pictured("photo", 3)
    first = Deck((*TWO, PHOTO), files=FILES, seal=seal(tmp_path, "2026a"))
    old = first.made()
    first.write(tmp_path / "screens/gate")
    new = dataclasses.replace(first, slides=(*TWO, other), files=more, mark=2).made()
    context = browser.new_context(viewport={"width": 320, "height": 180}, offline=True)
    page = context.new_page()
    page.clock.set_fixed_time(NOON / 1000)
    for number in range(cuts):
        folder = tmp_path / str(number)
        _half_copied(old, new, folder, chance)
        page.goto((folder / "index.html").as_uri())
        page.wait_for_function(
            "STREETLIGHT.state().ready && STREETLIGHT.state().shown !== 'gate/evergreen/1' || STREETLIGHT.state().notes.length"
        )
        (one,) = marks(page)
        assert one in {(1, 1), (2, 2)}, number
        if number % (cuts // SHOTS) == 0:
            assert _light(page) > 8, number
        shutil.rmtree(folder)
    context.close()


def _half_copied(old: dict[str, bytes], new: dict[str, bytes], folder: Path, chance: random.Random) -> None:
    folder.mkdir()
    for name, data in old.items():
        (folder / name).write_bytes(data)
    names = sorted(new)
    chance.shuffle(names)
    cut = chance.randrange(sum(map(len, new.values())))
    for name in names:
        data = new[name]
        if cut < len(data) and name != "index.html":
            (folder / name).write_bytes(data[:cut])
            return
        (folder / name).write_bytes(data)
        cut = max(0, cut - len(data))


def _light(page: Page) -> float:
    """Return the mean luma of what is seen, 0 to 255."""
    return ImageStat.Stat(Image.open(BytesIO(page.screenshot())).convert("L")).mean[0]
