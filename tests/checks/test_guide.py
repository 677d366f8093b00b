"""The examples of the guide are what they say: whoever copies one gets no error."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from generator.collections import COLLECTIONS
from generator.findings import Severity
from generator.pipeline import check_all
from generator.schema.record import names_by_key

DAY = dt.date(2026, 11, 21)
SETTINGS = "名称: 灯下街道\n来源: 灯下街道\n审核: 不审\n首页:\n  大字: 门开着\n"
PART = "加在一条里"
"""The first line of a block that is no entry of its own; the others name the file that they are."""


@pytest.fixture(scope="module")
def blocks(repository: Path) -> list[tuple[str, str]]:
    """Every YAML block of the guide, with the words of its first line."""
    guide = (repository / "docs/guide.md").read_text(encoding="utf-8")
    found = re.findall(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    return [(block.partition("\n")[0].removeprefix("# "), block) for block in found]


def test_every_block_says_where_it_stands(blocks: list[tuple[str, str]]) -> None:
    assert len(blocks) > 10
    for where, block in blocks:
        assert re.fullmatch(rf"content/\w+/[\w-]+\.yml|site_config\.yml|{PART}", where), block
        assert isinstance(yaml.safe_load(block), dict | list)


def test_entries_and_settings_have_no_error(blocks: list[tuple[str, str]], tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text(SETTINGS, encoding="utf-8")
    for where, block in blocks:
        if where != PART:
            file = tmp_path / where
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as written:
                written.write(block)
    findings = check_all(tmp_path, DAY, lambda _: None).findings
    assert [(f.place, f.message()) for f in findings if f.rule.severity is not Severity.NOTE] == []


def test_parts_fit_into_the_entries_they_are_meant_for(blocks: list[tuple[str, str]]) -> None:

    keys = {key for collection in COLLECTIONS.values() for key in names_by_key(collection.model)}
    assert all(set(yaml.safe_load(block)) <= keys for where, block in blocks if where == PART)
