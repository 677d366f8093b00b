"""What reviewers read: the changes of an entry for the terminal, and all that waits as one page to open or to print."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.findings import Lang, Place, Text
from generator.render.alone import page_alone
from generator.render.difference import Change, Piece, difference
from generator.render.website.links import quoted
from generator.schema import PartialDate
from generator.settings import THEME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

__all__ = ["SIGN", "Board", "Change", "Waiting", "difference", "difference_text", "review_page", "sign_command"]
_TEMPLATE = THEME / "review" / "review.html"
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_AROUND, _DIGEST, _READ = 24, 8, 12
"""Characters of unchanged text that are shown before and after a change; digits of the digests of a picture, of an entry."""
SIGN = Text(
    "命令里@后面那几位，是照看到的内容算的：看过以后又改了，就签不上。",
    "The digits after @ are reckoned from what you read: if it is changed afterwards, the command signs nothing.",
)
_NAME = Text("姓名", "NAME")
_WORDS = {
    "digits": SIGN,
    "title": Text("审核", "Review"),
    "none": Text("没有在等的，都审完了。", "Nothing waits: all is approved."),
    "count": Text("在等的：", "Waiting: "),
    "how": Text(
        "一条一条看。没有错，就由本人照抄框里的命令签，只改姓名；有错，先改文件。没有审完的不会发布。",
        "Read each one. If it is right, sign it with the command in its box; if not, change the file first. "
        "What is not approved is not released.",
    ),
    "waits": Text("等", "Waits for "),
    "done": Text("审完的", "Approved"),
    "first": Text("第一次审", "first review"),
    "changed": Text("改过", "changed"),
    "was": Text("原来", "before"),
    "is": Text("现在", "now"),
    "field": Text("字段", "field"),
    "nothing": Text("（没有）", "(nothing)"),
    "no_picture": Text("没有留下小图，文件指纹", "no small picture was kept; digest"),
    "file": Text("文件", "file"),
    "line": Text("第{}行", "line {}"),
    "signed": Text("已签", "signed"),
    "blocked": Text("先改好这些，才能签：", "To be put right before it can be signed:"),
    "sign": Text("没有错，签：", "If it is right, sign:"),
    "name": Text("签名", "signature"),
    "date": Text("日期", "date"),
    "legend": Text("划掉的是去掉的，画线加粗的是新加的。", "Struck out is gone, bold and underlined is new."),
    "left_out": Text("……（{}个字没有变）……", " … ({} characters unchanged) … "),
}


@dataclass(frozen=True)
class Waiting:
    """An entry (or the settings) that waits for a stage: what changed since every stage last signed it.

    `first`: they never did. `signed`: who has signed it as it is now, as sentences. `errors` keep it from being signed.
    `digest`: of what is shown now.
    """

    key: str
    title: str
    collection: str
    stage: str
    place: Place
    changes: Sequence[Change]
    first: bool = False
    signed: Sequence[str] = ()
    errors: Sequence[str] = ()
    digest: str = ""


@dataclass(frozen=True)
class Board:
    """All that waits on a site on a day, in the order of its collections.

    `pictures`: small pictures by the sha256 of the files they were made of, as WebP. `root`: the address of the project's
    folder seen from the page, empty or ending in `/`.
    """

    site: str
    stages: Sequence[str]
    waiting: Sequence[Waiting]
    pictures: Mapping[str, bytes]
    root: str = ""
    day: dt.date | None = None


def sign_command(stage: str, key: str, digest: str, lang: Lang = "zh") -> str:
    """Return the command that signs what was read of an entry, and nothing else."""
    read = f"{key}@{digest[:_READ]}" if digest else key
    return visible(f"streetlight review --sign {stage} --by {_NAME.in_lang(lang)} {read}")


def difference_text(changes: Iterable[Change], lang: Lang = "zh") -> str:
    """Return changes for a terminal: a label, then what was (-) and what is (+), changed words in 「」.

    Nothing in it can steer the terminal: what cannot be seen stands as its number.
    """
    return "\n".join(line for change in changes for line in _told(change, lang))


def _told(change: Change, lang: Lang) -> Iterator[str]:
    yield visible(change.label)
    for sign, text in (("-", change.old), ("+", change.new)):
        if text is not None:
            yield from (f"  {sign} {line}" for line in _lines(change, sign, text, lang))


def _lines(change: Change, sign: str, text: str, lang: Lang) -> list[str]:
    if change.picture:
        return [f"{_WORDS['file'].in_lang(lang)} {visible(text[:_DIGEST])}"]
    if change.old is None or change.new is None:
        return visible(text).split("\n")
    runs = (p for p in _shortened(change.pieces, lang) if p.sign in {" ", sign})
    return "".join(visible(p.text) if p.sign == " " else f"「{visible(p.text)}」" for p in runs).split("\n")


def visible(text: str) -> str:
    """Return a text in which every character can be seen: others stand as their number; line ends stay."""
    return "".join(_seen(ch) for ch in text)


def _seen(ch: str) -> str:
    return f"<U+{ord(ch):04X}>" if ch != "\n" and unicodedata.category(ch) in _UNSEEN else ch


def _shortened(pieces: Sequence[Piece], lang: Lang) -> list[Piece]:
    """Return the runs of a text, of long unchanged ones only what stands beside a change."""
    found = []
    for i, piece in enumerate(pieces):
        before = _AROUND if i > 0 else 0
        after = _AROUND if i < len(pieces) - 1 else 0
        hidden = len(piece.text) - before - after
        if piece.sign == " " and hidden > _AROUND:
            said = _WORDS["left_out"].in_lang(lang).format(hidden)
            piece = Piece(" ", piece.text[:before] + said + piece.text[len(piece.text) - after :])  # noqa: PLW2901
        found.append(piece)
    return found


def review_page(board: Board, lang: Lang = "zh") -> bytes:
    """Return all that waits as one HTML page that needs no other file and runs no script."""
    rank = {stage: i for i, stage in enumerate(board.stages)}
    waiting = sorted(board.waiting, key=lambda w: rank.get(w.stage, len(rank)))
    stages = [(stage, _by_collection(list(found))) for stage, found in groupby(waiting, key=lambda w: w.stage)]
    return page_alone(
        _TEMPLATE,
        lang=lang,
        board=board,
        stages=stages,
        said={name: text.in_lang(lang) for name, text in _WORDS.items()},
        cell=lambda change, sign: _cell(change, sign, lang),
        picture=lambda digest: _uri(board.pictures.get(digest)),
        href=lambda place: board.root + quoted(place.path),
        visible=visible,
        sign_command=lambda waits: sign_command(waits.stage, waits.key, waits.digest, lang),
        day=_day(board.day, lang),
    )


def _day(day: dt.date | None, lang: Lang) -> str:
    if day is None:
        return ""
    date = PartialDate.of(day)
    return Text(date.zh, date.iso).in_lang(lang)


def _by_collection(waiting: list[Waiting]) -> dict[str, list[Waiting]]:
    groups: dict[str, list[Waiting]] = {}
    for one in waiting:
        groups.setdefault(one.collection, []).append(one)
    return groups


def _cell(change: Change, sign: str, lang: Lang) -> Markup:
    """Return one side of a change: what is gone (`-`) struck out, what is new (`+`) underlined."""
    if change.old is None or change.new is None:
        return escape(visible(change.old or change.new or ""))
    element = Markup("<del>{}</del>") if sign == "-" else Markup("<ins>{}</ins>")
    runs = (p for p in _shortened(change.pieces, lang) if p.sign in {" ", sign})
    return Markup("").join(escape(visible(p.text)) if p.sign == " " else element.format(visible(p.text)) for p in runs)


def _uri(picture: bytes | None) -> str:
    return f"data:image/webp;base64,{base64.b64encode(picture).decode()}" if picture else ""
