"""Every rule has a lesson; its bad example trips exactly that rule at the place it names, its good one trips nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.lessons import FOLDER, lessons
from generator.findings import Finding, Lang, Severity
from generator.rules import RULES
from tests.checks.examples import found, lay_out


def test_every_rule_has_a_lesson_and_no_lesson_lacks_its_rule() -> None:
    assert set(lessons()) == set(RULES)


LANGS: tuple[Lang, ...] = ("zh", "en")


def whole(words: str) -> bool:
    return bool(words) and not any(bad in words for bad in ("{", "}", "Text(", "None", "object at"))


def told(findings: list[Finding], rule: str) -> list[Finding]:
    """Return what counts: notes belong to the rule itself, or only tell what was done."""
    return [f for f in findings if f.rule.severity is not Severity.NOTE or f.rule.id == rule]


@pytest.mark.parametrize("rule", sorted(lessons()))
def test_the_bad_example_trips_its_rule_there_and_no_other(rule: str, tmp_path: Path) -> None:
    lay_out(rule, "bad", tmp_path)
    findings = told(found(rule, tmp_path), rule)
    places = dict.fromkeys(
        ":".join(str(p) for p in (f.place.path, f.place.line, f.place.column) if p) for f in findings
    )
    assert {f.rule.id for f in findings} == {rule}
    for finding in findings:
        assert all(whole(words) for lang in LANGS for words in (finding.message(lang), finding.hint(lang)))
    assert tuple(places) == lessons()[rule].at


@pytest.mark.parametrize("rule", sorted(lessons()))
def test_the_good_example_trips_nothing(rule: str, tmp_path: Path) -> None:
    lay_out(rule, "good", tmp_path)
    assert told(found(rule, tmp_path), rule) == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("declared-count", "“党员‘三个一’积分”写着3个，列出来的却是4个"),
        ("bad-figure", "“数值”的“近1000余”前后各带一个限定，留一个"),
        ("parts-over", "“党建专干”是8名，其中各项加起来有9名，比总数还多：5＋4"),
        ("open-quote", "“health-checks”右边少一个花括号"),
        ("prose-parts", "写着500人，其中男300人、女220人，比总数还多"),
        ("no-such-day", "没有“6月31日”这一天"),
    ],
)
def test_what_is_said(rule: str, said: str, tmp_path: Path) -> None:
    lay_out(rule, "bad", tmp_path)
    assert [f.message() for f in told(found(rule, tmp_path), rule)] == [said]


def test_a_lesson_is_short_and_says_its_reason_and_source() -> None:
    for lesson in lessons().values():
        assert 2 <= len(lesson.name) <= 16
        assert lesson.why.endswith("。")
        assert lesson.source


def test_examples_are_text() -> None:
    assert all(file.suffix == ".yml" and file.stat().st_size < 4000 for file in FOLDER.iterdir())
