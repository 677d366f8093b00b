"""The fast way to read YAML against the exact one: where it answers, both say the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.store.files import text_of
from generator.store.flat import Doubt, read
from generator.store.node import BadYaml, Node
from generator.store.nodes import parse
from generator.store.ways import node_of

ROOT = Path(__file__).parents[2]
REAL = sorted(
    file
    for folder in ("content", "examples", "tests/sites", "tests/sites_invalid", "generator/checks/examples")
    for file in (ROOT / folder).rglob("*.y*ml")
)
HOSTILE = " \t:#-'\"[]{},&*!|>%@`~?\\\n.一a0：　＃\u00a0\u2028\ufeff\u0301"
VALUES = (
    "一", "12:30", "a: b", "a #b", "a#b", "#a", "'", '"', "'一'", "'a''b'", "''", '""', '"a"', '"a\\n"', '"a" b', "'a' #b",
    "|", "|-", "|2", "| # a", ">", ">-", "~", "~ # a", "null", "Null ", "nulls", "[一]", "[一, 二]", "[ 一,二 ]", "[一,]", "[]", "[[一]]",
    "[a: b]", "[~]", "[-1]", "[- a]", "{a: b}", "{a: b, c: d}", "{a: b, a: c}", "{a:b}", "{a: }", "{a: ~}", "{ a: b }", "{{ a }}",
    "{a: [b]}", "&a b", "*a", "!b c", "%a", "@a", "`a`", "- a", "-1", "--- a", "-", "? a", "?a", ": a", ":a", "a:", "a :b", "一：二",
    "a  ", "  a", "a\tb", "a　", "　a", "，", "a, b", "<<", "=", "...", "---", "\\", "锟斤拷",
)  # fmt: skip
KEYS = ("a", "b", "null", "编号", "标题", "a b", "a-b", "'a'", '"a"', "? a", "1", "_", "<<", "a:b", "k" * 70, "")
LINES = st.builds(
    lambda indent, dash, key, gap, value: f"{' ' * indent}{dash}{key}{gap}{value}",
    st.sampled_from([0, 0, 0, 2, 2, 4, 4, 6, 1, 3]),
    st.sampled_from(["", "", "", "- ", "- ", "-", "-  ", "- - "]),
    st.sampled_from(KEYS),
    st.sampled_from([": ", ": ", ": ", ":", ":  ", " : ", "", "："]),
    st.sampled_from(("", "", *VALUES)),
)
OTHERS = st.sampled_from(
    ["", "", "  ", "# a", "  # a", "    text", "  text", "text", "      text", "---", "...", "%YAML 1.1"]
)
TEXTS = st.builds(
    lambda lines, end: "\n".join(lines) + end,
    st.lists(LINES | OTHERS, max_size=9),
    st.sampled_from(["\n", "\n", "", "\n\n", "  "]),
)


def told(node: Node | None) -> object:
    """Return a node with all its places, also those that comparing leaves out."""
    if node is None:
        return None
    items = None if node.items is None else [told(item) for item in node.items]
    pairs = None if node.pairs is None else [(told(key), told(value)) for key, value in node.pairs]
    return node.place, node.place.below, node.text, node.size, items, pairs


def held(text: str) -> bool:
    """Hold the fast way against the exact one; tell whether it answered."""
    text, _ = text_of(text.encode(), "x.yml")  # type: ignore[assignment]  # None is looked at next
    if text is None:
        return False
    for first_line in (1, 2):
        try:
            root = read(text, first_line)
        except Doubt:
            return False
        try:
            exact = parse(text, "x.yml", first_line)
        except BadYaml as bad:
            raise AssertionError(text, bad.finding) from None
        assert told(node_of(root, "x.yml")) == told(exact), text
    return True


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
@example("a:\n- b\nc: d\n")
@example("a: |\n  b\n   c\n\n  d\n     \n\ne: f\n")
@example("a: |\n    b\n  c: d\n")
@example("a:\n  b: |\n  c\n")
@example("- a\n  b: c\n")
@example("- a: b\n- c\n  d: e\n")
@example("a: b\n  c: d\n")
@example("a: b\n  c\n")
@example("a:\nb:   # c\nd: e\n")
@example("null: a\n")
@example("b: {null: c}\n")
def test_both_ways_say_the_same(text: str) -> None:
    held(text)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "form", ["a: {}\n", "a: {}\nb: c\n", "- {}\n- b\n", "- a: {}\n  b: c\n", "a:\n  - {}\n", "a: {}"]
)
def test_both_ways_say_the_same_of_a_value(value: str, form: str) -> None:
    held(form.replace("{}", value))


@pytest.mark.parametrize(
    "folder", ["content", "examples", "tests/sites", "tests/sites_invalid", "generator/checks/examples"]
)
def test_both_ways_say_the_same_of_real_files(folder: str) -> None:
    files = [file for file in REAL if file.is_relative_to(ROOT / folder)]
    assert files
    answers = [held(file.read_bytes().decode("utf-8", "ignore")) for file in files]
    assert folder not in {"content", "examples"} or sum(answers) > 0.9 * len(answers)


def test_both_ways_say_the_same_of_spoilt_files() -> None:
    dice = random.Random(6)  # noqa: S311  # no secret
    texts = [file.read_text(encoding="utf-8")[:1500] for file in REAL if file.is_relative_to(ROOT / "examples")]
    answers = 0
    for _ in range(1500):
        text = dice.choice(texts)
        for _ in range(dice.randrange(1, 4)):
            at = dice.randrange(len(text))
            text = text[:at] + dice.choice(["", *HOSTILE, dice.choice(VALUES)]) + text[at + dice.randrange(3) :]
        answers += held(text)
    assert answers > 300


@pytest.mark.parametrize(
    "text",
    [
        "a: *b",
        "a: &b c",
        "a: !b c",
        "a: b: c",
        "a: >\n  b\n",
        "a: b\na: c\n",
        "a:\n\tb: c",
        "a: 'b\n  c'\n",
        "a: b\n  c\n",
        "---\na: b\n",
    ],
)
def test_what_is_not_plain_is_for_the_exact_way(text: str) -> None:
    with pytest.raises(Doubt):
        read(text)


def test_what_staff_write_is_plain() -> None:
    root = read(
        "- 编号: 一\n  时间: 9:00\n  正文: |\n    一：\n\n    二\n  照片:\n  - 文件: 'a''b'  # 图\n- 编号: 二\n  字段: [一, 二]\n"
    )
    plain = node_of(root, "x")
    assert plain is not None
    assert plain.items is not None
    assert [len(item.pairs or ()) for item in plain.items] == [4, 2]
