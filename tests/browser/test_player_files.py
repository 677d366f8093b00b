"""The files of a screen: what old browsers can read, small, and there twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import tinycss2  # type: ignore[import-untyped]

from generator.render.screens import palette
from generator.settings import THEME
from tests.browser.decks import Deck, pictured, slide

THREE = tuple(slide(name) for name in "abc")


def test_scripts_are_es5(tmp_path: Path, es5: Callable[[list[Path]], list[str]]) -> None:
    photo, files = pictured("photo")
    Deck((photo,), files=files).write(tmp_path)
    assert es5(sorted(tmp_path.glob("*.js"))) == []


def test_the_player_is_small_and_the_page_in_one_piece() -> None:
    files = Deck(THREE).made()
    assert len(files["player.js"]) < 65_536
    assert files["player.js"] == files["spare.js"]
    assert files["a.js"] == files["b.js"]
    assert len(files["index.html"]) < 4096
    assert all(data.isascii() for name, data in files.items() if name.endswith(".js"))
    assert all(b"</" not in data for name, data in files.items() if name in {"a.js", "latest.js"})


def test_styles_use_nothing_that_old_browsers_lack() -> None:
    page = Deck(THREE).made()["index.html"].decode()
    texts = [page[page.index("<style") : page.index("</style>")].partition(">")[2]]
    texts += [file.read_text(encoding="utf-8") for file in sorted((THEME / "screens").rglob("*.css"))]
    texts.append(palette.styles(list(palette.GROUNDS)))
    assert [broken_rules(text) for text in texts] == [[] for _ in texts]
    assert len(broken_rules(".a { display: flex } @media print { } .b { inset: 0; width: min(1px, 2px) }")) == 4


def broken_rules(style: str) -> list[str]:
    """Return what a style asks of a browser that those of LED players cannot do."""
    found = []
    for rule in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            found += [] if rule.type == "at-rule" and rule.lower_at_keyword == "font-face" else [rule.serialize()]
            continue
        declared = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
        for item in declared:
            wrong = item.type != "declaration" or item.name.startswith("--") or item.lower_name in {
                "gap", "inset", "aspect-ratio", "translate", "scale", "rotate",
            }  # fmt: skip
            words = {v.lower_value for v in item.value if v.type == "ident"} if item.type == "declaration" else set()
            calls = {v.lower_name for v in item.value if v.type == "function"} if item.type == "declaration" else set()
            if wrong or words & {"grid", "flex", "inline-flex", "contents"} or calls & {"clamp", "min", "max", "var"}:
                found.append(item.serialize())
    return found
