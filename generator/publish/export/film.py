"""The film of a loop: which segments a video is joined of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.export import video
from generator.publish.export.drawing import Easel, Told
from generator.publish.export.programme import Programme
from generator.publish.export.video import FPS, FPS_ROLLING, Segment
from generator.render.screens.slide import FRAMES, PAUSE, Slide

HOLD, FADE = "hold", "fade"


@dataclass(frozen=True)
class Film:
    """A loop as video: stills by index, changes as the player makes them, lines that roll."""

    programme: Programme
    loop: tuple[int, ...]
    stills: Mapping[int, bytes]
    easel: Easel

    def encoded(self, cache: Path, told: Told) -> bytes:
        """Return the MP4."""
        before = (*self.loop[-1:], *self.loop[:-1])
        pieces = [piece for was, now in zip(before, self.loop, strict=True) for piece in self._slide(was, now)]
        return video.joined(pieces, cache, told)

    @property
    def fps(self) -> int:
        """Frames a second."""
        rolls = any(self.programme.slides[i].scroll for i in self.loop)
        return FPS_ROLLING if rolls else FPS

    def _slide(self, was: int, now: int) -> list[Segment]:
        slide, still = self.programme.slides[now], video.even(self.stills[now])
        if slide.video:
            return [video.playing(still, *self.easel.clip(now), slide.dwell * self.fps, self.fps)]
        head = [] if was == now else self._change(was, now, still)
        if slide.scroll:
            return [*head, self._rolling(slide, now, still, len(head))]
        return [*head, *[video.standing(still, self.fps)] * (slide.dwell - len(head))]

    def _change(self, was: int, now: int, still: bytes) -> list[Segment]:
        """Return the second in which the slide before becomes this one; none where it is simply cut."""
        kind, ms = self.programme.change, self.programme.change_ms
        if kind == FADE and ms:
            return [video.faded(video.even(self.stills[was]), still, ms, self.fps)]
        if kind == HOLD and ms:
            return [video.held(video.even(self.easel.bare(now)), still, ms, self.fps)]
        return []

    def _rolling(self, slide: Slide, now: int, still: bytes, begun: int) -> Segment:
        frames = range(begun * self.fps, slide.dwell * self.fps)
        step = slide.scroll * FRAMES // self.fps
        return video.rolling(still, self.easel.rolls(now), step, PAUSE * self.fps, frames)
