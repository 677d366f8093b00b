"""The finished files read once more: calendar files, whose lines are folded and carry hashes."""

from __future__ import annotations

import datetime as dt

from generator.checks.output import check_output
from generator.collections import COLLECTIONS
from generator.collections.events import Event
from generator.findings import Place
from generator.render.website.ics import calendar_files
from generator.settings import Settings
from generator.site import Artifact, Entry, Site


def calendars(entry_id: str, **more: object) -> tuple[Site, list[Artifact]]:
    """Return a street with one coming event, and its calendar files."""
    raw = {"title": "开放日", "date": "2026-01-01", "when": "2026-12-12"} | more
    entry = Entry(COLLECTIONS["events"], entry_id, Event.model_validate(raw), Place("x.yml"))
    settings = Settings.model_validate({"name": "示例街道", "source": "街道", "home": {"headline": "门开着"}})
    site = Site(settings, dt.date(2026, 11, 21), COLLECTIONS, {"events": (entry,)})
    return site, calendar_files(site)


def found(site: Site, artifacts: list[Artifact]) -> list[str]:
    return [f.rule.id for f in check_output(site, artifacts)]


def test_the_hash_that_names_an_event_is_no_number_of_a_person() -> None:
    site, files = calendars("open-day-331")
    assert len(files) == 2
    assert found(site, files) == []


def test_a_text_that_looks_like_a_hash_is_read() -> None:
    assert found(*calendars("open-day", what="UID:13812345678")) == ["mobile-phone"] * 2


def test_a_number_that_is_folded_in_a_calendar_is_found() -> None:
    site, files = calendars("open-day", what="灯下读书会请大家带上自己的书来换，登记找110105194912310", where="中心")
    assert found(site, files) == []
    number = "11010519491231002X"
    site, files = calendars("open-day", what=f"灯下读书会请大家带上自己的书来，登记{number}")
    assert all(b"110105194\r\n 91231002X" in file.data for file in files)
    assert found(site, files) == ["id-number"] * 2
