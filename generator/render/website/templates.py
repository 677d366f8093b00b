"""The door to Jinja: our own templates for what stands inside Material's shell.

There is one environment for each depth, since links are relative: `root` and the `href` filter know how deep a page is.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from markupsafe import Markup

from generator.render.markdown import to_html
from generator.render.website.links import quoted, root_of, tel
from generator.render.website.waiting import waiting_tag

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

    from generator.render.website.pages import WebPage
    from generator.schema import Figure
    from generator.site import Site

GENERAL = {"lists": "list.html", "entries": "entry.html"}
"""What a collection without a template of its own is shown with, by folder."""

HALF, QUALIFIER, SMALL = 0.56, 0.5, 0.3
STEPS = ((2.5, ""), (3.4, "st-fit-1"), (4.3, "st-fit-2"), (5.6, "st-fit-3"), (7.2, "st-fit-4"))


class _Compiled(BytecodeCache):
    """Compiled templates of this process, shared by both depths and by the builds of a preview.

    In memory alone: compiled code in a file would be run by whoever builds, whoever wrote it.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same name and the same text."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Templates:
    """Renders the body of a page."""

    def __init__(self, site: Site, folder: Path) -> None:
        """Open the templates of `folder`."""
        self._site, self._folder = site, folder
        self._roots: dict[str, Environment] = {}

    def body(self, page: WebPage) -> str:
        """Return the HTML inside the shell."""
        return self._template(root_of(page.path), page.template).render(page.context, trail=page.trail, path=page.path)

    def _template(self, root: str, name: str) -> Template:
        if root not in self._roots:
            self._roots[root] = _environment(self._site, root, self._folder)
        try:
            return self._roots[root].get_template(name)
        except TemplateNotFound:
            folder = name.partition("/")[0]
            if folder not in GENERAL:
                raise
            return self._roots[root].get_template(GENERAL[folder])


def _environment(site: Site, root: str, folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {"site": site, "settings": site.settings, "root": root}
    environment.filters |= {
        "href": lambda path: root + quoted(path),
        "md": lambda text: Markup(to_html(text)),  # noqa: S704 (nh3 has cleaned it)
        "tel": tel,
        "fit": fit,
        "signed": signed,
        "waits": lambda entry: waiting_tag(entry, site),
    }
    return environment


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
