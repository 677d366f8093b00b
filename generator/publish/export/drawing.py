"""Drawing: stills of a screen's slides, made by the very page that plays, each drawn once and then kept."""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from PIL import Image

from generator.publish.export.kept import Kept, key
from generator.publish.export.programme import Programme
from generator.publish.export.times import day
from generator.render.stills import Box, Chromium, Stage, Window, browser_program, edition

Told = Callable[[str, int, int], None]
"""Told what is being done, how many of them are done, and of how many."""
PAGE = "index.html"
_PLAYER = "player.js"


@dataclass(frozen=True)
class Roll:
    """A line that rolls: the box of its window, and the whole line as PNG, as wide as it is long."""

    box: Box
    far: int
    picture: bytes


class Easel(ExitStack):
    """Draws what is not yet drawn. The browser starts for that alone; leaving the context ends it.

    `files` is the screen's folder, `moment` the time (milliseconds since 1970) at which its page believes to be.
    """

    def __init__(self, files: Mapping[str, bytes], programme: Programme, moment: int, cache: Path) -> None:
        """Draw nothing yet."""
        super().__init__()
        self._files = files
        self._programme = programme
        self._moment = moment
        self._kept = Kept(cache / "stills")
        self._kept.sweep()
        self._edition = _edition()

    def stills(self, wanted: Sequence[int], told: Told) -> dict[int, bytes]:
        """Return slides as PNG by their index."""
        drawn: dict[int, bytes] = {}
        for index in dict.fromkeys(wanted):
            drawn[index] = self._once("still", index, lambda i=index: self._stage.still(i, self._name(i)))  # type: ignore[misc]
            told("stills", len(drawn), len(set(wanted)))
        return drawn

    def bare(self, index: int) -> bytes:
        """Return the ground that stands alone before a slide; slides of one ground share it."""
        return self._once("bare", index, lambda: self._stage.bare(index, self._name(index)))

    def rolls(self, index: int) -> list[Roll]:
        """Return the lines that roll on a slide."""
        found = json.loads(self._once("rolls", index, lambda: self._drawn_rolls(index)))
        return [Roll(tuple(r["box"]), r["far"], base64.b64decode(r["picture"])) for r in found]

    def clip(self, index: int) -> tuple[Box, bytes]:
        """Return the video of a slide, and its box."""
        found = self._once("clip", index, lambda: json.dumps(self._stage.clip(index, self._name(index))).encode())
        x, y, width, height = json.loads(found)
        return (x, y, width, height), self._files[self._programme.slides[index].video]

    def _drawn_rolls(self, index: int) -> bytes:
        found = [
            {"box": w.box, "far": w.far, "picture": base64.b64encode(_unrolled(self._stage, w)).decode("ascii")}
            for w in self._stage.windows(index, self._name(index))
        ]
        return json.dumps(found).encode()

    def pdf(self, document: bytes) -> bytes:
        """Return a document as the browser prints it."""
        return self._kept_or(key("pdf", document), lambda: self._printed(document))

    def thumbnail(self, still: bytes, side: int) -> bytes:
        """Return a still as JPEG whose longer side is at most so long."""
        name = key("thumbnail", side, still)
        return self._kept.read(name) or self._kept.write(name, _reduced(still, side))

    def _printed(self, document: bytes) -> bytes:
        with tempfile.TemporaryDirectory(prefix="streetlight-") as folder:
            file = Path(folder, PAGE)
            file.write_bytes(document)
            return self._chromium.pdf(file)

    def _name(self, index: int) -> str:
        return self._programme.slides[index].id

    def _once(self, what: str, index: int, draw: Callable[[], bytes]) -> bytes:
        slide, programme = self._programme.slides[index], self._programme
        today = day(self._moment) if slide.fleeting else ""
        made_of = (slide.ground,) if what == "bare" else (slide.html, *slide.pictures, slide.video, today)
        return self._kept_or(key(what, programme.size, programme.style, self._files[_PLAYER], *made_of), draw)

    def _kept_or(self, name: str, draw: Callable[[], bytes]) -> bytes:
        return self._kept.read(name, self._edition) or self._kept.write(name, draw(), self._edition)

    @cached_property
    def _chromium(self) -> Chromium:
        return self.enter_context(Chromium())

    @cached_property
    def _stage(self) -> Stage:
        folder = Path(self.enter_context(tempfile.TemporaryDirectory(prefix="streetlight-")))
        for name, data in self._files.items():
            (folder / name).write_bytes(data)
        return self._chromium.stage(folder / PAGE, self._programme.size, self._moment)


def _unrolled(stage: Stage, window: Window) -> bytes:
    """Return the whole of a line, put together of what its window shows at every width of it."""
    x, y, width, height = window.box
    line = Image.new("RGB", (window.far + width, height))
    for by in (*range(0, window.far, width), window.far):
        with Image.open(BytesIO(stage.rolled(by))) as shown:
            line.paste(shown.crop((x, y, x + width, y + height)), (by, 0))
    out = BytesIO()
    line.save(out, "PNG")
    return out.getvalue()


def _reduced(still: bytes, side: int) -> bytes:
    out = BytesIO()
    with Image.open(BytesIO(still)) as image:
        image.thumbnail((side, side))
        image.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def _edition() -> str:
    """Return the edition of the browser there is; empty where there is none: what is drawn already serves then."""
    program = browser_program()
    return edition(program) if program else ""
