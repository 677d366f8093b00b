"""The command `verify`: does a folder, a stick or an address of this computer hold exactly an approved release?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli import exits
from generator.cli.options import LangName, Project, existing, output
from generator.cli.sealed import damaged, gone
from generator.cli.show import printable
from generator.findings import Text

if TYPE_CHECKING:
    from generator.publish.lines import LogLine
    from generator.publish.log import Log
    from generator.publish.verify import Verdict
    from generator.settings import Settings

NAMED = 20
"""So many differences are named; the others are counted."""
_FORMS = {
    "pictures": Text("图片", "stills"),
    "stick": Text("U盘", "stick"),
    "sheet": Text("审批单", "approval sheet"),
    "video": Text("视频", "video"),
}


def verify_command(
    place: Annotated[
        str, typer.Argument(help="文件夹、U盘、视频，或者本机的网址；不写就是项目里的 public", metavar="PATH|URL")
    ] = "",
    project: Project = Path(),
    lang: LangName = "zh",
) -> None:
    """Compare a place with the log; exit 0 only when it holds exactly the newest release, approved as the settings ask."""
    from generator.publish.log import read_log
    from generator.publish.signatures import false_signatures, is_signed
    from generator.store.salvage import salvage_settings

    log = read_log(existing(project))
    settings = salvage_settings(project).settings
    keys = _keys(settings)
    broken = [*log.damages, *false_signatures(log.lines, keys)]
    if log.lost or broken:
        print((damaged(broken) if broken else gone(log.lost)).in_lang(lang))
        raise typer.Exit(exits.FINDINGS)
    verdict = _verdict(log, place, output(project, None))
    for said in _said(verdict, log, settings.review):
        print(printable(said.in_lang(lang)))
    signed = verdict.line is None or is_signed(verdict.line, keys)
    if not signed:
        print(_UNSIGNED.in_lang(lang))
    if not (verdict.exact and signed) or verdict.lacking(settings.review):
        raise typer.Exit(exits.FINDINGS)


def _keys(settings: Settings) -> dict[str, str]:
    from generator.publish.keys import CannotSign, listed

    try:
        return listed(settings.public_keys)
    except CannotSign as found:
        raise exits.WrongUsage(found.text) from None


def _verdict(log: Log, place: str, live: Path) -> Verdict:
    from generator.publish.places import Address, Folder, Foreign, Unreachable
    from generator.publish.verify import verify, verify_film

    if "://" in place:
        try:
            return verify(log, Address.of(place), live)
        except Foreign:
            raise exits.WrongUsage(_FOREIGN) from None
        except Unreachable as nobody:
            said = nobody.text
            raise exits.WrongUsage(Text(f"{said.zh}这个网址：{place}", f"{said.en}: {place}")) from None
    path = Path(place).resolve() if place else live
    if path.is_file():
        return verify_film(log, path)
    if not path.is_dir():
        raise exits.WrongUsage(Text(f"没有这个文件夹：{path}", f"there is no folder {path}"))
    return verify(log, Folder(path), live)


def _said(verdict: Verdict, log: Log, stages: tuple[str, ...]) -> Iterator[Text]:
    """Yield every sentence about a verdict, the sum first."""
    line, count = verdict.line, len(verdict.differences)
    if line is None:
        yield Text("不是发布过的样子", "holds no release as it was released")
    else:
        same = Text("一个字节不差", "exact to the byte") if not count else _differs(count)
        yield Text(
            f"{same.zh}：{_release(line).zh}，{verdict.files}个文件",
            f"{same.en}: {_release(line).en}, {verdict.files} files",
        )
        yield from _reviewed(line)
        yield from (_lacking(stages, lacking) for lacking in [verdict.lacking(stages)] if lacking)
        yield _age(verdict)
        yield from (_begun_anew(line.lost) for line in log.lines[:1] if line.lost)
    if line and not verdict.whole:
        yield _UNSEEN
    for difference in verdict.differences[:NAMED]:
        path, text = difference.path, difference.text
        yield Text(f"  {path}：{text.zh}", f"  {path}: {text.en}") if path else Text(f"  {text.zh}", f"  {text.en}")
    yield from (
        Text(f"  {path}：系统留下的，不算", f"  {path}: left by a system, not counted") for path in verdict.left[:NAMED]
    )
    if count > NAMED:
        yield Text(f"  还有{count - NAMED}处", f"  and {count - NAMED} more")


def _differs(count: int) -> Text:
    return Text(f"有{count}处不一样", f"differs in {count} places")


def _release(line: LogLine) -> Text:
    """Return which release a line is about."""
    record = line.record
    screen, _, form = record.what.partition("/")
    made = _FORMS.get(form, Text(form, form))
    kinds = {
        "site": Text("网站和屏幕", "website and screens"),
        "withdraw": Text("撤播的那一次，只有标语", "withdrawn: the slogan only"),
        "export": Text(f"屏幕 {screen} 的{made.zh}", f"{made.en} of screen {screen}"),
    }
    what = kinds[record.kind.value]
    because = f"（{record.because}）" if record.because else ""
    return Text(
        f"第{line.n}次，{record.release}，{record.date}，{what.zh}{because}",
        f"no. {line.n}, {record.release}, {record.date}, {what.en}"
        + (f" ({record.because})" if record.because else ""),
    )


def _reviewed(line: LogLine) -> Iterator[Text]:
    approval = line.record.approval
    stages = "、".join(approval.stages)
    if stages:
        yield Text(
            f"审核：{stages}都签了，{approval.approved}条",
            f"approved by {', '.join(approval.stages)}: {approval.approved} entries",
        )
    elif line.record.kind.value != "withdraw":
        yield Text(
            "没有人审过：那时网站设置里写着“审核: 不审”", "nobody approved it: review was off in the settings then"
        )


def _lacking(stages: tuple[str, ...], lacking: tuple[str, ...]) -> Text:
    return Text(
        f"审得不够，少了{'、'.join(lacking)}：网站设置里要审{'、'.join(stages)}。审完再 streetlight build 一次",
        f"not approved as the settings ask: {', '.join(lacking)} of {', '.join(stages)} missing. "
        "Sign, then build once more",
    )


def _age(verdict: Verdict) -> Text:
    """Say whether a release is the newest one."""
    if verdict.newer is None:
        return Text("这是最新的一版", "this is the newest")
    newer = _release(verdict.newer)
    if verdict.newer.record.kind.value == "withdraw":
        return Text(f"已经撤播：{newer.zh}", f"since withdrawn: {newer.en}")
    return Text(f"不是最新的，最新的是{newer.zh}", f"not the newest, which is {newer.en}")


def _begun_anew(lines: int) -> Text:
    return Text(f"发布记录丢过一次：以前的{lines}行不见了", f"the log was lost once, with {lines} lines")


_FOREIGN = Text(
    "只看这台电脑上的网址，例如 http://127.0.0.1:8000/；别的网址一个字也不发出去",
    "only addresses of this computer are asked, such as http://127.0.0.1:8000/; nothing is sent anywhere else",
)
_UNSIGNED = Text(
    "发布记录里这一行没有用“公钥”里的钥匙签名，谁写的说不清。在有私钥的电脑上再发布（或者再导出、再撤）一次",
    "its line in the log bears no signature of a key in “公钥”: nobody knows who wrote it. Publish (or export, or withdraw) "
    "once more where the private key is",
)
_UNSEEN = Text(
    "从网址看不到有没有多出来的文件；要全看，就核对文件夹",
    "an address does not tell of extra files; verify the folder for that",
)
