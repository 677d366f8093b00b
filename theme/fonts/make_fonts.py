"""Make the woff2 files of this folder and `coverage.json` from the original fonts. A developer's tool, run rarely.

    python theme/fonts/make_fonts.py --noto DIR --npm DIR [--out DIR]

Where the originals come from (all under OFL-1.1, see LICENSE-OFL.txt):
- `--noto`: the folder with the NotoSansCJK and NotoSerifCJK collections (.ttc) in Bold and Black, of the Debian
  packages `fonts-noto-cjk` (Bold) and `fonts-noto-cjk-extra` (Black), 1:20220127. The face of region SC is taken.
- `--npm`: a `node_modules/@fontsource` folder with `barlow-semi-condensed`, `fusion-pixel-12px-monospaced-sc` and
  `unifont`, all 5.3.0.
- `charset.txt`: 通用规范汉字表, from the field kTGH of Unihan (Debian package `unicode-data` 15.0.0-1).

Needs fonttools and brotli. The same originals and the same versions of these two give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData

HERE = Path(__file__).parent
TABLE_SIZE = 8105  # characters of 通用规范汉字表
BMP_HAN = range(0x3400, 0xA000)  # with extension A
SUPPLEMENTARY_HAN = range(0x20000, 0x40000)
LIMIT = 2 * 1024 * 1024  # no file of the repository reaches 2 MiB
EPOCH = 3_850_000_000  # a fixed head.modified (seconds since 1904), so that no clock gets into the bytes
RARE_NAMES = "㛃䶮𬱖𠅤"
SYMBOLS = "™№℃℉℡㎎㎏㎜㎝㎞㎡㎥㏄㏎㏑㏒㏕☎☏☀☁☂☑☐☒⚠♀♂♠♣♥♦✓✔✕✗✘↻↺★☆♿"


@dataclass(frozen=True)
class Face:
    """One face to make: where it is, what CSS calls it, which OpenType features the look uses."""

    name: str
    source: str  # path below --noto or --npm
    family: str
    weight: int
    features: tuple[str, ...] = ()


# halt and palt squeeze punctuation in large titles, vert turns it in vertical lines, tnum lines figures up
HAN = ("halt", "palt", "vert")
FACES = (
    Face("sans-700", "NotoSansCJK-Bold.ttc", "st-sans", 700, HAN),
    Face("sans-900", "NotoSansCJK-Black.ttc", "st-sans", 900, HAN),
    Face("serif-700", "NotoSerifCJK-Bold.ttc", "st-serif", 700, HAN),
    Face("serif-900", "NotoSerifCJK-Black.ttc", "st-serif", 900, HAN),
    Face(
        "figures-700",
        "barlow-semi-condensed/files/barlow-semi-condensed-latin-700-normal.woff2",
        "st-figures",
        700,
        ("tnum",),
    ),
    Face(
        "pixel-12",
        "fusion-pixel-12px-monospaced-sc/files/fusion-pixel-12px-monospaced-sc-latin-400-normal.woff2",
        "st-pixel-12",
        400,
    ),
    Face("pixel-16", "unifont/files/unifont-latin-400-normal.woff2", "st-pixel-16", 400),
)


def charset() -> list[int]:
    """All code points wanted, the most used first: a face that must be split is split in this order."""
    lines = (HERE / "charset.txt").read_text(encoding="utf-8").splitlines()
    table = "".join(line for line in lines if not line.startswith("#"))
    if len(set(table)) != TABLE_SIZE:
        raise SystemExit(f"charset.txt holds {len(set(table))} characters, not {TABLE_SIZE}")
    blocks = [range(0x20, 0x7F), range(0xA0, 0x100), range(0x2010, 0x2040), range(0x2150, 0x2200)]
    blocks += [range(0x2460, 0x2500), range(0x25A0, 0x2600), range(0x3000, 0x3020), range(0xFF01, 0xFFEF)]
    blocks += [range(0x2200, 0x2270), range(0x2500, 0x2580)]  # ± ≥ ≤ ≈ and their kin; lines of tables
    wanted = [code for block in blocks for code in block]
    wanted += [ord(char) for char in SYMBOLS + "".join(gb2312()) + table + RARE_NAMES]
    marks = {code for code in wanted if not is_han(code)}
    return sorted(marks) + list(dict.fromkeys(c for c in map(ord, table + "".join(gb2312()) + RARE_NAMES) if is_han(c)))


def is_han(code: int) -> bool:
    """True for ideographs (with extension A and the supplementary planes)."""
    return code in BMP_HAN or code in SUPPLEMENTARY_HAN


def gb2312() -> list[str]:
    """Every character of GB 2312, in the order of its rows."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return [char for char in (pair.decode("gb2312", "ignore") for pair in pairs) if char]


