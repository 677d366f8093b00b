"""The shipped fonts: what they cover, how wide text is. Reads coverage.json only, never a font file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from generator.render import subset as cutting
from generator.render.subset import Subset
from generator.site.glyphs import codes


class MissingGlyphs(ValueError):  # noqa: N818 (a name that says what happened)
    """Characters were asked of a face that has no glyph for them: `face`, `chars`."""

    def __init__(self, face: str, chars: str) -> None:
        """Name the face and the characters it lacks."""
        super().__init__(f"{face} has no glyph for: {chars} ({' '.join(f'U+{ord(c):04X}' for c in chars)})")
        self.face = face
        self.chars = chars


_held = cache(codes)
"""The code points of ranges: faces that were made from one list share them."""


@dataclass(frozen=True)
class FaceFile:
    """One woff2 file of a face, as coverage.json describes it."""

    name: str
    size: int
    sha256: str
    ranges: str


@dataclass(frozen=True)
class Face:
    """One face: CSS family and weight, metrics in font units, files."""

    name: str
    family: str
    weight: int
    units: int
    ascent: int
    descent: int
    advance: int
    advances: dict[str, str] = field(repr=False)
    files: tuple[FaceFile, ...] = field(repr=False)

    @cached_property
    def where(self) -> dict[int, int]:
        """Code point → index of the file that holds it; the first file wins."""
        found: dict[int, int] = {}
        for index in reversed(range(len(self.files))):
            found |= dict.fromkeys(_held(self.files[index].ranges), index)
        return found

    @cached_property
    def odd(self) -> dict[int, int]:
        """Code point → advance, where it is not the usual one."""
        return {code: int(width) for width, ranges in self.advances.items() for code in codes(ranges)}


class Advances(dict[str, int]):
    """Character → advance in font units, each looked up once; a character that the face lacks is a KeyError."""

    def __init__(self, face: Face) -> None:
        """Know no character yet: there are thousands, and a street uses hundreds."""
        super().__init__()
        self._face = face

    def __missing__(self, ch: str) -> int:
        """Look a character up."""
        code = ord(ch)
        if code not in self._face.where:
            raise KeyError(ch)
        self[ch] = found = self._face.odd.get(code, self._face.advance)
        return found


class Fonts:
    """The faces of a theme/fonts folder. Opening costs one small JSON file; an unknown face is a KeyError."""

    def __init__(self, folder: Path) -> None:
        """Read coverage.json of `folder`."""
        self.folder = folder
        data = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
        self._faces = {name: _face(name, raw) for name, raw in data["faces"].items()}
        self._advances = {name: Advances(face) for name, face in self._faces.items()}

    def faces(self) -> tuple[str, ...]:
        """Names of all faces, in the order of coverage.json."""
        return tuple(self._faces)

    def face(self, face: str) -> Face:
        """All that is known of a face."""
        return self._faces[face]

    def covers(self, face: str, ch: str) -> bool:
        """True if the face has a glyph for the one character `ch`."""
        return ord(ch) in self._faces[face].where

    def missing(self, face: str, text: str) -> str:
        """The characters of `text` that the face lacks, each once, in order. Line breaks and tabs never count."""
        where = self._faces[face].where
        return "".join(dict.fromkeys(c for c in text if ord(c) not in where and c not in "\n\r\t"))

    def units(self, face: str) -> int:
        """Font units in an em."""
        return self._faces[face].units

    def ascent(self, face: str) -> int:
        """Line ascent in font units above the baseline."""
        return self._faces[face].ascent

    def descent(self, face: str) -> int:
        """Line descent in font units, negative below the baseline."""
        return self._faces[face].descent

    def advances(self, face: str) -> Advances:
        """Advance in font units of each character that the face has."""
        return self._advances[face]

    def advance(self, face: str, ch: str) -> int:
        """Advance of one character in font units. Raises MissingGlyphs."""
        advances = self._advances[face]
        try:
            return advances[ch]
        except KeyError:
            raise MissingGlyphs(face, ch) from None

    def width(self, face: str, text: str, px: float) -> float:
        """Width in pixels of one line of text at size `px`: the sum of advances, as CSS with `font-kerning: none`.

        Raises MissingGlyphs.
        """
        advances = self._advances[face]
        try:
            return sum(map(advances.__getitem__, text)) * px / self._faces[face].units
        except KeyError as lacking:
            raise MissingGlyphs(face, lacking.args[0]) from None

    def subset(self, face: str, chars: str, cache: Path | None = None) -> list[Subset]:
        """Cut woff2 files that hold exactly the characters of `chars`, byte for byte the same each time.

        Order and repeats don't matter. One file for each shipped file that contributes; none for no characters.
        `cache` is a folder for finished subsets. Raises MissingGlyphs.
        """
        known = self._faces[face]
        if len(known.files) == 1 and (done := self._done(known, chars, cache)):
            return [done]
        lacking = self.missing(face, chars)
        if lacking:
            raise MissingGlyphs(face, lacking)
        groups: dict[int, set[str]] = {}
        for ch in set(chars) - set("\n\r\t"):
            groups.setdefault(known.where[ord(ch)], set()).add(ch)
        return [self._cut(known, known.files[i], "".join(sorted(groups[i])), cache) for i in sorted(groups)]

    def _done(self, face: Face, chars: str, cache: Path | None) -> Subset | None:
        """Return the cut of a face of one file if it was made before: then none of its characters was missing."""
        (file,), wanted = face.files, "".join(sorted(set(chars) - set("\n\r\t")))
        data = cutting.known(cutting.Source(self.folder / file.name, file.sha256), wanted, cache)
        return Subset(face.family, face.weight, file.name, wanted, data) if data else None

    def _cut(self, face: Face, file: FaceFile, chars: str, cache: Path | None) -> Subset:
        source = cutting.Source(self.folder / file.name, file.sha256)
        data = cutting.cut(source, chars, cache)
        return Subset(face.family, face.weight, file.name, chars, data)


def _face(name: str, raw: dict[str, Any]) -> Face:
    files = tuple(FaceFile(**file) for file in raw["files"])
    return Face(name=name, **{**raw, "files": files})
