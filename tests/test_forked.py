"""Two processes do all jobs once, tell each other what came of it, and an error of either is heard."""

from __future__ import annotations

import os
import time

import pytest

from generator import forked
from generator.forked import in_two


def test_each_job_is_done_once_and_what_the_other_did_is_told() -> None:
    done: list[tuple[int, int]] = []
    jobs = [lambda n=n: done.append((n, os.getpid())) for n in range(200)]
    told = in_two(jobs, lambda: done)
    assert told is not None
    assert sorted(n for n, _ in (*done, *told)) == list(range(200))
    assert {pid for _, pid in done} <= {os.getpid()}
    assert os.getpid() not in {pid for _, pid in told}


def test_one_core_does_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    done: list[int] = []
    assert in_two([lambda: done.append(os.getpid())] * 3, lambda: done) is None
    assert done == [os.getpid()] * 3


def test_who_has_threads_does_it_alone() -> None:
    done: list[int] = []
    with forked.alone():
        assert in_two([lambda: done.append(os.getpid())] * 3, lambda: done) is None
    assert done == [os.getpid()] * 3


def test_an_error_of_the_other_process_is_raised_here() -> None:
    here = os.getpid()

    def only_here() -> None:
        if os.getpid() != here:
            raise LookupError("over there")

    def slow() -> None:
        only_here()
        time.sleep(0.01)

    with pytest.raises(LookupError, match="over there"):
        in_two([slow] * 100, lambda: None)


def test_an_error_here_waits_for_the_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    here, fork = os.getpid(), os.fork
    children: list[int] = []

    def noted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", noted)

    def not_here() -> None:
        if os.getpid() == here:
            raise LookupError("here")
        time.sleep(0.01)  # that one process may not do them all

    with pytest.raises(LookupError, match="here"):
        in_two([not_here] * 100, lambda: None)
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)  # by name: a browser of another test may be a child of this process, too


def test_a_process_that_dies_is_a_fault() -> None:
    here = os.getpid()

    def die() -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        time.sleep(0.01)

    assert forked._can_fork()  # noqa: SLF001  # this machine has two cores
    with pytest.raises(RuntimeError, match="without a word"):
        in_two([die] * 100, lambda: None)
