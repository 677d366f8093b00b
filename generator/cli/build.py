"""The `build` command: a project becomes a release in a folder, and what needs no doing is not done."""

from __future__ import annotations

import gc
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from generator import files
from generator.cli import exits
from generator.cli.again import heard, look, remember
from generator.cli.options import DateText, FormatName, LangName, Out, Project, Quiet, build_date, existing, output
from generator.cli.sealed import book_of, intact_log, sealed_build, stray
from generator.cli.show import Format, progress, show_findings, worth_saying
from generator.findings import Finding, Lang, Text

if TYPE_CHECKING:
    from generator.publish import Manifest

NoCache = Annotated[bool, typer.Option("--no-cache", help="不用以前留下的中间结果，从头做一遍；结果一样，只是慢些")]


class _Done(NamedTuple):
    """What a build found; its release, unless an error stopped it, and whether anything had to be written for it."""

    findings: list[Finding]
    manifest: Manifest | None = None
    written: bool = False

    def sentence(self, lang: Lang, *, written: bool) -> str:
        """Say which release there is now."""
        assert self.manifest is not None  # noqa: S101  # only said of a release
        name, count = self.manifest.release, len(self.manifest.files)
        if written:
            return Text(f"生成好了：{name}（{count}个文件）", f"built {name} ({count} files)").in_lang(lang)
        return Text(f"没有变化，还是 {name}（{count}个文件）", f"nothing changed: {name} ({count} files)").in_lang(lang)


def build_command(
    context: typer.Context,
    project: Project = Path(),
    out: Out = None,
    date: DateText = "",
    how: FormatName = Format.TEXT,
    lang: LangName = "zh",
    quiet: Quiet = False,
    no_cache: NoCache = False,
) -> None:
    """Build a project and publish it into a folder."""
    began = time.time_ns(), look(existing(project))
    folder = output(project, out)
    with files.uncached() if no_cache else nullcontext():
        gc.disable()  # what a build makes lives until it is written, and holds hardly a cycle: 5 to 7 % of the time
        try:
            done = _build(project, date, folder, lang, quiet=quiet)
        finally:
            gc.enable()
    with heard() as said:
        show_findings(worth_saying(done.findings, quiet=quiet), how, lang)
    exits.stop_on_errors(done.findings)
    if not quiet and how is Format.TEXT:
        print(done.sentence(lang, written=done.written))
        said.write(f"{done.sentence(lang, written=False)}\n")
    if done.manifest and not no_cache:
        remember(context.obj, project, began, folder, said.getvalue())


def _build(project: Path, date: str, folder: Path, lang: Lang, *, quiet: bool) -> _Done:
    from generator.publish import NotARelease, staged

    try:
        with progress(lang, quiet=quiet) as step, staged(folder) as staging:
            outcome = sealed_build(project, date, folder, step, sink=staging)
            if outcome.failed:
                return _Done(outcome.findings)
            step("release")
            with intact_log(project, lang):
                manifest, written = staging.release(build_date(date), book_of(outcome, project, folder))
    except NotARelease as found:
        raise exits.WrongUsage(stray(found.stray)) from None
    return _Done(outcome.findings, manifest, written)
