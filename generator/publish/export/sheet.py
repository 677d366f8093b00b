"""The approval sheet, filled in: every slide that a release can show, with the digest of each picture."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence

from generator.publish.export.drawing import Easel
from generator.publish.export.playlist import Playing, entry_of
from generator.publish.export.times import (
    OPEN,
    bounds,
    day,
    duration,
    on,
    part_dates,
    part_days,
    part_hours,
    said_hours,
    when,
)
from generator.render.approval import Row, Sheet, Span, approval_page
from generator.render.screens.parts import Part
from generator.render.screens.slide import Slide

THUMBNAIL = 960
"""The longer side of a picture on the sheet, in pixels: 85 mm of it are as sharp as print."""
PIXELS = 480
"""Screens that are no larger are shown pixel for pixel."""
_GROUP = 8
_LIVE = "日期由播放器按当天算"
_DATES = re.compile(rb"(?<=Date \(D:)\d{14}")


def sheet_page(playing: Playing, stills: Mapping[int, bytes], easel: Easel) -> bytes:
    """Return the sheet as HTML."""
    programme, loop = playing.programme, playing.loop
    others = [i for i in playing.shown if i not in loop]
    small = max(programme.size) <= PIXELS

    def row(index: int, place: str) -> Row:
        still = stills[index]
        picture = _uri("png", still) if small else _uri("jpeg", easel.thumbnail(still, THUMBNAIL))
        return _row(playing, index, place, picture, hashlib.sha256(still).hexdigest())

    sheet = Sheet(
        site=programme.site,
        screen=programme.name,
        code=programme.code,
        facts=_facts(playing),
        digest=_grouped(programme.digest),
        hours=_hours(playing),
        spans=[_span(part) for part in sorted(playing.parts, key=lambda part: part.level)],
        loop=[row(i, _numbers(playing, i)) for i in dict.fromkeys(loop)],
        others=[row(i, _times(playing.parts, i)) for i in others],
        upright=programme.size[1] > programme.size[0],
        pixels=small,
    )
    return approval_page(sheet)


def dated(pdf: bytes, built: int) -> bytes:
    """Return a PDF that says it was made on the day of the build: the same sheet is the same file on any day."""
    return _DATES.sub(f"{dt.datetime.fromtimestamp(built // 1000, dt.UTC):%Y%m%d%H%M%S}".encode(), pdf)


def _facts(playing: Playing) -> list[tuple[str, str]]:
    """Return what is known; what is blank is filled in by hand."""
    programme = playing.programme
    return [
        ("发布单位", f"{programme.site}（盖章）"),
        ("承办科室", ""),
        ("拟稿人", ""),
        ("联系电话", ""),
        ("显示屏", f"{programme.name}（{programme.screen}）"),
        ("位置", playing.place),
        ("像素", f"{programme.size[0]}×{programme.size[1]}"),
        ("屏角编号", programme.code),
        ("生成日期", day(programme.times.built)),
        ("版本", str(programme.version)),
        ("画面", _count(playing)),
        ("一轮", f"{len(playing.loop)}张，{duration(playing.seconds)}（{when(playing.moment)}）"),
    ]


def _count(playing: Playing) -> str:
    """Return how many pictures are signed; a loop may show one of them twice."""
    every, now = len(playing.shown), len(set(playing.loop))
    rest = f"其中{now}张在这一轮里，另有{every - now}张在别的时间播" if every > now else "都在这一轮里"
    return f"共{every}张，{rest}"


def _hours(playing: Playing) -> str:
    times = playing.programme.times
    hours = on(times)
    playing_at = f"每天{said_hours(*hours)}播，别的时间休息。" if hours else "全天播。"
    return playing_at + (f"夜间（{said_hours(*times.night)}）不播太亮的画面。" if times.night else "")


def _span(part: Part) -> Span:
    return Span(part.name, part_days(part), part_hours(part), part_dates(part), len(set(part.loop)))


def _row(playing: Playing, index: int, place: str, picture: str, digest: str) -> Row:
    slide = playing.programme.slides[index]
    return Row(
        place=place,
        picture=picture,
        title=playing.title(slide),
        entry=entry_of(slide),
        seconds=slide.dwell,
        time=_time(slide, [part for part in playing.parts if index in part.loop]),
        digest=_grouped(digest),
    )


def _time(slide: Slide, parts: Sequence[Part]) -> list[str]:
    """Return from when until when a slide plays: within its own dates and those of its parts, on which days of these."""
    ends = [(max(slide.start, p.start), min(filter(None, (slide.end, p.end)), default=0)) for p in parts]
    always = any(not (part.start or part.end) for part in parts)
    spans = [(slide.start, slide.end)] if always else [(a, b) for a, b in ends if not b or a < b]
    lines = [line for start, end in dict.fromkeys(spans) for line in bounds(start, end)] or [OPEN]
    return lines + [f"其中{len(slide.days)}天"] * bool(slide.days) + [_LIVE] * slide.fleeting


def _numbers(playing: Playing, index: int) -> str:
    names = zip(playing.names(), playing.loop, strict=True)
    return "、".join(name.partition(".")[0] for name, i in names if i == index)


def _times(parts: Sequence[Part], index: int) -> str:
    return "、".join(dict.fromkeys(part.name for part in parts if index in part.loop))


def _uri(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _grouped(digest: str) -> list[str]:
    return [digest[i : i + _GROUP] for i in range(0, len(digest), _GROUP)]
