"""A screen that plays takes the plain release by itself, and shows nothing else from then on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.render.screens.slide import millis
from tests.browser.decks import elapse, tabs
from tests.conftest import Serve, Streetlight

TWO_ROUNDS = 150
"""Seconds in which a player has asked for updates and come to a slide's end, twice."""


def test_a_playing_screen_takes_the_plain_release(
    browser: Browser, serve: Serve, minimal: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(minimal.parent / "config"))
    streetlight("keys", "--project", minimal, "--new")
    assert streetlight("build", "--project", minimal).code == 0
    tomorrow = dt.datetime.now(tz=dt.timezone(dt.timedelta(hours=8))).date() + dt.timedelta(1)
    with tabs(browser) as play:
        page = play(f"{serve(minimal / 'public')}/screens/gate/index.html", millis(tomorrow) + 12 * 3_600_000)
        before = page.evaluate("STREETLIGHT.state().version")
        shown = set()
        for _ in range(6):
            elapse(page, 15)
            shown.add(page.inner_text("#stage"))
        assert any("健康体检" in text for text in shown)
        assert streetlight("withdraw", "--project", minimal).code == 0
        elapse(page, TWO_ROUNDS)
        assert page.evaluate("STREETLIGHT.state().version") > before
        for _ in range(6):
            elapse(page, 15)
            assert "灯亮着" in page.inner_text("#stage")
