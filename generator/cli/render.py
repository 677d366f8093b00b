"""The command `render`: a screen as pictures, as video, as a stick for its player, as a sheet to be signed."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli import exits
from generator.cli.options import DateText, LangName, Project, build_date, existing, output
from generator.cli.sealed import book_of, intact_log, sealed_build
from generator.cli.show import Format, progress, show_findings
from generator.clock import CHINA
from generator.findings import Lang, Severity, Text
from generator.run import ProgramError, ProgramMissing

if TYPE_CHECKING:
    from generator.pipeline import Build
    from generator.publish import Book
    from generator.publish.export import Export, Playing, Told

_DOING = {"stills": Text("画图片", "drawing"), "video": Text("做视频", "encoding")}
_MISSING = {
    "chromium": Text(
        "没有找到浏览器。Debian、Ubuntu 请装 chromium（sudo apt install chromium），Windows 请装 Chrome 或 Edge；"
        "装在别处的，用环境变量 CHROMIUM 写出它的位置",
        "no browser was found. Install chromium (Debian, Ubuntu), Chrome or Edge (Windows), or name it in CHROMIUM",
    ),
    "playwright": Text(
        "还缺 playwright。请运行：pip install 'streetlight[export]'",
        "playwright is missing. Run: pip install 'streetlight[export]'",
    ),
    "ffmpeg": Text(
        "做视频还缺 ffmpeg。请运行：pip install 'streetlight[export]'，或者装系统的 ffmpeg",
        "ffmpeg is missing. Run: pip install 'streetlight[export]', or install your system's ffmpeg",
    ),
}
_SPOILT = Text(
    "视频会让彩色的小字发虚，这块屏幕最好用图片（--png）",
    "video blurs small coloured text: stills (--png) are better on this screen",
)
_PADDED = Text(
    "视频的宽和高要是双数，已经补了一行底色",
    "a video has even sizes: a row or column of the ground was added",
)


class Picture(enum.StrEnum):
    """How stills are encoded."""

    PNG = "png"
    JPG = "jpg"
    BMP = "bmp"


def render_command(
    screen: Annotated[str, typer.Argument(help="哪块屏幕：设置里的编号", metavar="SCREEN")],
    png: Annotated[Path | None, typer.Option("--png", help="图片写到哪个文件夹", metavar="DIR")] = None,
    mp4: Annotated[Path | None, typer.Option("--mp4", help="视频写成哪个文件", metavar="FILE")] = None,
    usb: Annotated[
        Path | None, typer.Option("--usb", help="图片、视频、网页播放程序写到哪个文件夹", metavar="DIR")
    ] = None,
    sheet: Annotated[Path | None, typer.Option("--sheet", help="发布审批单写到哪个文件夹", metavar="DIR")] = None,
    picture: Annotated[Picture, typer.Option("--format", help="图片的格式")] = Picture.PNG,
    project: Project = Path(),
    date: DateText = "",
    at: Annotated[str, typer.Option("--at", help="导出什么时候播的，例如 2018-07-01T09:30；不写就是当天中午")] = "",
    lang: LangName = "zh",
) -> None:
    """Export one screen."""
    named = {"pictures": png, "stick": usb, "sheet": sheet, "video": mp4}
    targets = _targets({what: output(existing(project), path) for what, path in named.items() if path})
    day = build_date(date)
    moment = _moment(at, day)
    outcome = _built(project, date, screen, lang)
    book = book_of(outcome, project, output(project, None))
    with _refusing(), _told(lang) as told, _export(outcome, screen, moment, picture, told) as export:
        _expect_ours(targets)
        made = {what: getattr(export, what)() for what in targets}
        notes = _notes(export.playing) if {"stick", "video"} & targets.keys() else []
    _guard(outcome, made, lang)
    for what, files in made.items():
        with _refusing(), intact_log(project, lang):
            _log(book, f"{screen}/{what}", day, files)
            _deliver(files, targets[what])
        print(_done(export.playing, targets[what]).in_lang(lang))
    for said in notes:
        print(said.in_lang(lang), file=sys.stderr)


def _targets(targets: dict[str, Path]) -> dict[str, Path]:
    """Return where to write what; wrong usage when nothing is asked for, or two things in one place."""
    if not targets:
        raise exits.WrongUsage(
            Text("请写明导出什么：--png、--mp4、--usb 或 --sheet", "say what to export: --png, --mp4, --usb or --sheet")
        )
    if len(set(targets.values())) < len(targets):
        raise exits.WrongUsage(
            Text("两样东西不能写到同一个地方，请各写一个文件夹", "two exports cannot share a place: name one for each")
        )
    return targets


def _moment(text: str, day: dt.date) -> int:
    """Return the moment whose loop is exported, in milliseconds since 1970: the given one, or noon of the day."""
    try:
        time = dt.datetime.fromisoformat(text) if text else dt.datetime.combine(day, dt.time(12))
    except ValueError:
        raise exits.WrongUsage(
            Text(f"--at 要写成 2018-07-01T09:30 这样，不能是“{text}”", f"--at wants 2018-07-01T09:30, not “{text}”")
        ) from None
    return int((time if time.tzinfo else time.replace(tzinfo=CHINA)).timestamp()) * 1000


def _built(project: Path, date: str, screen: str, lang: Lang) -> Build:
    with progress(lang, quiet=False) as step:
        outcome = sealed_build(project, date, output(project, None), step, screen)
    show_findings([f for f in outcome.findings if f.rule.severity is not Severity.NOTE], Format.TEXT, lang)
    exits.stop_on_errors(outcome.findings)
    return outcome


@contextmanager
def _export(outcome: Build, screen: str, moment: int, picture: Picture, told: Told) -> Iterator[Export]:
    """Open a screen of a build for export; the browser it may start ends with the context."""
    from generator.files import cache_folder
    from generator.publish.export import Easel, Export, Playing, programme_of

    assert outcome.site is not None  # noqa: S101  # a build without errors has one
    known = [s.id for s in outcome.site.settings.screens]
    if screen not in known:
        raise exits.WrongUsage(_unknown(screen, known))
    files, programme = programme_of(outcome.artifacts, screen)
    if programme.times.amiss(moment):
        raise exits.WrongUsage(
            Text("--at 要在生成日期之后、一年之内", "--at must be within a year after the date of the build")
        )
    place = outcome.site.settings.screens[known.index(screen)].place.label
    titles = {entry.key: entry.record.title for entry in outcome.site.all()}
    cache = cache_folder()
    with Easel(files, programme, moment, cache) as easel:
        yield Export(files, Playing(programme, moment, titles, picture.value, place=place), easel, cache, told)


def _unknown(screen: str, known: list[str]) -> Text:
    return Text(
        f"没有“{screen}”这块屏幕。有：{'、'.join(known)}",
        f"there is no screen “{screen}”; there are {', '.join(known)}",
    )


@contextmanager
def _refusing() -> Iterator[None]:
    """Say what is missing or in the way, and what to do about it."""
    from generator.publish import NotARelease
    from generator.publish.export import TooLarge

    try:
        yield
    except NotARelease as found:
        raise exits.WrongUsage(
            Text(
                f"{found.stray} 不是导出来的。请换一个文件夹，或先把它移走",
                f"{found.stray} was not exported by Streetlight. Choose another folder, or move it away",
            )
        ) from None
    except ProgramMissing as missing:
        raise exits.WrongUsage(_MISSING[missing.program]) from None
    except ProgramError as failed:
        raise exits.WrongUsage(
            Text(f"{failed.program} 用不了：{failed}", f"{failed.program} does not work: {failed}")
        ) from None
    except TooLarge:
        raise exits.WrongUsage(
            Text(
                "视频超过了 2 GB，播放盒读不了。请减少内容，或用图片（--png）", "the video would exceed 2 GB; use --png"
            )
        ) from None


def _notes(playing: Playing) -> list[Text]:
    from generator.publish.export import spoilt_by_video

    odd = any(side % 2 for side in playing.programme.size)
    return [_SPOILT] * spoilt_by_video(playing) + [_PADDED] * odd


def _expect_ours(targets: Mapping[str, Path]) -> None:
    from generator.publish.export import expect_ours

    for what, target in targets.items():
        expect_ours(target, file=what == "video")


def _guard(outcome: Build, made: Mapping[str, Mapping[str, bytes] | bytes], lang: Lang) -> None:
    """Let nothing be written that the gate would not let into a release."""
    from generator.pipeline import gate
    from generator.publish.verify import FILM

    assert outcome.site is not None  # noqa: S101  # a build without errors has one
    found = []
    for what, files in made.items():
        found += gate(outcome.site, {FILM: files} if isinstance(files, bytes) else files, what)
    show_findings(found, Format.TEXT, lang)
    exits.stop_on_errors(found)


def _log(book: Book, what: str, day: dt.date, files: Mapping[str, bytes] | bytes) -> None:
    """Log an export before it is written; a video stands in the log under the name it has on sticks."""
    from generator.publish.verify import FILM

    named = {FILM: files} if isinstance(files, bytes) else files
    book.export(what, day.isoformat(), {name: hashlib.sha256(data).hexdigest() for name, data in named.items()})


def _deliver(files: Mapping[str, bytes] | bytes, target: Path) -> None:
    from generator.publish.export import deliver, write_video

    if isinstance(files, bytes):
        write_video(target, files)
    else:
        deliver(files, target)


def _done(playing: Playing, target: Path) -> Text:
    from generator.publish.export import duration

    count, seconds = len(playing.loop), playing.seconds
    return Text(
        f"写好了：{target}（一轮{count}张，{duration(seconds)}）",
        f"wrote {target} ({count} slides, {seconds} s a loop)",
    )


@contextmanager
def _told(lang: Lang) -> Iterator[Told]:
    """Give what shows progress on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True), transient=True) as bars:

        def told(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(_DOING[what].in_lang(lang))
            bars.update(tasks[what], completed=done, total=of)

        yield told
