"""The shipped fonts hold what they promise, and subsets are exact, repeatable and cheap the second time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib import woff2 as thorough
from fontTools.ttLib.woff2 import WOFF2FlavorData

from generator.render import subset as cutting
from generator.render import woff2
from generator.render.fonts import Fonts, MissingGlyphs
from generator.render.subset import Source, Subset, css, cut, system_font_for

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "theme" / "fonts"
LIMIT = 2 * 1024 * 1024
HAN_FACES = ("sans-700", "sans-900", "serif-700", "serif-900")
FACES = (*HAN_FACES, "figures-700", "pixel-12", "pixel-16")


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(FOLDER)


def table() -> str:
    lines = (FOLDER / "charset.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def held(data: bytes) -> set[str]:
    return {chr(code) for code in TTFont(BytesIO(data)).getBestCmap()}


def test_table_has_8105_characters() -> None:
    assert len(table()) == len(set(table())) == 8105
    assert table()[:10] == "一乙二十丁厂七卜八人"


def test_faces(fonts: Fonts) -> None:
    assert fonts.faces() == FACES


@pytest.mark.parametrize("face", HAN_FACES)
def test_every_character_of_the_table(fonts: Fonts, face: str) -> None:
    assert fonts.missing(face, table()) == ""
    assert fonts.missing(face, "㛃䶮𬱖𠅤") == ""
    assert fonts.missing(face, "，。、；：？！“”‘’（）《》【】—…·①⑳㎡℃№→▲▼●■□★☆×÷±≥≤≈āǎ") == ""


def test_what_the_pixel_sources_lack(fonts: Fonts) -> None:
    # Unifont 13 has no ideographs beyond the BMP; Fusion Pixel 2024.05 is unfinished. Fewer is fine, more is a loss.
    assert len(fonts.missing("pixel-16", table())) == 196
    assert all(ord(c) > 0xFFFF for c in fonts.missing("pixel-16", table()))
    assert len(fonts.missing("pixel-12", table())) == 820
    assert fonts.missing("pixel-12", table()[:3500]) == FEW_COMMON_LACKING


FEW_COMMON_LACKING = ""


def test_figures(fonts: Fonts) -> None:
    assert fonts.missing("figures-700", "0123456789.,:%+-/–") == ""


@pytest.mark.parametrize("face", FACES)
def test_coverage_agrees_with_the_files(fonts: Fonts, face: str) -> None:
    for file in fonts.face(face).files:
        data = (FOLDER / file.name).read_bytes()
        assert len(data) == file.size < LIMIT
        assert hashlib.sha256(data).hexdigest() == file.sha256
        font = TTFont(BytesIO(data))
        assert {chr(c) for c in font.getBestCmap()} == {c for c in held(data) if fonts.covers(face, c)}
        widths = {code: font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()}
        assert all(fonts.advance(face, chr(code)) == width for code, width in widths.items())
        assert fonts.units(face) == font["head"].unitsPerEm
        assert (fonts.ascent(face), fonts.descent(face)) == (font["hhea"].ascent, font["hhea"].descent)


@pytest.mark.parametrize("face", FACES)
def test_covers_no_more_than_the_files(fonts: Fonts, face: str) -> None:
    held_by_files = set().union(*(held((FOLDER / f.name).read_bytes()) for f in fonts.face(face).files))
    assert {chr(code) for code in fonts.face(face).where} == held_by_files


def test_no_stray_font_files(fonts: Fonts) -> None:
    named = {file.name for face in fonts.faces() for file in fonts.face(face).files}
    assert {path.name for path in FOLDER.glob("*.woff2")} == named


@pytest.mark.parametrize("face", FACES)
def test_licence_is_inside_and_no_reserved_name(fonts: Fonts, face: str) -> None:
    name = TTFont(FOLDER / fonts.face(face).files[0].name)["name"]
    assert name.getDebugName(0)
    for number in (1, 4, 6):
        assert "Fusion" not in str(name.getDebugName(number))


def test_width(fonts: Fonts) -> None:
    assert fonts.width("sans-700", "街", 100) == 100
    assert fonts.width("serif-900", "街灯，", 80) == 240
    assert fonts.width("pixel-12", "街A", 12) == 18
    assert fonts.width("pixel-16", "街A", 16) == 24
    assert fonts.width("sans-700", "", 100) == 0
    assert 0 < fonts.width("figures-700", "1", 100) < 60


def test_missing_glyphs(fonts: Fonts) -> None:
    assert fonts.missing("sans-700", "街\ue000灯\U00013000\ue000\n") == "\ue000\U00013000"
    assert not fonts.covers("sans-700", "\ue000")
    with pytest.raises(MissingGlyphs, match=r"U\+E000") as caught:
        fonts.width("sans-700", "街\ue000", 10)
    assert (caught.value.face, caught.value.chars) == ("sans-700", "\ue000")
    with pytest.raises(MissingGlyphs):
        fonts.subset("figures-700", "1街")
    with pytest.raises(KeyError):
        fonts.covers("comic", "街")


@pytest.mark.parametrize("face", FACES)
def test_subset_is_exact_and_repeatable(fonts: Fonts, face: str) -> None:
    text = "2026%" if face == "figures-700" else "街道为民服务A1，。"
    first, again = fonts.subset(face, text), fonts.subset(face, text[::-1] + text)
    assert first == again
    assert set().union(*(held(part.data) for part in first)) == set(text)
    assert sum(len(part.data) for part in first) < 12_000


def test_subset_keeps_squeezed_punctuation(fonts: Fonts) -> None:
    font = TTFont(BytesIO(fonts.subset("sans-900", "街（灯）")[0].data))
    assert {r.FeatureTag for r in font["GPOS"].table.FeatureList.FeatureRecord} >= {"halt", "palt"}


def test_empty_subset(fonts: Fonts) -> None:
    assert fonts.subset("sans-700", "\n") == []


def test_cache_hit_does_not_import_fonttools(fonts: Fonts, tmp_path: Path) -> None:
    first = fonts.subset("sans-700", "街灯", tmp_path)
    program = (
        "import sys; from pathlib import Path; from generator.render.fonts import Fonts\n"
        f"data = Fonts(Path({str(FOLDER)!r})).subset('sans-700', '灯街', Path({str(tmp_path)!r}))[0].data\n"
        "assert 'fontTools' not in sys.modules, 'fontTools was imported'\n"
        "sys.stdout.buffer.write(data)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == first[0].data
    assert [path.suffix for path in tmp_path.iterdir()] == [".woff2"]


def test_cache_is_used_and_keyed_by_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(source: Source, chars: str) -> bytes:
        made.append(f"{source.sha256}{chars}")
        return b"font"

    monkeypatch.setattr(cutting, "_make", make)
    path = tmp_path / "x.woff2"
    for sha, chars in [("a", "12"), ("a", "21"), ("b", "12"), ("a", "123")]:
        assert cut(Source(path, sha), chars, tmp_path / "cache") == b"font"
    assert made == ["a12", "b12", "a123"]


def test_css() -> None:
    one = Subset("st-sans", 700, "sans-700.woff2", "AB", b"")
    assert css([one], "fonts/") == (
        '@font-face{font-family:"st-sans";font-weight:700;font-style:normal;'
        'src:url("fonts/sans-700.woff2") format("woff2")}\n'
    )
    other = Subset("st-sans", 700, "sans-700-b.woff2", "DEF街", b"")
    assert "unicode-range:U+41-42}" in css([one, other])
    assert "unicode-range:U+44-46,U+8857}" in css([one, other])


def test_system_font() -> None:
    assert system_font_for("\U0010fffd") is None
    font = system_font_for("a")
    assert font is not None
    assert held(cut(font, "a")) == {"a"}


def test_without_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert system_font_for("街") is None


@pytest.mark.parametrize("face", FACES)
def test_a_font_is_packed_as_fonttools_packs_it(fonts: Fonts, face: str) -> None:
    file = FOLDER / fonts.face(face).files[0].name
    cut_out = fonts.subset(face, "2026" if face == "figures-700" else "街道为民，2026")[0].data
    font = TTFont(BytesIO(cut_out), recalcBBoxes=False, recalcTimestamp=False)
    font.flavor, font.flavorData = "woff2", WOFF2FlavorData(transformedTables=())
    out = BytesIO()
    font.save(out, reorderTables=False)
    plain = BytesIO()
    thorough.decompress(BytesIO(cut_out), plain)
    assert woff2.packed(plain.getvalue(), 11) == out.getvalue()
    whole = TTFont(BytesIO(woff2.unpacked(file.read_bytes())))
    assert whole.getBestCmap() == TTFont(file).getBestCmap()


def test_a_font_with_transformed_outlines_is_read_by_fonttools(tmp_path: Path) -> None:
    file = tmp_path / "transformed.woff2"
    with TTFont(FOLDER / "figures-700.woff2") as font:
        font.flavorData = None
        font.save(file)
    with pytest.raises(ValueError, match="transformed"):
        woff2.unpacked(file.read_bytes())
    with pytest.raises(ValueError, match="no WOFF2"):
        woff2.unpacked(b"OTTO" + bytes(100))
    assert held(cut(Source(file, "x"), "2026")) == {*"2026"}
