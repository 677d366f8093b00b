"""The approval sheet, filled in: every slide that a release can show, with the digest of each picture."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence

from generator.publish.export.drawing import Easel
from generator.publish.export.playlist import OPEN, Playing, day, duration, entry_of, since, until, when
from generator.render.approval import Row, Sheet, approval_page
from generator.render.screens.parts import Part
from generator.render.screens.slide import Slide

THUMBNAIL = 480
"""The longer side of a picture on the sheet, in pixels; screens that are smaller are shown pixel for pixel."""
_GROUP = 8
_DATES = re.compile(rb"(?<=Date \(D:)\d{14}")


def sheet_page(playing: Playing, stills: Mapping[int, bytes], easel: Easel) -> bytes:
    """Return the sheet as HTML."""
    programme, loop = playing.programme, playing.loop
    others = [i for i in range(len(programme.slides)) if i not in loop]
    small = max(programme.size) <= THUMBNAIL

    def row(index: int, place: str) -> Row:
        still = stills[index]
        picture = _uri("png", still) if small else _uri("jpeg", easel.thumbnail(still, THUMBNAIL))
        return _row(playing, programme.slides[index], place, picture, hashlib.sha256(still).hexdigest())

    sheet = Sheet(
        site=programme.site,
        screen=programme.name,
        code=programme.code,
        facts=_facts(playing),
        digest=_grouped(programme.digest),
        loop=[row(i, _numbers(playing, i)) for i in dict.fromkeys(loop)],
        others=[row(i, _times(programme.times.parts, i)) for i in others],
        upright=programme.size[1] > programme.size[0],
        pixels=small,
    )
    return approval_page(sheet)


def dated(pdf: bytes, built: int) -> bytes:
    """Return a PDF that says it was made on the day of the build: the same sheet is the same file on any day."""
    return _DATES.sub(f"{dt.datetime.fromtimestamp(built // 1000, dt.UTC):%Y%m%d%H%M%S}".encode(), pdf)


def _facts(playing: Playing) -> list[tuple[str, str]]:
    programme, loop = playing.programme, playing.loop
    return [
        ("发布单位", programme.site),
        ("显示屏", f"{programme.name}（{programme.screen}）"),
        ("像素", f"{programme.size[0]}×{programme.size[1]}"),
        ("屏角编号", programme.code),
        ("生成日期", day(programme.times.built)),
        ("版本", str(programme.version)),
        ("画面", f"共{len(programme.slides)}张"),
        ("一轮", f"{len(loop)}张，{duration(playing.seconds)}（{when(playing.moment)}）"),
    ]


def _row(playing: Playing, slide: Slide, place: str, picture: str, digest: str) -> Row:
    return Row(
        place=place,
        picture=picture,
        title=playing.title(slide),
        entry=entry_of(slide),
        seconds=slide.dwell,
        time=_time(slide),
        digest=_grouped(digest),
    )


def _time(slide: Slide) -> list[str]:
    bounds = [f"{since(slide)} 起"] * bool(slide.start) + [f"{until(slide)} 止"] * bool(slide.end)
    return bounds or [OPEN]


def _numbers(playing: Playing, index: int) -> str:
    names = zip(playing.names(), playing.loop, strict=True)
    return "、".join(name.partition(".")[0] for name, i in names if i == index)


def _times(parts: Sequence[Part], index: int) -> str:
    return "、".join(dict.fromkeys(part.name for part in parts if index in part.loop))


def _uri(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _grouped(digest: str) -> list[str]:
    return [digest[i : i + _GROUP] for i in range(0, len(digest), _GROUP)]
