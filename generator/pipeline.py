"""The order of the steps: read → check → render. Nothing here writes; releasing is the publisher's work."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from generator.checks import check_output, check_site
from generator.findings import Finding, stops_release
from generator.render.fonts import Fonts
from generator.render.screens import draw_shows, render_screens
from generator.render.screens.seal import PLAIN, Seal
from generator.render.website import render_website
from generator.settings import THEME
from generator.site import Artifact, Site
from generator.store import read_project

Step = Callable[[str], None]
"""Told the name of each step as it begins (`read`, `check`, `website`, `screens`)."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build came to: artifacts only when no finding is an error; findings sorted by place."""

    findings: list[Finding]
    site: Site | None = None
    artifacts: list[Artifact] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Tell whether an error stops the release."""
        return stops_release(self.findings)


def cache_folder() -> Path:
    """Return the user's folder of derived files, shared by all projects; deleting it costs time, never content.

    Not inside the project: that one may come from somebody else, and what is cached ends up on pages.
    """
    folder = Path(platformdirs.user_cache_dir("streetlight", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # a home that cannot be written to: build all the same, without remembering
        return Path(tempfile.mkdtemp(prefix="streetlight-"))
    return folder


def check(project: Path, date: dt.date, step: Step) -> Build:
    """Read a project and run every check."""
    step("read")
    reading = read_project(project, date)
    findings = reading.findings
    if reading.site is not None:
        step("check")
        findings = findings + check_site(reading.site)
    return Build(sorted(findings, key=Finding.sort_key), reading.site)


def check_all(project: Path, date: dt.date, step: Step) -> Build:
    """Check a project and whether everything fits on its screens."""
    checked = check(project, date, step)
    if checked.failed or checked.site is None:
        return checked
    step("screens")
    _, findings = draw_shows(checked.site, Fonts(THEME / "fonts"), cache_folder())
    return Build(sorted([*checked.findings, *findings], key=Finding.sort_key), checked.site)


def build(
    project: Path, date: dt.date, step: Step, seal: Callable[[Site], Seal] = lambda _: PLAIN, screen: str = ""
) -> Build:
    """Check a project and, when nothing stops it, render the website and the screens, these under the site's `seal`.

    With the id of a `screen` only that one is rendered: its bytes are those of the whole build.
    """
    checked = check(project, date, step)
    if checked.failed or checked.site is None:
        return checked
    site, cache, fonts = checked.site, cache_folder(), Fonts(THEME / "fonts")
    step("screens")
    artifacts, findings = render_screens(site, fonts, cache, seal=seal(site), only=screen)
    findings = sorted([*checked.findings, *findings], key=Finding.sort_key)
    if stops_release(findings):
        return Build(findings, site)
    if not screen:
        step("website")
        artifacts = [*render_website(site, fonts, cache), *artifacts]
    findings = sorted([*findings, *check_output(site, artifacts)], key=Finding.sort_key)
    return Build(findings, site, [] if stops_release(findings) else artifacts)
