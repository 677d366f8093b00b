"""Gather: one layout and the entries that may play become picks, each one slide (or its pages).

Most layouts show one entry. Some gather: the entries of a collection, the rows of a record, the children of an
organisation, the days of a week, the days until an event. What changes by the day is a pick a day: the build draws
every one of them, so that the player only has to look at the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from generator.render.screens.measures import marks, shares

if TYPE_CHECKING:
    from generator.render.screens.layout import Arrangement, Layout
    from generator.site import Entry, Site

HORIZON = 400
"""Days for which dated slides are drawn; no release plays longer."""
MORE = 12
"""How many of those that the limit leaves out are shown together: no list fills half a loop."""
COUNTED = 21
"""The most days that are counted down: one lamp a day (LOOK.md)."""
WEEKDAYS = "一二三四五六日"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Item:
    """One of several things on a slide. `record` is an entry's, or a row of one; `here`: the one that is lit; `past`: over.

    `leads`: one that is lit where it is the first on its page. `words` are more words for expressions; `share` and
    `time` are measures from 0 to 1, for bars.
    """

    record: Any
    entry: Entry | None = None
    here: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    share: float = 0.0
    time: float = 0.0
    group: str = ""
    past: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Pick:
    """One entry, or several things, to be shown through one layout. The screen's own slides have neither.

    `start` and `end` are the first day and the day after the last, None = open.
    """

    layout: Layout
    entry: Entry | None = None
    items: tuple[Item, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    rank: int = 0
    """How many a playlist must ask for at least to play it."""

    @property
    def collection(self) -> str:
        """The collection it plays for; empty for the screen's own slides."""
        source = self.source
        return source.collection.name if source else ""

    @property
    def source(self) -> Entry | None:
        """The entry that findings about it name."""
        return self.entry or next((i.entry for i in self.items if i.entry), None)

    @property
    def key(self) -> str:
        """What names it within a screen: the entry or the collection, the layout, and the day of dated ones."""
        name = self.entry.key if self.entry else f"{self.collection or 'site'}/{self.layout.name}"
        alone = self.layout.shows == (self.collection,) and not self.layout.gather
        several = f"/{self.layout.name}" if self.entry and not alone else ""
        return name + several + (f"@{self.start.isoformat()}" if self.start else "")


@dataclass(frozen=True)
class Placed:
    """An item on a page, in its cell of the grid (column, line); of a centred line the column may be a half."""

    item: Item
    cell: tuple[float, float]


def picks(layout: Layout, entries: Sequence[Entry], site: Site, limit: int) -> list[Pick]:
    """Return what a layout makes of these entries; `limit` is how many a collection may show."""
    if layout.shows == ("site",):
        return [Pick(layout)]
    chosen = _chosen(layout, entries, limit)
    return [p for p in _WAYS[layout.gather](layout, chosen, site) if len(p.items) >= layout.least or not layout.gather]


def _chosen(layout: Layout, entries: Sequence[Entry], limit: int) -> Sequence[Entry]:
    if layout.gather in ("week", "countdown", "children") or (layout.gather == "entries" and layout.pick == "first"):
        return entries
    ways = {"first": entries[:limit], "last": entries[-limit:], "beyond": entries[limit : limit + MORE]}
    return ways[layout.pick]


def _single(layout: Layout, entries: Sequence[Entry], _site: Site) -> Iterator[Pick]:
    return (Pick(layout, e) for e in entries)


