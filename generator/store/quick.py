"""From plain YAML to records, for entries without any fault: a fast way in front of `typed.build`.

Whatever would give a finding, or could be read in two ways, is a `Doubt`: the exact way types the entry again and says so.
Where both answer, record and places are the same (tests/store/test_quick.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.schema.fields import Items, Line, RichText
from generator.schema.model import Invalid, Record, fields_of, names_by_key
from generator.schema.rules import Refused
from generator.store.flat import Doubt, Group, Listing, Value

if TYPE_CHECKING:
    from generator.schema.model import FieldSpec

R = TypeVar("R", bound=Record)
_REMEMBERED = 4096
"""So many texts of a field are parsed once: dates, options, figures and references come again and again."""


class _Taker(NamedTuple):
    """How the value of a field is made: of a text, of anything else; `default` is not kept in a record."""

    name: str
    text: Callable[[Any], Any]
    other: Callable[[Any], Any]
    default: object


class _Plan(NamedTuple):
    """A record's fields by every way to write the key; those that must be there; whether something follows from them."""

    takers: Mapping[str, _Taker]
    required: frozenset[str]
    completes: bool


def record_of(model: type[R], group: Group, extra: Mapping[str, str] = MappingProxyType({})) -> R:
    """Return the record that a mapping makes, with more texts by field name; raise `Doubt` when it is not plainly one."""
    takers, required, completes = _plan(model)
    values: dict[str, Any] = {}
    written = set()
    raws = {**group.values, **extra} if extra else group.values
    try:
        for key, raw in raws.items():
            name, text, other, default = takers[key]
            written.add(name)
            if raw is not None:
                value = text(raw) if type(raw) is str else other(raw)
                if value != default:
                    values[name] = value
    except (KeyError, Refused, Invalid):
        raise Doubt from None
    if len(written) < len(group.values) + len(extra) or not required <= values.keys():
        raise Doubt
    record = model.of(values)
    return record.completed() if completes else record


@cache
def _plan(model: type[Record]) -> _Plan:
    specs = fields_of(model)
    by_name = {name: _taker(spec) for name, spec in specs.items()}
    takers = {key: by_name[name] for key, name in names_by_key(model).items()}
    required = frozenset(name for name, spec in specs.items() if spec.required)
    return _Plan(takers, required, model.completed is not Record.completed)


def _taker(spec: FieldSpec) -> _Taker:
    kind = spec.type
    if isinstance(kind, Items) and spec.items:
        many = _many(kind, spec.items)
        return _Taker(spec.name, many, many, spec.default)
    if spec.items:
        group = _one(spec.items)
        return _Taker(spec.name, group, group, spec.default)
    seldom_twice = type(kind) in {Line, RichText}
    text = kind.parse if seldom_twice else lru_cache(_REMEMBERED)(kind.parse)
    return _Taker(spec.name, text, lambda raw: kind.parse(_texts(raw)), spec.default)


def _texts(raw: Value) -> list[str]:
    """Return a list of texts."""
    if not isinstance(raw, Listing) or not all(isinstance(item, str) for item in raw.items):
        raise Doubt
    return raw.items  # type: ignore[return-value]  # as just seen


def _one(model: type[Record]) -> Callable[[Value], Record]:
    def group(raw: Value) -> Record:
        if not isinstance(raw, Group):
            raise Doubt
        return record_of(model, raw)

    return group


def _many(kind: Items, model: type[Record]) -> Callable[[Value], tuple[Record, ...]]:
    group = _one(model)

    def items(raw: Value) -> tuple[Record, ...]:
        listed = raw.items if isinstance(raw, Listing) else [raw]
        if len(listed) > kind.most:
            raise Doubt
        return tuple(map(item, listed))

    def item(raw: Value) -> Record:
        if isinstance(raw, str) and kind.bare:
            return model.model_validate({kind.bare: raw})
        return group(raw)

    return items
