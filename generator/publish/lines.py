"""Lines of the release log: what each of them says, and its bytes, which can be written one way only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

_SIGNED_AS = "streetlight release log\n"
"""Before what is signed, so that no signature of a line is one of anything else."""


class Kind(StrEnum):
    """What a line is about: a release of everything, the plain one in its place, an export of one screen."""

    SITE = "site"
    WITHDRAW = "withdraw"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Approval:
    """The stages that entries had to pass (none: nothing was reviewed), how many did, and a digest of which and by whom."""

    stages: tuple[str, ...] = ()
    approved: int = 0
    review: str = ""


NOT_REVIEWED = Approval()


@dataclass(frozen=True, slots=True)
class Logged:
    """What is to be logged. `manifest` is the sha256 of manifest.json, of an export that of its list of sums.

    `screens`: id → digest of a screen's own folder (`sums_digest`). `what`: the screen and form of an export.
    """

    kind: Kind
    release: str
    manifest: str
    date: str
    approval: Approval = NOT_REVIEWED
    screens: Mapping[str, str] = field(default_factory=dict)
    what: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: its number, when it was made, the record, the sum of the line before, its signatures, its own sum.

    `lost` of a first line is how many lines a former log had of which this computer knew, and which were gone.
    """

    n: int
    at: str
    record: Logged
    prev: str
    lost: int = 0
    signed: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """Return all that is signed, in the order in which it is written."""
        record = {f.name: getattr(self.record, f.name) for f in fields(Logged) if f.name != "approval"}
        approval = {f.name: getattr(self.record.approval, f.name) for f in fields(Approval)}
        said = {"n": self.n, "at": self.at, **record, **approval, "prev": self.prev, "lost": self.lost}
        return {name: value for name, value in said.items() if value or name in ("n", "approved", "stages", "prev")}

    @property
    def signable(self) -> str:
        """The text that keys sign."""
        return _SIGNED_AS + _json(self.body())

    @property
    def sum(self) -> str:
        """The sha256 of all before the sum."""
        return hashlib.sha256(_json(self._whole()).encode()).hexdigest()

    def text(self) -> str:
        """Return the line, without its end."""
        return _json({**self._whole(), "sum": self.sum})

    def _whole(self) -> dict[str, object]:
        return {**self.body(), **({"signed": dict(self.signed)} if self.signed else {})}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def parsed(raw: bytes) -> LogLine | None:
    """Return a line whose every byte is as we would write it, else None."""
    try:
        data = json.loads(raw)
        line = _line(data)
        return line if line.text().encode() == raw else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _line(data: Mapping[str, Any]) -> LogLine:
    approval = Approval(tuple(map(str, data["stages"])), int(data["approved"]), str(data.get("review", "")))
    record = Logged(
        Kind(data["kind"]),
        str(data["release"]),
        str(data["manifest"]),
        str(data["date"]),
        approval,
        dict(data.get("screens", {})),
        str(data.get("what", "")),
        str(data.get("because", "")),
    )
    number, lost = int(data["n"]), int(data.get("lost", 0))
    return LogLine(number, str(data["at"]), record, str(data["prev"]), lost, dict(data.get("signed", {})))
