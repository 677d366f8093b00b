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

Step = Callable[[str], None]

_WORDS = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.NOTE: Text("说明", "note"),
}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_STEPS = {
    "read": Text("读内容", "reading"),
    "check": Text("查错", "checking"),
    "screens": Text("做屏幕", "making screens"),
    "website": Text("做网站", "making the website"),
    "release": Text("写出去", "writing"),
}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "2"}


class Format(enum.StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def show_findings(findings: Sequence[Finding], how: Format, lang: Lang) -> None:
    """Print findings to standard output, one a line for programs, two lines each and a sum for people."""
    lines = {Format.TEXT: _text, Format.JSON: _json, Format.GITHUB: _github}[how]
    for finding in findings:
        print(lines(finding, lang))
    if how is Format.TEXT and findings:
        print(_sum(findings, lang))


def _text(finding: Finding, lang: Lang) -> str:
    place = finding.place
    where = ":".join(str(p) for p in (place.path, place.line, place.column) if p)
    word = _WORDS[finding.rule.severity].in_lang(lang)
    said = _printable(f"{finding.message(lang)}  [{finding.rule.id}]"), _printable(finding.hint(lang))
    if sys.stdout.isatty():
        word = f"\x1b[{_COLOURS[finding.rule.severity]}m{word}\x1b[0m"
    return f"{_printable(where)}  {word}  {said[0]}\n    → {said[1]}"


def _printable(text: str) -> str:
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


def _sum(findings: Sequence[Finding], lang: Lang) -> str:
    counts = Counter(f.rule.severity for f in findings)
    separator = "，" if lang == "zh" else ", "
    unit = "处" if lang == "zh" else " × "
    parts = [f"{counts[s]}{unit}{_WORDS[s].in_lang(lang)}" for s in Severity if counts[s]]
    return separator.join(parts)


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
