"""The log as publishers use it: what is about to go out is entered, unless it is the newest of its kind already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.lines import NOT_REVIEWED, Approval, Kind, Line, Record
from generator.publish.log import Sign, append, read_log
from generator.publish.manifest import Manifest, screens_of, sums_digest

PLAYER = "player/"
"""Where a stick holds the folder of its screen."""
_SHORT = 12


@dataclass(frozen=True)
class Book:
    """The log of a project, open for what is released under one approval."""

    project: Path
    approval: Approval = NOT_REVIEWED
    sign: Sign = lambda _: {}
    kind: Kind = Kind.SITE
    because: str = ""

    def is_newest(self, manifest: Manifest) -> bool:
        """Tell whether the newest release in the log is this one."""
        line = read_log(self.project).last(Kind.SITE, Kind.WITHDRAW)
        return line is not None and line.record.manifest == manifest.digest

    def enter(self, manifest: Manifest) -> Line:
        """Log a release. Raises LogDamaged, OSError."""
        sums = {path: digest for path, (digest, _) in manifest.files.items()}
        screens = {name: sums_digest(files) for name, files in screens_of(sums).items()}
        release, digest, date = manifest.release, manifest.digest, manifest.date
        record = Record(self.kind, release, digest, date, self.approval, screens, because=self.because)
        return append(self.project, record, self.sign)

    def export(self, what: str, date: str, sums: Mapping[str, str]) -> None:
        """Log an export, its files as name → sha256; not again what is the newest of this screen and form."""
        digest = sums_digest(sums)
        former = read_log(self.project).last(Kind.EXPORT, what=what)
        if former is None or former.record.manifest != digest:
            player = {name.removeprefix(PLAYER): s for name, s in sums.items() if name.startswith(PLAYER)}
            screens = {what.partition("/")[0]: sums_digest(player)} if player else {}
            record = Record(Kind.EXPORT, digest[:_SHORT], digest, date, self.approval, screens, what)
            append(self.project, record, self.sign)
