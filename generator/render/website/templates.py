"""The door to Jinja: our own templates for what stands inside Material's shell.

There is one environment for each depth, since links are relative: `root` and the `href` filter know how deep a page is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, Template, TemplateNotFound
from markupsafe import Markup

from generator.render.markdown import to_html
from generator.render.website import compiled
from generator.render.website.compiled import Codes, Fast
from generator.render.website.links import quoted, root_of, tel
from generator.render.website.waiting import waiting_tag
from generator.settings import THEME

if TYPE_CHECKING:
    from generator.render.website.pages import WebPage
    from generator.schema import Figure
    from generator.site import Site

GENERAL = {"lists": "list.html", "entries": "entry.html"}
"""What a collection without a template of its own is shown with, by folder."""

HALF, QUALIFIER, SMALL = 0.56, 0.5, 0.3
STEPS = ((2.5, ""), (3.4, "st-fit-1"), (4.3, "st-fit-2"), (5.6, "st-fit-3"), (7.2, "st-fit-4"))


FILTERS = ("href", "md", "tel", "fit", "signed", "waits")


class Templates:
    """Renders the body of a page."""

    def __init__(self, site: Site, folder: Path, cache: Path | None = None) -> None:
        """Open the templates of `folder`; `cache` is where their compiled form may be kept."""
        self._site, self._folder, self._cache = site, folder, cache
        self._roots: dict[str, Environment] = {}
        self._found: dict[tuple[str, str], Template] = {}

    def body(self, page: WebPage) -> str:
        """Return the HTML inside the shell."""
        place = root_of(page.path), page.template
        found = self._found.get(place)
        if found is None:
            found = self._found[place] = self._template(*place)
        return found.render(page.context, trail=page.trail, path=page.path)

    @cached_property
    def _codes(self) -> Codes:
        return compiled.compiled(self._folder, FILTERS, self._cache)

    def _template(self, root: str, name: str) -> Template:
        if root not in self._roots:
            self._roots[root] = _environment(self._codes, self._site, root)
        try:
            return self._roots[root].get_template(name)
        except TemplateNotFound:
            folder = name.partition("/")[0]
            if folder not in GENERAL:
                raise
            return self._roots[root].get_template(GENERAL[folder])


def install() -> None:
    """Compile the shipped templates when Streetlight is installed, so that not even the first build has to."""
    compiled.install(THEME / "website" / "templates", FILTERS)


def _environment(codes: Codes, site: Site, root: str) -> Environment:
    filters: dict[str, Callable[..., object]] = {
        "href": lambda path: root + quoted(path),
        "md": lambda text: Markup(to_html(text)),  # noqa: S704 (nh3 has cleaned it)
        "tel": tel,
        "fit": fit,
        "signed": signed,
        "waits": lambda entry: waiting_tag(entry, site),
    }
    return Fast(codes, filters, {"site": site, "settings": site.settings, "root": root})


@lru_cache(maxsize=4096)
def fit(figure: Figure, unit: str) -> str:
    """Return the class that makes a figure small enough for its place: long ones are set smaller, never broken."""
    width = 0.25 + SMALL * len(unit)
    for text, qualifier in figure.parts:
        width += sum(QUALIFIER if qualifier else HALF if c.isascii() else 1 for c in text)
        width -= sum(0.28 for c in text if c == ".")
    return next((name for limit, name in STEPS if width <= limit), "st-fit-5")


def signed(sign: str) -> tuple[str, ...]:
    """Return the columns of a shop sign: as the author broke it, else two from seven characters on."""
    columns = tuple(sign.split())
    if len(columns) > 1 or len(sign) <= 6:  # noqa: PLR2004 (six characters stand in one column)
        return columns
    half = -(-len(sign) // 2)
    return sign[:half], sign[half:]
