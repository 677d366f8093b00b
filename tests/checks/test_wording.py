"""Rules of wording: what must trip each of them, and look-alikes that must trip none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks import CHECKS, TextCheck
from generator.checks.corpus import Corpus, OfSettings
from generator.checks.near_names import names_of
from generator.checks.terms import SHIPPED, shipped_terms
from generator.findings import Finding
from generator.site import Entry, Site
from generator.store import read_project

WORDING: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "wording.yml").read_text(encoding="utf-8"))
BAD = [(rule, text) for rule, sides in WORDING.items() for text in sides["bad"]]
GOOD = [text for sides in WORDING.values() for text in sides["good"]]
OF_WORDING = {*WORDING, "near-name", "repeated-passage"}


@pytest.fixture
def site(minimal: Path) -> Site:
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    return site


def with_body(site: Site, *bodies: str) -> list[Entry]:
    notice = site.entries["notices"][0]
    return [
        Entry(notice.collection, f"n{i}", notice.record.model_copy(update={"body": body}), notice.origin)
        for i, body in enumerate(bodies)
    ]


def found(site: Site, *bodies: str) -> list[Finding]:
    corpus = Corpus.of(with_body(site, *bodies))
    checks = (c for c in CHECKS.values() if isinstance(c, TextCheck))
    return [f for check in checks for f in check.run(corpus, site) if f.rule.id in OF_WORDING]


@pytest.mark.parametrize(("rule", "text"), BAD, ids=[f"{rule}: {text}" for rule, text in BAD])
def test_what_must_be_found(rule: str, text: str, site: Site) -> None:
    assert [f.rule.id for f in found(site, text)] == [rule]


@pytest.mark.parametrize("text", GOOD)
def test_look_alikes(text: str, site: Site) -> None:
    assert found(site, text) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [("1亿3千多万", "1.3亿多"), ("3千多万", "3000多万"), ("1万2千", "1.2万"), ("8千", "8000"), ("百分之50", "50%")],
)
def test_mixed_numbers_are_told_how(text: str, better: str, site: Site) -> None:
    assert [f.args["better"] for f in found(site, f"有{text}。")] == [better]


def test_steps_may_stand_in_the_lines_of_one_field(site: Site) -> None:
    project = site.entries["projects"][0]
    for needs, rules in ((("一是近", "二是快", "三是省"), []), (("二是快",), ["ordinal-gap"])):
        record = project.record.model_copy(update={"needs": needs})
        corpus = Corpus.of([Entry(project.collection, "p", record, project.origin)])
        assert [f.rule.id for f in CHECKS["ordinals"].run(corpus, site)] == rules  # type: ignore[call-arg, arg-type]


def test_what_findings_say(site: Site) -> None:
    passage = "查会议记录、比谁党章熟、重温誓词，一年里一共办了30余次。"
    here, there = found(site, f"{passage}{passage}"), found(site, passage, passage)
    assert "这一段，这一条里前面已经有了" in here[0].message()
    assert "  " not in there[0].message("en")
    assert f"在 {site.entries['notices'][0].origin.path}:" in there[0].message()
    (twice,) = found(site, "\n走过田间田间")
    assert twice.message().endswith("：走过田间田间")


def named(site: Site, *titles: str) -> Site:
    street = site.entries["organisations"][0]
    entries = tuple(
        Entry(street.collection, f"o{i}", street.record.model_copy(update={"title": title, "short": ""}), street.origin)
        for i, title in enumerate(titles)
    )
    return Site(site.settings, site.date, site.collections, {"organisations": entries})


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("去家庭教育服务中心", True),
        ("去家庭教育指异中心", True),
        ("去家庭教育指导中心", False),
        ("去市民文化服务中心", False),  # another head
        ("去家庭教育指导总站", False),  # another tail
        ("去东风社区第二支部", False),  # a number says so on purpose
        ("二七区人民政府办公室", False),  # another place
        ("去社区卫生服务中心", False),  # an entry of its own
        ("去社区文化服务中心", False),  # too short a head to be sure
    ],
)
def test_names_that_are_nearly_those_of_an_entry(text: str, near: bool, site: Site) -> None:  # noqa: FBT001
    known = named(site, "家庭教育指导中心", "东风社区第一支部", "金水区人民政府办公室", "社区卫生服务中心")
    assert len(names_of(known)) == 4
    rules = [f.rule.id for f in CHECKS["near_names"].run(Corpus.of(with_body(site, text)), known)]  # type: ignore[call-arg, arg-type]
    assert rules == (["near-name"] if near else [])


def test_names_that_both_have_an_entry_are_two(site: Site) -> None:
    known = named(site, "家庭教育指导中心", "家庭教育服务中心")
    assert list(CHECKS["near_names"].run(Corpus.of(with_body(site, "去家庭教育服务中心")), known)) == []  # type: ignore[call-arg, arg-type]


def test_a_passage_is_told_once_for_each_place(site: Site) -> None:
    passage = "查会议记录、比谁党章熟、重温誓词，一年里一共办了30余次。"
    assert [f.entry for f in found(site, passage, f"{passage}{passage}")] == ["notices/n1"]
    assert [f.entry for f in found(site, f"{passage}{passage}")] == ["notices/n0"]
    assert found(site, passage, passage.replace("30", "67")) == []
    assert found(site, "门开着，灯亮着。门开着，灯亮着。") == []


def test_the_streets_own_terms(minimal: Path) -> None:
    with (minimal / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write("用词:\n- {不写: 黄委, 写: 黄委会, 为什么: 写全称}\n- {不写: 台账, 写: 台帐, 为什么: 试一试}\n")
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    texts = ["黄委的院子", "黄委会的院子", "查台账", "查台帐"]
    assert [(f.entry, f.args["wrong"]) for f in found(site, *texts)] == [("notices/n0", "黄委"), ("notices/n2", "台账")]
    assert list(CHECKS["terms"].run(Corpus.of([OfSettings(site)]), site)) == []  # type: ignore[call-arg, arg-type]


def test_the_shipped_terms_are_read_as_yaml_reads_them() -> None:
    rows = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    assert [[t.wrong, t.right, t.why] for t in shipped_terms()] == [[*row.values()] for row in rows]


def test_every_shipped_term_has_its_reason_and_is_no_part_of_the_right_one() -> None:
    terms = shipped_terms()
    assert len(terms) == len({t.wrong for t in terms})
    assert all(t.why and t.wrong not in t.right for t in terms)
