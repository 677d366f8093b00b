"""Joined: what the theme's YAML files for screens say, in one text file whose parts are read only where they are used.

A line of `theme/screens/layouts.txt` is the digest of a YAML file, a key of it, and its value as JSON. It is derived from
them (`python -m tests.render.joined`, a test fails when it is stale) and never believed against them: a file with another
digest is read as YAML, which takes a hundred times as long.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

JOINED = "screens/layouts.txt"
Raw = Any
"""What a file of our own says; who reads it knows what it is."""


def read_yaml(file: Path) -> Raw:
    """Return the content of one of the theme's own YAML files."""
    return _loaded(file.read_bytes())


def read_parts(theme: Path, files: Iterable[Path]) -> list[Mapping[str, Raw]]:
    """Return the content of YAML files, each a mapping whose values are read when they are asked for."""
    known = _known(theme / JOINED)
    contents = (file.read_bytes() for file in files)
    return [_Parts(found) if (found := known.get(_digest(data))) else _loaded(data) for data in contents]


def joined(files: Iterable[Path]) -> str:
    """Return the text of the file derived from YAML files."""
    return "".join(
        f"{_digest(file.read_bytes())} {key} {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n"
        for file in files
        for key, value in read_yaml(file).items()
    )


class _Parts(Mapping[str, Raw]):
    """The values of a file by key, as JSON until they are asked for."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self._texts = texts

    def __getitem__(self, key: str) -> Raw:
        return json.loads(self._texts[key])

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@lru_cache(maxsize=4)
def _known(file: Path) -> dict[str, dict[str, bytes]]:
    """Return the JSON of each key of each file by the file's digest; nothing where a theme has none. Read once: see above."""
    found: dict[str, dict[str, bytes]] = {}
    for line in file.read_bytes().split(b"\n")[:-1] if file.is_file() else ():
        digest, key, value = line.split(b" ", 2)
        found.setdefault(digest.decode(), {})[key.decode()] = value
    return found


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _loaded(data: bytes) -> Raw:
    import yaml  # noqa: PLC0415  # heavy: not for what is joined

    return yaml.load(data, Loader=yaml.CSafeLoader)
