"""The command about keys: list them, make one, retire one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import clock
from generator.cli.exits import WrongUsage
from generator.cli.options import LangName, Out, Project, existing, output
from generator.findings import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from generator.settings import Settings

    Edit = Callable[[str], str | None]


def keys_command(
    project: Project = Path(),
    out: Out = None,
    new: Annotated[bool, typer.Option("--new", help="做一把新钥匙")] = False,
    name: Annotated[str, typer.Option("--name", help="新钥匙的编号；不写就是年份加字母")] = "",
    retire: Annotated[str, typer.Option("--retire", metavar="编号", help="停用一把钥匙")] = "",
    lang: LangName = "zh",
) -> None:
    """List the keys that screens believe; make one, or retire one."""
    from generator.publish.keys import CannotSign, key_folder, listed  # noqa: PLC0415  # --help shall not wait for it

    settings = _settings(existing(project))
    try:
        target = output(project, out)
        folder, public = key_folder(settings.name, project, target), listed(settings.public_keys)
        if new:
            _make(project, folder, name, public, lang)
        elif retire:
            _refuse_lock_out(target, retire, public.keys() - {retire})
            _retire(project, folder, retire, public, lang)
        else:
            _list(folder, public, lang)
    except CannotSign as found:
        raise WrongUsage(found.text) from None


def _settings(project: Path) -> Settings:
    from generator.store import SETTINGS_FILE, read_project  # noqa: PLC0415  # as above

    site = read_project(project, clock.now().date()).site
    if site is None:
        raise WrongUsage(Text(f"{SETTINGS_FILE} 有错，先 check", f"{SETTINGS_FILE} has errors: run check first"))
    return site.settings


def _list(folder: Path, public: Mapping[str, str], lang: Lang) -> None:
    from generator.publish.keys import private_keys  # noqa: PLC0415  # as above

    private = private_keys(folder, public)
    for key in public:
        here = (
            Text("私钥在这台电脑上", "private key here")
            if key in private
            else Text("私钥不在这里", "no private key here")
        )
        print(f"{key}  {here.in_lang(lang)}")
    if not public:
        none = Text("还没有钥匙：屏幕不从网上收更新。做一把：streetlight keys --new", "no keys: make one with --new")
        print(none.in_lang(lang))


def _make(project: Path, folder: Path, name: str, public: Mapping[str, str], lang: Lang) -> None:
    from generator.publish.keys import is_name, make_key, next_name, with_key  # noqa: PLC0415  # as above

    files = {file.stem for file in folder.glob("*.*")} if folder.is_dir() else set()
    taken = files | set(public)
    year = clock.now().year
    name = name or next_name(year, taken)
    if name in taken or not is_name(name):
        raise WrongUsage(
            Text(f"编号“{name}”用过了，或者不是字母和数字", f"“{name}” is taken, or not letters and digits"),
        )
    key = make_key(folder, name)
    _write(project, lambda text: with_key(text, name, key), Text(f"加上 - {name}:{key}", f"add - {name}:{key}"), lang)
    done = Text(
        f"做好了 {name}。私钥在 {folder}，只留在这台电脑上：请另存一份，丢了就要到每块屏幕前换U盘",
        f"made {name}. The private key is in {folder}, on this computer only: keep a copy in a safe place",
    )
    print(done.in_lang(lang))


def _refuse_lock_out(out: Path, name: str, rest: Collection[str]) -> None:
    """Refuse to retire a key while a screen knows none of the others: it would believe nothing any more."""
    from generator.publish.seal import strangers  # noqa: PLC0415  # as above

    if rest and (screens := strangers(out, rest)):
        where, others = "、".join(screens), "、".join(sorted(rest))
        raise WrongUsage(
            Text(
                f"屏幕 {where} 还不认识 {others}，现在停用 {name}，它们以后什么都不收。先 build，等每块屏幕都收到，再停用",
                f"screens {where} do not know {others} yet; without {name} they would take nothing more. "
                "Build first, wait until every screen has the release, then retire it",
            )
        )


def _retire(project: Path, folder: Path, name: str, public: Mapping[str, str], lang: Lang) -> None:
    from generator.publish.keys import retire_key, without_key  # noqa: PLC0415  # as above

    if name not in public:
        raise WrongUsage(Text(f"“公钥”里没有 {name}", f"there is no public key {name}"))
    _write(project, lambda text: without_key(text, name), Text(f"去掉 {name}", f"remove {name}"), lang)
    moved = retire_key(folder, name)
    print(Text(f"停用了 {name}", f"retired {name}").in_lang(lang) + (f"：{moved}" if moved else ""))


def _write(project: Path, edit: Edit, by_hand: Text, lang: Lang) -> None:
    """Change the settings' text; where it is written in a way of its own, say what to change."""
    from generator.files import write_whole  # noqa: PLC0415  # as above
    from generator.store import SETTINGS_FILE  # noqa: PLC0415  # as above

    file = project / SETTINGS_FILE
    changed = edit(file.read_bytes().decode("utf-8"))
    if changed is not None:
        mode = file.stat().st_mode
        write_whole(file, changed.encode())
        file.chmod(mode)
        return
    print(Text(f"请在 {file} 的“公钥”里{by_hand.zh}", f"in “公钥” of {file}, please {by_hand.en}").in_lang(lang))
