"""Every field type accepts its own example and says what is wrong with anything else."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collections import COLLECTIONS
from generator.schema import Record, fields_of
from generator.schema.fields import FieldType, Group, Items, Refs, RichText
from generator.schema.record import FieldSpec, names_by_key
from generator.schema.rules import Refused
from generator.settings import Settings

MODELS: list[type[Record]] = [*(c.model for c in COLLECTIONS.values()), Settings]


def every_field() -> list[FieldSpec]:
    models = list(MODELS)
    for model in models:
        models += [s.items for s in fields_of(model).values() if s.items and s.items not in models]
    return [s for m in models for s in fields_of(m).values()]


def numbered(specs: list[FieldSpec]) -> list[str]:
    return [f"{s.name}-{i}" for i, s in enumerate(specs)]


EVERY = every_field()
FIELDS = [s for s in EVERY if not isinstance(s.type, Items | Group)]
ANYTHING = st.recursive(
    st.text(max_size=30), lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(), x, max_size=3)
)


@pytest.mark.parametrize("spec", EVERY, ids=numbered(EVERY))
def test_speaks_for_itself(spec: FieldSpec) -> None:
    assert spec.type.label
    assert spec.type.help
    assert not spec.type.help.endswith("。")


@pytest.mark.parametrize("spec", FIELDS, ids=numbered(FIELDS))
def test_takes_its_example(spec: FieldSpec) -> None:
    if spec.type.example or spec.required:
        spec.type.parse(spec.type.example)


@given(raw=ANYTHING)
@pytest.mark.parametrize("kind", {type(s.type): s.type for s in FIELDS}.values(), ids=lambda t: type(t).__name__)
def test_never_raises_anything_else(kind: FieldType, raw: Any) -> None:  # noqa: ANN401  # anything at all
    with suppress(Refused):
        kind.parse(raw)


@pytest.mark.parametrize("model", MODELS)
def test_labels_are_unique(model: type[Record]) -> None:
    labels = [s.type.label for s in fields_of(model).values()]
    assert len(labels) == len(set(labels))
    assert len(names_by_key(model)) == 2 * len(labels)


def test_single_values_become_lists() -> None:
    assert Refs(label="甲", to="brands").parse("a") == ("a",)
    assert RichText(label="甲").parse("一\n二") == "一\n二"


def test_body_has_a_limit() -> None:
    with pytest.raises(Refused) as refused:
        RichText(label="正文").parse("字" * 20_001)
    assert refused.value.rule.id == "too-long"
