"""Honours say who gave them, and their numbers agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

HONOUR_GIVER = error(
    "honour-giver",
    Text("荣誉“{title}”没有写“授予单位”", "the honour “{title}” does not say who gave it"),
    Text(
        "补上一行 授予单位: 谁授予的；查不到就先不发", "Add given_by; if it cannot be found out, do not publish it yet"
    ),
)
HONOUR_COUNT = error(
    "honour-count",
    Text("写着{count}{unit}，名单上却有{listed}{unit}", "says {count}, but {listed} are listed"),
    Text("数一数名单，改成一样的数", "Count the list and make the two agree"),
)


def check(site: Site) -> Iterator[Finding]:
    """Every honour carries 授予单位; where names and their number are both given, they agree.

    A list marked 不完全列举 may have fewer names than the number says.
    """
    for entry in site.entries.get("honours", ()):
        record = entry.record
        if not record.given_by:
            yield at(HONOUR_GIVER, entry, title=record.title)
        if not names_agree(record):
            listed = len(record.recipients)
            yield at(HONOUR_COUNT, entry, "count", count=record.count, unit=record.unit, listed=listed)


def names_agree(honour: Any) -> bool:  # noqa: ANN401  # a record of any kind of entry
    """Tell whether an honour has as many names as it says, where it gives both."""
    listed = len(honour.recipients)
    if not (listed and honour.count):
        return True
    low, high = honour.count.interval
    return bool(listed <= high if honour.incomplete else low <= listed <= high)


CHECK = Check((HONOUR_GIVER, HONOUR_COUNT), check)
