"""The index of the search page: it names every page that has a query, it is the same for the same site, it hides what is hidden."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from generator.render.website.search import search_files, texts
from generator.render.website.search.fold import fold
from generator.render.website.search.grams import gathered, rows_of
from generator.render.website.search.lists import LETTERS, Lists, lists_of, numbers_of, written
from generator.render.website.search.mend import mend
from generator.render.website.search.parts import PART, directory, parts_of
from generator.render.website.search.texts import MOST, Former, block_size
from generator.render.website.search.words import Page, said
from generator.schema.values import PartialDate
from generator.settings import THEME
from generator.site import Artifact, Entry, Site
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


def told(files: Iterable[Artifact]) -> list[tuple[str, bytes]]:
    """Return files as they would be written; their digests are those of their bytes."""
    found = list(files)
    assert [a.path for a in found if a.sha256 != hashlib.sha256(a.data).hexdigest()] == []
    assert [a.path for a in found if isinstance(a, Former) and a.size != len(a.data)] == []
    return [(a.path, a.data) for a in found]


def lists_by(pages: Sequence[Page], size: int = 1) -> Lists:
    """Return the lists of pages in blocks of a size."""
    return lists_of(gathered([rows_of(pages[start : start + size]) for start in range(0, len(pages), size)]))


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
    """Return the blocks that the index names for three characters or more: by title, by facts or by text."""
    units = [chr(int.from_bytes(u, "little")) for u in re.findall(b"(?s)..", part.encode("utf-16-le"))]
    where: list[list[set[int]]] = [[], [], []]
    for a, b, c in zip(units, units[1:], units[2:], strict=False):
        listed = lists.get(a + b + LETTERS[(ord(c) >> 14) << 4 | ord(c) & 15], "//").split("/")
        for i, text in enumerate(listed):
            where[i].append(set(numbers(text)))
    return set[int]().union(*(set.intersection(*sets) for sets in where))


def every_part(texts: list[str]) -> Iterator[str]:
    yield from {t[i : i + n] for t in texts for n in (3, 5, 8) for i in range(len(t) - n + 1) if t[i : i + n].strip()}


@settings(max_examples=50)
@given(PAGES, st.integers(1, 3))
def test_every_page_that_has_a_query_is_named(pages: list[Page], size: int) -> None:
    lists = lists_by(pages, size)
    folded = [fold(f"{p.title}\n{p.facts}\n{p.text}") for p in pages]
    for query in every_part(folded):
        if not re.search(r"\s", query):
            assert {n // size for n, text in enumerate(folded) if query in text} <= named(lists, query), query


def test_no_gram_reaches_from_one_page_to_the_next() -> None:
    pages = [Page("a", "党建", "", "社区", "一二", over=False), Page("b", "三四", "", "五六", "七八", over=False)]
    assert [name for name in lists_by(pages, 2) if name[:2] in {"建三", "区五", "二七", "党五"}] == []


@given(st.sets(st.integers(0, 2000), max_size=400))
def test_lists_are_read_as_they_were_written(blocks: set[int]) -> None:
    text = written(sorted(blocks))
    assert numbers_of(text) == numbers(text) == sorted(blocks)
    assert not re.search(r"\d", text)


def test_a_list_of_many_is_a_row_of_bits() -> None:
    assert written(range(1000)).startswith("*")
    assert len(written(range(1000))) < 200
    assert written(range(0, 1000, 7)).isupper()


@given(PAGES, PAGES, st.integers(0, 8))
def test_what_is_mended_is_what_is_made_anew(before: list[Page], others: list[Page], same: int) -> None:
    pages, lists = [*before[:same], *others], lists_by(before)
    for number in range(max(len(before), len(pages))):
        mend(lists, number, rows_of(before[number : number + 1]), rows_of(pages[number : number + 1]))
    assert lists == lists_by(pages)


def test_a_block_is_as_large_as_its_texts_allow() -> None:
    for each in (10, 116, 354, 1500, 9000):
        size = block_size(each * 100, 100)
        assert size * each * 2.6 <= MOST or size == 1
        assert size == 64 or size * 2 * each * 2.6 > MOST


@given(st.text(max_size=30))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text) or any(len(c.lower()) != 1 for c in text)
    assert fold(fold(text)) == fold(text)


def test_what_counts_as_the_same() -> None:
    assert fold("ＡＢＣ１２％（Ｘ），：・") == "abc12%(x),:·"
    assert fold("15分钟") != fold("十五分钟")


def test_real_content_is_found_by_any_of_its_parts(repository: Path) -> None:
    pages = said(site_of(repository))
    lists = lists_by(pages)
    for query in queries(pages, 400):
        true = truth(pages, query)
        assert true
        for part in fold(query).split():
            if len(part.encode("utf-16-le")) > 4:
                assert {pages[n].key for n in named(lists, part)} >= true, query


def test_parts_hold_all_lists_in_order_and_are_small(repository: Path) -> None:
    lists = lists_by(said(site_of(repository)))
    parts = parts_of(lists)
    found = [listed for part in parts for listed in part.text.split("`")]
    assert found == [name + lists[name] for name in sorted(lists)]
    assert all(len(part.text.encode("utf-8", "backslashreplace")) < PART * 2 or "`" not in part.text for part in parts)
    starts = directory(parts).split("`")
    assert starts == sorted(set(starts))
    assert len({part.name for part in parts}) == len(parts)


def test_the_same_site_gives_the_same_bytes(repository: Path, tmp_path: Path) -> None:
    site = site_of(repository)
    first = told(search_files(site, tmp_path / "one"))
    assert told(search_files(site, tmp_path / "one")) == first == told(search_files(site, tmp_path / "two"))
    assert len(dict(first)) == len(first)


def edited(site: Site, edit: Callable[[list[Entry]], None]) -> Site:
    """Return a site whose notices were edited."""
    notices = list(site.entries["notices"])
    edit(notices)
    return replace(site, entries={**site.entries, "notices": tuple(notices)})


def rewrite(entries: list[Entry], place: int, **update: object) -> None:
    entries[place] = replace(entries[place], record=entries[place].record.model_copy(update=update))


def move(entries: list[Entry]) -> None:
    rewrite(entries, 0, date=PartialDate(2010, 1, 2))


def add(entries: list[Entry]) -> None:
    entries.append(replace(entries[0], id="new"))


EDITS: dict[str, Callable[[list[Entry]], None]] = {
    "words": lambda entries: rewrite(entries, 0, summary="换了一句话。"),
    "title": lambda entries: rewrite(entries, -1, title="换了标题"),
    "longer": lambda entries: rewrite(entries, 0, body="社区里的事，一件一件办。" * 900),
    "gone": lambda entries: entries.clear(),
    "one gone": lambda entries: entries.__delitem__(0),
    "added": add,
    "backdated": move,
    "over": lambda entries: rewrite(entries, 0, until=PartialDate(2018, 1, 2)),
    "nothing": lambda entries: entries.sort(key=lambda entry: entry.key),
}


@pytest.mark.parametrize("known", [True, False], ids=["files known", "files unknown"])
@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("most", [300, MOST], ids=["many blocks", "few blocks"])
def test_after_any_edit_it_is_what_a_full_build_makes(  # noqa: PLR0913 (fixtures)
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: str, most: int, *, known: bool
) -> None:
    monkeypatch.setattr(texts, "MOST", most)
    site = site_of(repository)
    paths = {entry.origin.path for entry in site.all()}
    site = replace(site, sources={path: path.encode() for path in paths} if known else {})
    changed = edited(site, EDITS[edit])
    if known:
        notices = {entry.origin.path: b"edited" for entry in site.entries["notices"]}
        changed = replace(changed, sources={**site.sources, **notices})
    for turn in (site, changed, site, changed):
        assert told(search_files(turn, tmp_path / "kept")) == told(
            search_files(turn, tmp_path / f"{turn is site}-none")
        )
        shutil.rmtree(tmp_path / f"{turn is site}-none")


def test_after_other_settings_it_is_what_a_full_build_makes(repository: Path, tmp_path: Path) -> None:
    site = site_of(repository)
    site = replace(site, sources={entry.origin.path: b"same" for entry in site.all()})
    later = replace(site, date=dt.date(2030, 1, 1))
    owner = site.entries["organisations"][0]
    renamed = replace(owner, record=owner.record.model_copy(update={"title": "换了名字的组织"}))
    owners = (renamed, *site.entries["organisations"][1:])
    for turn in (
        site,
        later,
        replace(site, entries={**site.entries, "organisations": owners}),
        replace(site, media={}),
    ):
        assert told(search_files(turn, tmp_path / "kept")) == told(search_files(turn, tmp_path / str(id(turn))))


def test_a_change_rewrites_few_files_and_what_stands_is_not_made(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MOST", 300)
    site = site_of(repository)
    before = told(search_files(site, tmp_path))
    files = list(search_files(edited(site, EDITS["words"]), tmp_path))
    assert len([a for a in files if "/text-" in a.path and not isinstance(a, Former)]) == 1
    assert not [a for a in files if isinstance(a, Former) and "data" in vars(a)]
    new = [path for path, _ in set(told(files)) - set(before)]
    assert len([path for path in new if "/text-" in path]) == 1
    assert len(new) < len(files) // 4


@pytest.mark.parametrize("spoilt", [b"", b"torn", None])
@pytest.mark.parametrize("name", ["known", "lists", "0", "?*"])
def test_what_was_kept_and_is_spoilt_counts_for_nothing(
    repository: Path, tmp_path: Path, name: str, spoilt: bytes | None
) -> None:
    site = site_of(repository)
    changed = edited(site, EDITS["words"])
    list(search_files(site, tmp_path / "kept"))
    for file in (tmp_path / "kept/search").glob(f"*-{name}"):
        file.unlink()
        if spoilt is not None:
            file.write_bytes(spoilt)
    assert told(search_files(changed, tmp_path / "kept")) == told(search_files(changed, tmp_path / "none"))


@pytest.mark.parametrize("name", ["lists", "0"])
def test_what_was_kept_by_another_build_counts_for_nothing(repository: Path, tmp_path: Path, name: str) -> None:
    site = site_of(repository)
    changed, again = edited(site, EDITS["words"]), edited(site, EDITS["title"])
    list(search_files(site, tmp_path))
    (file,) = (tmp_path / "search").glob(f"*-{name}")
    old = file.read_bytes()
    list(search_files(changed, tmp_path))
    file.write_bytes(old)
    assert told(search_files(again, tmp_path)) == told(search_files(again, tmp_path / "none"))


def test_numbers_are_letters(repository: Path, tmp_path: Path) -> None:
    """Digits stand in texts and in the grams of texts alone; the output gate finds nothing in the whole index."""
    site = site_of(repository)
    files = list(search_files(site, tmp_path))
    for file in files:
        assert not re.search(r"\d", file.path)
        if "/part" in file.path:
            lists = json.loads(file.data.decode().partition(",")[2].removesuffix(");\n")).split("`")
            assert all(not re.search(r"\d", listed[3:]) for listed in lists)
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
    after = b"".join(a.data for a in search_files(shown, tmp_path)).decode()
    before = b"".join(a.data for a in search_files(site, tmp_path)).decode()
    for words in (gone, waiting.record.title):
        assert words in before
        assert words not in after


def test_a_site_without_content_has_no_search(samples: Path, tmp_path: Path) -> None:
    site = site_of(samples)
    bare = replace(site, entries=dict.fromkeys(site.entries, ()))
    files = {a.path: a.data for a in render_website(bare, Fonts(THEME / "fonts"), tmp_path)}
    assert not [path for path in files if "search" in path]
    assert b"search.html" not in files["index.html"]
    assert b"search.html" in render_website(site, Fonts(THEME / "fonts"), tmp_path)[0].data
