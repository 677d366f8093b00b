"""What may lie in the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

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
