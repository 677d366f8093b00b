"""Stories about people are published with their consent only."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

STORY_CONSENT = error(
    "story-consent",
    Text("“{title}”没有写本人同意公开", "“{title}” does not say that the person agreed"),
    Text("问过本人再写 同意公开: 是；没问到就先不发", "Ask, then write consent: yes; until then do not publish it"),
)


def check(site: Site) -> Iterator[Finding]:
    """Whoever a story is about agreed to it; a public honour is consent, a team answers for itself."""
    for entry in site.entries.get("stories", ()):
        if not entry.record.consent:
            yield at(STORY_CONSENT, entry, title=entry.record.title)


CHECK = Check((STORY_CONSENT,), check)