def _entries(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    known = [e for e in entries if e.started(site.date)]
    groups = list(dict.fromkeys(_group(e, layout) for e in known))
    ordered = sorted(known, key=lambda e: groups.index(_group(e, layout)))
    items = tuple(replace(_item(e.record, e, group=_group(e, layout)), leads=True) for e in ordered)
    if items:
        yield Pick(layout, None, items)


def _rows(layout: Layout, entries: Sequence[Entry], _site: Site) -> Iterator[Pick]:
    for entry in entries:
        rows = getattr(entry.record, layout.by)
        most = max((_number(r) for r in rows), default=0)
        said = [{"place": str(i + 1), **marks(row, entry.record)} for i, row in enumerate(rows)]
        items = tuple(_item(r, None, here=i == 0, words=said[i], most=most) for i, r in enumerate(rows))
        yield Pick(layout, entry, items)


def _children(layout: Layout, entries: Sequence[Entry], _site: Site) -> Iterator[Pick]:
    below: dict[str, list[Entry]] = {}
    for entry in entries:
        below.setdefault(entry.record.organisation, []).append(entry)
    for entry in entries:
        items = tuple(_branch(child, below.get(child.id, [])) for child in below.get(entry.id, []))
        if items:
            yield Pick(layout, entry, items)


LEAVES = 3
"""The most of an organisation's own children that are named below it; more are counted."""


def _branch(entry: Entry, leaves: Sequence[Entry]) -> Item:
    named = [leaf.record.short or leaf.record.title for leaf in leaves]
    places = {1: "1", 2: "02"}.get(len(named), "012")  # fewer than three stand evenly around the middle
    names = {f"leaf{i}": name for i, name in enumerate(named)}
    names |= {f"twig{i}": name for i, name in zip(places, named, strict=False)}
    count = f"{len(leaves)}个" if leaves else ""
    words = names if len(leaves) <= LEAVES else {"leaves": count}
    return Item(entry.record, entry, words={"below": count, **words})


def _week(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    dated = _dated(layout, entries, site)
    for monday, events in groupby(dated, key=lambda pair: pair[0] - dt.timedelta(pair[0].weekday())):
        listed = list(events)
        words = {"week": f"{_said(monday)['monthday']}—{_said(monday + dt.timedelta(6))['monthday']}"}
        for day in (monday + dt.timedelta(i) for i in range((listed[-1][0] - monday).days + 1)):
            if day >= site.date:
                items = tuple(
                    Item(e.record, e, when == day, _said(when) | {"near": _near(when, day)}, past=when < day)
                    for when, e in listed
                )
                yield Pick(layout, None, items, day, day + dt.timedelta(1), words | _said(day))


def _near(when: dt.date, today: dt.date) -> str:
    return {0: "今天", 1: "明天"}.get((when - today).days, _said(when)["weekday"])


def _countdown(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    first = site.date
    for when, entry in _dated(layout, entries, site):
        for day in (first + dt.timedelta(i) for i in range((when - first).days + 1)):
            left = (when - day).days
            if left <= COUNTED:
                lamps = tuple(Item(None, here=i == left - 1) for i in range(left))
                words = _said(when) | ({"days": str(left)} if left else {"today": "今天"})
                yield Pick(layout, entry, lamps or (Item(None, here=True),), day, day + dt.timedelta(1), words)
        first = max(first, when + dt.timedelta(1))


def _dated(layout: Layout, entries: Sequence[Entry], site: Site) -> list[tuple[dt.date, Entry]]:
    days = ((getattr(e.record, layout.day).first, e) for e in entries)
    last = site.date + dt.timedelta(HORIZON)
    return sorted(((d, e) for d, e in days if site.date <= d <= last), key=lambda pair: pair[0])


_WAYS = {
    "": _single,
    "entries": _entries,
    "rows": _rows,
    "children": _children,
    "week": _week,
    "countdown": _countdown,
}


def _said(day: dt.date) -> dict[str, str]:
    weekday = WEEKDAYS[day.weekday()]
    return {"monthday": f"{day.month}月{day.day}日", "weekday": f"周{weekday}", "dayofmonth": str(day.day)}


def _group(entry: Entry, layout: Layout) -> str:
    return str(getattr(entry.record, layout.by)) if layout.by else ""


def _number(row: Any) -> float:  # noqa: ANN401  # a row of any record
    score = getattr(row, "score", None)
    return float(score.number) if score else 0.0


def _item(  # noqa: PLR0913  # each is a property of the item
    record: Any,  # noqa: ANN401  # a record of any collection
    entry: Entry | None,
    *,
    here: bool = False,
    words: Mapping[str, str] | None = None,
    group: str = "",
    most: float = 0.0,
) -> Item:
    share, time, said = shares(record)
    return Item(record, entry, here, {**said, **(words or {})}, _number(record) / most if most else share, time, group)


def pages(items: Sequence[Item], arrangement: Arrangement) -> list[list[Placed]]:
    """Return the items of each page in their cells, pages as even as can be; one empty page for no items."""
    listed = [i for i in items if not (arrangement.ahead and i.past)]
    rows, columns = arrangement.rows, arrangement.columns
    if len({item.group for item in listed}) > 1:
        sheets = _cut(_lines(listed, arrangement), rows, even=True)
    else:
        sheets = [_lines(sheet, arrangement) for sheet in _cut(listed, rows * max(columns, 1), even=True)]
    return [_placed(lines, arrangement) for lines in sheets]


def _lines(items: Sequence[Item], arrangement: Arrangement) -> list[Sequence[Item]]:
    """Return the items line by line: a new line for each group, and where a line is full; centred ones of even length."""
    if not arrangement.columns:
        return [[item] for item in items]
    groups = [list(group) for _, group in groupby(items, key=lambda item: item.group)]
    return [line for group in groups for line in _cut(group, arrangement.columns, even=arrangement.centred)]


def _cut(items: Sequence[_T], most: int, *, even: bool) -> list[Sequence[_T]]:
    """Return parts of `most` things (0 = any number); even ones differ by one thing at most."""
    count = max(1, ceil(len(items) / most)) if most else 1
    ends = [ceil(i * len(items) / count) if even else i * most for i in range(count + 1)]
    return [items[a:b] for a, b in pairwise(ends)]


def _placed(lines: Sequence[Sequence[Item]], arrangement: Arrangement) -> list[Placed]:
    if not arrangement.columns:
        placed = [Placed(line[0], (i, i)) for i, line in enumerate(lines)]
    else:
        left = [(arrangement.columns - len(line)) / 2 if arrangement.centred else 0 for line in lines]
        placed = [Placed(item, (left[row] + i, row)) for row, line in enumerate(lines) for i, item in enumerate(line)]
    return [replace(p, item=replace(p.item, here=True)) if i == 0 and p.item.leads else p for i, p in enumerate(placed)]
