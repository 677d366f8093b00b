"""Two processes for one piece of work, where the system can fork: a second core does half of what is left to do."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

TYPE_CHECKING = False  # as in files.py
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")
Job = Callable[[], object]
_ALONE: list[None] = []
_MOST = 256  # jobs: their numbers go through the pipe as bytes


def in_two(jobs: Sequence[Job], told: Callable[[], T]) -> T | None:
    """Do all jobs, here and in one process forked from this one, each taking the next job that nobody has.

    Return what `told` says in the other process at its end; None where all was done here: one core, one job, or a
    system that cannot fork safely. An error of the other process is raised here.
    """
    if len(jobs) < 2 or not _can_fork():  # noqa: PLR2004  # one job is done by one
        for job in jobs:
            job()
        return None
    turns, give = os.pipe()
    os.write(give, bytes(range(min(len(jobs), _MOST))))
    os.close(give)
    answer, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answer)
        _other(jobs, turns, told, say)
    os.close(say)
    try:
        _take_turns(jobs, turns)
    finally:
        with os.fdopen(answer, "rb") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        os.close(turns)
    return _said(said)


@contextmanager
def alone() -> Iterator[None]:
    """Fork nothing meanwhile: of a process with threads a fork would have the locks that these hold, and nobody to let go."""
    _ALONE.append(None)
    try:
        yield
    finally:
        _ALONE.pop()


def _can_fork() -> bool:
    """Tell whether a fork is safe and of use. macOS has system libraries that do not outlive one."""
    return sys.platform == "linux" and not _ALONE and len(os.sched_getaffinity(0)) > 1


def _take_turns(jobs: Sequence[Job], turns: int) -> None:
    """Do jobs as long as there are any; reading a byte of the pipe takes a job away from the other process."""
    while number := os.read(turns, 1):
        jobs[number[0]]()


def _other(jobs: Sequence[Job], turns: int, told: Callable[[], T], say: int) -> None:
    """Do jobs in the forked process and end it, whatever happens, without what an ordinary exit would do twice."""
    try:
        try:
            _take_turns(jobs, turns)
            said = pickle.dumps((told(), None))
        except BaseException as wrong:  # noqa: BLE001  # it is raised again in the process that waits
            said = pickle.dumps((None, wrong))
        with os.fdopen(say, "wb") as pipe:
            pipe.write(said)
    finally:
        os._exit(0)


def _said(said: bytes) -> T:  # type: ignore[type-var]  # what the other process gave
    if not said:
        raise RuntimeError("the second process ended without a word")
    told, wrong = pickle.loads(said)  # noqa: S301  # from the process forked from this one
    if wrong is not None:
        raise wrong
    return told  # type: ignore[no-any-return]
