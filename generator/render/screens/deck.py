"""The deck: which entries a screen shows, through which layout, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.findings import Finding, Place
from generator.render.screens import rules

if TYPE_CHECKING:
    from generator.render.screens.layout import Layout
    from generator.settings import Screen
    from generator.site import Entry, Site

SETTINGS_FILE = Place("site_config.yml")
OUTDOOR = {"crossing", "strip"}
EVERGREEN = "site"
_PRIVATE = re.compile(
    r"处分|违纪|黑名单|失信人员|黑旗|摄像头位置|未成年人|低保户?|失独|残疾人?|困难户|特困|吸毒|社区矫正|1[3-9]\d{9}",
)
"""Words that keep an entry off outdoor screens (public display rules): see them as a net, not as a proof."""


@dataclass(frozen=True)
class Pick:
    """One entry to be shown through one layout; the evergreen slide has no entry."""

    layout: Layout
    entry: Entry | None = None


def choose(site: Site, screen: Screen, layouts: Mapping[str, Layout]) -> tuple[list[Pick], list[Finding]]:
    """Return the picks in playing order, evergreen first, sorted by ground: one change to red and one back a loop."""
    wanted = _playlist(site, screen)
    findings: list[Finding] = []
    groups: dict[str, list[list[Pick]]] = {}
    for layout in sorted(layouts.values(), key=lambda x: _rank(x, wanted)):
        if layout.shows == EVERGREEN:
            groups.setdefault("", []).append([Pick(layout)])
        elif layout.priority > 1 or layout.shows in wanted:
            picks, found = _picks(site, screen, layout)
            findings += found
            groups.setdefault(_part(layout), []).append(picks)
    return [pick for part in sorted(groups) for pick in _alternating(groups[part])], findings


def _part(layout: Layout) -> str:
    """Return the part of the loop: red last, urgent ones behind all (they play alone)."""
    return "z" if layout.priority > 1 else {"night": "a", "red": "b"}.get(layout.ground, "a")


def _rank(layout: Layout, wanted: list[str]) -> tuple[int, str]:
    return (wanted.index(layout.shows) if layout.shows in wanted else len(wanted), layout.name)


def _alternating(lists: Iterable[list[Pick]]) -> list[Pick]:
    """Return one of each list in turn, so that no column fills minutes on end."""
    return [pick for turn in zip_longest(*lists) for pick in turn if pick is not None]


def _playlist(site: Site, screen: Screen) -> list[str]:
    """Return the names of the collections to play, in the order asked for (checks report words that are none)."""
    if not screen.playlist:
        return list(site.collections)
    names = {word: c.name for c in site.collections.values() for word in (c.name, c.label, c.tab) if word}
    return [names[word] for word in screen.playlist if word in names]


def _picks(site: Site, screen: Screen, layout: Layout) -> tuple[list[Pick], list[Finding]]:
    entries = [e for e in site.entries.get(layout.shows, ()) if _may_play(e, site, layout)]
    bars = {e.key: _barred(e, screen) for e in entries}
    findings = [bar for bar in bars.values() if bar]
    allowed = [e for e in entries if not bars[e.key]]
    if layout.priority > 1:
        return [Pick(layout, e) for e in allowed], findings
    current = [e for e in allowed if e.started(site.date)]
    kept = current[: screen.limit] if layout.pick == "first" else current[-screen.limit :]
    coming = [e for e in allowed if not e.started(site.date)][: screen.limit]
    return [Pick(layout, e) for e in (*kept, *coming)], findings


def _may_play(entry: Entry, site: Site, layout: Layout) -> bool:
    record = entry.record
    asked = not layout.only or bool(getattr(record, layout.only))
    barred = bool(layout.never) and bool(getattr(record, layout.never))
    endless = layout.priority > 1 and record.until is None
    return record.on_screen and asked and not (barred or endless) and not entry.expired(site.date)


def _barred(entry: Entry, screen: Screen) -> Finding | None:
    """Return why an entry may not play on this screen, or None."""
    if screen.place.key not in OUTDOOR:
        return None
    for path, text in entry.texts():
        if path[0] != "id" and path[0] != "body" and (found := _PRIVATE.search(text)):
            args = {"title": entry.record.title, "word": found.group(), "screen": screen.id}
            return Finding(rules.OUTDOOR, entry.place(*path), entry.key, args)
    return None
