"""Runs whole programs and measures them: seconds by the clock, seconds of CPU, memory at its highest."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_MIB = 1024 * 1024
_SAMPLE_S = 0.01
_PROC = Path("/proc")


class ProgramFailedError(Exception):
    """A program that should have gone well did not; the text is what it said."""


@dataclass(frozen=True)
class Run:
    """What one run took: by the clock, and of CPU in all its processes."""

    wall_s: float
    cpu_s: float


@dataclass(frozen=True)
class Program:
    """A command line, what its environment has beyond ours, and the folder it runs in."""

    command: Sequence[str]
    env: Mapping[str, str]
    folder: Path

    def run(self) -> Run:
        """Run it to its end; raises ProgramFailedError when it says that it failed."""
        begin = time.perf_counter()
        process = self.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        self._good(process)
        return Run(wall, usage.ru_utime + usage.ru_stime)

    def peak_mib(self) -> float:
        """Run it and return the memory of all its processes together at its highest, in MiB.

        Looked at every hundredth of a second, so this run is not one to take the time of. What processes share is
        shared out among them (PSS).
        """
        process = self.start()
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(_pss(pid) for pid in _tree(process.pid)))
            time.sleep(_SAMPLE_S)
        self._good(process)
        return peak / _MIB

    def start(self) -> subprocess.Popen[bytes]:
        """Start it without waiting; what it says goes to a file in its folder."""
        with (self.folder / ".said").open("wb") as said:
            return subprocess.Popen(  # noqa: S603  # our own command lines
                self.command, env={**os.environ, **self.env}, cwd=self.folder, stdout=said, stderr=said
            )

    def said(self) -> str:
        """Return what the last program that was started in the folder said."""
        return (self.folder / ".said").read_text(encoding="utf-8", errors="replace")

    def _good(self, process: subprocess.Popen[bytes]) -> None:
        if process.returncode:
            raise ProgramFailedError(
                f"{' '.join(self.command)} ended with {process.returncode}:\n{self.said()[-2000:]}"
            )


def _tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    for one in found:
        try:
            for task in (_PROC / str(one) / "task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue  # it ended meanwhile
    return found


def _pss(pid: int) -> int:
    """Return the bytes of memory of one process, 0 when it is gone."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_bytes().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
