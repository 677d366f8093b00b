"""The gallery: every published photo of what is in force, newest first, with its words, its author and its entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.schema import Photo
    from generator.site import Entry, Site

PAGE = 60
"""So many photos stand on a page."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo and the entry that shows it."""

    photo: Photo
    entry: Entry


def shots(site: Site) -> tuple[Shot, ...]:
    """Return the photos that all people in them agreed to and that are put into words, each file once."""
    found: dict[str, Shot] = {}
    if not site.media:
        return ()
    entries = ((e, photos) for name in site.collections for e in site.current(name) if (photos := tuple(e.photos())))
    for entry, photos in sorted(entries, key=lambda found: (-found[0].record.date.first.toordinal(), found[0].key)):
        for _, photo in photos:
            if photo.consent and (photo.alt or photo.caption) and _usable(site, photo):
                found.setdefault(photo.file, Shot(photo, entry))
    return tuple(found.values())


def _usable(site: Site, photo: Photo) -> bool:
    media = site.media.get(photo.file)
    return media is not None and not media.problem


def sheets(found: tuple[Shot, ...]) -> tuple[tuple[Shot, ...], ...]:
    """Return the photos page by page."""
    return tuple(found[i : i + PAGE] for i in range(0, len(found), PAGE))
