"""Edits: one record after the other gets a new title, each in another collection, in our street or in Hugo's site."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.content import key_of, list_of

_TURNS = itertools.count(1000)
"""No mark comes twice in a run, nor stands within another: a record may be changed again by another measure."""
_STRIDE = 997  # a prime: after so many records comes the next to be changed


@dataclass(frozen=True)
class Edit:
    """A file and its text to be, the page that will show it, and the mark it is known by."""

    file: Path
    text: str
    page: str
    mark: str
    beside: Path

    def save(self) -> float:
        """Save as editors do: written beside the project, then moved into place. Return the moment of the move."""
        self.beside.write_text(self.text, encoding="utf-8", newline="\n")
        now = time.perf_counter()
        self.beside.replace(self.file)
        return now


def street_edits(street: Path, n: int) -> Iterator[Edit]:
    """Yield edits of a street of so many records, without end; each is read when it is asked for."""
    for k, number in _numbers(n):
        name, entry_id = key_of(number)
        head = f"- 编号: {entry_id}\n  标题: "
        yield _edit(street, street / list_of(number), head, f"改{k}", f"{name}/{entry_id}.html")


def hugo_edits(site: Path, n: int) -> Iterator[Edit]:
    """Yield the same edits of a Hugo site."""
    for k, number in _numbers(n):
        name, entry_id = key_of(number)
        yield _edit(site, site / f"content/{name}/{entry_id}.md", "title: ", f"改{k}", f"{name}/{entry_id}.html")


def _numbers(n: int) -> Iterator[tuple[int, int]]:
    for k in itertools.count():
        yield k, (n // 2 + k * _STRIDE) % n


def _edit(root: Path, file: Path, head: str, mark: str, page: str) -> Edit:
    mark = f"{mark}之{next(_TURNS)}"
    text = file.read_text(encoding="utf-8").replace(head, f"{head}{mark}", 1)
    return Edit(file, text, page, mark, root.with_name(f"{root.name}.edit"))
