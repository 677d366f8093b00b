"""What a site has decided about findings: other severities (轻重), and single ones let pass with a reason (不查)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.checks.check import at
from generator.checks.gate.rules import GATE_RULES
from generator.checks.personal import RULES as PERSONAL
from generator.findings import Finding, Rule, Severity, Text, closest, error, note
from generator.site import Entry, Site

IGNORED = note(
    "ignored",
    Text("照“不查”放过了：{said}（理由：{reason}）", "let pass as told: {said} (reason: {reason})"),
    Text("理由不成立了，就删掉这条“不查”", "When the reason no longer holds, delete the line under “ignore”"),
    fixed=True,
)
IGNORE_UNUSED = note(
    "ignore-unused",
    Text(
        "“不查”里的“{name}”没有用上：这一条没有这个问题",
        "“{name}” under “ignore” lets nothing pass: there is no such finding",
    ),
    Text("删掉它，免得以后真有问题时放过去", "Delete it, so that it hides nothing later"),
)
UNKNOWN_RULE = error(
    "unknown-rule",
    Text("没有叫“{name}”的规则", "there is no rule “{name}”"),
    Text("{guess}规则的编号写在每条提示后面的方括号里", "{guess}Its id stands in brackets behind each finding"),
    fixed=True,
)
RULE_FIXED = error(
    "rule-fixed",
    Text("规则“{name}”{why}", "the rule “{name}” {why}"),
    Text("删掉这一行，把它说的问题改好", "Delete this line and mend what the rule finds"),
    fixed=True,
)
WEAKENED = note(
    "weakened",
    Text(
        "规则“{name}”在这里从错误改轻了，查出来也会发布",
        "the rule “{name}” is no error here: what it finds is released",
    ),
    Text("不是非改不可，就删掉这一行", "Delete this line unless it is needed"),
    fixed=True,
)
SETTLE_RULES: tuple[Rule, ...] = (IGNORED, IGNORE_UNUSED, UNKNOWN_RULE, RULE_FIXED, WEAKENED)

_CONSENT = ("photo-consent", "video-consent", "story-consent", "name-remains", "screen-law")
_PRIVATE = frozenset({*(rule.id for rule in (*PERSONAL, *GATE_RULES)), *_CONSENT})
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_NOT_IGNORED = Text("不能不查：没有它，别的规则都靠不住", "cannot be ignored: no other rule could be relied on")
_NOT_WEAKER = Text("不能改轻，只能照“错误”办", "cannot be made weaker than an error")


def settle(findings: Iterable[Finding], site: Site) -> list[Finding]:
    """Return the findings as the site wants them: what it lets pass as notes with the reason, severities changed.

    Settling twice changes nothing. What the settings may not change stays; `misdecided` says so.
    """
    reasons = {(e.key, i.rule): i.reason for e in site.lenient for i in e.record.ignore}
    wanted = {s.rule: Severity(s.severity.key) for s in site.settings.severities}
    return [_weighed(_let_pass(finding, reasons), wanted) for finding in findings]


def misdecided(site: Site, known: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield a finding for each decision about a rule that does not exist, or that nobody may decide about."""
    for i, wish in enumerate(site.settings.severities):
        place = site.setting_place("severities", i, "rule")
        if wish.rule not in known:
            yield Finding(UNKNOWN_RULE, place, args=_near(wish.rule, known))
        elif _too_weak(known[wish.rule], Severity(wish.severity.key)):
            yield Finding(RULE_FIXED, place, args={"name": wish.rule, "why": _NOT_WEAKER})
        elif known[wish.rule].severity is Severity.ERROR and wish.severity.key != Severity.ERROR:
            yield Finding(WEAKENED, place, args={"name": wish.rule})
    for entry, i, rule in _ignores(site):
        if rule not in known:
            yield at(UNKNOWN_RULE, entry, "ignore", i, "rule", **_near(rule, known))
        elif known[rule].fixed:
            yield at(RULE_FIXED, entry, "ignore", i, "rule", name=rule, why=_NOT_IGNORED)


def unused_ignores(findings: Iterable[Finding], site: Site, applied: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield a note for each “不查” that let nothing pass, of the rules that were applied; `findings` are settled."""
    used = {(f.entry, f.args["rule"]) for f in findings if f.rule.id == IGNORED.id}
    for entry, i, rule in _ignores(site):
        if rule in applied and not applied[rule].fixed and (entry.key, rule) not in used:
            yield at(IGNORE_UNUSED, entry, "ignore", i, "rule", name=rule)


def kept(rule: Rule) -> bool:
    """Tell whether nobody may weaken a rule: fixed ones, those of what is private or needs consent, the law of screens."""
    return rule.fixed or rule.id in _PRIVATE


def _let_pass(finding: Finding, reasons: Mapping[tuple[str, str], str]) -> Finding:
    reason = reasons.get((finding.entry, finding.rule.id)) if finding.entry else None
    if reason is None or finding.rule.fixed:
        return finding
    said = Text(finding.message("zh"), finding.message("en"))
    return Finding(IGNORED, finding.place, finding.entry, {"rule": finding.rule.id, "said": said, "reason": reason})


def _weighed(finding: Finding, wanted: Mapping[str, Severity]) -> Finding:
    rule, severity = finding.rule, wanted.get(finding.rule.id)
    if severity is None or severity is rule.severity or _too_weak(rule, severity):
        return finding
    return replace(finding, rule=replace(rule, severity=severity))


def _too_weak(rule: Rule, severity: Severity) -> bool:
    return kept(rule) and _RANK[severity] > _RANK[rule.severity]


def _ignores(site: Site) -> Iterator[tuple[Entry, int, str]]:
    for entry in site.lenient:
        yield from ((entry, i, item.rule) for i, item in enumerate(entry.record.ignore))


def _near(name: str, known: Mapping[str, Rule]) -> dict[str, object]:
    return {"name": name, "guess": closest(name, known)}
