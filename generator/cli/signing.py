"""Signing a stage of review: who, what, and what is refused."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import typer

from generator import clock
from generator.cli import exits
from generator.cli.show import printable
from generator.cli.waiting import Item
from generator.findings import Lang, Text
from generator.site import Site
from generator.store.reviews import person
from generator.store.signing import Pen, refusal, sign
from generator.store.small import keep_small

_LONGEST_NAME = 50


def pen_of(stage: str, by: str, stages: tuple[str, ...]) -> Pen:
    """Return who signs what and when; wrong usage for a stage that the settings do not know, or a name that is none."""
    name = " ".join(by.split())
    if stage not in stages:
        raise exits.WrongUsage(
            Text(
                f"没有“{stage}”这一道。有：{'、'.join(stages)}",
                f"there is no stage “{stage}”; there are {', '.join(stages)}",
            )
        )
    if not person(name) or len(name) > _LONGEST_NAME or not name.isprintable():
        raise exits.WrongUsage(
            Text(f"--by 要写姓名，最多{_LONGEST_NAME}个字", f"--by wants a name of at most {_LONGEST_NAME} characters")
        )
    return Pen(stage, name, clock.now().isoformat(timespec="seconds"))


def sign_items(
    project: Path, site: Site, items: Mapping[str, Item], read: Mapping[str, str], pen: Pen, lang: Lang
) -> None:
    """Sign what can be signed, and say what was and what was not; end with 1 when something could not.

    `read`: by key, the first digits of the digest of what was read; what has another one now is not signed.
    """
    refused = {key: why for key, item in items.items() if (why := _refusal(item, read.get(key, ""), pen))}
    shown = [item.shown for key, item in items.items() if key not in refused]
    seen = {digest for snapshot in shown for _, digest in snapshot.pictures}
    keep_small(project, (known for known in site.media.values() if known.sha256 in seen))
    refused |= sign(project, site.settings.review, pen, shown)
    signed = [snapshot for snapshot in shown if snapshot.key not in refused]
    for snapshot in signed:
        print(printable(f"{pen.stage}  {pen.by}  {snapshot.key}  {snapshot.digest[:12]}"))
    print(Text(f"签了{len(signed)}条", f"{len(signed)} signed").in_lang(lang))
    for key, why in refused.items():
        said = Text(f"没有签 {key}：{why.zh}", f"not signed: {key}: {why.en}")
        print(printable(said.in_lang(lang)), file=sys.stderr)
    if refused:
        raise typer.Exit(exits.FINDINGS)


def _refusal(item: Item, read: str, pen: Pen) -> Text | None:
    if not item.shown.digest.startswith(read):
        return Text("看过以后又改了，再看一遍", "was changed after it was read; read it again")
    if item.errors:
        wrong = item.errors[0]
        return Text(f"有错误，先改好：{wrong.message('zh')}", f"has errors: {wrong.message('en')}")
    return refusal(item.state, pen)
