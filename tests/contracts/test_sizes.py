"""Files and functions that can be read at one look."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "generator").rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_sizes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 40, node.name


def test_theme_has_no_python_but_the_font_script() -> None:
    assert [p.name for p in (ROOT / "theme").rglob("*.py")] == ["make_fonts.py"]


def test_collections_are_few_and_short() -> None:
    files = [p for p in (ROOT / "generator/collections").glob("*.py") if p.stem != "__init__"]
    assert len(files) <= 24
    assert [p.name for p in files if p.read_text(encoding="utf-8").count("\n") > 120] == []


def test_templates_can_be_read_at_one_look() -> None:
    templates = (ROOT / "theme").rglob("*.html")
    assert [p.name for p in templates if p.read_text(encoding="utf-8").count("\n") > 150] == []
