"""Signing: one line more in the records, written under their lock after one more look at what they say."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from generator.files import locked
from generator.findings import Text
from generator.store.files import REVIEWS
from generator.store.reviews import Reviews, Signature, State, person, read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site.shown import Snapshot

_CHUNK = 1 << 20


class Pen(NamedTuple):
    """Who signs which stage, and when (ISO, with the zone)."""

    stage: str
    by: str
    at: str


def refusal(state: State, pen: Pen) -> Text | None:
    """Return why a stage may not be signed by this person now, or None."""
    if not state.next_stage:
        return Text("已经审完，不用再签", "is approved already")
    if state.next_stage != pen.stage:
        return Text(f"现在该签的是{state.next_stage}", f"waits for {state.next_stage} first")
    if found := next((s for s in state.signed if person(s.by) == person(pen.by)), None):
        return Text(
            f"{found.stage}就是{found.by}签的，{pen.stage}要换一个人",
            f"{found.by} has signed {found.stage}, another must sign",
        )
    return None


def sign(project: Path, stages: tuple[str, ...], pen: Pen, shown: Iterable[Snapshot]) -> dict[str, Text]:
    """Sign what is shown of some entries; return why some were not, by key: somebody else was faster.

    A line is on the disk when this returns. What a crash left of one stays, and is no part of the next.
    """
    refused: dict[str, Text] = {}
    for name, group in groupby(sorted(shown, key=lambda s: s.key), key=lambda s: s.key.partition("/")[0]):
        file = project / "content" / REVIEWS / f"{name}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.parent.is_symlink() or file.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
        with locked(file) as descriptor:
            before = _whole(descriptor)
            reviews = Reviews(stages)
            read_lines(reviews, before, file.name)
            snapshots = list(group)
            found = {s.key: refusal(reviews.state(s.key, s.digest), pen) for s in snapshots}
            refused |= {key: why for key, why in found.items() if why}
            lines = [_line(s, pen, first=not reviews.keeps(s)) for s in snapshots if not found[s.key]]
            _append(descriptor, lines, torn=bool(before) and not before.endswith(b"\n"))
    return refused


def _line(snapshot: Snapshot, pen: Pen, *, first: bool) -> bytes:
    """Return a record; the first one of a digest keeps what is shown."""
    record: dict[str, object] = Signature(snapshot.key, *pen, snapshot.digest)._asdict()
    if first:
        record |= {"words": snapshot.words, "pictures": snapshot.pictures}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _whole(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return b"".join(iter(lambda: os.read(descriptor, _CHUNK), b""))


def _append(descriptor: int, lines: list[bytes], *, torn: bool) -> None:
    rest = (b"\n" if torn and lines else b"") + b"".join(lines)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)
