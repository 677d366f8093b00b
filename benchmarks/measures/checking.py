"""What all checks cost on a large street, in seconds of CPU: on everything, and when nothing has changed since.

`python -m benchmarks.measures.checking` says what each check takes.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.content import write_street
from benchmarks.ground import DAY, Ground
from benchmarks.rows import Row
from generator.checks import CHECKS, Check, check_site
from generator.checks.corpus import Corpus, OfSettings
from generator.findings import Finding
from generator.site import Site
from generator.store import read_project

T = TypeVar("T")
_GOAL = {"ours_cpu_s": 1.0}  # for all checks on 10,000 entries, beyond reading
_RUNS = 3


def checking(ground: Ground, n: int) -> Iterator[Row]:
    """Yield a row for the first run of all checks and one for the second."""
    site = read(ground.street(n))
    cache = ground.folder / "checked"
    cache.mkdir()
    cold, cold_s = timed(lambda: check_site(site, Path(tempfile.mkdtemp(dir=cache))), _RUNS)
    check_site(site, cache)
    warm, warm_s = timed(lambda: check_site(site, cache), _RUNS)
    if warm != cold:
        sys.exit("the second run found something else than the first")
    note = f"{told(cold)} findings"
    yield Row(work="all checks, in CPU", n=n, ours_cpu_s=cold_s, pairs=_RUNS, goal=_GOAL, note=note)
    yield Row(work="all checks, none changed, in CPU", n=n, ours_cpu_s=warm_s, pairs=_RUNS, note=note)


def read(project: Path) -> Site:
    """Return the street as it is checked."""
    reading = read_project(project, dt.date.fromisoformat(DAY))
    if reading.site is None or reading.findings:
        sys.exit(f"the content for measuring is at fault: {[f.message('en') for f in reading.findings[:3]]}")
    return reading.site


def told(findings: list[Finding]) -> int:
    """Return how many findings are more than a note."""
    return sum(finding.rule.severity != "note" for finding in findings)


def each(site: Site) -> list[tuple[str, float]]:
    """Return what each check takes, the most expensive first; making the corpus is one of them."""
    corpus, seconds = timed(lambda: Corpus.of([*site.all(), OfSettings(site)]))
    found = [("(corpus)", seconds)]
    for name, check in CHECKS.items():
        _, seconds = timed(partial(_run, check, corpus, site))
        found.append((name, seconds))
    return sorted(found, key=lambda row: -row[1])


def _run(check: object, corpus: Corpus, site: Site) -> list[Finding]:
    return list(check.run(site) if isinstance(check, Check) else check.run(corpus, site))  # type: ignore[attr-defined]


def timed(work: Callable[[], T], runs: int = 1) -> tuple[T, float]:
    """Return what some work gave and the seconds of CPU it took, at best."""
    spent = []
    for _ in range(runs):
        begin = time.process_time()
        outcome = work()
        spent.append(time.process_time() - begin)
    return outcome, round(min(spent), 4)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write_street(Path(folder) / "street", 10_000)
        for check_name, check_s in each(read(Path(folder) / "street")):
            print(f"{check_s * 1000:8.1f} ms  {check_name}")
