"""YAML composed into nodes: scalars stay text, places are right, limits hold."""

import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.store.node import BadYaml, Node
from generator.store.nodes import MAX_ALIASES, parse

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12
)


def plain(node: Node) -> object:
    if node.pairs is not None:
        return {k.text: plain(v) for k, v in node.pairs}
    if node.items is not None:
        return [plain(n) for n in node.items]
    return node.text


@pytest.mark.parametrize("text", ["12:30", "0755", "no", "2018-07-01", "1e3", "0x10", "5000余"])
def test_scalars_stay_text(text: str) -> None:
    node = parse(f"a: {text}", "x")
    assert node is not None
    assert plain(node) == {"a": text}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_nothing_and_quotes_are_text(nothing: str) -> None:
    node = parse(f"a: {nothing}\nb: '{nothing}'", "x")
    assert node is not None
    assert plain(node) == {"a": None, "b": nothing}


def test_places() -> None:
    node = parse("a:\n  - b: 一\n    c: 二\n", "x", first_line=3)
    assert node is not None
    assert node.pairs is not None
    items = node.pairs[0][1].items
    assert items is not None
    assert items[0].pairs is not None
    value = items[0].pairs[1][1]
    assert (value.place.line, value.place.column) == (5, 8)


@given(TREES.filter(lambda t: isinstance(t, dict)))
def test_reads_what_was_written(tree: object) -> None:
    written = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    node = parse(written, "x")
    assert node is not None
    assert plain(node) == tree


def test_empty() -> None:
    assert parse("", "x") is None
    assert parse("# only a comment\n", "x") is None


def test_too_many_aliases() -> None:
    text = "a: &a x\nb: [" + ",".join(["*a"] * (MAX_ALIASES + 1)) + "]"
    with pytest.raises(BadYaml) as bad:
        parse(text, "x")
    assert bad.value.finding.rule.id == "yaml-limit"
    assert parse("a: &a x\nb: [*a, *a]", "x") is not None


@pytest.mark.parametrize("text", ["a: *nowhere", "a: !!binary x", "\x00", "%YAML 9\n---\na"])
def test_refused(text: str) -> None:
    with pytest.raises(BadYaml):
        parse(text, "x")
