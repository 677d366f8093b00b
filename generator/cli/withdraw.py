"""The command `withdraw`: at once, and whatever is broken, only the street's name and a slogan are left in public."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import clock
from generator.cli import exits
from generator.cli.options import LangName, Out, Project, existing, output
from generator.cli.sealed import damaged, plain_build, stray
from generator.cli.show import progress
from generator.findings import Text

if TYPE_CHECKING:
    from generator.pipeline import Build
    from generator.publish import Book, Manifest

REASON = 200
"""The most characters of a reason that are kept."""


def withdraw_command(
    project: Project = Path(),
    out: Out = None,
    because: Annotated[str, typer.Option("--because", help="为什么撤，写进发布记录", metavar="原因")] = "",
    lang: LangName = "zh",
) -> None:
    """Publish the plain release in the place of everything."""
    from generator.publish import Book, Kind
    from generator.publish.log import read_log

    folder = output(existing(project), out)
    _expect_a_street(project, folder)
    former = _screens_in(folder)
    with progress(lang, quiet=False) as step:
        outcome, sign = plain_build(project, folder, step)
        step("release")
        book = Book(project, sign=sign or (lambda _: {}), kind=Kind.WITHDRAW, because=because[:REASON])
        troubles = list(_published(outcome, folder, book, ours=out is None or bool(former)))
    assert outcome.site is not None  # noqa: S101  # the plain site
    left = sorted(former - _screens_in(folder))
    if sign is None:
        troubles.append(_UNSIGNED)
    if outcome.failed:
        troubles.append(_PRIVATE)
    if left:
        troubles.append(_left(left))
    exported = sorted({line.record.what for line in read_log(project).lines if line.record.what})
    print(_done(outcome.site.settings.name, len(_screens_in(folder)), exported).in_lang(lang))
    for trouble in troubles:
        print(trouble.in_lang(lang), file=sys.stderr)
    if left or sign is None:
        raise typer.Exit(exits.FINDINGS)


def _expect_a_street(project: Path, folder: Path) -> None:
    """Refuse where there is neither a street nor a release: somebody is in the wrong folder."""
    from generator.publish import read_manifest
    from generator.store import SETTINGS_FILE

    if not (project / SETTINGS_FILE).exists() and read_manifest(folder) is None:
        raise exits.WrongUsage(Text(f"{project} 里没有 {SETTINGS_FILE}", f"there is no {SETTINGS_FILE} in {project}"))


def _screens_in(folder: Path) -> set[str]:
    return {file.parent.name for file in folder.glob("screens/*/latest.js")}


def _published(outcome: Build, folder: Path, book: Book, *, ours: bool) -> Iterator[Text]:
    """Publish, whatever is in the way in a folder that is `ours`; yield what could not be done on the side."""
    from generator.publish import LogDamaged, NotARelease

    for _ in range(2):
        try:
            _publish(outcome, folder, book)
        except NotARelease as found:
            if not ours:
                raise exits.WrongUsage(stray(found.stray)) from None
            yield _moved_aside(folder, found.stray)
            continue
        except LogDamaged as found:
            yield damaged(found.damages)
        except OSError as refused:
            yield Text(f"没有记进发布记录：{refused}", f"not logged: {refused}")
        else:
            return
        _publish(outcome, folder, None)
        return


def _publish(outcome: Build, folder: Path, book: Book | None) -> Manifest:
    from generator.publish import publish

    assert outcome.site is not None  # noqa: S101  # the plain site
    return publish(outcome.artifacts, folder, outcome.site.date, book)[0]


def _moved_aside(folder: Path, stray: Path) -> Text:
    """Keep a folder that holds what we did not make, under another name beside it."""
    now = clock.now()
    aside = folder.with_name(f"{folder.name}-{now:%Y%m%d-%H%M%S}")
    folder.rename(aside)
    return Text(
        f"{stray} 不是生成出来的；原来的文件夹整个移到了 {aside}，别把它放到网上",
        f"{stray} was not made by Streetlight; the whole old folder is now {aside}: keep it off the web",
    )


_UNSIGNED = Text(
    "没有签名：这台电脑上没有私钥。连网的屏幕不会收，请在有私钥的电脑上再 withdraw 一次，或者到每块屏幕前换U盘、先关屏",
    "not signed: the private key is not here. Screens on the network will not take it: withdraw once more where the key "
    "is, or bring it to each screen on a stick, or switch the screens off",
)


_PRIVATE = Text(
    "网站设置里有不能公开的（查：streetlight check），没有写出去，只留了标语和能公开的名称",
    "the settings hold what may not be public (see streetlight check): only a slogan and what may be shown of the name "
    "were published",
)


def _left(screens: list[str]) -> Text:
    names = "、".join(screens)
    return Text(
        f"屏幕 {names} 没有撤下来：site_config.yml 里读不到它。先关屏，改好设置再 withdraw 一次",
        f"screens {names} are not withdrawn: site_config.yml does not tell of them. Switch them off, mend the settings, "
        "withdraw again",
    )


def _done(name: str, screens: int, exported: list[str]) -> Text:
    sticks = f"\n导出过的要到现场换：{'、'.join(exported)}" if exported else ""
    carried = f"\nReplace what was exported: {', '.join(exported)}" if exported else ""
    return Text(
        f"撤下来了：网站和{screens}块屏幕只剩“{name}”和一句标语。{sticks}\n改好内容以后，streetlight build 就重新发布",
        f"withdrawn: the website and {screens} screens show “{name}” and a slogan only.{carried}\n"
        "When the content is right again, streetlight build publishes it",
    )
