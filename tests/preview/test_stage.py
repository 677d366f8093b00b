"""Whoever inspects leaves the time to those who save and those who wait for a page."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path

import pytest

from generator.files import cache_folder
from generator.preview.content import Content, State
from generator.preview.edition import Outdated, Press
from generator.preview.inspector import Inspector
from generator.preview.stage import QUIET, Stage
from tests.preview.running import DAY

PAGE = "notices/doctor.html"


@pytest.fixture
def stage(minimal: Path) -> Stage:
    """Return a stage that shows a street."""
    stage = Stage(Press(cache_folder()), "zh")
    stage.take(Content(minimal, DAY).read())
    return stage


def now(stage: Stage) -> State:
    assert stage.state
    return stage.state


def rested(stage: Stage, seconds: float = 0.0) -> float:
    """Return how long a rest was."""
    begin = time.monotonic()
    stage.rest(now(stage), seconds)
    return time.monotonic() - begin


def test_a_rest_is_as_long_as_was_asked_for(stage: Stage) -> None:
    assert rested(stage) < QUIET / 2
    assert rested(stage, 0.05) >= 0.05


def test_a_rest_goes_on_while_somebody_asks(stage: Stage) -> None:
    def ask() -> None:
        for _ in range(8):
            stage.answer(PAGE)
            time.sleep(QUIET / 4)

    stage.answer(PAGE)
    asks = threading.Thread(target=ask)
    asks.start()
    spent = rested(stage)
    asks.join()
    assert spent >= QUIET * 2


def test_a_rest_ends_where_a_change_is_being_read_or_was(stage: Stage) -> None:
    state = now(stage)
    stage.coming = True
    with pytest.raises(Outdated):
        stage.rest(state)
    stage.take(state)
    stage.rest(state)  # it was read, and is the same
    threading.Timer(0.05, stage.close).start()
    begin = time.monotonic()
    with pytest.raises(Outdated):
        stage.rest(state, 20)
    assert time.monotonic() - begin < 10


def test_dead_cycles_are_looked_for_by_the_inspector(stage: Stage) -> None:
    collected, usual = list[str](), gc.get_threshold()
    gc.callbacks.append(look := lambda phase, _: collected.append(f"{phase} {threading.current_thread().name}"))
    try:
        with Inspector(stage, lambda _: None):
            assert gc.get_threshold()[0] > 100 * usual[0]
            here = threading.current_thread().name
            end = time.monotonic() + 10
            while not collected and time.monotonic() < end:
                time.sleep(0.01)
    finally:
        gc.callbacks.remove(look)
    assert gc.get_threshold() == usual
    assert collected
    assert f"start {here}" not in collected
