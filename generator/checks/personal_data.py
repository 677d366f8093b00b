"""Personal data that must never get out, in the words of entries and settings. The rules are in `checks/personal/`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate

from generator.checks.check import TextCheck
from generator.checks.corpus import Corpus
from generator.checks.personal import RULES, SUSPICIOUS, Beside, found_in, is_name
from generator.findings import Finding, Rule
from generator.patterns import late
from generator.schema import Record, fields_of
from generator.schema.fields import FieldType, Line, Phone
from generator.site import FieldPath, Site

_Told = tuple[Rule, str]
_NO_DIGIT = late(r"[^\dXx]+")
_MOBILE = late(r"(?:0|86|086|0086)?1[3-9]\d{9}X?")
_LISTED = late(r"[、，,；;\s]+")
_SHORT = 60
"""A text so short stands beside the name in its row as cells of a table do; a longer one says itself who it is about."""


def check(corpus: Corpus, site: Site) -> Iterator[Finding]:
    """No text of an entry or of the settings may tell of a person what is nobody's business.

    Numbers, also cut up, spelled out or disguised: ID numbers (18 digits with a birth date and a valid check digit, GB
    11643, or the old 15 digits), mobiles not listed under 公开的手机号, bank cards (Luhn), numbers of personal documents.
    Numbers masked by halves: no digit of an ID number, mobiles only as 138****1234. Beside a person's name: a home down
    to the building, hardship or illness, a birth date, an age under 18. Accounts and plates of persons are a warning.
    """
    allowed = allowed_numbers(site)
    hits = {(hit.entry.key, hit.path): (hit.entry, hit.text) for pattern in SUSPICIOUS for hit in corpus.find(pattern)}
    corpus.suspected.update(text for _, text in hits.values())
    for (key, path), (entry, text) in hits.items():
        if key or path[0] != "public_phones":
            own = _names(entry.record, path)
            shown = _dialled(entry.record, path, text)
            told = partial(found_in, allowed=allowed, names=own, beside=_beside(own, path, text))
            begins = _lines(text, told) if "\n" in text else {}
            for found in told(shown):
                start = next(begins.get(found, iter(())), 0)
                place = entry.place(*path).within(text, start)
                yield Finding(found[0], replace(place, column=0) if begins else place, key, {"masked": found[1]})


def _lines(text: str, told: Callable[[str], Iterator[_Told]]) -> dict[_Told, Iterator[int]]:
    """Return where the lines begin that tell something, by what they tell; of a number in two lines, the first."""
    lines = text.splitlines(keepends=True)
    starts = list(accumulate(map(len, lines), initial=0))
    alone: dict[_Told, list[int]] = {}
    joined: dict[_Told, list[int]] = {}
    for i, start in enumerate(starts[:-1]):
        for found in told(lines[i]):
            alone.setdefault(found, []).append(start)
        for found in told("".join(lines[i : i + 2])):
            joined.setdefault(found, []).append(start)
    return {found: iter(begun) for found, begun in (joined | alone).items()}


def allowed_numbers(site: Site) -> frozenset[str]:
    """Return the digits of the mobile numbers that the street itself publishes."""
    return frozenset(_NO_DIGIT.sub("", phone) for phone in site.settings.public_phones)


def known_names(site: Site) -> frozenset[str]:
    """Return the names and aliases that stand in fields for persons' names: names wherever else they stand."""
    return frozenset(name for entry in site.all() for name in _names_within(entry.record))


def _names_within(record: Record) -> Iterator[str]:
    for name, personal in _named_fields(type(record)):
        value = getattr(record, name)
        if personal:
            yield from _listed(value)
        else:
            for item in value if isinstance(value, tuple) else (value,):
                yield from _names_within(item) if item else ()


@cache
def _named_fields(model: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that hold persons' names (True) or records that do (False): there are few, and records by the thousand."""
    fields = ((spec.name, _personal(spec.type), spec.items) for spec in fields_of(model).values())
    return tuple((name, personal) for name, personal, items in fields if personal or (items and _named_fields(items)))


def _personal(kind: FieldType) -> bool:
    return isinstance(kind, Line) and kind.personal


def _listed(value: object) -> Iterator[str]:
    texts = value if isinstance(value, tuple) else (str(value),)
    yield from (name for text in texts for name in _LISTED.split(text) if is_name(name))


def _names(record: Record, path: FieldPath) -> frozenset[str]:
    """Return the names in the fields for names of the row that a path leads to, and of the record it stands in."""
    names: set[str] = set()
    value: object = record
    for step in path:
        if isinstance(value, Record):
            names.update(n for name, spec in fields_of(type(value)).items() for n in _own(value, name, spec.type))
        value = getattr(value, step) if isinstance(step, str) else value[step]  # type: ignore[index]  # a path leads through tuples
    return frozenset(names)


def _own(record: Record, name: str, kind: FieldType) -> Iterator[str]:
    return _listed(getattr(record, name)) if _personal(kind) else iter(())


def _beside(names: frozenset[str], path: FieldPath, text: str) -> Beside:
    if path[-1] in {"alt", "caption"}:
        return "photo"
    return "name" if names and len(text) <= _SHORT else ""


def _dialled(record: Record, path: FieldPath, text: str) -> str:
    """Return the digits alone where a phone field holds a mobile number, however it is cut up; any other text as it is."""
    model: type[Record] = type(record)
    kind: FieldType | None = None
    for name in path:
        if isinstance(name, str):
            spec = fields_of(model)[name]
            model, kind = spec.items or model, spec.type
    digits = _NO_DIGIT.sub("", unicodedata.normalize("NFKC", text)) if isinstance(kind, Phone) else ""
    return digits if _MOBILE.fullmatch(digits) else text


CHECK = TextCheck(RULES, check)

__all__ = ["CHECK", "allowed_numbers", "check", "found_in", "known_names"]
