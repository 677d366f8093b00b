"""Exit codes, and the sentences that go with wrong usage and with faults of ours."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path

import typer

from generator import __version__
from generator.findings import Finding, Lang, Severity, Text

FINDINGS = 1
USAGE = 2
FAULT = 3
INTERRUPTED = 130
"""As shells say it of a program that was stopped with Ctrl+C."""


class WrongUsage(Exception):  # noqa: N818  # it is a verdict on a call, not a fault of ours
    """The command was called with something it cannot work with."""

    def __init__(self, text: Text) -> None:
        """Remember what to tell the user."""
        super().__init__(text.en)
        self.text = text


def stop_on_errors(findings: Iterable[Finding]) -> None:
    """End with the exit code that errors ask for, if there are any."""
    from generator.store import SETTINGS_FILE  # noqa: PLC0415 (`--help` shall not wait for it)

    errors = [f for f in findings if f.rule.severity is Severity.ERROR]
    if errors:
        raise typer.Exit(USAGE if any(f.place.path == SETTINGS_FILE for f in errors) else FINDINGS)


def report_fault(fault: BaseException, lang: Lang) -> str:
    """Write a report about an unexpected error to a file and return the sentence for the user."""
    lines = traceback.format_exception(fault)
    head = f"streetlight {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="streetlight-report-", suffix=".txt", delete=False
    ) as file:
        file.write(head + f"{' '.join(sys.argv)}\n\n" + "".join(lines))
    return Text(
        f"出了意外，这是程序的毛病，不是内容的。网站没有动。\n请把这个文件发给维护的人：{Path(file.name)}",
        f"Something went wrong in Streetlight itself. The site was not touched.\nPlease send this file: {file.name}",
    ).in_lang(lang)
