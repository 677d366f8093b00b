"""Read a project: settings and content become one Site, and all problems of all files come in one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.collections import COLLECTIONS
from generator.findings import Finding, Place
from generator.settings import THEME, Settings
from generator.site import Entry, Media, Site
from generator.site.glyphs import on_this_computer, shipped_glyphs
from generator.site.quotes import OPENING
from generator.store import rules
from generator.store.attachments import look_at_attachments
from generator.store.content import Content, read_content
from generator.store.entries import read_entries
from generator.store.files import read_text
from generator.store.node import BadYaml
from generator.store.pictures import look_at_pictures
from generator.store.quoting import fill_in
from generator.store.typed import build
from generator.store.videos import look_at_videos
from generator.store.ways import node_of, root_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from generator.schema.collection import Collection
    from generator.store.content import ReadEntries

SETTINGS_FILE = "site_config.yml"


@dataclass(slots=True)
class Reading:
    """The outcome of reading: the site (None when the settings cannot be used) and every finding."""

    site: Site | None
    findings: list[Finding] = field(default_factory=list)


def read_project(
    project: Path,
    date: dt.date,
    collections: Mapping[str, Collection] = COLLECTIONS,
    *,
    read: ReadEntries = read_entries,
) -> Reading:
    """Read a project folder for one date, its files by `read`. Bad files become findings; nothing raises for bad content."""
    content = read_content(project, collections, read)
    settings, places, findings = _settings(project, content)
    entries, findings = content.entries, findings + content.findings
    if not any(entries.values()) and not findings:
        findings.append(Finding(rules.NO_CONTENT, Place("content")))
    if settings is None:
        return Reading(None, findings)
    media = _media(project, entries)
    site = Site(settings, date, collections, entries, media, _glyphs(content), frozenset(content.unread), places)
    return Reading(site, findings)


def _media(project: Path, entries: dict[str, tuple[Entry, ...]]) -> dict[str, Media]:
    """Return what is known of files, films and pictures; of what is named as several, the last: that is what it is not."""
    content, named = project / "content", [e for group in entries.values() for e in group]
    return look_at_attachments(content, named) | look_at_videos(content, named) | look_at_pictures(content, named)


def _glyphs(content: Content) -> frozenset[str]:
    """Return every character that can be shown; files without any rare one, nearly all, need not be gone through."""
    shipped = shipped_glyphs(THEME / "fonts")
    looked_at = (e for group in content.entries.values() for e in group if e.origin.path not in content.everyday)
    used = {ch for e in looked_at for _, text in e.texts() for ch in text}
    return shipped | on_this_computer(ch for ch in used - shipped if ch.isprintable())


def _settings(
    project: Path, content: Content
) -> tuple[Settings | None, dict[tuple[str | int, ...], Place], list[Finding]]:
    file = project / SETTINGS_FILE
    if not file.is_file():
        return None, {}, [Finding(rules.NO_SETTINGS, Place(SETTINGS_FILE))]
    text, findings = read_text(file, SETTINGS_FILE)
    if text is None:
        return None, {}, findings
    try:
        node = node_of(root_of(text, SETTINGS_FILE), SETTINGS_FILE)
    except BadYaml as bad:
        return None, {}, [bad.finding]
    if node is None:
        return None, {}, [Finding(rules.NOT_AN_ENTRY, Place(SETTINGS_FILE, 1, 1))]
    unknown = fill_in(node, content.told, frozenset(content.unread)) if OPENING in text else []
    settings, typed = build(Settings, node)
    return settings, typed.places, unknown + typed.findings
