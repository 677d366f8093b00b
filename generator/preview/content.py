"""The content as it stands on disk, read again where it changed; what cannot be read stays as it was when it could."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.findings import Finding, Severity
from generator.preview.approvals import Approvals
from generator.store import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Entry, Site


@dataclass(frozen=True)
class State:
    """What was read at one time.

    `site` is what there is to check: None where the settings cannot be used. `shown` is what there is to show: the same,
    with what cannot be read (`broken`, paths of files) as it was before; None where nothing ever could.
    """

    site: Site | None
    shown: Site | None
    findings: tuple[Finding, ...]
    broken: frozenset[str]
    doubtful: bool = False
    """Whether this may be half a save: a file that is torn or empty since the last time, fewer entries."""


class Content:
    """Reads a project again and again."""

    def __init__(self, project: Path, date: dt.date, cache: Path | None = None) -> None:
        """Read nothing yet. `cache` is the user's folder of derived files: what was read in it before is read faster."""
        self._project, self._date = project, date
        self._reader = Reader(cache)
        self._approvals = Approvals(project)
        self._last = State(None, None, (), frozenset())

    def read(self) -> State:
        """Return what the project holds now."""
        reading = self._reader.read(self._project, self._date)
        before = self._last.shown
        broken = frozenset(f.place.path for f in reading.findings if f.rule.severity is Severity.ERROR)
        site, findings = reading.site, reading.findings
        if site is not None:
            site, torn = self._approvals.mark(site)
            findings = [*findings, *torn]
        shown = _kept(site, before, broken) if site and before else site or before
        doubtful = bool(broken - self._last.broken) or _many(shown) < _many(before)
        self._last = State(site, shown, tuple(findings), broken, doubtful)
        return self._last


def _kept(site: Site, before: Site, broken: Iterable[str]) -> Site:
    """Return a site with the entries that stood in files which cannot be read now."""
    files = frozenset(broken)
    old = [e for e in before.all() if e.origin.path in files and site.find(e.collection.name, e.id) is None]
    if not old:
        return site
    groups = dict(site.entries)
    for name in {e.collection.name for e in old}:
        groups[name] = _ordered([*groups.get(name, ()), *(e for e in old if e.collection.name == name)])
    waiting = before.pending & {e.key for e in old}
    return replace(
        site,
        entries=groups,
        media={**before.media, **site.media},
        glyphs=before.glyphs | site.glyphs,
        pending=site.pending | waiting,
    )


def _ordered(group: list[Entry]) -> tuple[Entry, ...]:
    collection = group[0].collection
    return tuple(sorted(group, key=lambda e: collection.order(e.record)))


def _many(site: Site | None) -> int:
    return len(site.all()) if site else 0
