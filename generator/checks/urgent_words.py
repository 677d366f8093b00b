"""Urgent notices: what has to be said must be where screens show it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, warning
from generator.site import Site

URGENT_SILENT = warning(
    "urgent-silent",
    Text("紧急通知的正文不上屏，屏幕上只有标题", "screens do not show the body of an urgent notice, only its title"),
    Text("把最要紧的一句写进“上屏一句”", "Write what matters most into “line”"),
)


def check(site: Site) -> Iterator[Finding]:
    """An urgent notice that says more in its body than in its title says it on screens, too."""
    for entry in site.entries.get("notices", ()):
        record = entry.record
        silent = record.urgent and record.on_screen and record.body and not (record.line or record.summary)
        if silent and not entry.expired(site.date):
            yield at(URGENT_SILENT, entry, "body")


CHECK = Check((URGENT_SILENT,), check)
