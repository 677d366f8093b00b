"""What was found clean is not searched again: the findings are the same, and a change of text, rule or setting counts."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import generator.checks
from generator import program
from generator.checks import Check, TextCheck, check_site
from generator.checks.clean import Clean
from generator.checks.corpus import Corpus, Page, Written
from generator.findings import Finding
from generator.site import Entry, Site
from generator.store import read_project
from tests.checks.plants import NUMBER

FILE = "clean-texts"


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record the keys of the entries that each run of the checks of wording had to search."""
    runs: list[list[str]] = []

    def watch(corpus: Corpus, _site: Site) -> Iterator[Finding]:
        """Look on."""
        runs.append(sorted(entry.key for entry in corpus.entries))
        yield from ()

    checks: dict[str, Check | TextCheck] = {**generator.checks.CHECKS, "watch": TextCheck((), watch)}
    monkeypatch.setattr("generator.checks.CHECKS", checks)
    return runs


def read(project: Path) -> Site:
    site = read_project(project, dt.date(2026, 11, 21)).site
    assert site is not None
    return site


def written(project: Path, body: str) -> Site:
    file = project / "content/notices/doctor.yml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.partition("正文:")[0] + f"正文: {body}\n", encoding="utf-8")
    return read(project)


def test_only_what_changed_is_searched(minimal: Path, tmp_path: Path, searched: list[list[str]]) -> None:
    site = read(minimal)
    first = check_site(site, tmp_path)
    assert check_site(read(minimal), tmp_path) == first
    assert len(searched[0]) == len(site.all()) + 1  # the settings are the one more
    assert searched[1] == []
    check_site(written(minimal, "换一句话。"), tmp_path)
    assert searched[2] == ["notices/doctor"]


def test_what_has_findings_is_searched_until_it_is_clean(
    minimal: Path, tmp_path: Path, searched: list[list[str]]
) -> None:
    site = written(minimal, "服务近千余场。")
    told = check_site(site)
    assert "qualifier-twice" in {f.rule.id for f in told}
    assert [check_site(site, tmp_path) for _ in range(3)] == [told] * 3
    assert searched[-1] == ["notices/doctor"]
    mended = check_site(written(minimal, "服务近千场。"), tmp_path)
    assert "qualifier-twice" not in {f.rule.id for f in mended}
    check_site(read(minimal), tmp_path)
    assert searched[-1] == []


def test_the_same_words_in_another_field_are_searched(minimal: Path, tmp_path: Path, searched: list[list[str]]) -> None:
    site = read(minimal)
    check_site(site, tmp_path)
    (notice,) = site.entries["notices"]
    record = notice.record.model_copy(update={"line": notice.record.summary, "summary": ""})
    moved: Entry = replace(notice, record=record)
    check_site(replace(site, entries={**site.entries, "notices": (moved,)}), tmp_path)
    assert searched[-1] == ["notices/doctor"]


def test_a_setting_voids_it(minimal: Path, tmp_path: Path, searched: list[list[str]]) -> None:
    site = read(minimal)
    check_site(site, tmp_path)
    settings = site.settings.model_copy(update={"public_phones": ("13800138000",)})
    check_site(replace(site, settings=settings), tmp_path)
    assert searched[-1] == searched[0]


NEARLY = "家庭教育指导中心的人来了，也请了鑫鑫。"


def named(site: Site, title: str) -> Site:
    street = site.entries["organisations"][0]
    centre = replace(street, record=street.record.model_copy(update={"title": title}))
    return replace(site, entries={**site.entries, "organisations": (centre,)})