def open_source(path: Path) -> TTFont:
    """The font of a file; of a collection the face of region SC. Times of the source are kept."""
    if path.suffix != ".ttc":
        return TTFont(path, recalcTimestamp=False)
    names = [font["name"].getDebugName(1) for font in TTCollection(path, lazy=True)]
    index = next(i for i, name in enumerate(names) if "CJK SC" in name)
    return TTFont(path, fontNumber=index, lazy=True, recalcTimestamp=False)


def cut(face: Face, path: Path, codes: Iterable[int]) -> bytes:
    """woff2 of the code points that the source has. Hints and subroutines go: smaller, and quicker to cut again."""
    font = open_source(path)
    options = subset.Options(
        layout_features=list(face.features),
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 4, 6, 13, 14],
        name_languages=[0x409],
        drop_tables=["FFTM", "gasp", "DSIG", "BASE", "meta"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    rename(font, face)
    font["head"].created = font["head"].modified = EPOCH
    # Outlines as they are: undoing woff2's transformation of glyf costs seconds at each later cut of pixel-16.
    font.flavorData = WOFF2FlavorData(transformedTables=())
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def rename(font: TTFont, face: Face) -> None:
    """A changed font must not carry a Reserved Font Name (Fusion Pixel has one), so none keeps its own name."""
    neutral = {1: face.family, 2: "Regular", 4: face.name, 6: face.name}
    for record in list(font["name"].names):
        if record.nameID in neutral:
            record.string = neutral[record.nameID]
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [face.name]
        cff.topDictIndex[0].FullName = face.name
        cff.topDictIndex[0].FamilyName = face.family


def pieces(face: Face, path: Path, codes: list[int]) -> list[bytes]:
    """The face as one file, or as few as keep each below the limit; the most used characters are in the first."""
    for count in range(1, 9):
        step = -(-len(codes) // count)
        files = [cut(face, path, codes[i : i + step]) for i in range(0, len(codes), step)]
        if all(len(data) < LIMIT for data in files):
            return files
    raise SystemExit(f"{face.name}: does not fit in eight files")


def ranges(codes: Iterable[int]) -> str:
    """Sorted code points as compact hexadecimal ranges: "41-5a,61"."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in spans)


def describe(face: Face, named: list[tuple[str, bytes]]) -> dict[str, Any]:
    """The entry of coverage.json: metrics, advances by exception, and what each file holds."""
    fonts = [TTFont(io.BytesIO(data)) for _, data in named]
    widths = {code: font["hmtx"][glyph][0] for font in fonts for code, glyph in font.getBestCmap().items()}
    default = Counter(widths.values()).most_common(1)[0][0]
    odd = {width: ranges(c for c in widths if widths[c] == width) for width in set(widths.values()) - {default}}
    first = fonts[0]
    return {
        "family": face.family,
        "weight": face.weight,
        "units": first["head"].unitsPerEm,
        "ascent": first["hhea"].ascent,
        "descent": first["hhea"].descent,
        "advance": default,
        "advances": {str(width): odd[width] for width in sorted(odd)},
        "files": [
            {
                "name": name,
                "size": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "ranges": ranges(font.getBestCmap()),
            }
            for (name, data), font in zip(named, fonts, strict=True)
        ],
    }


def make(face: Face, path: Path, out: Path) -> dict[str, Any]:
    """Write the files of a face and return its entry of coverage.json."""
    files = pieces(face, path, charset())
    suffixes = [""] if len(files) == 1 else [f"-{chr(97 + i)}" for i in range(len(files))]
    named = [(f"{face.name}{suffix}.woff2", data) for suffix, data in zip(suffixes, files, strict=True)]
    for stale in out.glob(f"{face.name}*.woff2"):
        stale.unlink()
    for name, data in named:
        (out / name).write_bytes(data)
        print(f"{name:24} {len(data):>9,} bytes")
    return describe(face, named)


def main() -> None:
    """Make every face, then write coverage.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--noto", type=Path, required=True, help="folder of the Noto CJK collections")
    parser.add_argument("--npm", type=Path, required=True, help="folder of the @fontsource packages")
    parser.add_argument("--out", type=Path, default=HERE, help="where to write (default: beside this script)")
    args = parser.parse_args()
    faces = {}
    for face in FACES:
        root = args.noto if face.source.endswith(".ttc") else args.npm
        faces[face.name] = make(face, root / face.source, args.out)
    text = json.dumps({"faces": faces}, indent=1, ensure_ascii=False)
    (args.out / "coverage.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
