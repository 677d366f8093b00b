"""The stage: the last good artifacts, what was found since, and a number that grows with each rebuild."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.findings import Lang, Severity
from generator.pipeline import Build
from generator.site.shown import SETTINGS

if TYPE_CHECKING:
    from generator.site import Site


@dataclass
class Stage:
    """Shared by the watcher, which sets it, and the server's threads, which read it and wait for the next."""

    lang: Lang
    files: dict[str, bytes] = field(default_factory=dict)
    screens: tuple[tuple[str, str, int, int], ...] = ()
    """Screens as (id, name, width, height)."""
    waiting: tuple[tuple[str, str], ...] = ()
    """What nobody has approved yet, as (title, path of its page)."""
    version: int = 0
    problems: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def take(self, build: Build) -> None:
        """Take a new build; a failed one leaves the last good files and only tells what is wrong."""
        with self.changed:
            if not build.failed and build.site is not None:
                self.files = {a.path: a.data for a in build.artifacts}
                self.waiting = tuple(_waiting(build.site))
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


def _waiting(site: Site) -> Iterator[tuple[str, str]]:
    if SETTINGS in site.pending:
        yield "网站的设置", "index.html"
    yield from ((e.record.title, e.url if e.started(site.date) else "") for e in site.all() if e.key in site.pending)
