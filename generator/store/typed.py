"""From nodes to records: keys in either language, values typed by the schema, every problem with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from generator.findings import Finding, Place, Text, closest
from generator.schema.fields import KINDS
from generator.schema.model import Invalid, Record, fields_of, names_by_key
from generator.store import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.model import FieldSpec, Problem
    from generator.store.node import Node

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Typed:
    """What became of one node: plain values by field name, where each was written, and the problems so far."""

    places: dict[Path, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def build(
    model: type[R], node: Node, extra: Mapping[str, Any] = MappingProxyType({}), below: Place | None = None
) -> tuple[R | None, Typed]:
    """Type a mapping node as `model`; the record is None when there are findings.

    `extra` adds values by field name; they stand `below`.
    """
    typed = Typed()
    if node.pairs is None:
        typed.findings.append(Finding(rules.NOT_AN_ENTRY, node.place))
        return None, typed
    plain = _mapping(model, node, (), typed) | dict(extra)
    typed.places |= {(name,): below for name in extra if below}
    try:
        record = model.model_validate(plain)
    except Invalid as refused:
        typed.findings += [_finding(model, problem, node.place, typed) for problem in refused.problems]
        return None, typed
    return (None if typed.findings else record), typed


def _mapping(model: type[Record], node: Node, path: Path, typed: Typed) -> dict[str, Any]:
    typed.places[path] = node.place
    names, specs = names_by_key(model), fields_of(model)
    plain: dict[str, Any] = {}
    seen: dict[str, Place] = {}
    for key, value in node.pairs or ():
        name = names.get(key.text or "")
        slot = name or key.text or ""
        if slot in seen:
            args = {"name": key.text, "first": seen[slot].line}
            typed.findings.append(Finding(rules.DUPLICATE_KEY, key.place, args=args))
        elif name is None:
            typed.findings.append(_unknown_key(key, model))
        elif not _nothing(value):
            typed.places[*path, name] = value.place
            plain[name] = _plain(value, specs[name], (*path, name), typed)
        seen.setdefault(slot, key.place)
    return plain


def _nothing(node: Node) -> bool:
    return node.text is None and not node.items and node.pairs is None


def _plain(node: Node, spec: FieldSpec, path: Path, typed: Typed) -> object:
    """Return text, lists and dicts by field name; an item's own fields are named by the record it belongs to."""
    if node.items is not None:
        return [_item(n, spec, (*path, i), typed) for i, n in enumerate(node.items)]
    if node.pairs is not None and spec.items and spec.type.wanted is KINDS[list]:
        return [_mapping(spec.items, node, (*path, 0), typed)]
    return _item(node, spec, path, typed)


def _item(node: Node, spec: FieldSpec, path: Path, typed: Typed) -> object:
    typed.places[path] = node.place
    if node.pairs is not None and spec.items:
        return _mapping(spec.items, node, path, typed)
    if node.pairs is not None:
        return {}
    return [] if node.items is not None else node.text or ""


def _unknown_key(key: Node, model: type[Record]) -> Finding:
    known = names_by_key(model)
    name = key.text if key.text is not None else "?"
    args = {
        "name": name[:40],
        "guess": closest(name, known),
        "known": Text(
            "、".join(s.type.label for s in fields_of(model).values()),
            ", ".join(s.key for s in fields_of(model).values()),
        ),
    }
    return Finding(rules.UNKNOWN_KEY, key.place, args=args)


def _finding(model: type[Record], problem: Problem, origin: Place, typed: Typed) -> Finding:
    spec = _spec(model, problem.path)
    args: dict[str, object] = {"wanted": KINDS[dict], "got": KINDS.get(problem.got, KINDS[dict])}
    if spec:
        args |= {"label": spec.type.label, "key": spec.key, "example": spec.type.example_text}
    return Finding(problem.rule, _nearest(problem.path, typed.places, origin), args=args | problem.args)


def _spec(model: type[Record], path: Path) -> FieldSpec | None:
    spec = None
    for step in path:
        if isinstance(step, str):
            spec = fields_of(model).get(step)
            model = spec.items if spec and spec.items else model
    return spec


def _nearest(path: Path, places: dict[Path, Place], origin: Place) -> Place:
    while path and path not in places:
        path = path[:-1]
    return places.get(path, origin)
