"""The index of the search page: it names every page that has a query, it is the same for the same site, it hides what is hidden."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.search import queries, truth
from generator.checks import check_output
from generator.cli.starter import write_starter
from generator.render.fonts import Fonts
from generator.render.website import Website, render_website
from generator.render.website.search import lists as lists_module
from generator.render.website.search import search_files
from generator.render.website.search.fold import fold
from generator.render.website.search.grams import gathered
from generator.render.website.search.lists import LETTERS, Lists, lists_of
from generator.render.website.search.mend import mended
from generator.render.website.search.parts import PART, directory, parts_of
from generator.render.website.search.words import Page, said
from generator.settings import THEME
from generator.site import Artifact, Site
from generator.site.released import released
from generator.site.retained import taken_down
from generator.store import read_project

DATE = dt.date(2018, 7, 10)
ALPHABET = "党建社区1２aＡ，·“”《》𬱖㛃。％% \n"
PAGES = st.lists(
    st.builds(
        Page,
        st.uuids().map(str),
        st.text("党建社区1a·𬱖", min_size=1, max_size=6),
        st.just(""),
        st.text(ALPHABET, max_size=12),
        st.text(ALPHABET, max_size=40),
        st.booleans(),
    ),
    max_size=5,
)


def site_of(project: Path, date: dt.date = DATE) -> Site:
    site = read_project(project, date).site
    assert site is not None
    return site


def numbers(text: str) -> list[int]:
    """Read a list: a second reading of the format, apart from the one in the script."""
    if text.startswith("*"):
        return [6 * i + bit for i, c in enumerate(text[1:]) for bit in range(6) if LETTERS.index(c) >> bit & 1]
    found, number, last = [], 0, -1
    for letter in text:
        number = number * 26 + ord(letter.lower()) - 96
        if letter.isupper():
            last, number = last + number, 0
            found.append(last)
    return found


def named(lists: Lists, part: str) -> set[int]:
    """Return the pages that the index names for three characters or more: by title, by facts or by text."""
    units = [chr(int.from_bytes(u, "little")) for u in re.findall(b"(?s)..", part.encode("utf-16-le"))]
    where: list[list[set[int]]] = [[], [], []]
    for a, b, c in zip(units, units[1:], units[2:], strict=False):
        listed = lists.get(a + b + LETTERS[(ord(c) >> 14) << 4 | ord(c) & 15], "//").split("/")
        for i, text in enumerate(listed):
            cells = i == 2 and not text.startswith("*")
            where[i].append({n // 32 if cells else n for n in numbers(text)})
    return set[int]().union(*(set.intersection(*sets) for sets in where))


def every_part(texts: list[str]) -> Iterator[str]:
    yield from {t[i : i + n] for t in texts for n in (3, 5, 8) for i in range(len(t) - n + 1) if t[i : i + n].strip()}


@settings(max_examples=50)
@given(PAGES)
def test_every_page_that_has_a_query_is_named(pages: list[Page]) -> None:
    lists = lists_of(gathered(pages))
    folded = [fold(f"{p.title}\n{p.facts}\n{p.text}") for p in pages]
    for query in every_part(folded):
        if not re.search(r"\s", query):
            assert {n for n, text in enumerate(folded) if query in text} <= named(lists, query), query


@given(PAGES, PAGES, st.integers(0, 8))
def test_what_is_mended_is_what_is_made_anew(before: list[Page], others: list[Page], same: int) -> None:
    pages = [*before[:same], *others]
    lists = lists_of(gathered(before))
    if mended(lists, [tuple(p) for p in before], pages):
        assert lists == lists_of(gathered(pages))


@given(PAGES, PAGES)
def test_rows_of_bits_are_mended_too(before: list[Page], others: list[Page]) -> None:
    with pytest.MonkeyPatch.context() as few:
        for module in (lists_module, __import__("generator.render.website.search.mend", fromlist=["MANY"])):
            few.setattr(module, "MANY", 2)
        lists = lists_of(gathered([*before, *before]))
        pages = [*before, *others]
        if mended(lists, [tuple(p) for p in (*before, *before)], pages):
            assert lists == lists_of(gathered(pages))


@given(st.text(max_size=30))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text) or any(len(c.lower()) != 1 for c in text)
    assert fold(fold(text)) == fold(text)


def test_what_counts_as_the_same() -> None:
    assert fold("ＡＢＣ１２％（Ｘ），：・") == "abc12%(x),:·"
    assert fold("15分钟") != fold("十五分钟")


def test_real_content_is_found_by_any_of_its_parts(repository: Path) -> None:
    pages = said(site_of(repository))
    lists = lists_of(gathered(pages))
    for query in queries(pages, 400):
        true = truth(pages, query)
        assert true
        for part in fold(query).split():
            if len(part.encode("utf-16-le")) > 4:
                assert {pages[n].key for n in named(lists, part)} >= true, query


def test_parts_hold_all_lists_in_order_and_are_small(repository: Path) -> None:
    lists = lists_of(gathered(said(site_of(repository))))
    parts = parts_of(lists)
    found = [told for part in parts for told in part.text.split("`")]
    assert found == [name + lists[name] for name in sorted(lists)]
    assert all(len(part.text.encode("utf-8", "backslashreplace")) < PART * 2 or "`" not in part.text for part in parts)
    starts = directory(parts).split("`")
    assert starts == sorted(set(starts))
    assert len({part.name for part in parts}) == len(parts)


def test_the_same_site_gives_the_same_bytes(repository: Path, tmp_path: Path) -> None:
    site = site_of(repository)
    first = list(search_files(site, tmp_path / "one"))
    assert list(search_files(site, tmp_path / "one")) == first == list(search_files(site, tmp_path / "two"))
    assert len({a.path for a in first}) == len(first)


def changed_by(site: Site, cache: Path, **update: str) -> tuple[list[Artifact], list[Artifact], Site]:
    """Return the files before and after a change of the newest notice."""
    entry = site.entries["notices"][0]
    new = replace(entry, record=entry.record.model_copy(update=update))
    entries = {**site.entries, "notices": (new, *site.entries["notices"][1:])}
    before = list(search_files(site, cache))
    return before, list(search_files(replace(site, entries=entries), cache)), replace(site, entries=entries)


def test_a_change_rewrites_few_files_and_gives_what_a_full_build_gives(repository: Path, tmp_path: Path) -> None:
    site = site_of(repository)
    before, after, changed = changed_by(site, tmp_path / "kept", summary="换了一句话。")
    assert after == list(search_files(changed, tmp_path / "none"))
    assert after != before
    new = [a.path for a in set(after) - set(before)]
    assert len([path for path in new if "/text-" in path]) == 1
    assert len(new) < len(after) // 2


@pytest.mark.parametrize("kept", [b"", b"torn"])
def test_what_was_kept_and_is_torn_counts_for_nothing(repository: Path, tmp_path: Path, kept: bytes) -> None:
    site = site_of(repository)
    first = list(search_files(site, tmp_path))
    for file in (tmp_path / "search").iterdir():
        file.write_bytes(kept)
    assert list(search_files(site, tmp_path)) == first


def test_numbers_are_letters(repository: Path, tmp_path: Path) -> None:
    """Digits stand in texts and in the grams of texts alone; the output gate finds nothing in the whole index."""
    site = site_of(repository)
    files = list(search_files(site, tmp_path))
    for file in files:
        assert not re.search(r"\d", file.path)
        if "/part" in file.path:
            lists = json.loads(file.data.decode().partition(",")[2].removesuffix(");\n")).split("`")
            assert all(not re.search(r"\d", told[3:]) for told in lists)
    assert check_output(site, files) == []


def visible(page: str) -> str:
    """Return what a page shows, without blanks."""
    body = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", body)))


@pytest.mark.parametrize("street", [".", "examples/jingchenglu", "samples"])
def test_only_what_a_page_shows_is_said(street: str, repository: Path, samples: Path, tmp_path: Path) -> None:
    site = site_of(samples if street == "samples" else repository / street, dt.date(2018, 7, 10))
    website = Website(site, Fonts(THEME / "fonts"), tmp_path)
    hidden = []
    for page in said(site):
        shown = visible(website.document(f"{page.key}.html").decode())
        lines = f"{page.title}\n{page.facts}\n{page.text}".split("\n")
        hidden += [(page.key, line) for line in lines if re.sub(r"\s", "", line) not in shown]
    assert hidden == []


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "street"
    write_starter(folder)
    return folder


def test_what_waits_and_what_was_taken_down_is_not_there(samples: Path, tmp_path: Path) -> None:
    site = site_of(samples)
    honour = next(e for e in site.entries["honours"] if e.record.recipients)
    gone = honour.record.recipients[0]
    late = honour.record.model_copy(update={"retain_until": replace(honour.record.date)})
    entries = {**site.entries, "honours": (replace(honour, record=late),)}
    waiting = site.entries["brands"][0]
    shown = taken_down(released(replace(site, entries=entries, pending=frozenset({waiting.key}))))
    told = b"".join(a.data for a in search_files(shown, tmp_path)).decode()
    before = b"".join(a.data for a in search_files(site, tmp_path)).decode()
    for words in (gone, waiting.record.title):
        assert words in before
        assert words not in told


def test_a_site_without_content_has_no_search(samples: Path, tmp_path: Path) -> None:
    site = site_of(samples)
    bare = replace(site, entries=dict.fromkeys(site.entries, ()))
    files = {a.path: a.data for a in render_website(bare, Fonts(THEME / "fonts"), tmp_path)}
    assert not [path for path in files if "search" in path]
    assert b"search.html" not in files["index.html"]
    assert b"search.html" in render_website(site, Fonts(THEME / "fonts"), tmp_path)[0].data
