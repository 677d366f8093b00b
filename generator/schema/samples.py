"""Samples: entries as an author would write them, with Chinese keys, made from the declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.schema.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.schema.collection import Collection, Sample
    from generator.schema.record import RecordType

_NEEDS_QUOTES = ("- ", *"?:,[]{}#&*!|>'\"%@` ")


def sample_file(collection: Collection) -> str:
    """Return the YAML of a collection's sample entry, ready to be saved as `<sample_id>.yml`."""
    lines = _record(collection.model, collection.sample)
    return f"# {collection.label}的样子。改成自己的，文件名就是编号。\n" + "\n".join(lines) + "\n"


def _record(model: RecordType, sample: Sample) -> Iterator[str]:
    """Yield a record's lines; a list stands below its field, each item behind a hyphen."""
    for name, value in sample.items():
        spec = fields_of(model)[name]
        if isinstance(value, str):
            yield f"{spec.type.label}: {_scalar(value)}"
            continue
        yield f"{spec.type.label}:"
        for item in value:
            lines = _record(spec.items, item) if spec.items and not isinstance(item, str) else [_scalar(str(item))]
            yield from (f"  {' ' if i else '-'} {line}" for i, line in enumerate(lines))


def _scalar(text: str) -> str:
    if "\n" in text:
        return "|\n" + "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
    plain = not text.startswith(_NEEDS_QUOTES) and ": " not in text and " #" not in text
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
