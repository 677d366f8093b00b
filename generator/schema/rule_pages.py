"""The pages about rules: an index of all, and for each what it says, why, a bad and a good example, and what can be changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.findings import Lesson, Rule, Severity

SEVERITIES = {Severity.ERROR: "错误，不改就不发布", Severity.WARNING: "提醒", Severity.NOTE: "说明"}


def rules_index(rules: Iterable[Rule], lessons: Mapping[str, Lesson]) -> str:
    """Return the Markdown page that lists all rules, each with a link to its own page."""
    rows = [
        "# 查错的规则\n",
        "这一页由程序生成：`streetlight schema`。规则的编号永远不变，写在每条提示后面的方括号里。\n",
        "| 规则 | 说的是 | 轻重 | 怎么办 |",
        "|---|---|---|---|",
    ]
    for rule in sorted(rules, key=lambda r: r.id):
        name = lessons[rule.id].name if rule.id in lessons else _plain(rule.message.zh)
        cells = (f"[`{rule.id}`](rules/{rule.id}.md)", name, SEVERITIES[rule.severity], _plain(rule.hint.zh))
        rows.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    return "\n".join(rows) + "\n"


def rule_page(rule: Rule, lesson: Lesson, promise: str, *, kept: bool) -> str:
    """Return the Markdown page of one rule. `promise` is the English text of its check, `kept`: it cannot be weakened."""
    blocks = [
        f"# {lesson.name} `{rule.id}`",
        f"{SEVERITIES[rule.severity]}。{liberty(rule, lesson, kept=kept)}",
        f"**会说**　{_plain(rule.message.zh)}",
        f"**为什么**　{lesson.why}",
        f"**怎么办**　{_plain(rule.hint.zh)}",
        "## 这样会查出来",
        *_files(lesson.bad),
        f"查出来的地方：{'、'.join(map(_said, lesson.at))}" if lesson.at else "",
        "## 这样就好",
        *_files(lesson.good),
        "## 出处",
        lesson.source,
        "## In English",
        f"{_plain(rule.message.en)}. {_plain(rule.hint.en)}.",
        promise,
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def liberty(rule: Rule, lesson: Lesson, *, kept: bool) -> str:
    """Say whether a site may change how bad a rule is, or let one of its findings pass."""
    ignorable = any(place.startswith("content/") for place in lesson.at)
    if rule.fixed and rule.severity is Severity.NOTE:
        return "不能不查；要更严，在网站设置的“轻重”里改。"
    if rule.fixed:
        return "是底线：不能改轻，也不能不查。"
    if kept:
        return "不能改轻。程序认错了，就在那一条里写“不查”和理由。"
    if ignorable:
        return "可以在网站设置的“轻重”里改；只有一条要放过，就在那一条里写“不查”和理由。"
    return "可以在网站设置的“轻重”里改。"


def _said(place: str) -> str:
    """Return `path:line:column` as a reader says it."""
    path, *rest = place.split(":")
    return f"`{path}` 第{rest[0]}行" if rest else f"`{path}`"


def _plain(sentence: str) -> str:
    """Return a sentence with a sign where the author's own words would stand."""
    return re.sub(r"\{\w+\}", "…", sentence.replace("{guess}", ""))


def _files(files: Mapping[str, str]) -> Iterable[str]:
    for path, text in files.items():
        language = "yaml" if path.endswith((".yml", ".md")) else ""
        yield f"`{path}`\n\n```{language}\n{text.rstrip()}\n```"
