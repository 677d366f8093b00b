"""What `review` knows of an entry: what is shown of it, how far it has come, what is wrong with it, what changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.findings import Finding, Lang, Place, Severity, Text
from generator.render.review import Board, Change, Waiting, difference
from generator.schema import Record
from generator.settings import Settings
from generator.site import Site
from generator.site.shown import SETTINGS, Snapshot, snapshots
from generator.store import SETTINGS_FILE
from generator.store.reviews import State, read_reviews
from generator.store.small import small_file, small_picture


@dataclass(frozen=True, slots=True)
class Item:
    """An entry or the settings as shown now, how far it has come, and the errors that keep it from being signed."""

    shown: Snapshot
    title: Text
    collection: Text
    place: Place
    model: type[Record]
    state: State
    errors: Sequence[Finding]

    @property
    def changes(self) -> list[Change]:
        """What changed since every stage last signed it."""
        return difference(self.state.last, self.shown, self.model)

    @property
    def signed(self) -> list[str]:
        """Who has signed it as it is now."""
        return [f"{s.stage} {s.by} {s.at[:10]}" for s in self.state.signed]


def items_of(project: Path, site: Site, findings: Iterable[Finding]) -> dict[str, Item]:
    """Return the settings and every entry by key."""
    errors: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule.severity is Severity.ERROR:
            key = finding.entry or (SETTINGS if finding.place.path == SETTINGS_FILE else "")
            errors.setdefault(key, []).append(finding)
    reviews = read_reviews(project, site.settings.review)
    settings = Text("网站设置", "settings")
    told: dict[str, tuple[Text, Text, Place, type[Record]]] = {
        SETTINGS: (settings, settings, site.setting_place(), Settings),
        **{
            e.key: (_same(e.record.title), _same(e.collection.label), e.place(), e.collection.model) for e in site.all()
        },
    }
    return {
        s.key: Item(s, *told[s.key], reviews.state(s.key, s.digest), errors.get(s.key, ())) for s in snapshots(site)
    }


def board(project: Path, site: Site, items: Iterable[Item], page: Path, lang: Lang) -> Board:
    """Return what the page `page` shows of some items, with small pictures of all that was and is."""
    items = list(items)
    waiting = [_waiting(item, lang) for item in items]
    known = {m.sha256: m for m in site.media.values() if m.width and not m.duration}
    wanted = {d for w in waiting for c in w.changes if c.picture for d in (c.old, c.new) if d}
    pictures = {}
    for digest in sorted(wanted):
        if (kept := small_file(project, digest)).is_file():
            pictures[digest] = kept.read_bytes()
        elif digest in known:
            pictures[digest] = small_picture(known[digest].file.read_bytes())
    return Board(site.settings.name, site.settings.review, waiting, pictures, _root(project, page), site.date)


def _waiting(item: Item, lang: Lang) -> Waiting:
    return Waiting(
        item.shown.key,
        item.title.in_lang(lang),
        item.collection.in_lang(lang),
        item.state.next_stage,
        item.place,
        item.changes,
        first=item.state.last is None,
        signed=item.signed,
        errors=[f.message(lang) for f in item.errors],
        digest=item.shown.digest,
    )


def _same(text: str) -> Text:
    return Text(text, text)


def _root(project: Path, page: Path) -> str:
    """Return the address of the project's folder, seen from a page; from another drive of Windows its whole address."""
    folder, here = project.resolve(), page.resolve().parent
    if folder.anchor != here.anchor:
        return f"{folder.as_uri()}/"
    way = Path(os.path.relpath(folder, here)).as_posix()
    return "" if way == "." else f"{quote(way)}/"
