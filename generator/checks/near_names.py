"""Names that are nearly those of an organisation, a venue, a brand: 家庭教育服务中心 for 家庭教育指导中心."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import HAN, Corpus
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Entry, Site

NEAR_NAME = warning(
    "near-name",
    Text(
        "“{found}”和“{name}”（{place}）只差{count}个字", "“{found}” and “{name}” ({place}) differ in {count} characters"
    ),
    Text(
        "是同一个，就写成一样的名字；真是两个，就给另一个也建一条",
        "If they are one, use one name; if not, add the other as an entry",
    ),
)

_NAMED = {"organisations", "brands", "venues", "teams", "methods"}
_FIELDS = ("title", "short", "sign")
_NAME = late(f"[{HAN}]{{6,16}}")
_HEAD, _TAIL = 3, 2
_LONG_HEAD = 4  # what two characters of difference take
_MEANT = frozenset("一二三四五六七八九十东西南北中上下大小老新前后内外甲乙丙丁男女")
"""Characters that make another name on purpose: 第一支部, 第二支部."""
_AREAS = frozenset("省市区县乡镇村街路里组社")
"""What stands behind a place's own name: 金水区教育局 and 二七区教育局 are two."""


def check(corpus: Corpus, site: Site) -> Iterator[Finding]:
    """No text has a name that is nearly that of an organisation, brand, venue, team or method.

    Nearly: as long, with the same head and tail, and one character or two in between are others. What has an entry of
    its own is no slip, nor are numbers, sides and places: 第二支部, 东区, 二七区教育局.
    """
    names = _named(site) if corpus.text else {}
    by_tail: dict[str, dict[int, dict[str, list[str]]]] = {}
    for name in names:
        by_tail.setdefault(name[-_TAIL:], {}).setdefault(len(name), {}).setdefault(name[:_HEAD], []).append(name)
    if not names:
        return
    text = corpus.text
    for match in re.finditer("|".join(sorted(by_tail)), text):
        end = match.end()
        for length, heads in by_tail[match[0]].items():
            begin = max(end - length, 0)
            if not (alike := heads.get(text[begin : begin + _HEAD])) or (found := text[begin:end]) in names:
                continue
            for name in alike:
                if _near(name, found) and not any(found in known for known in names):
                    hit, count = corpus.hit(match), len(_different(name, found))
                    place = names[name][0].place(names[name][1])
                    yield at_hit(
                        NEAR_NAME, hit, found=found, name=name, place=f"{place.path}:{place.line}", count=count
                    )


def names_of(site: Site) -> list[str]:
    """Return every name that is looked after."""
    return list(_named(site))


def _named(site: Site) -> dict[str, tuple[Entry, str]]:
    """Return every name that is looked after, with the entry and the field where it stands."""
    found: dict[str, tuple[Entry, str]] = {}
    for entry in (e for collection in sorted(_NAMED) for e in site.entries.get(collection, ())):
        for field in _FIELDS:
            if (name := getattr(entry.record, field, "")) and _NAME.fullmatch(name):
                found.setdefault(name, (entry, field))
    return found


def _near(name: str, found: str) -> bool:
    if len(found) != len(name) or not _NAME.fullmatch(found):
        return False
    places = _different(name, found)
    apart = not 1 <= len(places) <= 2 or places[-1] - places[0] >= len(places)  # noqa: PLR2004  # as promised
    if apart or places[0] < (_HEAD if len(places) == 1 else _LONG_HEAD):
        return False
    others = {text[i] for text in (name, found) for i in places}
    return others.isdisjoint(_MEANT) and _AREAS.isdisjoint({*others, name[places[-1] + 1]})


def _different(name: str, found: str) -> list[int]:
    return [i for i, (one, other) in enumerate(zip(name, found, strict=True)) if one != other]


CHECK = TextCheck((NEAR_NAME,), check, given=names_of)
