"""A stamped page is what a full MkDocs build makes of the same page; a cached shell needs no MkDocs."""

from __future__ import annotations

import datetime as dt
import logging
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from mkdocs.commands.build import build as full_build
from mkdocs.structure.pages import Page

from generator.render.website.frame import frame_of
from generator.render.website.material import HOME, Frame, ShellPage, configured, nav_of, source
from generator.render.website.pages import WebPage, pages
from generator.render.website.shell import cut, shells_for, slots
from generator.render.website.templates import Templates
from generator.render.website.website import WEBSITE, shell_page
from generator.site import Site
from generator.store import read_project

ROOT = Path(__file__).parents[2]
STREETS = {
    "content": (ROOT, dt.date(2018, 7, 10)),
    "example": (ROOT / "examples" / "jingchenglu", dt.date(2018, 12, 1)),
}


def site_of(street: str) -> Site:
    project, date = STREETS[street]
    site = read_project(project, date).site
    assert site is not None
    return site


def chosen(site: Site) -> list[WebPage]:
    """Return home, the single pages, and the list and two entries of every collection."""
    found: dict[tuple[str, bool], list[WebPage]] = {}
    for page in pages(site, {}):
        folder, _, name = page.path.rpartition("/")
        found.setdefault((folder, name == "index.html"), []).append(page)
    return [page for group in found.values() for page in group[:3]]


def dom(document: str) -> object:
    """Return the tree as nested tuples; runs of white space count as one blank, as a browser shows them."""

    def bare(element: Element) -> object:
        children: list[object] = []
        for child in element:
            children += [bare(child), " ".join((child.tail or "").split())]
        return (str(element.tag), sorted(element.attrib.items()), " ".join((element.text or "").split()), children)

    return bare(html5lib.parse(document, treebuilder="etree", namespaceHTMLElements=False))


def built_by_mkdocs(ours: list[ShellPage], frame: Frame, folder: Path) -> dict[str, str]:
    """Let MkDocs build a docs folder whose pages carry our title, head and body."""
    docs, out = folder / "docs", folder / "out"
    for page in ours:
        file = docs / source(page.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("placeholder", encoding="utf-8")
    by_source = {source(page.path): page for page in ours}
    config = configured(frame, nav_of(ours, frame), docs, out)

    def fill(_html: str, *, page: Page, **_: object) -> str:
        mine = by_source[page.file.src_uri]
        page.meta = {"title": mine.title, "head": mine.head}
        return mine.body

    config.theme.static_templates.clear()  # MkDocs' own 404 page and sitemap
    config.plugins.events["page_content"].append(fill)
    full_build(config)
    return {page.path: (out / page.path).read_text(encoding="utf-8") for page in ours}


@pytest.mark.parametrize("street", STREETS)
def test_stamped_page_equals_full_build(street: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "mkdocs")
    site = site_of(street)
    wanted = chosen(site)
    frame = frame_of(site, WEBSITE)
    templates = Templates(site, WEBSITE / "templates")
    ours = [shell_page(page, templates) for page in wanted]
    shells = shells_for([(page.path, page.section) for page in wanted], frame, tmp_path / "cache")
    stamped = {page.path: shells.stamp(page).decode() for page in ours}
    built = built_by_mkdocs(ours, frame, tmp_path)
    assert {page.section for page in wanted} >= {"home", "projects", "achievements", ""}
    assert set(stamped) == set(built)
    for path, document in built.items():
        assert dom(stamped[path]) == dom(document), path


def test_a_cached_shell_needs_neither_mkdocs_nor_material(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from generator.render.website.material import Frame; from generator.render.website.shell import shells_for;"
        f"frame = Frame('街', Path({str(WEBSITE)!r}));"
        f"shells_for([('index.html', 'home')], frame, Path({str(tmp_path)!r})).pieces;"
        "print(*sorted({'mkdocs', 'yaml', 'material'} & set(sys.modules)))"
    )
    said = [
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    ]
    said.append(
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    )
    assert "mkdocs" in said[0]
    assert said[1].strip() == ""


def test_another_name_or_tab_is_another_shell(tmp_path: Path) -> None:
    wanted = [(HOME, "home")]
    for frame in (Frame("甲", WEBSITE), Frame("乙", WEBSITE), Frame("甲", WEBSITE, words={"phone": "1", "tel": "1"})):
        assert shells_for(wanted, frame, tmp_path).pieces
    assert len(list((tmp_path / "shells").iterdir())) == 3


def test_a_torn_cache_is_made_anew(tmp_path: Path) -> None:
    frame = Frame("街", WEBSITE)
    first = shells_for([(HOME, "home")], frame, tmp_path).pieces
    kept = next((tmp_path / "shells").iterdir())
    kept.write_text("{", encoding="utf-8")
    assert shells_for([(HOME, "home")], frame, tmp_path).pieces == first


MARKS = slots("0")


@pytest.mark.parametrize("document", ["", " ".join(reversed(MARKS)), " ".join([*MARKS, MARKS[0]])])
def test_a_theme_without_its_slots_is_refused(document: str) -> None:
    with pytest.raises(RuntimeError, match="the theme shows"):
        cut(document, MARKS)


def test_names_are_escaped(tmp_path: Path) -> None:
    frame = Frame("甲<b>&乙", WEBSITE, tabs=(("x", "<i>", "x/index.html"),), more=(("<u>", "y.html"),))
    shell = shells_for([(HOME, "home")], frame, tmp_path).stamp(ShellPage(HOME, "", "", "", "home")).decode()
    assert "<b>" not in shell
    assert "<i>" not in shell
    assert "<u>" not in shell
    assert "甲&lt;b&gt;&amp;乙" in shell


def test_a_text_cannot_be_a_slot(tmp_path: Path) -> None:
    words = [f"SLOT7{name}{tail}7SLOT" for name in ("title", "head", "body") for tail in ("", "0" * 64)]
    plain = Frame("街", WEBSITE)
    known = shells_for([(HOME, "home")], plain, tmp_path).digest
    for word in [*words, *slots(known)]:
        frame = Frame(
            word, WEBSITE, tabs=(("x", word, "x/index.html"),), more=((word, "y.html"),), words={"closing": word}
        )
        stamped = shells_for([(HOME, "home")], frame, tmp_path).stamp(ShellPage(HOME, word, "", word, "home"))
        assert stamped.decode().count(word) >= 5
