"""A build whose screens are numbered after the ones in the output folder, and signed."""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator import clock
from generator.cli.exits import WrongUsage
from generator.cli.options import build_date
from generator.findings import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pipeline import Build, Sink, Step
    from generator.publish import Approval, Book, Damage
    from generator.publish.log import Sign
    from generator.publish.seal import ReleaseSeal
    from generator.site import Site
    from generator.store.reviews import Approved


def sealed_build(
    project: Path, date: str, folder: Path, step: Step, screen: str = "", sink: Sink | None = None
) -> Build:
    """Build a project (or one screen of it) as a release into `folder`; wrong usage when it cannot be signed.

    `date` as the user gave it: without one the release's number also holds the minute, so that of two computers that
    publish on a day the later one counts. With one, the same input gives the same bytes.
    """
    from generator.pipeline import build
    from generator.publish.keys import CannotSign
    from generator.publish.seal import release_seal

    now = clock.now()
    minute = 0 if date else now.hour * 60 + now.minute
    try:
        return build(
            project,
            build_date(date),
            step,
            lambda site: release_seal(site, project, folder, now.date(), minute),
            screen=screen,
            sink=sink,
        )
    except CannotSign as found:
        raise WrongUsage(found.text) from None


def plain_build(project: Path, folder: Path, step: Step) -> tuple[Build, Sign | None]:
    """Build the plain release of a project, and return what signs it; None where it cannot be signed as settings ask."""
    from generator.pipeline import plain
    from generator.publish.keys import CannotSign
    from generator.publish.seal import release_seal, unsigned_seal

    now = clock.now()
    seals: list[ReleaseSeal] = []

    def seal(site: Site) -> ReleaseSeal:
        minute = now.hour * 60 + now.minute
        try:
            seals.append(release_seal(site, project, folder, now.date(), minute))
        except CannotSign:
            return unsigned_seal(site, folder, minute)
        return seals[0]

    outcome = plain(project, now.date(), step, seal)
    return outcome, seals[0].sign if seals else None


def book_of(outcome: Build, project: Path, folder: Path) -> Book:
    """Return the log of a project, open for a build that has no errors: signed as its screens are."""
    from generator.publish import Book
    from generator.publish.seal import release_seal

    assert outcome.site is not None  # noqa: S101  # a build without errors has one
    seal = release_seal(outcome.site, project, folder, outcome.site.date)
    return Book(project, approval_of(outcome.site.settings.review, outcome.approved), seal.sign)


def approval_of(stages: tuple[str, ...], approved: Sequence[Approved]) -> Approval:
    """Return what the log keeps of a review: the stages, how many entries passed, and a digest of what and by whom."""
    from generator.publish import Approval
    from generator.site.shown import SETTINGS

    if not stages:
        return Approval()
    said = sorted([a.key, a.digest, [[s.stage, s.by, s.at] for s in a.signed]] for a in approved)
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return Approval(stages, sum(a.key != SETTINGS for a in approved), digest)


@contextmanager
def intact_log(project: Path, lang: Lang) -> Iterator[None]:
    """Turn a damaged log into wrong usage: what is wrong with it, and the way out. One that is gone begins anew."""
    from generator.publish import LogDamaged
    from generator.publish.log import read_log

    try:
        if lost := read_log(project).lost:
            print(gone(lost).in_lang(lang), file=sys.stderr)
        yield
    except LogDamaged as found:
        raise WrongUsage(damaged(found.damages)) from None


def stray(file: Path) -> Text:
    """Say that an output folder holds what is not ours."""
    return Text(
        f"{file} 不是生成出来的，写下去会丢掉它。请换一个 --out，或先把它移走",
        f"{file} was not made by Streetlight and would be lost. Choose another --out, or move it away",
    )


def gone(lines: int) -> Text:
    """Say that a log of which this computer knew is not there."""
    from generator.publish.log import LOG

    return Text(
        f"发布记录 {LOG} 不见了，这台电脑记得有{lines}行。再发布就从头记，第一行会写明",
        f"the release log {LOG} is gone; this computer remembers {lines} lines. The next release begins a new one, which says so",
    )


def damaged(damages: Sequence[Damage]) -> Text:
    """Say how the log differs from what was written, and what to do."""
    from generator.publish.heads import HEAD
    from generator.publish.log import LOG

    return Text(
        f"发布记录 {LOG} 不是写下时的样子：\n"
        + "\n".join(f"  第{d.line}行：{d.text.zh}" if d.line else f"  {d.text.zh}" for d in damages)
        + f"\n先弄清是谁动的，把没动过的那份换回来。换不回来，就把 {LOG} 和 {HEAD} 移到别处留着，再来一次：从头记，"
        "第一行会写明以前的不见了",
        f"the release log {LOG} is not as it was written:\n"
        + "\n".join(f"  line {d.line}: {d.text.en}" if d.line else f"  {d.text.en}" for d in damages)
        + f"\nFind out who changed it and put the true one back. If there is none, move {LOG} and {HEAD} elsewhere, keep "
        "them, and try again: a new log begins, whose first line says that the former is lost",
    )
