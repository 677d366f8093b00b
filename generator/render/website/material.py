"""The only door to MkDocs and Material: pages in, whole HTML documents out.

Everything of MkDocs is imported inside functions: a build whose shells are cached must not pay for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

HOME = "index.html"


@dataclass(frozen=True, slots=True)
class ShellPage:
    """What Material puts its shell around. `title` and `head` are escaped HTML, `body` is HTML.

    `path` is relative to the site's root. `section` is the tab that is current: "" for none, "home" for the first.
    """

    path: str
    title: str
    head: str
    body: str
    section: str = ""


@dataclass(frozen=True)
class Frame:
    """What is the same on all pages: the site's name, its tabs as (section, word, path), and the footer's words.

    `doors` are the lists by what people come for, `more` what else the footer leads to, as (label, path).
    """

    name: str
    theme: Path
    tabs: tuple[tuple[str, str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    doors: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    feed: bool = False
    search: bool = False

    @cached_property
    def extra(self) -> dict[str, Any]:
        """The values that the theme's partials read as `config.extra`."""
        doors = [[title, [list(way) for way in ways]] for title, ways in self.doors]
        more, words = [list(m) for m in self.more], dict(self.words)
        return {"more": more, "doors": doors, "words": words, "feed": self.feed, "search": self.search}


def build(pages: Iterable[ShellPage], frame: Frame) -> dict[str, str]:
    """Render every page through Material; return the documents by path."""
    from mkdocs.commands.build import get_context  # noqa: PLC0415 (heavy)
    from mkdocs.structure.files import Files  # noqa: PLC0415 (as above)
    from mkdocs.structure.nav import get_navigation  # noqa: PLC0415 (as above)

    wanted = {page.path: page for page in pages}
    config = configured(frame, nav_of(wanted.values(), frame), frame.theme / "templates", frame.theme / "site")
    known = dict.fromkeys([HOME, *(path for _, _, path in frame.tabs), *wanted])
    files = Files([_file(config, path) for path in known])
    nav = get_navigation(files, config)
    template = config.theme.get_env().get_template("main.html")
    documents = {}
    for file in files:
        if file.dest_uri in wanted:
            page = _filled(file.page, file, config, wanted[file.dest_uri])
            page.active = True
            documents[file.dest_uri] = template.render(dict(get_context(nav, files, config, page)))
            page.active = False
    return documents


def configured(frame: Frame, nav: list[Any], docs: Path, out: Path) -> MkDocsConfig:
    """Return MkDocs' configuration of our site, made in code: a project has no mkdocs.yml."""
    from mkdocs.config.defaults import MkDocsConfig  # noqa: PLC0415 (heavy)

    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": frame.name,
            "docs_dir": str(docs),
            "site_dir": str(out),
            "use_directory_urls": False,
            "theme": {
                "name": "material",
                "custom_dir": str(frame.theme / "material"),
                "language": "zh-CN",
                "font": False,
                "features": ["navigation.tabs"],
                "static_templates": [],
            },
            "plugins": [],
            "nav": nav,
            "extra": frame.extra,
        }
    )
    failed, _ = config.validate()
    if failed:
        raise RuntimeError(f"MkDocs refuses our configuration: {failed}")
    return config


def nav_of(pages: Iterable[ShellPage], frame: Frame) -> list[Any]:
    """Return MkDocs' navigation: the home page, then one section a tab with its list page first."""
    nav: list[Any] = [{"首页": source(HOME)}]
    paths = [(p.section, p.path) for p in pages]
    for section, word, first in frame.tabs:
        others = [source(path) for owner, path in paths if owner == section and path != first]
        nav.append({word: [source(first), *others]})
    return nav


def source(path: str) -> str:
    """Return the Markdown file that MkDocs believes a page is made of."""
    return path.removesuffix(".html") + ".md"


def _file(config: MkDocsConfig, path: str) -> File:
    from mkdocs.structure.files import File, InclusionLevel  # noqa: PLC0415 (heavy)

    return File(source(path), None, config.site_dir, use_directory_urls=False, inclusion=InclusionLevel.INCLUDED)


def _filled(page: Page | None, file: File, config: MkDocsConfig, ours: ShellPage) -> Page:
    from mkdocs.structure.pages import Page as NewPage  # noqa: PLC0415 (heavy)

    if page is None:  # not in the navigation
        page = NewPage(None, file, config)
    page.meta = {"title": ours.title, "head": ours.head}
    page.content = ours.body
    return page
