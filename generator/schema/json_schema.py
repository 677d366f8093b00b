"""JSON Schema of what authors may write, so that an editor completes and checks while they type."""

from __future__ import annotations

from typing import Any

from generator.schema.collection import Collection
from generator.schema.fields import KINDS, Items
from generator.schema.record import FieldSpec, Record, fields_of

DIALECT = "http://json-schema.org/draft-07/schema#"


def collection_schema(collection: Collection) -> dict[str, Any]:
    """Return the schema of a collection's files: one entry, or a list of entries that each have an id."""
    entry = record_schema(collection.model)
    listed = {**entry, "anyOf": None, "allOf": [*entry["allOf"], _either("id", "编号")]}
    listed.pop("anyOf")
    return {
        "$schema": DIALECT,
        "title": collection.label,
        "description": collection.lead,
        "oneOf": [entry, {"type": "array", "items": listed}],
    }


def settings_schema(model: type[Record]) -> dict[str, Any]:
    """Return the schema of site_config.yml."""
    return {"$schema": DIALECT, "title": "site_config.yml", **record_schema(model)}


def record_schema(model: type[Record]) -> dict[str, Any]:
    """Return the schema of one record; every key may be written in English or by its Chinese label."""
    properties: dict[str, Any] = {}
    for spec in fields_of(model).values():
        properties[spec.type.label] = properties[spec.key] = _field_schema(spec)
    required = [_either(s.key, s.type.label) for s in fields_of(model).values() if s.required]
    return {"type": "object", "additionalProperties": False, "properties": properties, "allOf": required}


def _either(key: str, label: str) -> dict[str, Any]:
    return {"anyOf": [{"required": [label]}, {"required": [key]}]}


def _field_schema(spec: FieldSpec) -> dict[str, Any]:
    about = {"title": f"{spec.type.label} {spec.key}", "description": spec.type.help}
    if spec.items is None:
        return {**about, **spec.type.json_schema(), "examples": [spec.type.example]}
    one = record_schema(spec.items)
    if spec.type.wanted is KINDS[dict]:
        return {**about, **one}
    if isinstance(spec.type, Items) and spec.type.bare:
        one = {"anyOf": [{"type": "string"}, one]}
    return {**about, "anyOf": [one, {"type": "array", "items": one}]}
