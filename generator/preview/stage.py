"""The stage: the last good artifacts, what was found since, and a number that grows with each rebuild."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field

from generator.findings import Lang, Severity
from generator.pipeline import Build


@dataclass
class Stage:
    """Shared by the watcher, which sets it, and the server's threads, which read it and wait for the next."""

    lang: Lang
    files: dict[str, bytes] = field(default_factory=dict)
    screens: tuple[tuple[str, str, int, int], ...] = ()
    """Screens as (id, name, width, height)."""
    version: int = 0
    problems: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def take(self, build: Build) -> None:
        """Take a new build; a failed one leaves the last good files and only tells what is wrong."""
        with self.changed:
            if not build.failed and build.site is not None:
                self.files = {a.path: a.data for a in build.artifacts}
                self.screens = tuple((s.id, s.name, *s.size) for s in build.site.settings.screens)
            errors = [f for f in build.findings if f.rule.severity is Severity.ERROR]
            self.problems = [f"{f.place.path}:{f.place.line}  {f.message(self.lang)}" for f in errors]
            self.version += 1
            self.changed.notify_all()

    def event(self) -> str:
        """Return the state as the JSON that the browser is told."""
        return json.dumps({"version": self.version, "problems": self.problems}, ensure_ascii=False)

    def wait(self, version: int, seconds: float) -> bool:
        """Wait until the stage is newer than `version`; tell whether it is."""
        with self.changed:
            return self.changed.wait_for(lambda: self.version != version, timeout=seconds)
