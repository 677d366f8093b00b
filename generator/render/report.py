"""The report of findings (查错报告): one self-contained page that a non-programmer can work through, on a screen or on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from generator.settings import THEME

_FOLDER = THEME / "report"
_JINJA = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
Files = Sequence[tuple[str, str]]


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
    """All that the page says; `date` is the day the project was checked for, `waiting` what is not approved as (title, place)."""

    site: str
    date: str
    sums: Sequence[Sum]
    next: str
    groups: Sequence[Group]
    waiting: Sequence[tuple[str, str]]
    ignored: Sequence[Item]


def report_page(report: Report) -> bytes:
    """Return the report as HTML that needs no other file and runs no script: whatever content says stays text."""
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _JINJA.from_string((_FOLDER / "report.html").read_text(encoding="utf-8"))
    page = template.render(report=report, style=Markup(style), style_hash=f"sha256-{digest}")  # noqa: S704  # our own
    return page.encode()
