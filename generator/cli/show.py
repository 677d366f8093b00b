"""Findings and progress, as people and programs read them."""

from __future__ import annotations

import enum
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from generator.findings import Finding, Lang, Severity, Text

WAITING = "review-waiting"
"""The rule of what is not approved yet: people are told how much it is, `streetlight review` lists it."""

Step = Callable[[str], None]

WORDS = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.NOTE: Text("说明", "note"),
}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_STEPS = {
    "read": Text("读内容", "reading"),
    "check": Text("查错", "checking"),
    "screens": Text("做屏幕", "making screens"),
    "render": Text("做网站和屏幕", "making pages and slides"),
    "release": Text("写出去", "writing"),
}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "2"}


class Format(enum.StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def worth_saying(findings: Sequence[Finding], *, quiet: bool) -> list[Finding]:
    """Return what people are told of: without notes for those who want to hear of errors and warnings only."""
    return [f for f in findings if not quiet or f.rule.severity is not Severity.NOTE]


def show_findings(findings: Sequence[Finding], how: Format, lang: Lang) -> None:
    """Print findings to standard output, one a line for programs, two lines each and a summary for people."""
    lines = {Format.TEXT: _text, Format.JSON: _json, Format.GITHUB: _github}[how]
    for finding in findings:
        if how is not Format.TEXT or finding.rule.id != WAITING:
            print(lines(finding, lang))
    if how is Format.TEXT and findings:
        print("\n".join(part.in_lang(lang) for part in _summary(findings)))


def _text(finding: Finding, lang: Lang) -> str:
    word = WORDS[finding.rule.severity].in_lang(lang)
    said = printable(f"{finding.message(lang)}  [{finding.rule.id}]"), printable(finding.hint(lang))
    if sys.stdout.isatty():
        word = f"\x1b[{_COLOURS[finding.rule.severity]}m{word}\x1b[0m"
    return f"{printable(_where(finding))}  {word}  {said[0]}\n    → {said[1]}"


def printable(text: str) -> str:
    """Return one line without control characters: content may not steer the terminal."""
    return "".join(ch if ch.isprintable() else "�" for ch in text)


def _json(finding: Finding, lang: Lang) -> str:
    line = {
        "rule": finding.rule.id,
        "severity": finding.rule.severity.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "entry": finding.entry,
        "message": finding.message(lang),
        "hint": finding.hint(lang),
    }
    return json.dumps(line, ensure_ascii=False)


def _github(finding: Finding, lang: Lang) -> str:
    place = finding.place
    where = f"file={_escaped(place.path, ':,')},line={place.line or 1},col={place.column or 1}"
    text = _escaped(f"{finding.message(lang)} → {finding.hint(lang)}")
    return f"::{_GITHUB[finding.rule.severity]} {where},title={finding.rule.id}::{text}"


def _escaped(text: str, also: str = "") -> str:
    """Escape as workflow commands ask for, so that content cannot begin a command of its own."""
    return "".join(f"%{ord(ch):02X}" if ch in f"%\r\n{also}" else ch for ch in text)


def _summary(findings: Sequence[Finding]) -> Iterator[Text]:
    """Yield what the findings come to: how many of each, what blocks, what waits for review, what to do next."""
    counts = Counter(f.rule.severity for f in findings if f.rule.id != WAITING)
    if counts:
        yield Text(
            "，".join(f"{counts[s]}处{WORDS[s].zh}" for s in Severity if counts[s]),
            ", ".join(f"{counts[s]} × {WORDS[s].en}" for s in Severity if counts[s]),
        )
    of = Counter(f.rule.id for f in findings)
    if n := of["ignored"]:
        yield Text(f"  其中{n}处照“不查”放过了，理由写在上面", f"  {n} of them let pass under “ignore”, reasons above")
    if n := of[WAITING]:
        yield Text(
            f"{n}条内容等着审核，审完才会发布：streetlight review",
            f"{n} entries wait for review and are not released: streetlight review",
        )
    if n := counts[Severity.ERROR]:
        where = printable(_where(next(f for f in findings if f.rule.severity is Severity.ERROR)))
        yield Text(
            f"下一步：错误不改，就不能发布。从最上面的 {where} 改起，改好再查一遍",
            f"Next: nothing is released before the {n} errors are mended; begin with {where}",
        )


def _where(finding: Finding) -> str:
    place = finding.place
    return ":".join(str(p) for p in (place.path, place.line, place.column) if p)


@contextmanager
def progress(lang: Lang, *, quiet: bool) -> Iterator[Step]:
    """Give a `Step` that names each step on standard error: on a terminal at once, else only after a second."""
    started, shown = time.monotonic(), False

    def step(name: str) -> None:
        nonlocal shown
        live = sys.stderr.isatty()
        if not quiet and (live or time.monotonic() - started > 1):
            shown = shown or live
            print(_STEPS[name].in_lang(lang) + "…", end="\r\x1b[K" if live else "\n", file=sys.stderr, flush=True)

    yield step
    if shown:
        print("\x1b[K", end="", file=sys.stderr, flush=True)
