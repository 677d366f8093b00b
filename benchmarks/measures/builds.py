"""Builds: everything cold, the shell cached, one record changed, nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.edits import hugo_edits, street_edits
from benchmarks.ground import Ground
from benchmarks.pairs import Pairs, Side, in_pairs, in_turn
from benchmarks.programs import Program
from benchmarks.rows import Row

HUGO, HUGO_LEAN, MATERIAL, OURSELVES = "Hugo", "Hugo, lean pages", "MkDocs + Material", "Streetlight"
LARGE = 10_000
"""From so many records on the ratios to Hugo are goals; below, Hugo is done before Python has started."""


def cold(ground: Ground, street: Path) -> Side:
    """Return the build of someone who never built before: no cache, no release."""
    return Side(ground.build(street), lambda: ground.forget(ground.cache, ground.out(street)))


def theirs(ground: Ground, site: Path, program: Callable[[Path], Program]) -> Side:
    """Return a peer's build into an empty folder."""
    return Side(program(site), lambda: ground.forget(ground.out(site)))


def full_builds(ground: Ground, n: int, goal: float) -> Iterator[Row]:
    """Yield the full build, everything on, against Hugo in our shell; against lean pages; and without our screens.

    All four in turn, so that one build of ours stands against both of Hugo's; the one with everything on is left behind.
    """
    hugo = theirs(ground, ground.hugo_site(n), ground.hugo)
    lean = theirs(ground, ground.hugo_site(n, lean=True), ground.hugo)
    ours, plain = cold(ground, ground.street(n)), cold(ground, ground.street(n, screens=False))
    without, leanly, built, equally = in_turn(plain, lean, ours, hugo)
    yield Pairs(built, equally).row("cold build, everything on", n, HUGO, {"ratio": goal})
    yield Pairs(built, leanly).row("cold build, everything on", n, HUGO_LEAN)
    yield Pairs(without, equally).row("cold build without screens", n, HUGO)


def shell_cached(ground: Ground, n: int) -> Iterator[Row]:
    """Yield the first build of a street whose settings and theme, but not one record, were built before."""
    ground.forget(ground.cache)
    ground.build_seed()
    kept, street = ground.folder / "shell-cache", ground.street(n)
    shutil.copytree(ground.cache, kept)

    def before() -> None:
        ground.forget(ground.cache, ground.out(street))
        shutil.copytree(kept, ground.cache)

    hugo = theirs(ground, ground.hugo_site(n), ground.hugo)
    pairs = in_pairs(Side(ground.build(street), before), hugo)
    yield pairs.row("full build, shell cached", n, HUGO, {"ratio": 1.2})


def against_material(ground: Ground, n: int, least: int = 2) -> Iterator[Row]:
    """Yield the full build against stock MkDocs with Material; two pairs, for it is slow and far away."""
    material = theirs(ground, ground.mkdocs_site(n), ground.mkdocs)
    pairs = in_pairs(cold(ground, ground.street(n)), material, least)
    yield pairs.row("cold build, everything on", n, MATERIAL, {"ratio": 0.2})


def rebuilds(ground: Ground, n: int) -> Iterator[Row]:
    """Yield what a fresh process takes when one record has changed, and when none has."""
    street, site = ground.street(n), ground.hugo_site(n)
    ours, hugo = ground.build(street), ground.hugo(site)
    for program in (ours, hugo):
        program.run()
    edits, their_edits = street_edits(street, n), hugo_edits(site, n)
    pairs = in_pairs(Side(ours, lambda: next(edits).save()), Side(hugo, lambda: next(their_edits).save()))
    yield pairs.row("one record changed", n, HUGO, _goal(n, 0.08, 0.25))
    ours.run()
    before = files_below(street, ground.out(street), ground.cache.parent)
    pairs = in_pairs(Side(ours), Side(hugo))
    after = files_below(street, ground.out(street), ground.cache.parent)
    yield pairs.row("nothing changed", n, HUGO, _goal(n, 0.03, 0.08))
    written = sum(before.get(path) != at for path, at in after.items())
    yield Row(work="files written when nothing changed", n=n, ours=written, unit="files", goal={"ours": 0})


def _goal(n: int, ratio: float, seconds: float) -> dict[str, float]:
    return {"ours_s": seconds} | ({"ratio": ratio} if n >= LARGE else {})


def files_below(*folders: Path) -> dict[Path, tuple[int, int]]:
    """Return the files below some folders, with the moment each was last written and what tells it from another."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in files}
