"""A site may change how bad rules are and let single findings pass with a reason; the foundations it may not touch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.checks import check_output
from generator.checks.gate.sought import allowed_by_ignores
from generator.checks.personal_data import found_in
from generator.checks.settle import settle
from generator.rules import CHECKED, RULES
from generator.site import Artifact
from generator.store import read_project
from tests.conftest import Streetlight

DATE = ("--date", "2026-11-21")
NOTICE = "标题: 停水通知\n发布日期: 2018-06-20\n"
OVER = f"{NOTICE}有效期至: 2018-07-01\n"
FIGURE = "标题: 体检\n发布日期: 2018-06-20\n数值: 5000余\n单位: 人次\n方面: 服务\n"


def checked(project: Path, streetlight: Streetlight) -> list[tuple[str, str]]:
    ran = streetlight("check", "--project", project, *DATE, "--format", "json")
    return [(str(row["rule"]), str(row["severity"])) for row in ran.findings()]


def write(project: Path, path: str, text: str, settings: str = "") -> None:
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")
    with (project / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(settings)


def weigh(rule: str, severity: str) -> str:
    return f"轻重:\n  - 规则: {rule}\n    轻重: {severity}\n"


def let_pass(rule: str, reason: str = "问过了") -> str:
    return f"不查:\n  - 规则: {rule}\n    理由: {reason}\n"


@pytest.mark.parametrize(("severity", "found"), [("错误", "error"), ("提醒", "warning"), ("说明", "note")])
def test_a_note_can_be_raised(severity: str, found: str, minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/notices/over.yml", OVER, weigh("expired", severity))
    assert checked(minimal, streetlight) == [("expired", found)]


def test_a_raised_note_stops_a_release_and_a_lowered_error_does_not(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/achievements/a.yml", FIGURE, weigh("figure-date", "提醒"))
    assert streetlight("build", "--project", minimal, *DATE).code == 0
    write(minimal, "content/notices/over.yml", OVER, "  - {规则: expired, 轻重: 错误}\n")
    ran = streetlight("build", "--project", minimal, *DATE)
    assert ran.code == 1
    assert "下一步" in ran.out


@pytest.mark.parametrize("rule", ["bad-date", "unknown-key", "id-number", "mobile-phone"])
def test_foundations_and_personal_data_cannot_be_weakened(rule: str, minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/notices/n.yml", f"{NOTICE}正文: 打13812345678\n", weigh(rule, "说明"))
    assert checked(minimal, streetlight) == [("mobile-phone", "error"), ("rule-fixed", "error")]


def test_what_is_let_pass_is_told_with_its_reason(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/achievements/a.yml", FIGURE + let_pass("figure-date", "原文就没有日期"))
    ran = streetlight("check", "--project", minimal, *DATE)
    assert "照“不查”放过了：“体检”的数没有写“截至”（理由：原文就没有日期）  [ignored]" in ran.out
    assert "其中1处照“不查”放过了" in ran.out
    assert ran.code == 0
    assert "原文就没有日期" in streetlight("check", "--project", minimal, *DATE, "--lang", "en").out
    streetlight("build", "--project", minimal, *DATE)
    shown = [f for f in (minimal / "public").rglob("*") if f.suffix in {".html", ".js", ".xml"}]
    assert not any("原文就没有日期" in f.read_text(encoding="utf-8") for f in shown)


def test_one_entry_is_let_pass_and_its_neighbour_not(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/achievements/a.yml", FIGURE + let_pass("figure-date"))
    write(minimal, "content/achievements/b.yml", FIGURE.replace("体检", "义诊"))
    assert checked(minimal, streetlight) == [("figure-date", "error"), ("ignored", "note")]


def test_a_false_alarm_of_personal_data_can_be_let_pass(minimal: Path, streetlight: Streetlight) -> None:
    text = f"{NOTICE}正文: 批文号13812345678\n{let_pass('mobile-phone', '这是批文号')}"
    write(minimal, "content/notices/n.yml", text)
    assert checked(minimal, streetlight) == [("ignored", "note")]
    ran = streetlight("build", "--project", minimal, *DATE)
    assert ran.code == 0, ran.out


def test_letting_one_number_pass_lets_no_other_pass(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/notices/n.yml", f"{NOTICE}正文: 批文号13812345678\n{let_pass('mobile-phone')}")
    write(minimal, "content/notices/m.yml", f"{NOTICE.replace('停水', '停电')}正文: 打13812345679\n")
    assert checked(minimal, streetlight) == [("mobile-phone", "error"), ("ignored", "note")]


def test_what_lets_nothing_pass_is_told(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/notices/n.yml", NOTICE + let_pass("figure-date"))
    assert checked(minimal, streetlight) == [("ignore-unused", "note")]


def test_a_rule_that_only_a_build_applies_is_not_called_unused_before(minimal: Path, streetlight: Streetlight) -> None:
    (late, *_) = sorted(r.id for r in RULES.values() if r.id not in CHECKED and not r.fixed)
    write(minimal, "content/notices/n.yml", NOTICE + let_pass(late))
    assert checked(minimal, streetlight) == []
    ran = streetlight("build", "--project", minimal, *DATE, "--format", "json")
    assert [row["rule"] for row in ran.findings() if row["entry"]] == ["ignore-unused"]


@pytest.mark.parametrize("rule", ["bad-date", "rule-fixed"])
def test_foundations_cannot_be_let_pass(rule: str, minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/notices/n.yml", NOTICE + let_pass(rule))
    assert checked(minimal, streetlight) == [("rule-fixed", "error")]


def test_unknown_rules_are_named_with_the_nearest(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/notices/n.yml", NOTICE + let_pass("figure-dat"), weigh("expird", "错误"))
    write(minimal, "content/notices/o.yml", NOTICE + let_pass("nix"))
    ran = streetlight("check", "--project", minimal, *DATE)
    assert "是不是“figure-date”？" in ran.out
    assert "是不是“expired”？" in ran.out
    assert "“nix”的规则" in ran.out
    assert "no-id" not in ran.out
    assert ran.code == 2


def test_a_reason_is_needed(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/achievements/a.yml", f"{FIGURE}不查:\n  - 规则: figure-date\n")
    assert checked(minimal, streetlight) == [("missing-field", "error")]


def test_reading_and_value_rules_are_fixed_and_checks_are_not() -> None:
    fixed = {rule.id for rule in RULES.values() if rule.fixed}
    assert {"no-settings", "encoding", "yaml-syntax", "missing-field", "bad-choice", "rule-fixed"} <= fixed
    assert not {"figure-date", "expired", "photo-alt", "id-number", "slide-outdoor"} & fixed


def test_what_is_found_is_sorted_by_what_blocks_first(minimal: Path, streetlight: Streetlight) -> None:
    write(minimal, "content/notices/a.yml", OVER)
    write(minimal, "content/notices/z.yml", f"{NOTICE.replace('停水', '停电')}正文: 打13812345678\n")
    ran = streetlight("check", "--project", minimal, *DATE, "--format", "json")
    rows = [(row["severity"], row["path"]) for row in ran.findings()]
    assert rows == [("error", "content/notices/z.yml"), ("note", "content/notices/a.yml")]


@pytest.mark.parametrize(
    ("text", "rule", "numbers"),
    [
        ("批文号13812345678", "mobile-phone", {"13812345678"}),
        ("批文号138-1234-5678", "mobile-phone", {"13812345678"}),
        ("编码11010519491231002X", "id-number", {"11010519491231002X"}),
        ("编码 6222 0212 3456 7890 128", "bank-card", {"6222021234567890128"}),
        ("编码11010519491231002X", "mobile-phone", set()),
        ("打13812345678", "figure-date", set()),
    ],
)
def test_just_the_numbers_of_the_entry_itself_pass_the_gate(
    text: str, rule: str, numbers: set[str], minimal: Path
) -> None:
    write(minimal, "content/notices/n.yml", f"{NOTICE}正文: {text}\n{let_pass(rule)}")
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    allowed = allowed_by_ignores(site)
    assert numbers <= allowed
    assert not [n for n in allowed - numbers if list(found_in(n))]
    assert not numbers or list(found_in(text, allowed)) == []


def test_a_number_that_is_no_entrys_own_is_caught_in_a_release_though_it_looks_like_one_let_pass(minimal: Path) -> None:
    write(minimal, "content/notices/n.yml", f"{NOTICE}正文: 批文号13812345678\n{let_pass('mobile-phone')}")
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    words = "<p>批文号13812345678</p><p>打13899998888</p>"
    found = settle(check_output(site, [Artifact("about/list.html", words.encode())]), site)
    assert [(f.rule.id, f.entry) for f in found] == [("mobile-phone", "")]
