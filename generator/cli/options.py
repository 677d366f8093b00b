"""The options that commands share, and how their values are read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator import clock
from generator.cli.exits import WrongUsage
from generator.cli.show import Format
from generator.findings import Text

Project = Annotated[Path, typer.Option("--project", help="项目的文件夹（有 site_config.yml 的那个）")]
Out = Annotated[Path | None, typer.Option("--out", help="写到哪个文件夹；不写就是项目里的 public")]
DateText = Annotated[str, typer.Option("--date", help="按哪一天生成，例如 2018-07-01；不写就是今天")]
FormatName = Annotated[Format, typer.Option("--format", help="查出的问题怎么列：text 给人看，json 和 github 给程序看")]
LangName = Annotated[Literal["zh", "en"], typer.Option("--lang", help="说中文还是英文")]
Quiet = Annotated[bool, typer.Option("--quiet", help="没有错误和提醒就不说话")]


FIRST, LAST = dt.date(1000, 1, 1), dt.date(2199, 12, 31)
"""The dates that a build can have: those that content can have."""


def build_date(text: str) -> dt.date:
    """Return the date of the build: the given one, or today in China; wrong usage before the year 1000 or after 2199."""
    if not text:
        return clock.now().date()
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(
            Text(f"--date 要写成 2018-07-01 这样，不能是“{text}”", f"--date wants 2018-07-01, not “{text}”")
        ) from None
    if not FIRST <= day <= LAST:
        raise WrongUsage(
            Text(
                f"--date 的年份要在1000到2199之间，不能是“{text}”",
                f"--date wants a year from 1000 to 2199, not “{text}”",
            )
        )
    return day


def existing(project: Path) -> Path:
    """Return the project's folder; wrong usage when there is none."""
    if not project.is_dir():
        raise WrongUsage(Text(f"没有这个文件夹：{project}", f"there is no folder {project}"))
    return project


def output(project: Path, out: Path | None) -> Path:
    """Return the folder to publish into; wrong usage when it is the project itself, around it, or in its content."""
    folder, root = (out or project / "public").resolve(), project.resolve()
    if root.is_relative_to(folder) or folder.is_relative_to(root / "content"):
        raise WrongUsage(
            Text(f"不能写到 {folder}：那里是内容", f"cannot write to {folder}: the content is there"),
        )
    return folder
