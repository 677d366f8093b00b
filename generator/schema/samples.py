"""Samples: entries as an author would write them, with Chinese keys, made from the declarations."""

from __future__ import annotations

from collections.abc import Mapping

from generator.schema.collection import Collection
from generator.schema.record import fields_of

_NEEDS_QUOTES = tuple("-?:,[]{}#&*!|>'\"%@` ")


def sample_file(collection: Collection) -> str:
    """Return the YAML of a collection's sample entry, ready to be saved as `<sample_id>.yml`."""
    labels = {name: spec.type.label for name, spec in fields_of(collection.model).items()}
    lines = [_written(labels[name], value) for name, value in collection.sample.items()]
    return f"# {collection.label}的样子。改成自己的，文件名就是编号。\n" + "".join(lines)


def _written(label: str, value: str | list[str] | Mapping[str, str]) -> str:
    if isinstance(value, str):
        return f"{label}: {_scalar(value)}\n"
    return f"{label}:\n" + "".join(f"  - {_scalar(item)}\n" for item in value)


def _scalar(text: str) -> str:
    if "\n" in text:
        return "|\n" + "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
    plain = not text.startswith(_NEEDS_QUOTES) and ": " not in text and " #" not in text
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
