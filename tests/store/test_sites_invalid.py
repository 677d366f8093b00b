"""Each folder of tests/sites_invalid must give exactly the findings its expected.json lists."""

import json
from pathlib import Path

import pytest

from generator.findings import Severity
from generator.rules import RULES
from tests.conftest import Streetlight

SITES = Path(__file__).resolve().parents[1] / "sites_invalid"
FOLDERS = sorted(p.name for p in SITES.iterdir())
LISTED = ("rule", "severity", "path", "line", "column", "entry")


def expected(folder: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((SITES / folder / "expected.json").read_text(encoding="utf-8"))
    return rows


@pytest.mark.parametrize("folder", FOLDERS)
def test_exactly_its_findings(folder: str, streetlight: Streetlight) -> None:
    ran = streetlight("check", "--project", SITES / folder, "--date", "2026-11-21", "--format", "json")
    assert [{k: row[k] for k in LISTED} for row in ran.findings()] == expected(folder)
    errors = [row for row in expected(folder) if row["severity"] == "error"]
    in_settings = any(row["path"] == "site_config.yml" for row in errors)
    assert ran.code == (2 if in_settings else 1 if errors else 0)
    assert ran.err == ""


@pytest.mark.parametrize("folder", FOLDERS)
def test_sentences_are_whole(folder: str, streetlight: Streetlight) -> None:
    for lang in ("zh", "en"):
        ran = streetlight(
            "check", "--project", SITES / folder, "--date", "2026-11-21", "--format", "json", "--lang", lang
        )
        for row in ran.findings():
            words = f"{row['message']}{row['hint']}"
            assert row["message"], row
            assert row["hint"], row
            assert not any(bad in words for bad in ("{", "}", "Text(", "None", "object at")), words


def test_no_rule_is_wordless() -> None:
    for rule in RULES.values():
        assert rule.severity in Severity
        assert all(rule.message), rule.id
        assert all(rule.hint), rule.id
