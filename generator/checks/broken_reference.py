"""References that lead nowhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.schema.fields import Refs
from generator.schema.record import fields_of
from generator.site import Site

BROKEN_REFERENCE = error(
    "broken-reference",
    Text("“{label}”里没有编号是“{target}”的条目", "there is no entry “{target}” in {collection}"),
    Text(
        "{guess}先在“{label}”里加上它，或改成已有的编号", "{guess}Add it to {collection} first, or use an existing id"
    ),
)


def check(site: Site) -> Iterator[Finding]:
    """Every id that an entry or the home page's settings name must be an entry of that collection.

    Near misses are offered. References to entries whose own file could not be read are left to those findings.
    """
    known = {name: {entry.id for entry in entries} for name, entries in site.entries.items()}
    for entry in site.all():
        for field, collection, target in entry.refs():
            if target not in known.get(collection, ()) and _missing(site, collection, target):
                yield at(BROKEN_REFERENCE, entry, field, **_args(site, collection, target))
    home = site.settings.home
    for name, spec in fields_of(type(home)).items():
        if isinstance(spec.type, Refs):
            for i, target in enumerate(getattr(home, name)):
                if _missing(site, spec.type.to, target):
                    yield Finding(
                        BROKEN_REFERENCE, site.setting_place("home", name, i), args=_args(site, spec.type.to, target)
                    )


def _missing(site: Site, collection: str, target: str) -> bool:
    known = site.find(collection, target) is not None
    return not known and not site.unread & {f"{collection}/", f"{collection}/{target}"}


def _args(site: Site, collection: str, target: str) -> dict[str, object]:
    titles = {e.id: e.record.title for e in site.entries.get(collection, ())}
    by_word = {title: i for i, title in titles.items()} | {i: i for i in titles}
    near = difflib.get_close_matches(target, list(by_word), n=3, cutoff=0.4)
    ids = list(dict.fromkeys(by_word[n] for n in near))
    guess = Text(f"是不是“{'”“'.join(ids)}”？", f"Did you mean {', '.join(ids)}? ") if ids else Text("", "")
    return {"label": site.collections[collection].label, "collection": collection, "target": target, "guess": guess}


CHECK = Check((BROKEN_REFERENCE,), check)
