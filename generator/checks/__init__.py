"""Checks: Site → findings. One file each, and this explicit registry."""

from __future__ import annotations

from generator.checks import (
    broken_reference,
    cases,
    dates,
    duplicate_entry,
    empty_list,
    figure_date,
    glyphs,
    honours,
    ledgers,
    methods,
    personal_data,
    photos,
    rankings,
    reference_loop,
    screens,
    series,
    settings,
    stories,
    urgent_words,
    videos,
)
from generator.checks.check import Check
from generator.checks.output import check_output
from generator.findings import Finding
from generator.site import Site

CHECKS: dict[str, Check] = {
    "broken_reference": broken_reference.CHECK,
    "cases": cases.CHECK,
    "dates": dates.CHECK,
    "duplicate_entry": duplicate_entry.CHECK,
    "empty_list": empty_list.CHECK,
    "figure_date": figure_date.CHECK,
    "glyphs": glyphs.CHECK,
    "honours": honours.CHECK,
    "ledgers": ledgers.CHECK,
    "methods": methods.CHECK,
    "personal_data": personal_data.CHECK,
    "photos": photos.CHECK,
    "rankings": rankings.CHECK,
    "reference_loop": reference_loop.CHECK,
    "screens": screens.CHECK,
    "series": series.CHECK,
    "settings": settings.CHECK,
    "stories": stories.CHECK,
    "urgent_words": urgent_words.CHECK,
    "videos": videos.CHECK,
}


def check_site(site: Site) -> list[Finding]:
    """Run every check and return all findings."""
    return [finding for check in CHECKS.values() for finding in check.run(site)]


__all__ = ["CHECKS", "Check", "check_output", "check_site"]
