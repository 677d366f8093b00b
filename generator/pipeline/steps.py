"""The order of the steps: read → check → render. Nothing here writes; releasing is the publisher's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.checks import check_output, check_site
from generator.checks.review import check_release, of_release, overdue
from generator.checks.settle import misdecided, settle, unused_ignores
from generator.files import cache_folder
from generator.findings import Finding, Rule, Severity, stops_release
from generator.pipeline.output import Held, Output, Sink
from generator.render.fonts import Fonts
from generator.render.screens import draw_shows, render_screens
from generator.render.screens.seal import PLAIN, Seal
from generator.render.website import render_plain
from generator.rules import CHECKED, RULES
from generator.settings import THEME
from generator.site import Artifact, Site
from generator.site.released import released
from generator.site.retained import taken_down
from generator.site.shown import snapshots
from generator.store import Reader
from generator.store.plain import plain_sites
from generator.store.reviews import Approved, read_reviews

Step = Callable[[str], None]
"""Told the name of each step as it begins (`read`, `check`, `render`; `screens` where these alone are drawn)."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build came to: artifacts only when no finding is an error; findings sorted by place.

    `approved` is all that has passed every stage of review, with its signatures; empty where nothing is reviewed.
    """

    findings: list[Finding]
    site: Site | None = None
    artifacts: list[Artifact] = field(default_factory=list)
    approved: tuple[Approved, ...] = ()
    quiet: AbstractSet[str] = frozenset()
    """Lines that were searched and hold nothing personal: the gate need not search them again."""

    @property
    def failed(self) -> bool:
        """Tell whether an error stops the release."""
        return stops_release(self.findings)


def check(project: Path, date: dt.date, step: Step) -> Build:
    """Read a project and run every check, on what is approved and on what waits."""
    step("read")
    reading = Reader(cache_folder()).read(project, date)
    if reading.site is None:
        return Build(sorted(reading.findings, key=Finding.sort_key))
    step("check")
    site, approved, torn = _reviewed(project, reading.site)
    quiet: set[str] = set()
    found = [*reading.findings, *torn, *check_site(site, cache_folder(), site.sources, quiet), *misdecided(site, RULES)]
    return Build(_settled(found, site, {}), site, approved=approved, quiet=quiet)


def check_all(project: Path, date: dt.date, step: Step) -> Build:
    """Check a project and whether everything fits on its screens."""
    checked = check(project, date, step)
    if checked.failed or checked.site is None:
        return checked
    step("screens")
    _, findings = draw_shows(taken_down(checked.site), Fonts(THEME / "fonts"), cache_folder())
    return replace(checked, findings=_settled([*checked.findings, *findings], checked.site, CHECKED))


def build(  # noqa: PLR0913  # what, when, who is told, under whose name, how much, and where to
    project: Path,
    date: dt.date,
    step: Step,
    seal: Callable[[Site], Seal] = lambda _: PLAIN,
    *,
    screen: str = "",
    sink: Sink | None = None,
) -> Build:
    """Check a project and, when nothing stops it, render what is approved of its website and its screens.

    Files go into the `sink` one by one as they are made, also before the gate has found something in a later one: only
    the outcome says whether they are a release. Without a sink they are the outcome's artifacts. The screens are under
    the site's `seal`. With the id of a `screen` only that one is rendered: its bytes are those of the whole build. What
    waits for approval is absent; its own errors stop nobody else's release. So is an entry that still holds a name whose
    time is over.
    """
    checked = check(project, date, step)
    if checked.site is None:
        return checked
    said = [f for f in check_release(checked.site) if f.rule.severity is Severity.ERROR or not checked.failed]
    late = overdue(checked.findings)
    site = replace(checked.site, pending=checked.site.pending | late)
    approved = tuple(a for a in checked.approved if a.key not in late)
    whole = Build([*checked.findings, *said], site, approved=approved, quiet=checked.quiet)
    return _rendered(whole, released(site), step, seal, screen=screen, sink=sink)


def plain(project: Path, date: dt.date, step: Step, seal: Callable[[Site], Seal]) -> Build:
    """Render the plain release: name and slogan on the website and on every screen. Content is neither read nor checked.

    It passes the gate as every release does, if need be without words of the settings; findings are what these held.
    """
    cache, fonts = cache_folder(), Fonts(THEME / "fonts")
    first, *barer = plain_sites(project, date)
    under, held = seal(first), list[Finding]()
    build = Build(held)
    step("render")
    for site in (first, *barer):
        screens, _ = render_screens(site, fonts, cache, seal=under)
        artifacts = [*render_plain(site, fonts, cache), *screens]
        found = [f for f in check_output(site, artifacts, cache) if f.rule.severity is Severity.ERROR]
        build = Build(held, site, artifacts)
        if not found:
            break
        held += found
    return build


def gate(site: Site, files: Mapping[str, bytes], folder: str) -> list[Finding]:
    """Return what is found in files that are about to leave beside a release: exports, by the name of their folder."""
    artifacts = [Artifact(path, data) for path, data in files.items()]
    return settle(check_output(site, artifacts, cache_folder(), folder), site)


def _rendered(  # noqa: PLR0913  # as `build`
    checked: Build,
    site: Site,
    step: Step,
    seal: Callable[[Site], Seal],
    *,
    screen: str,
    sink: Sink | None,
) -> Build:
    """Render `site`: what goes out of the one that was checked, without names whose time is over."""
    whole, site = checked.site or site, taken_down(site)
    gone = whole.pending - site.pending
    outcome = replace(checked, site=site, findings=of_release(checked.findings, gone))
    if outcome.failed:
        return outcome
    step("render")
    held = Held()
    output = Output(site, Fonts(THEME / "fonts"), cache_folder(), sink or held, checked.quiet)
    output.render(seal(site), screen)
    findings = of_release(_settled([*checked.findings, *output.drawn, *output.passed], whole, RULES), gone)
    if stops_release(findings):
        return replace(outcome, findings=findings)
    if not screen:
        output.keep()
    return replace(outcome, findings=findings, artifacts=held.files)


def _reviewed(project: Path, site: Site) -> tuple[Site, tuple[Approved, ...], list[Finding]]:
    """Return the site with what waits for approval, what is approved, and which records could not be read."""
    stages = site.settings.review
    if not stages:
        return site, (), []
    reviews, shown = read_reviews(project, stages), list(snapshots(site))
    approved = tuple(reviews.approved(shown))
    pending = frozenset(s.key for s in shown) - {a.key for a in approved}
    return replace(site, pending=pending), approved, reviews.findings


def _settled(findings: Iterable[Finding], site: Site, applied: Mapping[str, Rule]) -> list[Finding]:
    """Return findings as the site's own decisions leave them, what blocks first; `applied` are the rules all done with."""
    settled = settle(findings, site)
    return sorted([*settled, *unused_ignores(settled, site, applied)], key=Finding.sort_key)
