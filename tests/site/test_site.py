"""The Site answers what is in force, what is past, and what belongs where."""

import datetime as dt
from pathlib import Path

import pytest

from generator.findings import Finding, Place, Text, error, note, stops_release, warning
from generator.settings import THEME
from generator.site import Site
from generator.site.glyphs import codes, on_this_computer, shipped_glyphs, system_fonts
from generator.store import read_project


@pytest.fixture
def site(minimal: Path) -> Site:
    for name, until, start in (
        ("old", "2018-07-01", ""),
        ("now", "2030-01-01", ""),
        ("later", "2030-01-01", "2029-01-01"),
    ):
        text = f"标题: 通知{name}\n发布日期: 2018-06-20\n有效期至: {until}\n生效日期: {start}\n所属组织: street\n"
        (minimal / f"content/notices/{name}.yml").write_text(text, encoding="utf-8")
    found = read_project(minimal, dt.date(2026, 11, 21)).site
    assert found is not None
    return found


def test_in_force_past_and_to_come(site: Site) -> None:
    assert {e.id for e in site.current("notices")} == {"doctor", "now"}
    assert [e.id for e in site.past()] == ["old"]
    assert {e.id for e in site.shown() if e.collection.name == "notices"} == {"doctor", "now", "old"}
    assert site.current("nothing") == ()


def test_found_keeps_the_order_asked_for(site: Site) -> None:
    assert [e.id for e in site.found("notices", ("now", "later", "old", "none", "doctor"))] == ["now", "doctor"]


def test_what_belongs_to_an_organisation(site: Site) -> None:
    belongs = site.belonging_to("street")
    assert {name: [e.id for e in group] for name, group in belongs.items()} == {
        "projects": ["home-doctor"],
        "notices": ["now"],
    }
    assert site.belonging_to("nobody") == {}


def test_references_and_texts(site: Site) -> None:
    doctor = site.find("projects", "home-doctor")
    assert doctor is not None
    assert set(doctor.refs()) == {
        ("organisation", "organisations", "street"),
        ("figures", "achievements", "check-ups"),
    }
    assert (("title",), "家庭医生") in set(doctor.texts())
    figure = site.find("achievements", "check-ups")
    assert figure is not None
    assert (("value",), "5000余") in set(figure.texts())
    assert (("home", "headline", 0), "门开着，") in set(site.setting_texts())


def test_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes("41-43,61") == [65, 66, 67, 97]
    shipped = shipped_glyphs(THEME / "fonts")
    assert set("街灯，。“”0aA㛃䶮𬱖𠅤") <= shipped
    assert "𓀀" not in shipped
    assert on_this_computer(["\U0010fffd"]) == frozenset()
    assert system_fonts("a")
    monkeypatch.setenv("PATH", "")
    assert system_fonts("a") == []


def test_severities_and_order() -> None:
    words = Text("甲{x}", "a{x}")
    strict, mild, told = (make(f"r{i}", words, words) for i, make in enumerate((error, warning, note)))
    findings = [Finding(strict, Place("b"), args={"x": Text("一", "one")}), Finding(mild, Place("a"), args={"x": 1})]
    assert findings[0].message() == "甲一"
    assert findings[0].hint("en") == "aone"
    assert [f.place.path for f in sorted([findings[1], findings[0]], key=Finding.sort_key)] == ["b", "a"]
    assert stops_release(findings)
    assert not stops_release([*findings[1:], Finding(told, Place("c"), args={"x": 1})])