@pytest.mark.parametrize("sources", [False, True])
def test_a_font_and_a_name_void_it_for_those_that_look_at_them(
    minimal: Path, tmp_path: Path, searched: list[list[str]], *, sources: bool
) -> None:
    site, files = written(minimal, NEARLY), digests(minimal) if sources else {}
    first = check_site(site, tmp_path, files)
    other, fewer = named(site, "家庭教育服务中心"), replace(site, glyphs=site.glyphs - {"鑫"})
    for turned, rule in ((other, "near-name"), (site, ""), (fewer, "missing-glyph"), (other, "near-name"), (site, "")):
        for _ in range(2):
            file = {site.entries["organisations"][0].origin.path: b"another"} if sources and turned is other else {}
            told = check_site(turned, tmp_path, files | file)
            assert told == check_site(turned)
            assert {f.rule.id for f in told} - {f.rule.id for f in first} == {rule} - {""}
    assert all(keys in ([], ["organisations/street"], searched[0]) for keys in searched)


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note of which entries the texts are put together."""
    found: list[str] = []
    of = Page.of

    def noted(entry: Written) -> Page:
        found.append(entry.key)
        return of(entry)

    monkeypatch.setattr(Page, "of", noted)
    return found


def test_after_a_font_has_changed_all_is_looked_at_once(minimal: Path, tmp_path: Path, put: list[str]) -> None:
    site, files = read(minimal), digests(minimal)
    check_site(site, tmp_path, files)
    put.clear()
    other = replace(site, glyphs=site.glyphs - {"鑫"})
    check_site(other, tmp_path, files)
    assert len(put) == len(site.all()) + 1
    put.clear()
    check_site(other, tmp_path, files)
    assert put == [""]  # the settings


def test_of_an_entry_whose_file_is_known_nothing_is_asked_that_it_alone_decides(
    minimal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def watch(site: Site) -> Iterator[Finding]:
        """Look on; one entry is wrong as long as there is a word in it."""
        asked.append(sorted(entry.key for entry in site.all()))
        yield from (
            Finding(generator.checks.CHECKS["declared"].rules[0], e.origin, e.key)
            for e in site.all()
            if "错" in getattr(e.record, "body", "")
        )

    years = iter((1, 1, 1, 1, 1, 1, 2))
    checks = {**generator.checks.CHECKS, "watch": Check((), watch, given=lambda _: next(years))}
    monkeypatch.setattr("generator.checks.CHECKS", checks)
    everything = sorted(entry.key for entry in read(minimal).all())
    for body, expected, wrong in (
        ("一句话。", everything, 0),
        ("一句话。", [], 0),
        ("错了。", ["notices/doctor"], 1),
        ("错了。", ["notices/doctor"], 1),
        ("对了。", ["notices/doctor"], 0),
        ("对了。", [], 0),
        ("对了。", everything, 0),  # something else is given
    ):
        found = check_site(written(minimal, body), tmp_path, digests(minimal))
        assert asked[-1] == expected
        assert [f.entry for f in found if f.rule.id == "declared-count"] == ["notices/doctor"] * wrong


def test_another_program_voids_it(
    minimal: Path, tmp_path: Path, searched: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    check_site(read(minimal), tmp_path)
    check_site(read(minimal), tmp_path)
    assert searched[-1] == []
    monkeypatch.setattr(program, "seal", lambda: b"another")
    check_site(read(minimal), tmp_path)
    assert searched[-1] == searched[0]


def test_it_can_be_kept_in_memory(minimal: Path, searched: list[list[str]]) -> None:
    clean = Clean()
    first = check_site(read(minimal), clean)
    assert check_site(read(minimal), clean) == first
    assert searched[-1] == []
    check_site(written(minimal, "换一句话。"), clean)
    assert searched[-1] == ["notices/doctor"]


def test_what_another_process_found_clean_is_taken_over(
    minimal: Path, tmp_path: Path, searched: list[list[str]]
) -> None:
    one, other = Clean(), Clean(tmp_path / FILE)
    check_site(read(minimal), one)
    other.take(one.told())
    check_site(read(minimal), other)
    assert searched[-1] == []
    check_site(read(minimal), tmp_path)
    assert searched[-1] == []


def test_a_damaged_or_foreign_file_is_thrown_away(minimal: Path, tmp_path: Path, searched: list[list[str]]) -> None:
    check_site(read(minimal), tmp_path)
    good = (tmp_path / FILE).read_bytes()
    for bad in (b"", b"x", good[:-1], good[:40], good[:-1] + bytes([good[-1] ^ 1]), b"\0" * 64, b"foreign" * 100):
        (tmp_path / FILE).write_bytes(bad)
        check_site(read(minimal), tmp_path)
        assert searched[-1] == searched[0]
        assert (tmp_path / FILE).read_bytes() == good


def test_a_folder_that_cannot_be_written_only_costs_time(minimal: Path, tmp_path: Path) -> None:
    expected = check_site(read(minimal))
    assert check_site(read(minimal), tmp_path / "nowhere") == expected
    (tmp_path / FILE).mkdir()
    assert check_site(read(minimal), tmp_path) == expected
    assert list(tmp_path.rglob("*.new")) == []


def test_two_projects_share_the_file(minimal: Path, tmp_path: Path, searched: list[list[str]]) -> None:
    other = Path(shutil.copytree(minimal, tmp_path / "other"))
    config = other / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("灯下街道", "灯上街道"), encoding="utf-8")
    for project in (minimal, other, minimal, other):
        check_site(read(project), tmp_path)
    assert searched[2:] == [[], []]


def digests(project: Path) -> dict[str, bytes]:
    return {f.relative_to(project).as_posix(): f.read_bytes() for f in project.rglob("content/**/*.*")}


def test_of_a_file_that_is_as_it_was_nothing_is_put_together(
    minimal: Path, tmp_path: Path, searched: list[list[str]], put: list[str]
) -> None:
    first = check_site(read(minimal), tmp_path, digests(minimal))
    put.clear()
    assert check_site(read(minimal), tmp_path, digests(minimal)) == first
    assert searched[-1] == []
    assert put == [""]  # the settings
    check_site(written(minimal, "换一句话。"), tmp_path, digests(minimal))
    assert searched[-1] == ["notices/doctor"]
    told = check_site(written(minimal, "服务近千余场。"), tmp_path, digests(minimal))
    for _ in range(2):
        assert check_site(read(minimal), tmp_path, digests(minimal)) == told
        assert searched[-1] == ["notices/doctor"]
    assert "qualifier-twice" in {f.rule.id for f in told}


def test_what_is_compared_is_compared_with_what_did_not_change(minimal: Path, tmp_path: Path) -> None:
    """A sentence that an entry, known to be clean, has already; and one that it has no more."""
    words = "服务站每周三上午为老人量血压、测血糖，愿意来的都可以来。"
    milestone = minimal / "content/milestones/m.yml"
    milestone.parent.mkdir(exist_ok=True)
    milestone.write_text(f"标题: 开了服务站\n发布日期: 2018-06-20\n时间: 2018-06\n正文: {words}\n", encoding="utf-8")
    for sources in (False, True):
        for body, told in (("另一句话。", False), (words, True), (words, True), ("又一句话。", False)):
            site = written(minimal, body)
            found = check_site(site, tmp_path, digests(minimal) if sources else {})
            assert ("repeated-passage" in {f.rule.id for f in found}) is told
            assert found == check_site(site)


def test_two_processes_find_the_same(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = written(minimal, f"服务近千余场，电话 {NUMBER}，田间田间。")
    alone, quiet = check_site(site), set[str]()
    monkeypatch.setattr("generator.checks._MUCH", 0)
    assert check_site(site, quiet=quiet) == alone
    assert len({f.rule.id for f in alone} & {"qualifier-twice", "mobile-phone", "repeated-word"}) == 3
    assert "灯下街道" in quiet
    assert not any(NUMBER in line for line in quiet)
