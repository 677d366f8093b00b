"""The playlist: what stands on a screen, for how long and until when, in words for the operator. Always Chinese."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.publish.export.programme import Programme
from generator.publish.export.times import day, duration, since, told, until, when
from generator.render.screens.layout import LAYOUTS, read_yaml
from generator.render.screens.parts import NORMAL, TAKEOVER, Part
from generator.render.screens.play import stands
from generator.render.screens.slide import Slide
from generator.settings import THEME
from generator.settings.screen import CHANGES

_SITE = "site/"
"""What the screen's own slides are about."""
_TOPIC = re.compile(r'<p class="t (?:roll )?s-topic .*?>(.*?)</p>')
_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True)
class Playing:
    """What is exported: a screen's programme, the loop that holds at a moment, and what its entries are called."""

    programme: Programme
    moment: int
    titles: Mapping[str, str]
    suffix: str = "png"
    place: str = ""
    """Where the screen stands, if that is known."""

    @property
    def loop(self) -> tuple[int, ...]:
        """The slides of the loop, in order."""
        return self.programme.times.loop(self.moment)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are not over yet when the release is built."""
        times = self.programme.times
        return tuple(part for part in times.parts if not part.end or part.end > times.built)

    @property
    def shown(self) -> tuple[int, ...]:
        """The slides that play at some time, in the order of the deck."""
        return tuple(sorted({*self.loop, *(i for part in self.parts for i in part.loop)}))

    @property
    def elsewhere(self) -> list[Part]:
        """The parts with a playlist that play when this loop does not."""
        times = self.programme.times
        held = (p for p in self.parts if times.holds(p, self.moment) and any(i in self.loop for i in p.loop))
        playing = max(held, key=lambda part: part.level, default=None)
        return [part for part in self.parts if NORMAL <= part.level <= TAKEOVER and part is not playing]

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
        if title == self.programme.site:  # of no single entry, or of the whole: other slides would be called the same
            title = _heading(slide)
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
        f"这一轮：{when(playing.moment)}，{loop}；换页：{_change(programme)}",
        "按序号播放，每张停留下面写的秒数。到了“播到”的时间，这一张要撤下，请重新导出。",
        "",
        "序号\t文件\t秒数\t从\t播到\t内容",
    ]
    loops = [_line(playing, number) for number in range(len(playing.loop))]
    others = [f"{told(part)}另播一套：用 --at 导出" for part in playing.elsewhere]
    return windows_text([*head, *loops, *[""] * bool(others), *others])


def windows_text(lines: list[str]) -> bytes:
    """Return lines as Notepad reads them in every version."""
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def _line(playing: Playing, number: int) -> str:
    slide = playing.programme.slides[playing.loop[number]]
    file = playing.names()[number]
    times = since(slide.start), until(stands(slide, playing.moment))
    cells = (file.partition(".")[0], file, str(slide.dwell), *times, playing.title(slide))
    return "\t".join(cells)


def _change(programme: Programme) -> str:
    """Return how slides change, in the settings' words: the hold is how the player makes a cut."""
    return CHANGES.get(programme.change, CHANGES["cut"])


def _heading(slide: Slide) -> str:
    """Return what a slide of no single entry is called: its own heading; the screen's own by their layout."""
    lines = [] if entry_of(slide).startswith(_SITE) else _TOPIC.findall(slide.html)
    return html.unescape(_TAG.sub("", "".join(lines))) or _label(slide.layout)


def _label(layout: str) -> str:
    return str(read_yaml(THEME / LAYOUTS / layout / "layout.yml")["label"])
