"""Cases have two sides."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

CASE_HALF = error(
    "case-half",
    Text("“{title}”看不出从前和现在", "“{title}” does not show both before and after"),
    Text(
        "“从前”和“现在”各写一句，或者“从前的照片”和“现在的照片”各放一张",
        "Write both before_text and after_text, or give both pictures, before and after",
    ),
)


def check(site: Site) -> Iterator[Finding]:
    """Every case shows both sides: in words, or in pictures."""
    for entry in site.entries.get("cases", ()):
        r = entry.record
        if not (r.before_text and r.after_text) and not (r.before and r.after):
            yield at(CASE_HALF, entry, title=r.title)


CHECK = Check((CASE_HALF,), check)
