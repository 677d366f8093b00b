"""What waits for approval, reckoned anew only of entries that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.findings import Finding
from generator.site import Entry, Media, Site
from generator.site.shown import Snapshot, settings_snapshot, snapshot
from generator.store.files import REVIEWS
from generator.store.reviews import Reviews, read_reviews


class _Taken(NamedTuple):
    """What is shown of an entry, and of which object that was taken."""

    entry: Entry
    shown: Snapshot


class Approvals:
    """Marks what waits on a site. A site whose settings ask for no review has nothing that waits."""

    def __init__(self, project: Path) -> None:
        """Know nothing yet."""
        self._project = project
        self._media: Mapping[str, Media] = {}
        self._taken: dict[str, _Taken] = {}
        self._records: tuple[object, Reviews] | None = None

    def mark(self, site: Site) -> tuple[Site, list[Finding]]:
        """Return the site with what waits, and which records could not be read."""
        stages = site.settings.review
        if not stages:
            return site, []
        if site.media != self._media:
            self._media, self._taken = site.media, {}
        reviews = self._reviews(stages)
        self._taken = {e.key: self._take(e, site) for e in site.all()}
        shown = [settings_snapshot(site), *(taken.shown for taken in self._taken.values())]
        pending = {s.key for s in shown} - {a.key for a in reviews.approved(shown)}
        return replace(site, pending=frozenset(pending)), reviews.findings

    def _take(self, entry: Entry, site: Site) -> _Taken:
        known = self._taken.get(entry.key)
        return known if known and known.entry is entry else _Taken(entry, snapshot(entry, site))

    def _reviews(self, stages: tuple[str, ...]) -> Reviews:
        """Return the records, read again when their files changed."""
        folder = self._project / "content" / REVIEWS
        files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
        seal = (stages, [(f.name, (s := f.stat()).st_mtime_ns, s.st_size, s.st_ino) for f in files])
        if self._records is None or self._records[0] != seal:
            self._records = seal, read_reviews(self._project, stages)
        return self._records[1]
