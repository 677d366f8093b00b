"""The register knows every figure: achievements by their id, others by where they stand."""

import datetime as dt
from pathlib import Path

from generator.store import read_project

DAY = dt.date(2026, 11, 21)


def test_figures_of_every_kind_are_facts(repository: Path) -> None:
    site = read_project(repository / "examples/jingchenglu", DAY).site
    assert site is not None
    hazards, flats = site.facts["hazards"], site.facts["works/jijiazhai-homes/sets"]
    assert (hazards.words, str(hazards.as_of), hazards.scope) == ("5400余条", "2018年11月", "2018年以来")
    assert site.facts["hazards-at-once"].part_of == "hazards"
    assert (flats.words, flats.organisation, flats.path) == ("408套", "jijiazhai", ("sets",))
    assert flats.entry.place(*flats.path).line > 1
    assert [f.words for i, f in site.facts.items() if i.startswith("ledgers/six-ones/")][:2] == ["6250余户", "2820余户"]


def test_a_percentage_names_what_it_is_of(repository: Path) -> None:
    site = read_project(repository / "examples/erqi", DAY).site
    assert site is not None
    assert site.facts["key-started"].percent_of == "key-projects"
    assert site.facts is site.facts
