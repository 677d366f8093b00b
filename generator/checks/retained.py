"""Names whose time is over: gone from their fields by themselves, not from what was written about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Rule, Text, error, warning
from generator.patterns import late
from generator.site import Entry, Site
from generator.site.retained import names_in, over, without_names

NAME_REMAINS = error(
    "name-remains",
    Text(
        "名单公开到{until}为止，这里还写着“{name}”", "names were public until {until}, but “{name}” still stands here"
    ),
    Text(
        "名单里的名字到期自动撤下，标题和正文里的要自己改：换成“一名居民”这样的说法。改好以前，这一条不发布",
        "Names in lists go by themselves; those in titles and texts must be rewritten. Until then the entry is not released",
    ),
)
NAME_LEAVES_SOON = warning(
    "name-leaves-soon",
    Text(
        "名单公开到{until}为止，过了那天，这里的“{name}”也不能有",
        "names are public until {until}; after that day “{name}” may not stand here either",
    ),
    Text(
        "那天以前换成“一名居民”这样的说法；不改，过了那天这一条就不发布",
        "Rewrite it before that day, or the entry will not be released after it",
    ),
)
AHEAD = dt.timedelta(days=31)
"""From so many days before a name must be gone, 30 before its last day, it is told of."""
_NOBODY = late("(?:社区|街道|支部|党委|中心|公司|单位|学校|医院|协会|[站队局所店班组]|书记|主任|[长员者人民])$")
"""How the names of units, posts and groups end: fields for names hold these as well."""
_UNITS = ("organisations", "brands", "teams", "projects")


def check(site: Site) -> Iterator[Finding]:
    """After 公开到 no text of the entry may hold a name that its list held; 30 days before it is told what to reword.

    The names in lists are taken down by the build; in titles, texts and captions only people can do it.
    """
    ahead = [entry for entry in site.all() if over(entry, site.date + AHEAD)]
    units = (
        {n for c in _UNITS for e in site.entries.get(c, ()) for n in (e.record.title, e.record.short)}
        if ahead
        else set()
    )
    for entry in ahead:
        names = {n for n in names_in(entry.record) if len(n) > 1 and n not in units and not _NOBODY.search(n)}
        yield from _left(NAME_REMAINS if over(entry, site.date) else NAME_LEAVES_SOON, entry, names)


def _left(rule: Rule, entry: Entry, names: set[str]) -> Iterator[Finding]:
    texts = [(("id",), entry.id), *without_names(entry).texts()]
    for path, text in dict(texts).items():
        for name in sorted(n for n in names if n in text):
            yield at(rule, entry, *path, until=entry.record.retain_until.zh, name=name)


CHECK = Check((NAME_REMAINS, NAME_LEAVES_SOON), check)
