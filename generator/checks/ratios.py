"""Hours of service that nobody can have served."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, warning
from generator.site import Site
from generator.site.facts import FACTS, Fact

HOURS_RATIO = warning(
    "hours-ratio",
    Text("{hours}除以{by}，{one}平均{each}小时", "{hours} by {by} are {each} hours {one_en}"),
    Text(
        "看看小时数是不是多写了位数；没有错，就把人数也写上",
        "See whether digits are too many; if not, give the people, too",
    ),
)
_OF_AN_EVENT = 1000
"""Hours of an event, where it is not known how many people there are: 100 people for ten hours."""
_OF_A_PERSON = 3000
"""Hours of a person: more than a year of work."""
_EVENTS, _PEOPLE = {"场", "次"}, {"人", "名"}


def check(site: Site) -> Iterator[Finding]:
    """Hours of service fit the people or, where these are unknown, the events: of a team, or of one scope and date.

    4.6 million hours of 80,000 people are 57.5 each, and nothing is said; of a thousand events they are 4,600 each.
    """
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in site.facts.values():
        if fact.entry.collection.name == "teams":
            groups.setdefault((fact.entry.key,), []).append(fact)
        elif fact.entry.collection.name == FACTS and fact.scope and fact.as_of:
            groups.setdefault((fact.organisation, fact.scope, fact.as_of.iso), []).append(fact)
    for facts in groups.values():
        if (hours := _of(facts, {"小时"})) is not None:
            yield from _compared(hours, _of(facts, _PEOPLE), _of(facts, _EVENTS))


def _of(facts: list[Fact], units: set[str]) -> Fact | None:
    return max((f for f in facts if f.unit in units), key=lambda f: f.figure.number, default=None)


def _compared(hours: Fact, people: Fact | None, events: Fact | None) -> Iterator[Finding]:
    by, most = (people, _OF_A_PERSON) if people else (events, _OF_AN_EVENT)
    if by is None or not by.figure.number:
        return
    each = hours.figure.interval[0] / by.figure.interval[1]
    if each > most:
        one, one_en = ("一个人", "a person") if people else ("一场", "an event")
        words = {"hours": hours.words, "by": by.words, "one": one, "one_en": one_en, "each": f"{each:.0f}"}
        yield at(HOURS_RATIO, hours.entry, *hours.path, **words)


CHECK = Check((HOURS_RATIO,), check)
