"""Homes and households: 套 counts flats, 户 counts families, and a flat has the size of a flat."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.check import Check, at
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.schema import Figure
from generator.site import Entry, Site
from generator.site.intervals import Interval

SETS_OR_HOUSEHOLDS = warning(
    "sets-or-households",
    Text(
        "这里写{found}，别处写的是{other}：户和套混了",
        "{found} here, {other} elsewhere: families and flats are mixed up",
    ),
    Text("房子数“套”，人家数“户”；一家可能不止一套", "Count flats in 套 and families in 户; a family may have several"),
)
HOME_COUNT = warning(
    "home-count",
    Text("{sets}套房，要住{households}户，住不下", "{sets} flats cannot house {households} families"),
    Text(
        "看看“套数”“户数”是不是写反了，或者不是同一期的",
        "See whether the two are the wrong way round, or of different phases",
    ),
)
HOME_SIZE = warning(
    "home-size",
    Text("{area}有{sets}套，平均一套{each}平方米", "{sets} flats in {area} are {each} m² each"),
    Text(
        "对一对是不是多算了配套面积，或者少写了套数",
        "See whether the area includes more than flats, or flats are missing",
    ),
)
_SIZE = Interval(Decimal(20), Decimal(180))
"""Square metres of a flat, with its share of the building."""
_AREA = late(r"([近约]?\d[\d.,]*[余多万左右]*)(?:平方米|平米|㎡)")
_COUNTED = late(r"(?<![\d.])(\d{3,})(户|套)")
"""Smaller numbers are the same by chance."""
_FIELDS = {"户": "households", "套": "sets"}


def check(site: Site) -> Iterator[Finding]:
    """A number of flats is nowhere called a number of families; flats are enough, and 20 to 180 m² each."""
    for entry in site.entries.get("works", ()):
        yield from _one(entry)
    for counts, entries in _by_organisation(site).values():
        for entry in entries:
            yield from _mixed(entry, counts)


def _one(entry: Entry) -> Iterator[Finding]:
    work = entry.record
    if not work.sets:
        return
    sets = Interval.of(work.sets)
    if work.households and Interval.of(work.households).low > sets.high:
        yield at(HOME_COUNT, entry, "households", sets=work.sets, households=work.households)
    area = _area(work.area)
    if area and sets.low > 0:
        span = Interval.of(area)
        if not Interval(span.low / sets.high, span.high / sets.low).meets(_SIZE):
            each = f"{area.number / work.sets.number:.0f}"
            yield at(HOME_SIZE, entry, "area", area=work.area, sets=work.sets, each=each)


def _area(text: str) -> Figure | None:
    found = _AREA.search(text)
    try:
        return Figure.parse(found[1]) if found else None
    except ValueError:
        return None


def _by_organisation(site: Site) -> dict[str, tuple[dict[str, set[str]], list[Entry]]]:
    """Return the numbers of families and flats that the figures of each organisation give, and where they stand."""
    found: dict[str, tuple[dict[str, set[str]], list[Entry]]] = {}
    for fact in site.facts.values():
        if fact.unit in _FIELDS and fact.entry.collection.name in {"works", "achievements"}:
            counts, entries = found.setdefault(fact.organisation or fact.entry.key, ({"户": set(), "套": set()}, []))
            counts[fact.unit].add(fact.figure.digits)
            if fact.entry not in entries[-1:]:
                entries.append(fact.entry)
    return found


def _mixed(entry: Entry, counts: dict[str, set[str]]) -> Iterator[Finding]:
    for path, text in entry.texts():
        for number, unit in _COUNTED.findall(text) if "户" in text or "套" in text else ():
            other = "套" if unit == "户" else "户"
            if number in counts[other] - counts[unit]:
                yield at(SETS_OR_HOUSEHOLDS, entry, *path, found=f"{number}{unit}", other=f"{number}{other}")


CHECK = Check((SETS_OR_HOUSEHOLDS, HOME_COUNT, HOME_SIZE), check)
