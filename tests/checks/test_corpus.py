"""All texts of a site in one string: every match is found, in its own field, and none reaches into the next."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.corpus import Corpus, OfSettings, Written
from generator.findings import Place
from generator.site import FieldPath, Site
from generator.site.texts import Texts
from generator.store import read_project


class Page:
    """Something with texts, made for a test."""

    def __init__(self, key: str, texts: Texts) -> None:
        self.key, self._texts = key, texts
        self.id = self.record = ""

    def place(self, *_path: str | int) -> Place:
        return Place(self.key)

    def texts(self) -> Texts:
        return self._texts

    def strings(self) -> tuple[list[str], list[str]]:
        return [text for _, text in self._texts], []


def pages(*texts: list[str]) -> list[Page]:
    return [Page(str(n), [((f"f{i}",), text) for i, text in enumerate(group)]) for n, group in enumerate(texts)]


def found(corpus: Corpus, pattern: str) -> list[tuple[str, FieldPath, int, str]]:
    return [(h.entry.key, h.path, h.start, h.match[0]) for h in corpus.find(re.compile(pattern))]


def test_a_match_knows_its_entry_field_and_place_in_the_text() -> None:
    corpus = Corpus.of(pages(["春晓，路灯", ""], ["灯", "门开灯亮"]))
    assert found(corpus, "灯") == [("0", ("f0",), 4, "灯"), ("1", ("f0",), 0, "灯"), ("1", ("f1",), 2, "灯")]
    hit = next(corpus.find(re.compile("路灯")))
    assert (hit.text, hit.text[hit.start : hit.end]) == ("春晓，路灯", "路灯")


def test_no_match_reaches_into_the_next_text() -> None:
    corpus = Corpus.of(pages(["甲乙", "丙丁"], ["戊"]))
    assert found(corpus, r"[^丁]+") == [("0", ("f0",), 0, "甲乙"), ("0", ("f1",), 0, "丙"), ("1", ("f0",), 0, "戊")]
    assert found(corpus, r"乙\W*丙") == []
    assert found(corpus, r"[乙丙]\W?") == [("0", ("f0",), 1, "乙"), ("0", ("f1",), 0, "丙")]


def test_nothing_to_search() -> None:
    assert found(Corpus.of([]), "灯") == []
    assert found(Corpus.of(pages([], [""])), "灯") == []


@given(
    st.lists(st.lists(st.text("ab灯\n", max_size=6), max_size=4), max_size=5),
    st.sampled_from(["a+", "[^b]{2}", "灯.?"]),
)
def test_the_same_as_searching_each_text_alone(texts: list[list[str]], pattern: str) -> None:
    alone = [
        (str(n), (f"f{i}",), m.start(), m[0])
        for n, group in enumerate(texts)
        for i, text in enumerate(group)
        for m in re.finditer(pattern, text)
    ]
    assert found(Corpus.of(pages(*texts)), pattern) == alone


@pytest.fixture
def site(minimal: Path) -> Site:
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    return site


def test_settings_are_searched_with_the_entries(site: Site) -> None:
    corpus = Corpus.of([*site.all(), OfSettings(site)])
    home = [hit for hit in corpus.find(re.compile("门开着，")) if hit.path == ("home", "headline", 0)]
    assert [(h.entry.key, h.entry.place(*h.path).path) for h in home] == [("", "site_config.yml")]


def test_a_file_name_that_serves_as_id_is_searched(site: Site) -> None:
    ids = {
        (h.entry.key, h.match[0]) for h in Corpus.of(site.all()).find(re.compile("home-doctor")) if h.path == ("id",)
    }
    assert ids == {("projects/home-doctor", "home-doctor")}


def test_strings_are_the_texts(repository: Path) -> None:
    for project in (repository, *sorted((repository / "examples").iterdir())):
        reading = read_project(project, dt.date(2026, 11, 21))
        assert reading.site is not None
        written: list[Written] = [*reading.site.all(), OfSettings(reading.site)]
        for entry in written:
            strings, names = entry.strings()
            assert strings == [text for _, text in entry.texts()]
            assert {name for name in names if name} >= {path[0] for path, _ in entry.texts()}
