"""The playlist: what stands on a screen, for how long and until when, in words for the operator. Always Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.publish.export.programme import Programme
from generator.render.screens.slide import CHINA, Slide

OPEN = "不限"
CHANGES = {"cut": "硬切", "hold": "停一下再换", "fade": "渐变"}


@dataclass(frozen=True)
class Playing:
    """What is exported: a screen's programme, the loop that holds at a moment, and what its entries are called."""

    programme: Programme
    moment: int
    titles: Mapping[str, str]
    suffix: str = "png"

    @property
    def loop(self) -> tuple[int, ...]:
        """The slides of the loop, in order."""
        return self.programme.times.loop(self.moment)

    @property
    def seconds(self) -> int:
        """How long the loop takes."""
        return self.programme.seconds(self.loop)

    def names(self) -> list[str]:
        """Return the file names of the loop's stills, numbered in playing order."""
        width = max(3, len(str(len(self.loop))))
        return [f"{number:0{width}d}.{self.suffix}" for number in range(1, len(self.loop) + 1)]

    def title(self, slide: Slide) -> str:
        """Return what a slide is about; with its page where there are several."""
        about, _, page = slide.id.rpartition("/")
        alike = [other for other in self.programme.slides if other.layout == slide.layout]
        pages = sum(other.id.rpartition("/")[0] == about for other in alike)
        title = self.titles.get(entry_of(slide), self.programme.site)
        return f"{title}（第{page}/{pages}页）" if pages > 1 else title


def entry_of(slide: Slide) -> str:
    """Return what a slide is about: `collection/id` of the entry, or `site/` and the layout."""
    return "/".join(slide.id.split("/")[1:3])


def playlist_text(playing: Playing) -> bytes:
    """Return `playlist.txt`: UTF-8 with a mark and CRLF, as the editors on an operator's computer want it."""
    programme = playing.programme
    loop = f"{len(playing.loop)}张，共{duration(playing.seconds)}"
    head = [
        f"屏幕：{programme.name}（{programme.screen}），{programme.size[0]}×{programme.size[1]}",
        f"编号：{programme.code}　版本：{programme.version}　生成：{day(programme.times.built)}",
        f"这一轮：{when(playing.moment)}，{loop}；换页：{CHANGES[programme.change]}",
        "按序号播放，每张停留下面写的秒数。到了“播到”的时间，这一张要撤下，请重新导出。",
        "",
        "序号\t文件\t秒数\t从\t播到\t内容",
    ]
    return windows_text([*head, *(_line(playing, number) for number in range(len(playing.loop)))])


def windows_text(lines: list[str]) -> bytes:
    """Return lines as Notepad reads them in every version."""
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def _line(playing: Playing, number: int) -> str:
    slide = playing.programme.slides[playing.loop[number]]
    file = playing.names()[number]
    cells = (file.partition(".")[0], file, str(slide.dwell), since(slide), until(slide), playing.title(slide))
    return "\t".join(cells)


def duration(seconds: int) -> str:
    """Return a time in words."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}分{rest}秒" if minutes and rest else f"{minutes}分" if minutes else f"{rest}秒"


def since(slide: Slide) -> str:
    """Return from when a slide plays."""
    return _short(slide.start) if slide.start else OPEN


def until(slide: Slide) -> str:
    """Return its last day, or the minute at which it is over."""
    if not slide.end:
        return OPEN
    over = _time(slide.end)
    return _short(slide.end) if over.hour or over.minute else f"{over - dt.timedelta(days=1):%Y-%m-%d}"


def day(moment: int) -> str:
    """Return the day of a moment."""
    time = _time(moment)
    return f"{time.year}年{time.month}月{time.day}日"


def when(moment: int) -> str:
    """Return a moment to the minute."""
    return f"{day(moment)}{_time(moment):%H:%M}"


def _short(moment: int) -> str:
    time = _time(moment)
    return f"{time:%Y-%m-%d %H:%M}" if time.hour or time.minute else f"{time:%Y-%m-%d}"


def _time(moment: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment // 1000, CHINA)
