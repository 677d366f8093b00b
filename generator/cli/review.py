"""The command `review`: what waits for approval, what changed since the last one, and signing a stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli import exits
from generator.cli.options import LangName, Project, build_date, existing
from generator.cli.show import Format, printable, progress, show_findings
from generator.findings import Lang, Text

if TYPE_CHECKING:
    from generator.cli.waiting import Item
    from generator.pipeline import Build

# What does the work is imported inside the functions: `--help` shall not wait for it.

READ = 8
"""The fewest digits of a digest that stand for it."""
_OFF = Text("网站设置里写了“审核: 不审”，没有要审的", "the settings say that nothing is reviewed")


def review_command(
    entries: Annotated[
        list[str] | None,
        typer.Argument(
            help="看哪几条或签哪几条：栏目/编号，签时后面带上看到的@那几位；网站设置写 site_config", metavar="ENTRY"
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="在等的全部")] = False,
    stage: Annotated[str, typer.Option("--sign", help="签哪一道：设置里“审核”的一个名称", metavar="STAGE")] = "",
    by: Annotated[str, typer.Option("--by", help="谁签，写姓名", metavar="NAME")] = "",
    page: Annotated[
        Path | None, typer.Option("--html", help="哪里变了，写成网页，打开看或打印", metavar="FILE")
    ] = None,
    project: Project = Path(),
    lang: LangName = "zh",
) -> None:
    """List what waits for approval, show what changed, or sign a stage."""
    read = dict(map(_asked, entries or ()))
    names = tuple(read)
    _expect_whole(names, stage, by, page, everything=everything)
    checked = _checked(existing(project), lang, signing=bool(stage))
    if checked.site is None or not checked.site.settings.review:
        print(_OFF.in_lang(lang))
        return
    from generator.cli.waiting import items_of

    items = items_of(project, checked.site, checked.findings)
    if stage:
        _sign(project, checked, items, read, (stage, by), lang)
    elif page:
        _write(project, checked, _picked(items, names), page, lang)
    elif names or everything:
        _show(_picked(items, names), lang)
    else:
        _list(checked, items, lang)


def _asked(entry: str) -> tuple[str, str]:
    """Return the key of an entry, and the first digits of the digest of what was read of it, if they were given."""
    key, at, digits = entry.partition("@")
    if at and not re.fullmatch(f"[0-9a-fA-F]{{{READ},64}}", digits):
        raise exits.WrongUsage(
            Text(f"“{entry}”里@后面的要照抄，至少{READ}位", f"copy all digits after @ in “{entry}”, {READ} at least")
        )
    return key, digits.lower()


def _expect_whole(names: tuple[str, ...], stage: str, by: str, page: Path | None, *, everything: bool) -> None:
    """Refuse calls that say too much or too little."""
    if names and everything:
        raise exits.WrongUsage(Text("写了 --all，就不用再写是哪几条", "name entries or write --all, not both"))
    whole = bool(stage) == bool(by) and (not stage or (names or everything)) and not (stage and page)
    if not whole:
        raise exits.WrongUsage(
            Text(
                "签要写全：--sign 哪一道 --by 姓名，再写是哪几条，或者 --all",
                "signing wants --sign STAGE, --by NAME, and ENTRY or --all",
            )
        )


def _checked(project: Path, lang: Lang, *, signing: bool) -> Build:
    """Read and check a project, for signing its screens, too; end with the findings where it cannot be read."""
    from generator.pipeline import check, check_all

    with progress(lang, quiet=False) as step:
        checked = (check_all if signing else check)(project, build_date(""), step)
    if checked.site is None:
        show_findings(checked.findings, Format.TEXT, lang)
        exits.stop_on_errors(checked.findings)
    return checked


def _picked(items: Mapping[str, Item], names: Iterable[str]) -> dict[str, Item]:
    """Return the named ones, or all that wait; wrong usage when there is no entry of a name."""
    if missing := [name for name in names if name not in items]:
        raise exits.WrongUsage(
            Text(
                f"没有“{missing[0]}”这一条，或者它还读不出来。要写成 栏目/编号，例如 {list(items)[-1]}",
                f"there is no entry “{missing[0]}”, or it cannot be read; write it like {list(items)[-1]}",
            )
        )
    return {name: items[name] for name in names} or {key: i for key, i in items.items() if i.state.next_stage}


def _list(checked: Build, items: Mapping[str, Item], lang: Lang) -> None:
    """Print what waits, by stage, the last stage first: that is nearest to going out."""
    from generator.store.rules import REVIEW_UNREADABLE

    show_findings([f for f in checked.findings if f.rule.id == REVIEW_UNREADABLE.id], Format.TEXT, lang)
    waiting = _picked(items, ())
    stages = checked.site.settings.review if checked.site else ()
    for stage in reversed(stages):
        due = [item for item in waiting.values() if item.state.next_stage == stage]
        if due:
            print(Text(f"等{stage}，{len(due)}条：", f"waiting for {stage}: {len(due)}").in_lang(lang))
        for item in due:
            print(f"  {_said(item, lang)}")
    print(_sum(len(items) - len(waiting), len(waiting)).in_lang(lang))


def _said(item: Item, lang: Lang) -> str:
    """Return an item on one line: key, title, and what has happened to it so far."""
    news = Text("改过", "changed") if item.state.last else Text("没审过", "new")
    wrong = [Text("有错误，先改好", "has errors").in_lang(lang)] if item.errors else []
    marks = [news.in_lang(lang), *item.signed, *wrong]
    return printable(f"{item.shown.key}  {item.title.in_lang(lang)}  [{', '.join(marks)}]")


def _sum(approved: int, waiting: int) -> Text:
    if not waiting:
        return Text(f"都审完了，一共{approved}条", f"all {approved} are approved")
    return Text(
        f"审完{approved}条，在等{waiting}条\n"
        "看哪里变了：streetlight review 栏目/编号；全部写成网页：--html 审核.html\n"
        "签：看的时候，签的命令就写在下面，照抄；要签全部就写 --all",
        f"{approved} approved, {waiting} waiting\n"
        "See what changed: streetlight review ENTRY; all as a page: --html review.html\n"
        "Sign: with the command that stands below what changed, or all with --all",
    )


def _show(picked: Mapping[str, Item], lang: Lang) -> None:
    """Print what changed since the last approval."""
    from generator.render.review import SIGN, difference_text, sign_command

    for item in picked.values():
        print(_said(item, lang))
        print(difference_text(item.changes, lang) or Text("  没有变", "  nothing changed").in_lang(lang))
        for wrong in item.errors:
            print(printable(f"  {wrong.message(lang)}  [{wrong.rule.id}]"))
        if item.state.next_stage and not item.errors:
            print(f"  {sign_command(item.state.next_stage, item.shown.key, item.shown.digest, lang)}")
        print()
    print(SIGN.in_lang(lang))


def _write(project: Path, checked: Build, picked: Mapping[str, Item], page: Path, lang: Lang) -> None:
    """Write what changed as a page of HTML."""
    from generator.cli.waiting import board
    from generator.files import write_whole
    from generator.render.review import review_page

    assert checked.site is not None  # noqa: S101  # else there were no items
    write_whole(page, review_page(board(project, checked.site, picked.values(), page, lang), lang))
    print(Text(f"写好了：{page}（{len(picked)}条）", f"wrote {page} ({len(picked)} entries)").in_lang(lang))


def _sign(
    project: Path,
    checked: Build,
    items: Mapping[str, Item],
    read: Mapping[str, str],
    said: tuple[str, str],
    lang: Lang,
) -> None:
    """Sign the named entries, or all that wait for the stage."""
    from generator.cli.signing import pen_of, sign_items

    assert checked.site is not None  # noqa: S101  # as above
    pen = pen_of(*said, checked.site.settings.review)
    due = {key: i for key, i in _picked(items, read).items() if read or i.state.next_stage == pen.stage}
    sign_items(project, checked.site, due, read, pen, lang)
