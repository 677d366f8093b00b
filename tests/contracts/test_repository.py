"""What may lie in the repository."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest

from generator.pipeline import check

LARGEST = 2 * 1024 * 1024
# As patterns, these do not match themselves.
MACHINE_PATH = re.compile(rb"(?<![\w.])/(?:work|root|farm)/")
REGISTRY_HOST = re.compile(rb"\b(?:pypi|pythonhosted|npmjs|deb\.debian)\.(?:org|com)\b")


@pytest.fixture(scope="module")
def files(repository: Path) -> list[Path]:
    """Return all files that are tracked, or would be by `git add .`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout
    paths = {repository / name for name in listed.decode().split("\0") if name}
    return sorted(path for path in paths if path.is_file())


def test_no_file_is_over_two_mebibytes(files: list[Path]) -> None:
    assert [path for path in files if path.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("forbidden", [MACHINE_PATH, REGISTRY_HOST], ids=["machine path", "registry host"])
def test_no_file_names(files: list[Path], forbidden: re.Pattern[bytes]) -> None:
    found = {path: match[0] for path in files if (match := forbidden.search(path.read_bytes()))}
    assert found == {}


STREETS = [
    ".",
    "examples/erqi",
    "examples/guancheng",
    "examples/jingchenglu",
    "examples/qinlinglu",
    "examples/zhongyuan",
]


@pytest.mark.parametrize("street", STREETS)
def test_every_street_is_approved_as_it_stands(repository: Path, street: str) -> None:
    checked = check(repository / street, dt.date(2026, 11, 21), lambda _: None)
    assert checked.site is not None
    assert sorted(checked.site.pending) == []


def test_no_street_is_forgotten(repository: Path) -> None:
    assert {f"examples/{p.name}" for p in (repository / "examples").iterdir()} | {"."} == set(STREETS)
