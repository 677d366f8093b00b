"""The log as publishers use it: what is about to go out is entered, unless it is the newest of its kind already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.lines import NOT_REVIEWED, Approval, Kind, Logged, LogLine
from generator.publish.log import Log, LogDamaged, Sign, append, read_log
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
        """Tell whether the newest release in the log is this one, under this approval. Raises LogDamaged."""
        return self._says(self._read().last(Kind.SITE, Kind.WITHDRAW), manifest.digest)

    def enter(self, manifest: Manifest) -> LogLine:
        """Log a release. Raises LogDamaged, OSError."""
        sums = {path: digest for path, (digest, _) in manifest.files.items()}
        screens = {name: sums_digest(files) for name, files in screens_of(sums).items()}
        release, digest, date = manifest.release, manifest.digest, manifest.date
        record = Logged(self.kind, release, digest, date, self.approval, screens, because=self.because)
        return append(self.project, record, self.sign)

    def export(self, what: str, date: str, sums: Mapping[str, str]) -> None:
        """Log an export, its files as name → sha256; not again what is the newest of this screen and form.

        Raises LogDamaged, OSError.
        """
        digest = sums_digest(sums)
        if not self._says(self._read().last(Kind.EXPORT, what=what), digest):
            player = {name.removeprefix(PLAYER): s for name, s in sums.items() if name.startswith(PLAYER)}
            screens = {what.partition("/")[0]: sums_digest(player)} if player else {}
            record = Logged(Kind.EXPORT, digest[:_SHORT], digest, date, self.approval, screens, what)
            append(self.project, record, self.sign)

    def _read(self) -> Log:
        """Return the log. Raises LogDamaged: even where nothing is to be written, it would prove nothing."""
        log = read_log(self.project)
        if log.damages:
            raise LogDamaged(log.damages)
        return log

    def _says(self, line: LogLine | None, digest: str) -> bool:
        """Tell whether a line is about these files and this approval, and signed as we would sign it."""
        if line is None or (line.record.manifest, line.record.approval) != (digest, self.approval):
            return False
        return self.sign(line.signable).items() <= line.signed.items()
