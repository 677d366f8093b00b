"""Records: frozen groups of fields, declared as a class whose annotations carry field types.

A library for this (pydantic) would cost every start 130 ms, and a record four times as long as these hundred lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn, Self, TypeVar, get_args, get_type_hints

from generator.findings import Rule
from generator.schema.fields import FieldType, Items
from generator.schema.rules import MISSING_FIELD, WRONG_SHAPE, Refused

Path = tuple[str | int, ...]
R = TypeVar("R", bound="Record")
RecordType = type["Record"]
REQUIRED: Any = object()
"""Stands for the default of a field that must be written; unlike any value."""


class FieldSpec(NamedTuple):
    """One field of a record: its Python name, its English key, its type, and the record its items are made of."""

    name: str
    key: str
    type: FieldType
    required: bool
    items: RecordType | None
    default: Any
    annotation: Any


class Problem(NamedTuple):
    """What is wrong with one value: where it stands, the rule, the kind of value that was given, words for the message."""

    path: Path
    rule: Rule
    got: type
    args: dict[str, object] = {}  # noqa: RUF012  # nobody changes it


class Invalid(ValueError):  # noqa: N818  # it is a verdict on what was written, not a fault of ours
    """Values that make no record; carries every problem."""

    def __init__(self, problems: list[Problem]) -> None:
        """Remember the problems."""
        super().__init__("; ".join(f"{'.'.join(map(str, p.path))}: {p.rule.id}" for p in problems))
        self.problems = problems


class Kind(type):
    """The class of records' classes: it knows their fields."""

    @property
    def model_fields(cls) -> Mapping[str, FieldSpec]:
        """The fields by name, in the order of declaration."""
        return fields_of(cls)


class Record(metaclass=Kind):
    """A group of fields. Frozen; unknown keys are refused; keys are the field names.

    An instance holds only what differs from the defaults, which stand in the class.
    """

    def __init__(self, **raw: object) -> None:
        """Make a record of what an author would write, by field name; raise `Invalid` when it does not fit."""
        object.__setattr__(self, "__dict__", self.model_validate(raw).__dict__)

    @classmethod
    def model_validate(cls, raw: Mapping[str, object]) -> Self:
        """Return the record that an author's text, lists and groups make, by field name; raise `Invalid` with all problems."""
        problems: list[Problem] = []
        record = _validated(cls, raw, (), problems)
        if problems:
            raise Invalid(problems)
        return record

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """Return the record of typed values, of which none is a default; they are neither checked nor copied."""
        record = object.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        return record

    def model_copy(self, update: Mapping[str, Any]) -> Self:
        """Return the record with some fields exchanged for typed values."""
        specs = fields_of(type(self))
        values = {**self.__dict__, **update}
        return self.of({name: value for name, value in values.items() if value != specs[name].default})

    def completed(self) -> Self:
        """Return the record with what follows from its other fields, as far as it was not written."""
        return self

    def __setattr__(self, name: str, _: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name}: a record is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), frozenset(self.__dict__.items())))

    def __repr__(self) -> str:
        written = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({written})"


@cache
def fields_of(model: type[Record]) -> Mapping[str, FieldSpec]:
    """Return the fields of a record by name, in the order of declaration."""
    found = {name: _spec(model, name, hint) for name, hint in _hints(model).items() if hasattr(hint, "__metadata__")}
    return MappingProxyType(found)


@cache
def names_by_key(model: type[Record]) -> Mapping[str, str]:
    """Return the field name for every way to write a key: English key or Chinese label."""
    by_key = {spec.key: name for name, spec in fields_of(model).items()}
    return MappingProxyType(by_key | {spec.type.label: name for name, spec in fields_of(model).items()})


def _hints(model: type[Record]) -> dict[str, Any]:
    """Return the annotations of a record and its bases; those of a module that leaves them as text are evaluated."""
    found: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        own = vars(base).get("__annotations__", {})
        texts = base is not Record and any(isinstance(hint, str) for hint in own.values())
        hints = get_type_hints(base, include_extras=True) if texts else own
        found |= {name: hints[name] for name in own}
    return found


def _spec(model: type[Record], name: str, hint: Any) -> FieldSpec:  # noqa: ANN401  # an annotation may be anything
    kind = next(item for item in hint.__metadata__ if isinstance(item, FieldType))
    default = getattr(model, name, REQUIRED)
    annotation = hint.__origin__
    inner = (a for a in (annotation, *get_args(annotation)) if isinstance(a, type) and issubclass(a, Record))
    return FieldSpec(name, name.rstrip("_"), kind, default is REQUIRED, next(inner, None), default, annotation)


def _validated(model: type[R], raw: object, path: Path, problems: list[Problem]) -> R:
    """Return the record, or anything at all after adding what is wrong: fields in the order of declaration."""
    if isinstance(raw, model):
        return raw
    if not isinstance(raw, Mapping):
        problems.append(Problem(path, WRONG_SHAPE, type(raw)))
        return model.of({})
    before, values, specs = len(problems), {}, fields_of(model)
    for name, spec in specs.items():
        if name not in raw:
            if spec.required:
                problems.append(Problem((*path, name), MISSING_FIELD, dict))
        elif (value := _value(spec, raw[name], (*path, name), problems)) != spec.default:
            values[name] = value
    problems += [Problem((*path, name), WRONG_SHAPE, type(raw[name])) for name in raw if name not in specs]
    record = model.of(values)
    return record if len(problems) > before else record.completed()


def _value(spec: FieldSpec, raw: object, path: Path, problems: list[Problem]) -> object:
    try:
        if spec.items is None:
            return spec.type.parse(raw)
        if not isinstance(spec.type, Items):
            return _validated(spec.items, raw, path, problems)
        items = enumerate(spec.type.wrapped(raw))
        return tuple(_validated(spec.items, item, (*path, i), problems) for i, item in items)
    except Refused as refused:
        problems.append(Problem(path, refused.rule, type(raw), refused.words))
        return None
