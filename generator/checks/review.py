"""What waits for approval, and what that means for a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.checks.check import Check, at
from generator.checks.retained import NAME_REMAINS
from generator.findings import Finding, Place, Severity, Text, error, note
from generator.settings import Settings
from generator.site import Site
from generator.site.shown import SETTINGS

REVIEW_WAITING = note(
    "review-waiting",
    Text("“{title}”还没有审完，不会发布", "“{title}” is not approved and will not be released"),
    Text(
        "看哪里变了：streetlight review {key}；看过没有错，由下一个审核人签",
        "See what changed: streetlight review {key}; then the next reviewer signs it",
    ),
    fixed=True,
)
REVIEW_FEW = note(
    "review-few",
    Text("只审{count}道（{stages}），一般是三道", "only {count} stages of review ({stages}); three are usual"),
    Text("人手不够才少审一道；不是本意，就去掉“审核”那一行", "Delete “review” from the settings unless it is meant so"),
    fixed=True,
)
REVIEW_OFF = note(
    "review-off",
    Text("网站设置里写了不审：没有人审过，也会发布", "the settings say that nothing is reviewed: all is released"),
    Text(
        "正式上线前，去掉 site_config.yml 里的“审核: 不审”",
        "Before going live, delete “审核: 不审” from site_config.yml",
    ),
)
NOTHING_APPROVED = error(
    "nothing-approved",
    Text("没有一条内容审完，发布不了；原来发布的没有动", "no entry is approved; the old release stays"),
    Text(
        "看哪些在等：streetlight review；还在试用，就在 site_config.yml 里写“审核: 不审”",
        "See what waits: streetlight review; while trying things out, write “审核: 不审” in site_config.yml",
    ),
    fixed=True,
)
SETTINGS_UNAPPROVED = error(
    "settings-unapproved",
    Text("网站设置里给人看的字还没有审完，发布不了", "what the settings show is not approved; the old release stays"),
    Text(
        "看哪里变了：streetlight review site_config；没有错，由审核人签",
        "See what changed: streetlight review site_config; then the reviewers sign it",
    ),
    fixed=True,
)
USUAL = len(Settings.model_fields["review"].default)


def check(site: Site) -> Iterator[Finding]:
    """What has not passed every stage of review is in no release; the preview marks it 待审.

    The stages are a setting (“审核”; 初审, 复审 and 终审 where it says nothing), each signed by another person. An approval
    holds for what was shown when it was given: comments, order and blank space may change, a word may not.
    """
    if SETTINGS in site.pending:
        args = {"title": site.settings.name, "key": SETTINGS}
        yield Finding(REVIEW_WAITING, site.setting_place(), args=args)
    for entry in site.all() if site.pending else ():
        if entry.key in site.pending:
            yield at(REVIEW_WAITING, entry, title=entry.record.title, key=entry.key)


def check_release(site: Site) -> Iterator[Finding]:
    """Yield what a release says of the review as a whole: that it is off, or that there is nothing to release."""
    if not site.settings.review:
        yield Finding(REVIEW_OFF, site.setting_place("review"))
        return
    if len(site.settings.review) < USUAL:
        args = {"count": len(site.settings.review), "stages": "、".join(site.settings.review)}
        yield Finding(REVIEW_FEW, site.setting_place("review"), args=args)
    if SETTINGS in site.pending:
        yield Finding(SETTINGS_UNAPPROVED, site.setting_place())
    elif all(entry.key in site.pending for entry in site.all()):
        yield Finding(NOTHING_APPROVED, Place("content"))


_OF_ALL = "duplicate-id"
"""The rule of a reading error that concerns a second entry: the one that waits may have taken the place of one approved."""


def of_release(findings: Iterable[Finding], gone: frozenset[str]) -> list[Finding]:
    """Return the findings that concern a release without the entries that are `gone`: what is wrong in them waits, too.

    That one is gone for the names it holds is told as a warning.
    """
    told = {REVIEW_WAITING.id, NAME_REMAINS.id}
    others = [f for f in findings if f.entry not in gone or f.rule.id in {*told, _OF_ALL}]
    return [_told(f) if f.entry in gone and f.rule.id in told else f for f in others]


def _told(finding: Finding) -> Finding:
    if finding.rule.severity is not Severity.ERROR:
        return finding
    return replace(finding, rule=replace(finding.rule, severity=Severity.WARNING))


def overdue(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the entries that cannot go out for the names that remain in them."""
    return frozenset(f.entry for f in findings if f.rule.id == NAME_REMAINS.id and f.rule.severity is Severity.ERROR)


CHECK = Check((REVIEW_WAITING, REVIEW_FEW, REVIEW_OFF, NOTHING_APPROVED, SETTINGS_UNAPPROVED), check)
