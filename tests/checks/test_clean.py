"""What was found clean is not searched again: the findings are the same, and a change of text, rule or setting counts."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import generator.checks
from generator.checks import Check, TextCheck, check_site, clean
from generator.checks.corpus import Corpus
from generator.findings import Finding
from generator.site import Entry, Site
from generator.store import read_project

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


def test_a_setting_a_font_and_a_name_void_it(minimal: Path, tmp_path: Path, searched: list[list[str]]) -> None:
    site = read(minimal)
    check_site(site, tmp_path)
    everything = searched[0]
    settings = site.settings.model_copy(update={"public_phones": ("13800138000",)})
    fewer = site.glyphs - {"鑫"}
    street = site.entries["organisations"][0]
    centre = replace(street, record=street.record.model_copy(update={"title": "家庭教育指导中心"}))
    for other in (
        replace(site, settings=settings),
        replace(site, glyphs=fewer),
        replace(site, entries={**site.entries, "organisations": (centre,)}),
    ):
        check_site(other, tmp_path)
        assert searched[-1] == everything


@pytest.fixture
def _forgetful() -> Iterator[None]:
    """Let the program's digest be taken anew: one process has one program."""
    clean.program.cache_clear()
    yield
    clean.program.cache_clear()


@pytest.mark.usefixtures("_forgetful")
def test_a_changed_rule_voids_it(
    minimal: Path, tmp_path: Path, searched: list[list[str]], monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    package = Path(shutil.copytree(repository / "generator", tmp_path / "generator"))
    monkeypatch.setattr(clean, "_PACKAGE", package)
    check_site(read(minimal), tmp_path)
    check_site(read(minimal), tmp_path)
    assert searched[-1] == []
    with (package / "checks/terms.yml").open("a", encoding="utf-8") as terms:
        terms.write("# one more\n")
    clean.program.cache_clear()
    check_site(read(minimal), tmp_path)
    assert searched[-1] == searched[0]


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
