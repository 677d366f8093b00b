"""A character that no shipped face has comes from a font of this computer, measured and cut like the others."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.screens.lines import Setter
from generator.render.screens.system import SYSTEM, Faces
from generator.settings import THEME
from generator.site import Artifact
from tests.render.slides import deck, entry, site

FONTS = Fonts(THEME / "fonts")
RARE = "\U000f0001"
"""A character of private use: no font of any computer is asked for it, but for the one made here."""
LOBBY = {"id": "lobby", "name": "大厅", "size": "1920x1080", "place": "大厅"}


@pytest.fixture
def lender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a font with the rare character on this computer: 灯 of a shipped face, narrower, under another number."""
    path = tmp_path / "rare.ttf"
    with TTFont(THEME / "fonts/sans-700.woff2") as font:
        glyph = font.getBestCmap()[ord("灯")]
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format == 12:
                table.cmap[ord(RARE)] = glyph
        font["hmtx"][glyph] = (800, font["hmtx"][glyph][1])
        font.flavor = None
        font.save(path)
    found = {RARE: [(tmp_path / "gone.ttf", 0), (path, 0)]}
    monkeypatch.setattr("generator.render.screens.system.system_fonts", lambda ch: found.get(ch, []))
    return path


def rendered() -> list[Artifact]:
    artifacts, findings = render_screens(site(entry("notices", "n", title=f"通{RARE}知"), screens=(LOBBY,)), FONTS)
    assert findings == []
    return artifacts


def test_a_rare_character_is_measured_from_the_font_that_lends_it(lender: Path) -> None:
    faces = Faces(FONTS)
    setter = Setter(faces)
    runs = setter.runs("serif-900", f"通{RARE}", 100)
    assert [(r.text, r.face, r.px) for r in runs] == [("通", "serif-900", 100), (RARE, SYSTEM, 100)]
    assert setter.extent(runs) == 180
    assert [r.face for r in setter.runs("pixel-12", RARE, 24)] == [SYSTEM]
    assert faces.borrowed == [lender]


@pytest.mark.usefixtures("lender")
def test_the_folder_ships_a_font_with_just_that_character() -> None:
    styles = deck(rendered(), "lobby")["style"]
    found = re.search(r'@font-face{font-family:"st-system";font-weight:400;[^}]*base64,([A-Za-z0-9+/=]+)', styles)
    assert found
    assert set(TTFont(BytesIO(b64decode(found[1]))).getBestCmap()) == {ord(RARE)}
    assert '.f-system{font-family:"st-system"' in styles
    assert rendered() == rendered()


def test_without_a_font_that_has_it_the_character_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.render.screens.system.system_fonts", lambda _: [])
    _, findings = render_screens(site(entry("notices", "n", title=f"通{RARE}知"), screens=(LOBBY,)), FONTS)
    assert [f.rule.id for f in findings] == ["slide-glyph"]
