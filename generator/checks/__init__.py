"""Checks: Site → findings. One file each, and this explicit registry."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

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
from generator.checks.corpus import Corpus, OfSettings, Page, Written
from generator.checks.gate import GATE_RULES, check_output
from generator.findings import Finding
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


def check_site(site: Site, cache: Path | None = None) -> list[Finding]:
    """Run every check and return all findings.

    With a folder for derived files, texts found clean before are not searched again.
    """
    written: list[Written] = [*site.all(), OfSettings(site)]
    pages = [Page.of(entry) for entry in written]
    given = (check.given(site) for check in CHECKS.values() if isinstance(check, TextCheck))
    clean = Clean(cache / "clean-texts" if cache else None, chain((site.settings,), given))
    keyed = [(page, clean.key(page.to_bytes())) for page in pages]
    whole, changed = Corpus.bound(pages), Corpus.bound(page for page, key in keyed if key not in clean)
    findings: list[Finding] = []
    spotted: set[str] = set()
    for check in CHECKS.values():
        if isinstance(check, Check):
            findings += check.run(site)
        else:
            found = list(check.run(whole if check.compares else changed, site))
            findings += found
            spotted |= set() if check.compares else {finding.entry for finding in found}
    for page, key in keyed:
        if page.entry.key not in spotted:
            clean.add(key)
    clean.keep()
    return findings


__all__ = ["CHECKS", "GATE_RULES", "Check", "TextCheck", "check_output", "check_site"]
