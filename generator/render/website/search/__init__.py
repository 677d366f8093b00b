"""Search in the page: an index that a browser reads in small pieces, as scripts, when somebody first searches.

**What a query means.** Letter case, full-width and half-width forms count as the same (`fold`). Blanks cut a query into
parts. A page is found when every part occurs in what it says, letter for letter, wherever it begins or ends: “01” is
found in 2018. Numbers and characters stay as they are written: 15分钟 does not find 十五分钟.

**What is indexed.** What residents read on the page of an entry (`words`): nothing that is pending, taken down or inward.

**How it stays exact.** The index names blocks of pages (`grams`): every page that has the query is in one of them. The
texts themselves (`texts`) are looked at before a page is listed, so no false hit is ever shown.

    search/index.js    how many pages there are, and where each part of the index begins
    search/part-….js   parts of the index: three characters in a row → the blocks that have them
    search/text-….js   the texts, a file a block, oldest first, so that a new page leaves older files alone
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.website.search.index import Indexing
from generator.render.website.search.parts import directory, parts_of
from generator.render.website.search.texts import script
from generator.settings import THEME
from generator.site import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.site import Site

__all__ = ["search_files"]


def search_files(site: Site, cache: Path) -> Iterator[Artifact]:
    """Yield the script that searches and the index of a site: the same bytes for the same site.

    `cache` is a folder that may vanish at any time.
    """
    if not site.shown():
        return
    yield Artifact("assets/search.js", _lean(THEME / "website" / "assets" / "search.js"))
    index = Indexing(site, cache / "search").index()
    yield from index.files
    parts = parts_of(index.lists)
    yield from (Artifact(f"search/{part.name}.js", script(part.name, part.text)) for part in parts)
    labels = {name: c.label for name, c in site.collections.items() if site.entries.get(name)}
    listed = {"pages": index.pages, "block": index.size, "labels": labels, "parts": directory(parts)}
    yield Artifact("search/index.js", script("index", listed))


def _lean(file: Path) -> bytes:
    """Return a script without the lines that are comments alone, and without its indents: a fifth less to fetch."""
    lines = map(str.strip, file.read_text(encoding="utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//")).encode()
