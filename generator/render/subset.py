"""Cutting fonts down to the characters a page or slide shows, and the CSS that loads the result.

HarfBuzz cuts, a hundred times as fast as fontTools, which packs the result. Both are imported inside functions: they
are heavy, and an unchanged subset comes from the cache without them.
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
from generator.site.glyphs import system_fonts

# Part of each cache key: raise it when the way of cutting changes, else old bytes live on.
RECIPE = "2"
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
    chars = "".join(sorted(set(chars)))
    if cache is None:
        return _make(source, chars)
    key = hashlib.sha256(f"{RECIPE}\n{source.sha256}\n{source.index}\n{chars}".encode()).hexdigest()
    kept = cache / f"{key}.woff2"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        data = _make(source, chars)
        write_whole(kept, data)
        return data


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
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (as above)

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, chars))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag) for tag in FEATURES)
    wanted.name_id_set.clear()
    wanted.name_id_set.update(NAMES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    small = hb.subset(_face(source.path, source.index), wanted).blob.data
    # no time stamp: same input, same bytes
    font = TTFont(BytesIO(small), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    font.close()
    return out.getvalue()


@lru_cache(maxsize=8)
def _face(path: Path, index: int) -> Any:  # noqa: ANN401 (HarfBuzz carries no types)
    """Return a font file opened for cutting: unpacking one takes ten times as long as a cut."""
    import uharfbuzz as hb  # noqa: PLC0415 (heavy, as above)
    from fontTools.ttLib import woff2  # noqa: PLC0415 (as above)

    packed = path.read_bytes()
    if packed[:4] != b"wOF2":
        return hb.Face(hb.Blob(packed), index)
    plain = BytesIO()
    woff2.decompress(BytesIO(packed), plain)
    return hb.Face(hb.Blob(plain.getvalue()))


def _unicode_range(chars: str) -> str:
    """Code points as CSS wants them: "U+41-43,U+61"."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)
