"""The report of findings (查错报告): one self-contained page that a non-programmer can work through, on a screen or on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.findings import Lang, Text
from generator.render.alone import page_alone
from generator.settings import THEME

_FOLDER = THEME / "report"
Files = Sequence[tuple[str, str]]
_WORDS = {
    "title": Text("查错报告", "Report of findings"),
    "date": Text("按{}查的", "Checked as of {}"),
    "who": Text("分给谁改", "Who mends what"),
    "which": Text("在哪个栏目", "Where it is"),
    "mended": Text("改好了", "mended"),
    "open": Text("打开文件", "Open the file"),
    "edit": Text("在 VS Code 里打开", "Open in VS Code"),
    "why": Text("为什么查这个，怎样写才对", "Why this is checked, and how to write it (in Chinese)"),
    "bad": Text("这样会查出来", "This is found"),
    "good": Text("这样就好", "This is right"),
    "source": Text("出处：", "Source: "),
    "id": Text("规则编号：", "Rule: "),
    "rule": Text("规则：", "Rule: "),
    "told": Text("说明{}处，只是告诉一声", "Notes, just so you know: {}"),
    "waiting": Text("等着审核的", "Waiting for review"),
    "review": Text(
        "审完才会发布。看哪里变了、怎么签：streetlight review",
        "Released once it is approved. What changed, and how to sign: streetlight review",
    ),
    "entries": Text("{}条", "Entries: {}"),
    "ignored": Text("照“不查”放过的", "Let pass as told under “ignore” (不查)"),
    "holds": Text(
        "{}处。理由还成立吗？不成立了，就删掉那一条的“不查”。",
        "In all: {}. Do the reasons still hold? Where one does not, delete that entry’s “ignore”.",
    ),
    "reason": Text("理由：", "Reason: "),
    "private": Text(
        "这份报告只给自己人看：里面引用了还没公开的内容。改好以后再查一遍，上面的条目就会少。",
        "Keep this report in the house: it quotes what is not public yet. Check again once things are mended.",
    ),
}


class Quote(NamedTuple):
    """A line of the author's, with the part that is meant between what stands before and after it."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Explained:
    """What a rule is for, with a bad and a good example as (path, text) of small files."""

    why: str
    source: str
    bad: Files
    good: Files


@dataclass(frozen=True)
class Item:
    """One finding in words. `file` and `editor` are links, empty where there is nothing to open.

    `lesson` is told at the first finding of its rule in the report; later ones lead there by `anchor`.
    """

    rule: str
    severity: str
    word: str
    name: str
    message: str
    hint: str
    where: str
    file: str
    editor: str
    quote: Quote | None
    lesson: Explained | None
    liberty: str
    anchor: str
    reason: str = ""


@dataclass(frozen=True)
class Group:
    """What one person, or whoever minds one collection, has to look at: to do, and only told."""

    who: str
    of: str
    counted: str
    to_do: Sequence[Item]
    told: Sequence[Item]


@dataclass(frozen=True)
class Sum:
    """How many findings of a severity there are, and what that means."""

    severity: str
    count: int
    words: str


@dataclass(frozen=True)
class Report:
    """All that the page says; `date` is the day the project was checked for, `waiting` what is not approved as (title, place).

    `shared`: somebody is in charge of something, so that the groups are people; else they are collections.
    """

    site: str
    date: str
    sums: Sequence[Sum]
    next: str
    groups: Sequence[Group]
    waiting: Sequence[tuple[str, str]]
    ignored: Sequence[Item]
    shared: bool


def report_page(report: Report, lang: Lang = "zh") -> bytes:
    """Return the report as HTML that needs no other file and runs no script: whatever content says stays text."""
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return page_alone(
        _FOLDER / "report.html",
        lang=lang,
        said={name: text.in_lang(lang) for name, text in _WORDS.items()},
        report=report,
        style=Markup(style),  # noqa: S704  # our own
        style_hash=f"sha256-{digest}",
    )
