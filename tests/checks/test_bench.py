"""The content that costs are measured on is valid, of every kind and the same each time; the checks stay cheap on it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.checks import measure, read
from benchmarks.content import write_street
from generator.checks import check_site
from generator.collections import COLLECTIONS
from generator.findings import Severity


def files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_content_is_valid_of_every_kind_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_street(tmp_path / name, 230)
    write_street(tmp_path / "other", 230, seed=2)
    assert files(tmp_path / "one") == files(tmp_path / "two") != files(tmp_path / "other")
    site = read(tmp_path / "one")
    assert {name for name, entries in site.entries.items() if len(entries) > 10} == set(COLLECTIONS)
    assert [f.rule.id for f in check_site(site) if f.rule.severity is Severity.ERROR] == []
    size = sum(len(data) for path, data in files(tmp_path / "one").items() if "/list-" in path)
    assert 1000 <= size / 230 <= 1400


def test_a_thousand_entries_cost_little(tmp_path: Path) -> None:
    """Five times the goal, for machines that do other things besides; a cost that grows by the square is seen."""
    _, cold, warm = measure(tmp_path, 1000, profile=False)
    assert float(str(cold["ours_s"])) <= 0.5
    assert float(str(warm["ours_s"])) <= 0.5
