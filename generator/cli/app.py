"""The commands. Exit 0 fine, 1 findings of severity error, 2 wrong usage or settings, 3 a fault of ours."""

from __future__ import annotations

import errno
import itertools
import re
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from generator import __version__
from generator.cli import exits
from generator.cli.build import build_command
from generator.cli.keys import keys_command
from generator.cli.options import DateText, FormatName, LangName, Project, Quiet, build_date, existing
from generator.cli.render import render_command
from generator.cli.review import review_command
from generator.cli.screens import screens_command
from generator.cli.show import Format, progress, show_findings, worth_saying
from generator.cli.verify import verify_command
from generator.cli.withdraw import withdraw_command
from generator.findings import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding

# What does the work is imported inside the commands: `--help` shall not wait for it.

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback(help="街灯：一套 YAML，生成街道的网站和屏幕。先 new 建一个，再 serve 边改边看，build 生成。")
def _streetlight() -> None: ...


app.command("build", help="生成网站和屏幕，写进 public。有错误就不动原来的。")(build_command)


@app.command("check", help="只查错，不生成。")
def check_command(
    project: Project = Path(),
    date: DateText = "",
    how: FormatName = Format.TEXT,
    lang: LangName = "zh",
    quiet: Quiet = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="再写一份网页，一条一条照着改，例如 查错.html", metavar="FILE")
    ] = None,
) -> None:
    """Check a project without building it."""
    from generator.cli.report import write_report
    from generator.pipeline import check_all

    day = build_date(date)
    with progress(lang, quiet=quiet) as step:
        outcome = check_all(existing(project), day, step)
    show_findings(worth_saying(outcome.findings, quiet=quiet), how, lang)
    if report is not None:
        write_report(report, project, outcome.findings, outcome.site, day, lang)
    if how is Format.TEXT and (report or (outcome.findings and not quiet)):
        print(_reported(report).in_lang(lang))
    exits.stop_on_errors(outcome.findings)
    if not quiet and how is Format.TEXT:
        print(Text("没有错误", "no errors").in_lang(lang))


def _reported(report: Path | None) -> Text:
    if report is None:
        return Text("想照着网页一条条改：加上 --report 查错.html", "For a page to work through, add --report FILE.html")
    return Text(f"报告写好了：{report}（用浏览器打开）", f"wrote the report: {report}")


@app.command("serve", help="边改边看：改了内容，浏览器里就跟着变。网站和每块屏幕放在一起。")
def serve_command(
    project: Project = Path(),
    date: DateText = "",
    lang: LangName = "zh",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="用哪个端口；0 是任意一个")] = 8000,
) -> None:
    """Serve a project on this computer, fresh after each change."""
    from generator.preview import serve

    def tell(found: list[Finding]) -> None:
        show_findings(worth_saying(found, quiet=True), Format.TEXT, lang)  # what waits is marked on the pages

    try:
        with _ctrl_c() as stop:
            serve(existing(project), build_date(date), port, lang, tell, stop)
    except OSError as refused:
        if refused.errno != errno.EADDRINUSE:
            raise
        raise exits.WrongUsage(
            Text(
                f"{port} 端口被别的程序占着。换一个：--port {port + 1}", f"port {port} is taken; try --port {port + 1}"
            ),
        ) from None


@contextmanager
def _ctrl_c() -> Iterator[threading.Event]:
    """Give what Ctrl+C sets: an exception is lost when it comes while something is being cleared away. A second one is one."""
    stop, usual = threading.Event(), signal.getsignal(signal.SIGINT)

    def heard(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, usual)

    signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, usual)


app.command("render", help="导出一块屏幕：图片、视频、U盘、审批单。给没有浏览器的播放盒用。")(render_command)
app.command("review", help="审核：哪些在等，哪里变了，签一道。")(review_command)
app.command("screens", help="每块屏幕：播什么，多远看得清，什么时候要换内容。")(screens_command)


app.command("verify", help="核对：文件夹、U盘或本机网址，是不是批准发布的那一份。")(verify_command)
app.command("withdraw", help="撤播：一条命令，网站和屏幕只剩名称和一句标语。")(withdraw_command)
app.command("keys", help="屏幕认的钥匙：列出来，做新的，停用旧的。")(keys_command)


@app.command("schema", help="写出字段说明、样例和编辑器用的 JSON Schema。")
def schema_command(
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")] = Path("schema"),
    lang: LangName = "zh",
) -> None:
    """Write all that is derived from the collections."""
    from generator.cli.derived import write_derived

    count = write_derived(out)
    print(Text(f"写好了：{out}（{count}个文件）", f"wrote {count} files to {out}").in_lang(lang))


@app.command("new", help="建一个自己的街道：样例内容，马上就能 build。")
def new_command(
    folder: Annotated[Path, typer.Argument(help="新文件夹的名字", metavar="DIR")],
    lang: LangName = "zh",
) -> None:
    """Make a street of one's own that builds at once."""
    from generator.cli.starter import write_starter

    write_starter(folder)
    done = Text(
        f"建好了：{folder}\n先看看：streetlight serve --project {folder}\n再改 content 里的文件，名字在 site_config.yml 里",
        f"made {folder}\nLook at it: streetlight serve --project {folder}\nThen edit content/ and site_config.yml",
    )
    print(done.in_lang(lang))


@app.command("version", help="版本号。")
def version_command() -> None:
    """Print the version."""
    print(f"streetlight {__version__}")


def run(words: list[str]) -> int:
    """Run a command and return its exit code; never a traceback."""
    lang: Lang = "en" if "--lang=en" in words or ("--lang", "en") in itertools.pairwise(words) else "zh"
    try:
        result = app(words, standalone_mode=False, prog_name="streetlight", obj=words)
    except (typer.Abort, KeyboardInterrupt):
        return exits.INTERRUPTED
    except Exception as wrong:  # noqa: BLE001  # the edge: whatever it is, the user gets a sentence
        refusal = _refusal(wrong)
        if refusal is None:
            print(exits.report_fault(wrong, lang), file=sys.stderr)
            return exits.FAULT
        print(f"{refusal.in_lang(lang)}\n{_HELP.in_lang(lang)}", file=sys.stderr)
        return exits.USAGE
    return int(result or 0)


_HELP = Text("看用法：streetlight --help", "Usage: streetlight --help")


_USAGE_WORDS = (
    (r"No such command '(.+?)'\..*", r"没有“\1”这个命令"),
    (r"No such option: ([\w-]+).*", r"没有“\1”这个选项"),
    (r"Missing (?:argument|option) '(.+?)'\..*", r"缺少“\1”"),
    (r"Invalid value for '(.+?)': (.*)", r"“\1”的值不对（\2）"),
)


def _in_chinese(message: str) -> str:
    """Return the parser's own complaint in Chinese; one that is not known stays as it is."""
    for pattern, words in _USAGE_WORDS:
        if known := re.fullmatch(pattern, message, re.DOTALL):
            return known.expand(words)
    return message


def _refusal(wrong: Exception) -> Text | None:
    """Say what the user's call or the system refused; None when the error is a fault of ours."""
    if isinstance(wrong, exits.WrongUsage):
        return wrong.text
    if isinstance(wrong, TyperException):
        return Text(f"命令写得不对：{_in_chinese(wrong.format_message())}", wrong.format_message())
    if not isinstance(wrong, OSError) or wrong.errno is None:  # libraries use OSError for errors of their own, too
        return None
    what = f"{wrong.strerror}: {wrong.filename}" if wrong.filename else str(wrong.strerror)
    return Text(f"读写文件时被拒绝：{what}", f"a file could not be read or written: {what}")
