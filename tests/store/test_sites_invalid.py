"""Each folder of tests/sites_invalid must give exactly the findings its expected.json lists."""

import json
from pathlib import Path

import pytest

from generator.cli.derived import all_rules
from generator.findings import Severity
from tests.conftest import Streetlight

SITES = Path(__file__).resolve().parents[1] / "sites_invalid"
FOLDERS = sorted(p.name for p in SITES.iterdir())
LISTED = ("rule", "severity", "path", "line", "column", "entry")
# Made by other tests: a file over a mebibyte is not kept in the repository, and slides need fonts.
ELSEWHERE = {"file-too-large", "file-unreadable"}


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


def test_every_rule_has_a_site_that_trips_it() -> None:
    tripped = {row["rule"] for folder in FOLDERS for row in expected(folder)}
    shown_elsewhere = {r.id for r in all_rules() if r.id.startswith(("slide-", "screen-"))}
    assert {r.id for r in all_rules()} - tripped - shown_elsewhere == ELSEWHERE


def test_rule_ids_are_unique() -> None:
    ids = [r.id for r in all_rules()]
    assert len(ids) == len(set(ids))


def test_no_rule_is_wordless() -> None:
    for rule in all_rules():
        assert rule.severity in Severity
        assert all(rule.message), rule.id
        assert all(rule.hint), rule.id
