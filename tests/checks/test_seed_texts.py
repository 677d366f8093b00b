"""What the five articles say in words: what is at fault is found by the rule named, what is right passes every check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks import check_site
from generator.store import read_project
from tests.checks.test_seed_figures import DAY, rows_of, written

ROWS = rows_of("seed_texts.yml")


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['row']}: {r['about']}" for r in ROWS])
def test_row(row: dict[str, Any], tmp_path: Path) -> None:
    project = written(tmp_path, row["content"])
    if "用词" in row:
        with (project / "site_config.yml").open("a", encoding="utf-8") as settings:
            yaml.safe_dump({"用词": row["用词"]}, settings, allow_unicode=True)
    reading = read_project(project, DAY)
    assert reading.findings == []
    assert reading.site is not None
    assert {f.rule.id for f in check_site(reading.site)} - {"review-off"} == set(row["expect"])
