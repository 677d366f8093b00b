"""Updates over http: only a newer, whole and rightly signed release takes over, at a slide's end."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.render.screens.payload import LIFE
from generator.render.screens.slide import millis
from tests.browser.decks import DATE, Deck, Open, elapse, marks, notes, pictured, seal, slide, tabs

TWO = (slide("a", colour="#600"), slide("b", colour="#060"))
ROUND = 75
"""Seconds in which a player has asked for updates and come to a slide's end."""


@pytest.fixture
def play(browser: Browser) -> Iterator[Open]:
    with tabs(browser) as opened:
        yield opened


@dataclasses.dataclass
class Screen:
    """A screen that plays over http, and the folder it plays from."""

    page: Page
    folder: Path
    deck: Deck

    def offer(self, **changes: object) -> dict[str, bytes]:
        """Write another release into the folder; return its files."""
        files = dataclasses.replace(self.deck, **{"mark": 2, **changes}).made()  # type: ignore[arg-type]
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
        return files

    def outcome(self) -> str:
        """Return what the player says of updates a while later."""
        elapse(self.page, ROUND)
        told: str = self.page.evaluate("STREETLIGHT.state().update")
        return told


@pytest.fixture
def screen(play: Open, tmp_path: Path, serve: Callable[[Path], str]) -> Screen:
    deck = Deck(TWO, seal=seal(tmp_path, "2026a"))
    folder = tmp_path / "screens/gate"
    deck.write(folder)
    return Screen(play(f"{serve(folder)}/index.html"), folder, deck)


def test_a_newer_release_takes_over_at_a_slides_end_without_a_reload(screen: Screen) -> None:
    screen.page.evaluate("window.same = 1")
    assert screen.outcome() == "已经是最新"
    screen.offer()
    assert screen.outcome() == "已经是最新"
    assert marks(screen.page) == [(2, 2)]
    assert screen.page.evaluate("window.same") == 1
    stored = screen.page.evaluate("JSON.parse(localStorage.getItem('streetlight/DF/gate')).version")
    assert stored == screen.page.evaluate("STREETLIGHT.state().version")
    assert notes(screen.page) == []


def test_a_new_release_with_pictures_is_taken_only_when_they_are_whole(screen: Screen) -> None:
    photo, files = pictured("photo")
    name = next(iter(files))
    screen.offer(slides=(*TWO, photo), files=files)
    (screen.folder / name).write_bytes(files[name][:-900])
    assert screen.outcome() == f"{name}不完整"
    assert marks(screen.page) == [(1, 1)]
    (screen.folder / name).write_bytes(files[name])
    screen.outcome()
    assert marks(screen.page) == [(2, 2)]


def test_a_torn_a_leaves_b(screen: Screen) -> None:
    made = screen.offer()
    (screen.folder / "a.js").write_bytes(made["a.js"][:-50])
    screen.outcome()
    assert marks(screen.page) == [(2, 2)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"screen": {"id": "lobby"}}, "是别的屏幕的"),
        ({"date": DATE - dt.timedelta(days=300)}, "比上次见过的旧"),
    ],
    ids=["other screen", "older"],
)
def test_what_is_not_this_screens_next_release_is_refused(
    screen: Screen, tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    screen.offer(seal=seal(tmp_path / "elsewhere", "2026a"), **changes)
    assert screen.outcome() == told
    assert marks(screen.page) == [(1, 1)]
    assert notes(screen.page) == [f"更新：{told} "]


@pytest.mark.parametrize("harm", ["another key", "no signature", "changed payload", "both torn", "torn latest"])
def test_what_is_not_rightly_signed_and_whole_is_refused(screen: Screen, tmp_path: Path, harm: str) -> None:
    made = screen.offer(seal=seal(tmp_path, "2026b", known=["2026a"]) if harm == "another key" else screen.deck.seal)
    if harm == "no signature":
        screen.offer(seal=seal(tmp_path, known=["2026a"]))
    for name in ("a.js", "b.js"):
        if harm == "changed payload":
            (screen.folder / name).write_bytes(made[name].replace(b"gate/a/1", b"gate/x/1"))
        if harm == "both torn":
            (screen.folder / name).write_bytes(made[name][:-1])
    if harm == "torn latest":
        (screen.folder / "latest.js").write_bytes(made["latest.js"][:-5])
    told = {"changed payload": "内容和清单对不上", "both torn": "不完整", "torn latest": "不完整"}.get(harm, "签名不对")
    assert screen.outcome() == told
    assert marks(screen.page) == [(1, 1)]


def test_an_expired_release_is_refused(screen: Screen, tmp_path: Path) -> None:
    screen.offer(seal=seal(tmp_path, "2026a"))
    screen.page.clock.set_system_time((millis(DATE + LIFE) + 1_000) / 1000)
    assert screen.outcome() == "已经过期"
    assert marks(screen.page) == [(1, 1)]


def test_without_a_network_it_plays_on_and_learns_of_updates_when_it_is_back(screen: Screen) -> None:
    screen.page.context.set_offline(True)
    screen.offer()
    assert screen.outcome().startswith("读不到")
    assert marks(screen.page) == [(1, 1)]
    screen.page.context.set_offline(False)
    screen.outcome()
    assert marks(screen.page) == [(2, 2)]


def test_without_keys_nothing_is_taken_from_the_network(
    play: Open, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    deck = Deck(TWO)
    deck.write(tmp_path)
    screen = Screen(play(f"{serve(tmp_path)}/index.html"), tmp_path, deck)
    screen.offer(date=DATE + dt.timedelta(days=1))
    assert screen.outcome() == "没有公钥，不从网上收更新"
    assert marks(screen.page) == [(1, 1)]
    screen.page.keyboard.press("s")
    assert "没有公钥" in screen.page.locator("#status").inner_text()
