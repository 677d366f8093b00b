"""Cutting fonts down to the characters a page or slide shows, and the CSS that loads the result.

HarfBuzz cuts, a hundred times as fast as fontTools. It is imported inside functions: it is heavy, and an unchanged
subset comes from the cache without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from generator.files import write_whole
from generator.render import woff2
from generator.render.beside import beside, put_beside
from generator.site.glyphs import system_fonts

# Part of each cache key: raise it when the way of cutting changes, else old bytes live on.
RECIPE = "3"
FEATURES = [b"halt", b"palt", b"vert", b"tnum"]
NAMES = [0, 1, 2, 4, 6, 13, 14]
"""Copyright and licence travel with every copy."""


@dataclass(frozen=True)
class Source:
    """A font file to cut from: its sha256 and, in a collection, the index of the font."""

    path: Path
    sha256: str
    index: int = 0


@dataclass(frozen=True)
class Subset:
    """One font file for the output: CSS family and weight, file name, its characters (sorted), woff2 bytes."""

    family: str
    weight: int
    name: str
    chars: str
    data: bytes


def cut(source: Source, chars: str, cache: Path | None = None) -> bytes:
    """woff2 with exactly the characters of `chars`, the same bytes each time; read from `cache` when known."""
    data = known(source, chars, cache)
    if data is None:
        data = _make(source, "".join(sorted(set(chars))))
        if cache:
            write_whole(_kept(source, chars, cache), data)
    return data


def known(source: Source, chars: str, cache: Path | None) -> bytes | None:
    """Return a cut that was made before, None where there is none."""
    try:
        return _kept(source, chars, cache).read_bytes() if cache else None
    except FileNotFoundError:
        return None


def _kept(source: Source, chars: str, cache: Path) -> Path:
    told = f"{RECIPE}\n{source.sha256}\n{source.index}\n{''.join(sorted(set(chars)))}"
    return cache / f"{hashlib.sha256(told.encode()).hexdigest()}.woff2"


def css(outputs: Iterable[Subset], prefix: str = "") -> str:
    """The `@font-face` rules of these files, one a line; `prefix` goes before each file name ("fonts/").

    Files of one face that was split get a unicode-range, so that the browser asks each only for what it has.
    """
    files = list(outputs)
    faces = [(file.family, file.weight) for file in files]
    rules = []
    for file in files:
        split = faces.count((file.family, file.weight)) > 1
        limit = f";unicode-range:{_unicode_range(file.chars)}" if split else ""
        rules.append(
            f'@font-face{{font-family:"{file.family}";font-weight:{file.weight};font-style:normal;'
            f'src:url("{prefix}{file.name}") format("woff2"){limit}}}\n'
        )
    return "".join(rules)


def system_font_for(ch: str) -> Source | None:
    """A font of this machine that has `ch`, or None (also without fontconfig). See `system_fonts` for the order.

    Whether that font may be shipped is not known here: say in the build report which file was used.
    """
    for path, index in system_fonts(ch):
        return Source(path, hashlib.sha256(path.read_bytes()).hexdigest(), index)
    return None


def _make(source: Source, chars: str) -> bytes:
    import uharfbuzz as hb  # noqa: PLC0415 (heavy: not for a cache hit)

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, chars))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag) for tag in FEATURES)
    wanted.name_id_set.clear()
    wanted.name_id_set.update(NAMES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    small = hb.subset(_face(source), wanted).blob.data
    return woff2.packed(small)


@lru_cache(maxsize=8)
def _face(source: Source) -> Any:  # noqa: ANN401 (HarfBuzz carries no types)
    """Return a font file opened for cutting: unpacking one takes ten times as long as a cut."""
    import uharfbuzz as hb  # noqa: PLC0415 (heavy, as above)

    plain = beside(source.path.stem, source.sha256)
    if plain.is_file():
        return hb.Face(hb.Blob.from_file_path(plain))  # mapped: only the glyphs that are cut are ever read
    data = source.path.read_bytes()
    return hb.Face(hb.Blob(_plain(data) if data[:4] == woff2.SIGNATURE else data), source.index)


def install(files: Iterable[Source]) -> None:
    """Put font files unpacked beside our modules, as installing does with the shipped ones."""
    for file in files:
        put_beside(file.path.stem, file.sha256, _plain(file.path.read_bytes()))


def _plain(data: bytes) -> bytes:
    try:
        return woff2.unpacked(data)
    except ValueError:  # not one of the shipped fonts: those are packed as they are
        from fontTools.ttLib import woff2 as thorough  # noqa: PLC0415 (heavy, and rarely needed)

        out = BytesIO()
        thorough.decompress(BytesIO(data), out)
        return out.getvalue()


def _unicode_range(chars: str) -> str:
    """Code points as CSS wants them: "U+41-43,U+61"."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)
