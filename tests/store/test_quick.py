"""The fast way to type entries against the exact one: where it answers, record and places are the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.collections import COLLECTIONS
from generator.schema import Collection, fields_of
from generator.schema.record import names_by_key
from generator.store.entries import entries_of
from generator.store.flat import Doubt, Group, Listing, item_node, nodes_of, read
from generator.store.places import places_of
from generator.store.quick import record_of
from generator.store.typed import build

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file
    for folder in ("content", "examples", "tests/sites_invalid")
    for file in (ROOT / folder).rglob("content/*/*.yml" if folder != "content" else "*/*.yml")
    if file.parent.name in COLLECTIONS
)
WRONG = (
    "",
    " x",
    "一" * 130,
    "2018",
    "2018-02-30",
    "是",
    "maybe",
    "[一, 二]",
    "5000余",
    "近千余",
    "|\n    一\n    二",
    "~",
    "'　'",
    "{a: b}",
)


def held(text: str, collection: Collection) -> int:
    """Hold the fast way against the exact one; return how many entries it took."""
    try:
        root = read(text)
    except Doubt:
        return 0
    items = root.items if isinstance(root, Listing) else [root]
    taken = 0
    for number, item in enumerate(items):
        if not isinstance(item, Group):
            continue
        try:
            record = record_of(collection.model, item)
        except Doubt:
            continue
        node = item_node(root, number, "x") if isinstance(root, Listing) else nodes_of(item, "x")
        exact, typed = build(collection.model, node)
        assert typed.findings == [], text
        assert record == exact
        assert type(record) is type(exact)
        assert hash(record) == hash(exact)
        found = places_of("x", collection.model, item)
        assert found == typed.places
        assert {path: place.below for path, place in found.items()} == {p: at.below for p, at in typed.places.items()}
        taken += 1
    return taken


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_both_ways_make_the_same_of_real_entries(file: Path) -> None:
    held(file.read_bytes().decode("utf-8", "ignore"), COLLECTIONS[file.parent.name])


def test_most_real_entries_go_the_fast_way() -> None:
    real = [file for file in FILES if file.is_relative_to(ROOT / "content")]
    taken = sum(held(file.read_text(encoding="utf-8"), COLLECTIONS[file.parent.name]) for file in real)
    assert taken > 0.9 * sum(
        len(entries_of(file.read_bytes(), "x.yml", COLLECTIONS[file.parent.name]).entries) for file in real
    )


def test_both_ways_make_the_same_of_spoilt_entries() -> None:
    dice = random.Random(6)  # noqa: S311  # no secret
    texts = [
        (file.read_text(encoding="utf-8"), COLLECTIONS[file.parent.name]) for file in FILES if "examples" in file.parts
    ]
    taken = 0
    for _ in range(600):
        text, collection = dice.choice(texts)
        lines = text.split("\n")
        at = dice.randrange(len(lines))
        key, colon, _ = lines[at].partition(": ")
        if colon:
            lines[at] = dice.choice([f"{key}: {dice.choice(WRONG)}", f"{key}x: 一", lines[dice.randrange(len(lines))]])
        taken += held("\n".join(lines), collection)
    assert taken > 600


@pytest.mark.parametrize("name", COLLECTIONS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_both_ways_make_the_same_of_any_values(name: str, data: st.DataObject) -> None:
    collection = COLLECTIONS[name]
    keys = sorted(names_by_key(collection.model))
    required = {
        s.key: str(collection.sample.get(s.name, "一")) for s in fields_of(collection.model).values() if s.required
    }
    chosen = data.draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(WRONG), max_size=4))
    held("".join(f"{key}: {value}\n" for key, value in (required | chosen).items()), collection)


@pytest.mark.parametrize(
    "lines",
    [
        "标题: 一\n标题: 二", "标题: 一\ntitle: 二", "标题: 一\n不认识: 一", "标题: 一\n照片: media/a.jpg", "标题: 一\n上屏: 也许",
        "摘要: 一", "标题:", "标题: 一\n摘要: {一: 二}", "标题: 一\n视频: 一", "标题: 一\n照片: [一]",
    ],
)  # fmt: skip
def test_what_has_a_fault_is_for_the_exact_way(lines: str) -> None:
    assert held("标题: 一\n发布日期: 2018-01-01\n", COLLECTIONS["pages"]) == 1
    assert held(f"发布日期: 2018-01-01\n{lines}\n", COLLECTIONS["pages"]) == 0
