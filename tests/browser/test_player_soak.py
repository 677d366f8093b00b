"""The player over days: memory, nodes, and each slide as often as it should be. `make soak` runs the long ones."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.decks import (
    EVERGREEN,
    NOON,
    Deck,
    Open,
    filmed,
    notes,
    pictured,
    rolled,
    shown,
    slide,
    tabs,
    visible,
)

HOUR = 3_600
KB = 1024
STEP = 5
"""Seconds at a time."""
MEDIA_TIME = """
  var media = HTMLMediaElement.prototype;
  Object.defineProperty(media, 'currentTime', { get: function () { return this.src ? Date.now() / 1000 % 1e6 : 0; } });
"""
"""Simulated hours have no real time in them for a video to move: its time is made to follow the clock."""


@pytest.fixture
def play(browser: Browser) -> Iterator[Open]:
    with tabs(browser) as opened:
        yield opened


def every_kind() -> Deck:
    """Return a deck with a slide of each kind: plain, of another colour, with a photo, with a clip, rolling."""
    photo, files = pictured("photo")
    film, more = filmed("film")
    slides = (slide("a", colour="#600"), slide("b", colour="#060"), photo, film, rolled("long", dwell=9))
    return Deck(slides, files={**files, **more})


def heap(page: Page) -> float:
    """Return the bytes that are in use when what nobody holds is gone."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used


STATE = """() => {
  if (!window.STREETLIGHT || !STREETLIGHT.state().ready || STREETLIGHT.state().loading) return null;
  var reloaded = !window.same, live = document.querySelectorAll('.node:not(.off) .slide');
  window.same = true;
  return [live.length, live[0].parentNode.getAttribute('data-slide'), document.getElementsByTagName('*').length, reloaded];
}"""


def played_on(page: Page) -> tuple[str, int, bool]:
    """Let some seconds pass, and the real time that files need to be read; return the slide, nodes, whether it reloaded."""
    with suppress(Error):  # a reload cuts it short
        page.clock.run_for(STEP * 1_000)
    while (state := _state(page)) is None:
        page.wait_for_timeout(1)
    assert state[0] == 1
    return state[1], state[2], state[3]


def _state(page: Page) -> list[Any] | None:
    try:
        found: list[Any] | None = page.evaluate(STATE)
    except Error as cut:
        assert "navigation" in str(cut)  # noqa: PT017  # the reload under way; any other error is one
        return None
    return found


@pytest.mark.timeout(3 * HOUR)
@pytest.mark.parametrize("minutes", [20, pytest.param(72 * 60, marks=pytest.mark.soak)])
def test_days_on_end_leave_memory_and_nodes_as_they_were_and_every_slide_its_turn(
    play: Open, tmp_path: Path, minutes: int
) -> None:
    deck = every_kind()
    page = play(deck.write(tmp_path), before=MEDIA_TIME)
    loop, before = sum(s.dwell for s in deck.slides), ""
    seen: Counter[str] = Counter()
    most, heaps, reloads = 0, [], -1
    for second in range(0, minutes * 60, STEP):
        now, nodes, reloaded = played_on(page)
        seen[now] += now != before
        before = now
        most, reloads = max(most, nodes), reloads + reloaded
        if second % min(HOUR, minutes * 15) < STEP:
            heaps.append(round(heap(page) / KB))
    told = {"heap in KB": heaps, "most nodes": most, "shown": dict(seen), "reloads": reloads, "notes": notes(page)}
    sys.stdout.write(f"\n{minutes} min: {told}\n")
    assert seen.pop(EVERGREEN, 0) <= reloads + 1
    assert {s.id: round(minutes * 60 / loop) for s in deck.slides} == {
        k: pytest.approx(n, abs=1 + reloads) for k, n in seen.items()
    }
    assert notes(page) == []
    assert most <= 30
    assert reloads == (minutes - 1) // 360
    slope = (heaps[-1] - heaps[1]) / (len(heaps) - 2)
    assert slope <= 50


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seconds", [6, pytest.param(300, marks=pytest.mark.soak)])
def test_it_plays_in_real_time(browser: Browser, tmp_path: Path, seconds: int) -> None:
    deck = every_kind()
    context = browser.new_context(viewport={"width": 320, "height": 180}, offline=True)
    page = context.new_page()
    page.clock.set_system_time(NOON / 1000)
    page.goto(deck.write(tmp_path).as_uri())
    page.wait_for_function("window.STREETLIGHT && STREETLIGHT.state().ready")
    seen, end = set(), time.monotonic() + seconds
    while time.monotonic() < end:
        assert len(visible(page)) == 1
        seen.add(shown(page))
        page.wait_for_timeout(100)
    assert notes(page) == []
    seen.discard(EVERGREEN)  # it stands in until the first one is ready
    assert seen <= {s.id for s in deck.slides}
    assert seconds < sum(s.dwell for s in deck.slides) or len(seen) == len(deck.slides)
    context.close()


@pytest.mark.parametrize("most", [15_000, pytest.param(1_500, marks=pytest.mark.soak)])
def test_the_first_slide_is_there_at_once_on_a_slow_device(browser: Browser, tmp_path: Path, most: int) -> None:
    """A sixth of this computer's speed, and a payload of the size of a real one."""
    deck = every_kind()
    many = tuple(slide(f"n{i}", body="<!--" + "灯" * 700 + "-->") for i in range(60))
    path = Deck((*deck.slides, *many), files=deck.files).write(tmp_path)
    context = browser.new_context(viewport={"width": 320, "height": 180}, offline=True)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.add_init_script("""(function wait() {
      if (window.STREETLIGHT && STREETLIGHT.state().ready && document.querySelector('.node:not(.off) .slide'))
        window.first = performance.now();
      else setTimeout(wait, 5);
    }())""")
    page.goto(path.as_uri())
    page.wait_for_function("window.first")
    took = page.evaluate("window.first")
    size = (tmp_path / "a.js").stat().st_size // KB
    sys.stdout.write(f"\nfirst slide at a sixth of the speed, payload of {size} KB: {took:.0f} ms\n")
    assert took <= most
    context.close()
