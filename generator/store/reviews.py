"""Who approved what: the records in content/reviews, one file a collection, one JSON object a line, only ever appended.

A signature names the digest of what was shown (generator.site.shown). It counts while the entry's digest is that one.
The first signature of a digest keeps the words and the digests of the pictures, so that a difference can be shown.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.findings import Finding, Place
from generator.site.shown import Snapshot
from generator.store import rules
from generator.store.files import REVIEWS

if TYPE_CHECKING:
    from pathlib import Path


_FILLERS = "\u115f\u1160"
"""Letters by name that show nothing, as they are in NFKC."""


class Signature(NamedTuple):
    """One line: the entry's key, the stage, who signed it, when (ISO, with the zone), and the digest that was signed."""

    entry: str
    stage: str
    by: str
    at: str
    digest: str


class State(NamedTuple):
    """How far one digest of an entry has come.

    `signed`: the signatures that count, in the order of the stages. `next_stage`: empty when all are signed.
    `last`: what was shown when every stage was last signed; None when that never was, or is not known.
    """

    signed: tuple[Signature, ...]
    next_stage: str
    last: Snapshot | None


class Approved(NamedTuple):
    """An entry (or the settings) that every stage has signed as it is shown now, and by which signatures."""

    key: str
    digest: str
    signed: tuple[Signature, ...]


@dataclass(slots=True)
class Reviews:
    """All records of a project, read for the stages that its settings ask for."""

    stages: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)
    _lines: dict[str, list[Signature]] = field(default_factory=dict)
    _shown: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    def state(self, key: str, digest: str) -> State:
        """Return how far an entry has come that is shown with this digest."""
        signed = self._signed(key, digest)
        following = self.stages[len(signed) :]
        return State(signed, following[0] if following else "", self._last(key))

    def approved(self, shown: Iterable[Snapshot]) -> Iterator[Approved]:
        """Yield what of all that is shown has passed every stage."""
        for snapshot in shown:
            signed = self._signed(snapshot.key, snapshot.digest)
            if len(signed) == len(self.stages):
                yield Approved(snapshot.key, snapshot.digest, signed)

    def keeps(self, snapshot: Snapshot) -> bool:
        """Tell whether what is shown is kept already, as it was signed."""
        line = self._shown.get((snapshot.key, snapshot.digest), {})
        return _kept(snapshot.key, snapshot.digest, line) is not None

    def add(self, text: str, place: Place) -> None:
        """Take one line of a file; one that is no record becomes a finding and counts for nothing."""
        line = _record(text)
        if line is None or line["entry"].partition("/")[0] != _stem(place):
            self.findings.append(Finding(rules.REVIEW_UNREADABLE, place))
            return
        signature = Signature(*(line[name] for name in Signature._fields))
        self._lines.setdefault(signature.entry, []).append(signature)
        if "words" in line:
            self._shown[signature.entry, signature.digest] = line

    def _counted(self, key: str) -> tuple[dict[str, list[Signature]], str]:
        """Return the signatures that count by the digest they are for, and the digest last signed by every stage.

        Each counts that is of the stage that is due, by somebody who signed none before. A digest that all have signed
        voids all else that was signed: what was replaced does not come back by itself.
        """
        counted: dict[str, list[Signature]] = {}
        last = ""
        for s in self._lines.get(key, ()):
            signed = counted.setdefault(s.digest, [])
            due = self.stages[len(signed) : len(signed) + 1] == (s.stage,)
            if due and person(s.by) and all(person(s.by) != person(other.by) for other in signed):
                signed.append(s)
                if len(signed) == len(self.stages):
                    counted, last = {s.digest: signed}, s.digest
        return counted, last

    def _signed(self, key: str, digest: str) -> tuple[Signature, ...]:
        return tuple(self._counted(key)[0].get(digest, ()))

    def _last(self, key: str) -> Snapshot | None:
        """Return what was last signed by every stage."""
        last = self._counted(key)[1]
        return _kept(key, last, self._shown.get((key, last), {})) if last else None


def read_reviews(project: Path, stages: tuple[str, ...]) -> Reviews:
    """Read every record of a project; lines that are none become findings with file and line."""
    reviews = Reviews(stages)
    folder = project / "content" / REVIEWS
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() and not folder.is_symlink() else []
    for file in files:
        if not file.is_symlink():
            read_lines(reviews, file.read_bytes(), f"content/{REVIEWS}/{file.name}")
    return reviews


def read_lines(reviews: Reviews, data: bytes, path: str) -> None:
    """Read the bytes of one file of records."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            reviews.add(line.decode("utf-8", "replace"), Place(path, number, 1))


@cache
def person(name: str) -> str:
    """Return a name as it is compared: letters and digits alone, whatever their width or case.

    Blanks, dots, and what cannot be seen make nobody another person. Empty: no name.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(ch for ch in folded if ch.isalnum() and ch not in _FILLERS)


def _stem(place: Place) -> str:
    return place.path.rpartition("/")[2].removesuffix(".jsonl")


def _record(text: str) -> Mapping[str, Any] | None:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(line, dict) and all(isinstance(line.get(name), str) for name in Signature._fields)
    return line if whole and "\ufffd" not in text else None


def _kept(key: str, digest: str, line: Mapping[str, Any]) -> Snapshot | None:
    """Return what a line keeps of its entry; None when that is not what was signed."""
    try:
        found = Snapshot(key, _pairs(line["words"]), _pairs(line["pictures"]))
    except (KeyError, TypeError, ValueError):
        return None
    return found if found.digest == digest else None


def _pairs(written: Any) -> tuple[tuple[tuple[str | int, ...], str], ...]:  # noqa: ANN401  # JSON may be anything
    return tuple((tuple(path), text) for path, text in written)
