"""Checks: Site → findings. One file each, and this explicit registry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator.checks import (
    age_or_years,
    attachments,
    broken_reference,
    cases,
    dates,
    declared,
    duplicate_entry,
    empty_list,
    figure_date,
    glyphs,
    homes,
    honours,
    ledgers,
    listed_counts,
    near_names,
    number_forms,
    ordinals,
    outliers,
    parts,
    percents,
    personal_data,
    photos,
    prose_dates,
    prose_facts,
    prose_parts,
    qualifiers,
    rankings,
    ratios,
    reference_loop,
    repeated_passages,
    repeated_words,
    retained,
    review,
    same_facts,
    screens,
    series,
    settings,
    stories,
    targets,
    terms,
    units,
    urgent_words,
    videos,
)
from generator.checks.check import Check, TextCheck
from generator.checks.clean import Clean
from generator.checks.gate import GATE_RULES, Gate, check_output
from generator.checks.sheets import Sheets
from generator.findings import Finding
from generator.forked import in_two
from generator.site import Site

CHECKS: dict[str, Check | TextCheck] = {
    "age_or_years": age_or_years.CHECK,
    "attachments": attachments.CHECK,
    "broken_reference": broken_reference.CHECK,
    "cases": cases.CHECK,
    "dates": dates.CHECK,
    "declared": declared.CHECK,
    "duplicate_entry": duplicate_entry.CHECK,
    "empty_list": empty_list.CHECK,
    "figure_date": figure_date.CHECK,
    "glyphs": glyphs.CHECK,
    "homes": homes.CHECK,
    "honours": honours.CHECK,
    "ledgers": ledgers.CHECK,
    "listed_counts": listed_counts.CHECK,
    "near_names": near_names.CHECK,
    "number_forms": number_forms.CHECK,
    "ordinals": ordinals.CHECK,
    "outliers": outliers.CHECK,
    "parts": parts.CHECK,
    "percents": percents.CHECK,
    "personal_data": personal_data.CHECK,
    "photos": photos.CHECK,
    "prose_dates": prose_dates.CHECK,
    "prose_facts": prose_facts.CHECK,
    "prose_parts": prose_parts.CHECK,
    "qualifiers": qualifiers.CHECK,
    "rankings": rankings.CHECK,
    "ratios": ratios.CHECK,
    "reference_loop": reference_loop.CHECK,
    "retained": retained.CHECK,
    "repeated_passages": repeated_passages.CHECK,
    "repeated_words": repeated_words.CHECK,
    "review": review.CHECK,
    "same_facts": same_facts.CHECK,
    "screens": screens.CHECK,
    "series": series.CHECK,
    "settings": settings.CHECK,
    "stories": stories.CHECK,
    "targets": targets.CHECK,
    "terms": terms.CHECK,
    "units": units.CHECK,
    "urgent_words": urgent_words.CHECK,
    "videos": videos.CHECK,
}


_MUCH = 500_000
"""Characters of text that are worth a second process."""
_LONGEST = frozenset({"personal_data", "repeated_words", "number_forms"})
"""Checks that take long: they are begun first."""


def check_site(
    site: Site,
    cache: Path | Clean | None = None,
    sources: Mapping[str, bytes] = MappingProxyType({}),
    quiet: set[str] | None = None,
) -> list[Finding]:
    """Run every check and return all findings.

    With a folder for derived files, or with a memory, texts found clean before are not searched again; where `sources`
    tell the digests of files of content, not even put together. To `quiet` lines are added that the gate need not search.
    """
    texts = [check for check in CHECKS.values() if isinstance(check, TextCheck)]
    clean = cache if isinstance(cache, Clean) else Clean(cache / "clean-texts" if cache else None)
    clean.decided_by((site.settings, *(c.given(site) for c in CHECKS.values() if isinstance(c, Check) and c.given)))
    given = clean.key(*(repr(check.given(site)).encode() for check in texts if check.given))
    sheets = Sheets(site, clean, sources, [check.compares for check in texts if check.compares], given)
    found = _found(site, sheets)
    alone = (
        name for name, check in CHECKS.items() if (check.given if isinstance(check, Check) else not check.compares)
    )
    sheets.remember({finding.entry for name in alone for finding in found[name]})
    clean.keep()
    if quiet is not None:
        quiet |= sheets.changed.quiet()
    return [finding for name in CHECKS for finding in found[name]]


def _found(site: Site, sheets: Sheets) -> dict[str, list[Finding]]:
    """Return what each check finds; where there is much to read, in two processes."""
    found: dict[str, list[Finding]] = {}

    def run(name: str) -> None:
        check = CHECKS[name]
        if isinstance(check, Check):
            found[name] = list(check.run(sheets.site if check.given else site))
        else:
            changed = sheets.afresh if check.given else sheets.changed
            texts = sheets.together(check.compares) if check.compares else changed
            found[name] = list(check.run(texts, site))

    names = sorted(CHECKS, key=lambda name: name not in _LONGEST)
    jobs = [partial(run, name) for name in names]
    if len(sheets.changed.text) > _MUCH:
        if told := in_two(jobs, lambda: (found, sheets.changed.suspected)):
            found |= told[0]
            sheets.changed.suspected.update(told[1])
    else:
        for job in jobs:
            job()
    return found


__all__ = ["CHECKS", "GATE_RULES", "Check", "Gate", "TextCheck", "check_output", "check_site"]
