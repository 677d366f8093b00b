"""Search in the page: an index that a browser reads in small pieces, as scripts, when somebody first searches.

**What a query means.** Letter case, full-width and half-width forms count as the same (`fold`). Blanks cut a query into
parts. A page is found when every part occurs in what it says, letter for letter, wherever it begins or ends: “01” is
found in 2018. Numbers and characters stay as they are written: 15分钟 does not find 十五分钟.

**What is indexed.** What residents read on the page of an entry (`words`): nothing that is pending, taken down or inward.

**How it stays exact.** The index names candidates (`grams`): every page that has the query is among them. The texts
themselves (`texts`) are looked at before a page is listed, so no false hit is ever shown.

    search/index.js    how many pages there are, and where each part of the index begins
    search/…           parts of the index: three characters in a row → where they stand
    search/text-….js   the texts, a few pages a file, oldest first, so that a new page leaves older files alone
"""

from __future__ import annotations

import marshal
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator import files
from generator.program import seal
from generator.render.website.search.grams import gathered
from generator.render.website.search.lists import lists_of
from generator.render.website.search.mend import mended
from generator.render.website.search.parts import directory, parts_of
from generator.render.website.search.texts import script, text_files
from generator.render.website.search.words import said
from generator.settings import THEME
from generator.site import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.render.website.search.lists import Lists
    from generator.render.website.search.words import Page
    from generator.site import Site

__all__ = ["search_files"]


def search_files(site: Site, cache: Path) -> Iterator[Artifact]:
    """Yield the script that searches and the index of a site: the same bytes for the same site.

    `cache` is a folder that may vanish at any time.
    """
    pages = said(site)
    if not pages:
        return
    yield Artifact("assets/search.js", _lean(THEME / "website" / "assets" / "search.js"))
    texts, block = text_files(pages)
    yield from texts
    name = blake2b(site.settings.name.encode() + seal(), digest_size=16).hexdigest()
    parts = parts_of(_lists(pages, cache / "search" / name))
    yield from (Artifact(f"search/{part.name}.js", script(part.name, part.text)) for part in parts)
    labels = {name: c.label for name, c in site.collections.items() if site.entries.get(name)}
    listed = {"pages": len(pages), "block": block, "labels": labels, "parts": directory(parts)}
    yield Artifact("search/index.js", script("index", listed))


def _lean(file: Path) -> bytes:
    """Return a script without the lines that are comments alone, and without its indents: a fifth less to fetch."""
    lines = map(str.strip, file.read_text(encoding="utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//")).encode()


def _lists(pages: Sequence[Page], file: Path) -> Lists:
    """Return the lists of the index; where few pages changed since the last time, those that were kept, put right."""
    was: tuple[list[tuple[Any, ...]], Lists] = ([], {})
    if kept := files.kept(file):
        was = marshal.loads(kept)  # noqa: S302  # ours alone, see `files.kept`
    before, lists = was
    told = list(map(tuple, pages))
    if told != before:
        if not (before and mended(lists, before, pages)):
            lists = lists_of(gathered(pages))
        files.keep(file, marshal.dumps((told, lists)))
    return lists
