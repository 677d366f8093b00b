"""False alarms: on the real streets every remaining warning is a contradiction of the articles, listed with its reason."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from generator.checks import check_site
from generator.checks.settle import settle
from generator.findings import Severity
from generator.store import read_project

LISTED = yaml.safe_load((Path(__file__).parent / "contradictions.yml").read_text(encoding="utf-8"))
STREETS = ("content", *(f"examples/{name}" for name in ("erqi", "guancheng", "jingchenglu", "qinlinglu", "zhongyuan")))


@pytest.mark.parametrize("street", STREETS)
def test_only_real_contradictions_remain(street: str, repository: Path) -> None:
    project = repository if street == "content" else repository / street
    reading = read_project(project, dt.date(2026, 11, 21))
    assert reading.site is not None
    findings = settle([*reading.findings, *check_site(reading.site)], reading.site)
    found = {(f.rule.id, f.entry) for f in findings if f.rule.severity is not Severity.NOTE}
    assert found == {(row["rule"], row["entry"]) for row in LISTED if row["street"] == street}


def test_each_says_why_and_of_which_street() -> None:
    assert {row["street"] for row in LISTED} <= set(STREETS)
    assert all(set(row) == {"street", "rule", "entry", "why"} and row["why"] for row in LISTED)
