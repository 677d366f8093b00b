"""What is released of a site of which some waits: no entry, no reference and no link to one that is not approved."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import broken_reference
from generator.files import cache_folder
from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.website import render_website
from generator.schema import fields_of
from generator.schema.fields import Ref
from generator.settings import THEME
from generator.site import Site
from generator.site.released import released
from generator.store import read_project

DAY = dt.date(2026, 11, 21)
STREETS = ["content", "examples/jingchenglu", "examples/zhongyuan"]


def read(project: Path) -> Site:
    site = read_project(project, DAY).site
    assert site is not None
    return site


@pytest.fixture(scope="module", params=STREETS)
def street(request: pytest.FixtureRequest, repository: Path) -> Site:
    return read(repository if request.param == "content" else repository / request.param)


def test_nothing_waits_nothing_changes(street: Site) -> None:
    assert released(street) is street


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_any_part_of_a_street_can_be_released(share: float, street: Site) -> None:
    """Rendering holds no address of what is gone, whatever refers to it."""
    dice = random.Random(share)  # noqa: S311  # a choice of entries, no secret
    gone = frozenset(e.key for e in street.all() if dice.random() < share)
    site = released(replace(street, pending=gone))
    assert site.pending == frozenset()
    assert {e.key for e in site.all()} == {e.key for e in street.all()} - gone
    assert not {f"{to}/{target}" for e in site.all() for _, to, target in e.refs()} & gone
    assert list(broken_reference.check(site)) == []
    fonts, cache = Fonts(THEME / "fonts"), cache_folder()
    slides, _ = render_screens(site, fonts, cache)
    files = [*slides, *render_website(site, fonts, cache)]
    assert not {f"{key}.html" for key in gone} & {file.path for file in files}
    pages = {file.path: file.data.decode() for file in files if file.path.endswith((".html", ".xml", ".js", ".ics"))}
    assert [(path, key) for path, text in pages.items() for key in gone if f"{key}.html" in text] == []


def test_links_in_prose_become_words(minimal: Path) -> None:
    body = (
        "[医生](../projects/home-doctor.html)、[体检](../achievements/check-ups.html#top)、[站](https://street.example/)、"
        "[成绩](../achievements/index.html)、[通知](index.html)、[本页](doctor.html)"
    )
    text = f"标题: 链接\n发布日期: 2018-06-20\n正文: '{body}'\n"
    (minimal / "content/notices/links.yml").write_text(text, encoding="utf-8")
    site = read(minimal)

    def left(*gone: str) -> str:
        entry = released(replace(site, pending=frozenset(gone))).find("notices", "links")
        assert entry is not None
        return str(entry.record.body)

    assert left("organisations/street") == body
    assert left("projects/home-doctor", "notices/doctor") == body.replace(
        "[医生](../projects/home-doctor.html)", "医生"
    ).replace("[本页](doctor.html)", "本页")
    figures = [e.key for e in site.entries["achievements"]]
    assert left(*figures) == body.replace("[体检](../achievements/check-ups.html#top)", "体检").replace(
        "[成绩](../achievements/index.html)", "成绩"
    )


def test_the_home_page_names_nothing_that_waits(repository: Path) -> None:
    site = read(repository)
    first = site.settings.home.figures[0]
    home = released(replace(site, pending=frozenset({f"achievements/{first}"}))).settings.home
    assert home.figures == site.settings.home.figures[1:]
    assert home.services == site.settings.home.services


def test_no_reference_must_be_there(repository: Path) -> None:
    """One that had to be could not be taken away."""
    models = [c.model for c in read(repository).collections.values()]
    required = [s.name for m in models for s in fields_of(m).values() if isinstance(s.type, Ref) and s.required]
    assert required == []
