"""The part of a site that has been approved: what waits is gone, and so is every reference to it."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.patterns import late
from generator.schema.fields import Ref, Refs
from generator.schema.record import FieldSpec, R, rewritten

if TYPE_CHECKING:
    from generator.site.entry import Entry
    from generator.site.site import Site

_LINK = late(r"\[([^\[\]]*)\]\(([^()\s#]+)[^()\s]*\)")


def released(site: Site) -> Site:
    """Return the site without its pending entries, as if nobody had written them, for pages, slides and feeds.

    They join what could not be read, so that checks of references say nothing. What refers to them refers to nothing;
    links to their pages, and to lists that have no entry left, are plain words.
    """
    gone = site.pending
    if not gone:
        return site
    kept = {name: tuple(e for e in group if e.key not in gone) for name, group in site.entries.items()}
    lost = gone | {f"{name}/index" for name, group in kept.items() if not group}
    return replace(
        site,
        settings=_without(site.settings, gone),
        entries={name: tuple(_kept(e, gone, lost) for e in group) for name, group in kept.items()},
        unread=site.unread | gone,
        pending=frozenset(),
    )


def _kept(entry: Entry, gone: frozenset[str], lost: frozenset[str]) -> Entry:
    record = _without(entry.record, gone)
    body = _LINK.sub(lambda link: link[1] if _target(entry.url, link[2]) in lost else link[0], record.body)
    if body != record.body:
        record = record.model_copy(update={"body": body})
    return entry if record is entry.record else replace(entry, record=record)


def _target(page: str, link: str) -> str:
    """Return the key of the entry that a link of a page leads to, if to any."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link)).removesuffix(".html")


def _without(record: R, gone: frozenset[str]) -> R:
    """Return a record without references to what is gone; itself when there are none."""

    def kept(spec: FieldSpec, value: Any) -> Any:  # noqa: ANN401  # a value of any field
        if isinstance(spec.type, Refs):
            return tuple(i for i in value if f"{spec.type.to}/{i}" not in gone)
        if isinstance(spec.type, Ref):
            return "" if f"{spec.type.to}/{value}" in gone else value
        return value

    return rewritten(record, kept)
