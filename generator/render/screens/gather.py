"""Gather: one layout and the entries that may play become picks, each one slide (or its pages: pages.py).

Most layouts show one entry. Some gather: the entries of a collection, the rows of a record, the children of an
organisation, the parts of a total, the days of a week, the days until an event. What changes by the day is a pick a day: the build draws
every one of them, so that the player only has to look at the clock. Days whose weeks look the same share one pick, its
dates live words (live.py); so does all that a series has to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.render.screens import live
from generator.render.screens.measures import marks, shares
from generator.render.screens.tally import rows_on, spans
from generator.render.screens.wholes import lasts, parts_of, shares_of, whole_words, with_date
from generator.site import series_of

if TYPE_CHECKING:
    from generator.render.screens.layout import Layout
    from generator.schema.recurrence import Series
    from generator.site import Entry, Site

HORIZON = live.LIFE
"""Days for which dated slides are drawn; no release plays longer."""
WEEKS = 200
"""How many days that look different a week's layout is drawn for, the nearest first: what bounds a screen's payload."""
SINGLE = ("", "series")
"""What layouts gather that show one entry a slide."""
ALL = ("week", "countdown", "children", "parts")
"""What layouts gather from all entries: whatever the limit, none of them is missing from its place."""
MORE = 12
"""How many of those that the limit leaves out are shown together: no list fills half a loop."""
COUNTED = 21
"""The most days that are counted down: one lamp a day (LOOK.md)."""


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
    days: tuple[dt.date, ...] = ()
    """The only days from `start` to `end` on which it plays; empty: all of them."""
    series: Series | None = None
    """What its live words are reckoned from."""

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


def picks(layout: Layout, entries: Sequence[Entry], site: Site, limit: int) -> list[Pick]:
    """Return what a layout makes of these entries; `limit` is how many a collection may show."""
    if layout.shows == ("site",):
        return [Pick(layout)]
    if layout.gather == "series":
        entries = _upcoming(entries, site)
    chosen = _chosen(layout, entries, limit)
    found = _WAYS[layout.gather](layout, chosen, site)
    enough = [p for p in found if layout.gather in SINGLE or len(p.items) >= layout.least]
    return enough[:limit] if layout.gather == "parts" else enough


def _chosen(layout: Layout, entries: Sequence[Entry], limit: int) -> Sequence[Entry]:
    if layout.gather in ALL or (layout.gather == "entries" and layout.pick == "first"):
        return entries
    ways = {"first": entries[:limit], "last": entries[-limit:], "beyond": entries[limit : limit + MORE]}
    return ways[layout.pick]


def _single(layout: Layout, entries: Sequence[Entry], _site: Site) -> Iterator[Pick]:
    hours = ((e, getattr(e.record, "hours", "")) for e in entries)  # the word `hours` is the screen's
    return (Pick(layout, e, words={"open": open_} if open_ else {}) for e, open_ in hours)


def _entries(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.started(site.date):
            name = str(getattr(entry.record, layout.by)) if layout.by else ""
            groups.setdefault(name, []).append(entry)
    items = tuple(_item(e.record, e, group=name, leads=True) for name, group in groups.items() for e in group)
    if items:
        yield Pick(layout, None, items)


def _rows(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    for entry in entries:
        for start, end in spans(entry.record, site.date):
            yield Pick(layout, entry, _items_of(layout, entry, start or site.date), start, end)


def _items_of(layout: Layout, entry: Entry, day: dt.date) -> tuple[Item, ...]:
    rows = rows_on(entry.record, layout.by, day)
    most = max((_number(r) for r in rows), default=0)
    said = [{"place": str(i + 1), **marks(row, entry.record)} for i, row in enumerate(rows)]
    return tuple(_item(r, None, here=i == 0, words=said[i], most=most) for i, r in enumerate(rows))


def _children(layout: Layout, entries: Sequence[Entry], _site: Site) -> Iterator[Pick]:
    below: dict[str, list[Entry]] = {}
    for entry in entries:
        below.setdefault(entry.record.organisation, []).append(entry)
    for entry in entries:
        items = tuple(_branch(child, below.get(child.id, [])) for child in below.get(entry.id, []))
        if items:
            yield Pick(layout, entry, items)


def _parts(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    named: dict[str, list[Entry]] = {}
    for entry in entries:
        named.setdefault(entry.record.part_of, []).append(entry)
    for total in entries:
        parts = parts_of(total, named.get(total.id, ()))
        if shared := shares_of(total, parts):
            every = parts_of(total, site.current(total.collection.name))
            said = (with_date(part, total) | {"nth": str(i)} for i, part in enumerate(parts))
            items = tuple(Item(p.record, p, words=w, share=s) for p, w, s in zip(parts, said, shared, strict=True))
            yield Pick(layout, total, items, end=lasts(parts), words=whole_words(total, parts, every))


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


def _upcoming(entries: Sequence[Entry], site: Site) -> list[Entry]:
    """Return the entries of series that go on, in the order of their next dates."""
    found = [(series.next(site.date, 1), e) for e in entries if (series := series_of(e, site))]
    return [e for _, e in sorted(((days[0], e) for days, e in found if days), key=lambda pair: pair[0])]


def _series(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    for entry in entries:
        if series := series_of(entry, site):
            words = live.next_words(series, site.date)
            yield Pick(layout, entry, end=live.over(series, site.date), words=words, series=series)


def _week(layout: Layout, entries: Sequence[Entry], site: Site) -> Iterator[Pick]:
    """Yield a pick for each day that looks different: what is on which day of its week, and how that is called."""
    alike: dict[tuple[tuple[str, int, str], ...], list[dt.date]] = {}
    known = {entry.key: entry for entry in entries}
    last = site.date + dt.timedelta(HORIZON)
    for monday, events in groupby(_held(layout, entries, site), key=lambda pair: _monday(pair[0])):
        listed = tuple((when.weekday(), entry.key) for when, entry in events)
        for day in (monday + dt.timedelta(i) for i in range(listed[-1][0] + 1)):
            if site.date <= day <= last and len(listed) >= layout.least:
                looks = tuple((key, on, _NEAR.get(max(-1, on - day.weekday()), "")) for on, key in listed)
                alike.setdefault(looks, []).append(day)
    for looks, days in list(alike.items())[:WEEKS]:
        items = tuple(_on(known[key], on, near) for key, on, near in looks)
        words = {"week": live.word("week", 0)}
        yield Pick(layout, None, items, days[0], days[-1] + dt.timedelta(1), words, days=tuple(days))


def _on(entry: Entry, on: int, near: str) -> Item:
    """Return what is on one day of a week (Monday = 0), seen from a day from which that is `near`."""
    weekday = f"周{live.WEEKDAYS[on]}"
    said = {form: live.word(live_form, on) for form, live_form in _LIVE.items()}
    said |= {"weekday": weekday, "near": weekday if near in (PAST, "") else near}
    return Item(entry.record, entry, near == TODAY, said, past=near == PAST)


PAST, TODAY = "过了", "今天"
_NEAR = {-1: PAST, 0: TODAY, 1: "明天"}
_LIVE = {"monthday": "monthday", "dayofmonth": "day"}


def _held(layout: Layout, entries: Sequence[Entry], site: Site) -> list[tuple[dt.date, Entry]]:
    """Return what is held from this Monday to the last Sunday, by day and hour; not what is held every day."""
    once = _dated(layout, [e for e in entries if not series_of(e, site)], site)
    first, end = _monday(site.date), _monday(site.date + dt.timedelta(HORIZON)) + dt.timedelta(7)
    for entry in entries:
        series = series_of(entry, site)
        if series and series.repeats.unit != "day":
            once += [(day, entry) for day in series.next(first, HORIZON + 14) if day < end]
    return sorted(once, key=lambda pair: (pair[0], _hour(pair[1])))


def _hour(entry: Entry) -> tuple[int, str]:
    time = getattr(entry.record, "time", "")
    return time.find(":"), time


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


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
    "parts": _parts,
    "week": _week,
    "countdown": _countdown,
    "series": _series,
}


def _said(day: dt.date) -> dict[str, str]:
    return {"monthday": live.monthday(day), "weekday": live.weekday(day), "dayofmonth": str(day.day)}


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
    leads: bool = False,
) -> Item:
    share, time, said = shares(record)
    share = _number(record) / most if most else share
    return Item(record, entry, here, {**said, **(words or {})}, share, time, group, leads=leads)
