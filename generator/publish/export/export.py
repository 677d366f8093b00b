"""The exports of one screen: stills, video, stick and sheet, all made of the folder that its player would play."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from PIL import Image

from generator.publish.export.drawing import Easel, Told
from generator.publish.export.film import Film
from generator.publish.export.playlist import Playing, playlist_text
from generator.publish.export.programme import Programme, read_programme
from generator.publish.export.readme import readme_text
from generator.publish.export.sheet import dated, sheet_page
from generator.publish.export.video import LARGEST
from generator.site import Artifact
from generator.site.mp4 import without_private_boxes

PLAYLIST, README, VIDEO, PLAYER = "playlist.txt", "README.txt", "loop.mp4", "player"
SHEET, PRINTED = "sheet.html", "sheet.pdf"
_DATA = "a.js"
_ENCODINGS: dict[str, tuple[str, dict[str, object]]] = {
    "jpg": ("JPEG", {"quality": 95, "subsampling": 0, "progressive": False}),
    "bmp": ("BMP", {}),
}
"""As senders read them: JPEG is baseline, and its colours are not halved."""


class TooLarge(Exception):  # noqa: N818  # a verdict on the loop
    """The video would be larger than senders read."""


@dataclass(frozen=True)
class Export:
    """One screen at one moment. Every method returns files as path → bytes, the same ones each time."""

    files: Mapping[str, bytes]
    playing: Playing
    easel: Easel
    cache: Path
    told: Told

    @property
    def programme(self) -> Programme:
        """What the screen plays at all times."""
        return self.playing.programme

    def pictures(self) -> dict[str, bytes]:
        """Return the stills of the loop, and the playlist."""
        stills = (self._stills[index] for index in self.playing.loop)
        named = {n: _encoded(still, n) for n, still in zip(self.playing.names(), stills, strict=True)}
        return {**named, PLAYLIST: playlist_text(self.playing)}

    def video(self) -> bytes:
        """Return the loop as MP4. Raises TooLarge."""
        return self._film

    def stick(self) -> dict[str, bytes]:
        """Return what goes onto a stick: stills, video, the player and words for the operator."""
        player = {f"{PLAYER}/{name}": data for name, data in self.files.items()}
        return {**self.pictures(), VIDEO: self.video(), README: readme_text(self.playing), **player}

    def sheet(self) -> dict[str, bytes]:
        """Return the sheet to be signed, for the screen and for paper."""
        wanted = [*self.playing.loop, *self.playing.shown]
        page = sheet_page(self.playing, self.easel.stills(wanted, self.told), self.easel)
        return {SHEET: page, PRINTED: dated(self.easel.pdf(page), self.programme.times.built)}

    @cached_property
    def _film(self) -> bytes:
        film = Film(self.programme, self.playing.loop, self._stills, self.easel).encoded(self.cache, self.told)
        data = without_private_boxes(film)  # ffmpeg signs what it makes
        if len(data) > LARGEST:
            raise TooLarge
        return data

    @cached_property
    def _stills(self) -> dict[int, bytes]:
        return self.easel.stills(self.playing.loop, self.told)


def programme_of(artifacts: Iterable[Artifact], screen: str) -> tuple[dict[str, bytes], Programme]:
    """Return the files of a screen's folder by name, and what they play."""
    base = f"screens/{screen}/"
    files = {a.path.removeprefix(base): a.data for a in artifacts if a.path.startswith(base)}
    return files, read_programme(files[_DATA])


def _encoded(still: bytes, name: str) -> bytes:
    how = _ENCODINGS.get(name.rpartition(".")[2])
    if how is None:
        return still
    out = BytesIO()
    with Image.open(BytesIO(still)) as image:
        image.convert("RGB").save(out, how[0], **how[1])
    return out.getvalue()
