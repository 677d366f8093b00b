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
        "“从前”和“现在”各写一句，或者放两张照片；办成一件事的，写“问题”和“结果”",
        "Write both before_text and after_text, or give both pictures; of a problem solved, problem and result",
    ),
)


def check(site: Site) -> Iterator[Finding]:
    """Every case shows both sides: in words, in pictures, or as a problem and its result."""
    for entry in site.entries.get("cases", ()):
        r = entry.record
        if not any(all(sides) for sides in ((r.before_text, r.after_text), (r.before, r.after), (r.problem, r.result))):
            yield at(CASE_HALF, entry, title=r.title)


CHECK = Check((CASE_HALF,), check)
