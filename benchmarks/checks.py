"""What all checks cost on a large street, in seconds of CPU: on everything, and when nothing has changed since.

`make bench` runs it. It writes `results.json` beside itself: rows of work, n, ours_s, and what each check took.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.content import write_street
from generator.checks import CHECKS, Check, check_site
from generator.checks.corpus import Corpus, OfSettings
from generator.findings import Finding
from generator.site import Site
from generator.store import read_project

T = TypeVar("T")
DAY = dt.date(2026, 11, 21)
RESULTS = Path(__file__).with_name("results.json")
GOAL = 1.0  # seconds for all checks on 10,000 entries, beyond reading


def main() -> None:
    """Measure, print and write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true", help="print what each check takes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="streetlight-bench-") as folder:
        rows = measure(Path(folder), options.entries, profile=options.profile)
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    kept = [row for row in kept if row["work"] not in {new["work"] for new in rows}]
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in [*kept, *rows])
    RESULTS.write_text(f"[\n{text}\n]\n", encoding="utf-8", newline="\n")
    for row in rows:
        print(f"{row['work']}: {row['n']} entries, {row['ours_s']} s of CPU{_against_goal(row)}")


def _against_goal(row: dict[str, object]) -> str:
    goal = row.get("goal_s")
    return f" (goal {goal} s: {'OK' if float(str(row['ours_s'])) <= float(str(goal)) else 'over'})" if goal else ""


def measure(folder: Path, entries: int, *, profile: bool) -> list[dict[str, object]]:
    """Return a row for reading, one for the first run of all checks and one for the second."""
    write_street(folder / "street", entries)
    cache = folder / "cache"
    cache.mkdir()
    site, read_s = timed(lambda: read(folder / "street"))
    if profile:
        for name, seconds in each(site):
            print(f"{seconds * 1000:8.1f} ms  {name}")
    cold, cold_s = timed(lambda: check_site(site, Path(tempfile.mkdtemp(dir=cache))), runs=3)
    check_site(site, cache)
    warm, warm_s = timed(lambda: check_site(site, cache), runs=3)
    if warm != cold:
        sys.exit("the second run found something else than the first")
    n = len(site.all())
    return [
        {"work": "read", "n": n, "ours_s": round(read_s, 2)},
        {"work": "check, all entries", "n": n, "ours_s": round(cold_s, 2), "goal_s": GOAL, "findings": told(cold)},
        {"work": "check, none changed", "n": n, "ours_s": round(warm_s, 2), "findings": told(warm)},
    ]


def read(project: Path) -> Site:
    """Return the street as it is checked."""
    reading = read_project(project, DAY)
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
        _, seconds = timed(
            lambda check=check: list(check.run(site) if isinstance(check, Check) else check.run(corpus, site))
        )
        found.append((name, seconds))
    return sorted(found, key=lambda row: -row[1])


def timed(work: Callable[[], T], runs: int = 1) -> tuple[T, float]:
    """Return what some work gave and the seconds of CPU it took, at best."""
    spent = []
    for _ in range(runs):
        begin = time.process_time()
        outcome = work()
        spent.append(time.process_time() - begin)
    return outcome, min(spent)


if __name__ == "__main__":
    main()
