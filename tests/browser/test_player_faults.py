"""What goes wrong on a screen, and what is seen then: never nothing, never half of something."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.decks import (
    EVERGREEN,
    Deck,
    Open,
    elapse,
    filmed,
    marks,
    notes,
    pictured,
    seal,
    shown,
    slide,
    tabs,
    visible,
)
from tests.conftest import QuietHandler

TWO = (slide("a", colour="#600"), slide("b", colour="#060"))
PHOTO, FILES = pictured("photo")
PIC = next(iter(FILES))
(ANOTHER,) = (data.replace(name.encode(), b"NAME") for name, data in pictured("photo", 3)[1].items())
"""A whole picture, but not the one that was released."""


@pytest.fixture
def play(browser: Browser) -> Iterator[Open]:
    with tabs(browser) as opened:
        yield opened


def round_of(page: Page, seconds: int = 40) -> set[str]:
    """Return the names of what is seen in a while, one at a time."""
    seen = set()
    for _ in range(seconds):
        elapse(page, 1)
        (one,) = visible(page)
        seen.add(one.split("/")[1])
    return seen


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda file: file.unlink(), "图片读不到"),
        (lambda file: file.write_bytes(file.read_bytes()[:-500]), "图片不完整"),
        (lambda file: file.write_bytes(ANOTHER.replace(b"NAME", file.name.encode())), "图片和清单对不上"),
    ],
    ids=["missing", "torn", "changed"],
)
@pytest.mark.parametrize("over_http", [False, True])
def test_a_picture_that_is_not_right_gives_its_time_to_the_evergreen_slide(  # noqa: PLR0913  # cases
    play: Open,
    tmp_path: Path,
    serve: Callable[[Path], str],
    harm: Callable[[Path], object],
    told: str,
    *,
    over_http: bool,
) -> None:
    path = Deck((*TWO, PHOTO), files=FILES).write(tmp_path)
    harm(tmp_path / PIC)
    page = play(f"{serve(tmp_path)}/index.html" if over_http else path)
    assert round_of(page) == {"a", "b", "evergreen"}
    (note,) = (note for note in notes(page) if note.endswith(PHOTO.id))
    assert note.startswith(told)
    assert page.evaluate("Object.keys(STREETLIGHT.state().failed)") == [PHOTO.id]


def test_a_slide_that_throws_is_skipped_and_noted(play: Open, tmp_path: Path) -> None:
    torn = dataclasses.replace(slide("torn"), html="")
    page = play(Deck((*TWO, torn)).write(tmp_path))
    assert round_of(page) == {"a", "b", "evergreen"}
    assert notes(page) == [f"页是空的 {torn.id}"]


class _Stalling(QuietHandler):
    """Sends half of a clip, and then nothing."""

    over = Event()

    def do_GET(self) -> None:  # noqa: N802  # the base class's name
        if not self.path.endswith(".mp4"):
            super().do_GET()
            return
        data = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "video/mp4")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 50])
        self.wfile.flush()
        self.over.wait(60)


def test_a_video_that_stalls_is_given_up(play: Open, tmp_path: Path) -> None:
    film, files = filmed("film", dwell=20)
    Deck((*TWO, film), files=files).write(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Stalling, directory=tmp_path))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        page = play(f"http://127.0.0.1:{server.server_port}/index.html")
        assert round_of(page, 70) >= {"a", "b", "evergreen"}
        assert notes(page) == [f"视频停住了 {film.id}"]
        assert page.evaluate("document.querySelectorAll('video[src]').length") == 0
    finally:
        _Stalling.over.set()
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("over_http", [False, True])
def test_a_torn_slot_leaves_the_other_and_two_leave_the_slide_in_the_page(
    play: Open, tmp_path: Path, serve: Callable[[Path], str], *, over_http: bool
) -> None:
    path = Deck(TWO).write(tmp_path)
    address = f"{serve(tmp_path)}/index.html" if over_http else path
    whole = (tmp_path / "a.js").read_bytes()
    (tmp_path / "a.js").write_bytes(whole[:-700])
    page = play(address)
    assert round_of(page, 20) == {"a", "b"}
    (tmp_path / "b.js").write_bytes(whole[:-9])
    page = play(address, ready=False)
    elapse(page, 90)
    assert visible(page) == [EVERGREEN]
    assert marks(page) == [(1, 1)]
    (tmp_path / "b.js").write_bytes(whole)
    elapse(page, 70)
    assert shown(page) in {s.id for s in TWO}


def test_a_torn_player_leaves_its_spare_and_two_leave_the_slide_in_the_page(play: Open, tmp_path: Path) -> None:
    path = Deck(TWO).write(tmp_path)
    player = (tmp_path / "player.js").read_bytes()
    (tmp_path / "player.js").write_bytes(player[: len(player) // 2])
    page = play(path)
    assert round_of(page, 10) <= {"a", "b"}
    (tmp_path / "spare.js").write_bytes(player[:-3])
    page.goto(path.as_uri())
    assert visible(page) == [EVERGREEN]
    (tmp_path / "player.js").write_bytes(player)
    elapse(page, 90)
    assert shown(page) in {s.id for s in TWO}


def test_the_spare_stops_where_the_player_runs(play: Open, tmp_path: Path) -> None:
    count = """
      var real; window.begun = 0;
      Object.defineProperty(window, 'STREETLIGHT', { get: function () { return real; },
        set: function (player) { begun += 1; real = player; } });"""
    page = play(Deck(TWO).write(tmp_path), before=count)
    assert page.evaluate("begun") == 1


def test_only_a_known_key_is_believed(play: Open, tmp_path: Path) -> None:
    folder = tmp_path / "screens/gate"
    right = Deck(TWO, seal=seal(tmp_path, "2026a"))
    path = right.write(folder)
    page = play(path)
    assert page.evaluate("STREETLIGHT.state().signer") == "2026a"
    other = dataclasses.replace(right, seal=seal(tmp_path, "2026b"), mark=2).made()
    (folder / "a.js").write_bytes(other["a.js"])
    page = play(path)
    assert marks(page) == [(1, 1)]
    assert notes(page) == ["a.js签名不对 "]
    unsigned = dataclasses.replace(right, seal=seal(tmp_path, known=["2026a"]), mark=2).made()
    for name in ("a.js", "b.js"):
        (folder / name).write_bytes(unsigned[name])
    page = play(path, ready=False)
    elapse(page, 5)
    assert visible(page) == [EVERGREEN]
    assert notes(page) == ["a.js签名不对 ", "b.js签名不对 "]


def test_an_older_release_than_the_last_one_seen_does_not_play(play: Open, tmp_path: Path) -> None:
    folder = tmp_path / "screens/gate"
    old = Deck(TWO, seal=seal(tmp_path, "2026a"))
    before = old.made()
    path = old.write(folder)
    new = dataclasses.replace(old, mark=2)
    new.write(folder)
    page = play(path)
    assert marks(page) == [(2, 2)]
    (folder / "a.js").write_bytes(before["a.js"])
    second = play(path, context=page.context)
    assert marks(second) == [(2, 2)]
    assert notes(second) == ["a.js比上次见过的旧 "]
    (folder / "b.js").write_bytes(before["a.js"])
    third = play(path, context=page.context, ready=False)
    elapse(third, 3)
    assert visible(third) == [EVERGREEN]
    assert marks(third) == [(2, 2)]


def test_a_new_key_is_learned_from_a_release_that_an_old_one_signed(play: Open, tmp_path: Path) -> None:
    folder = tmp_path / "screens/gate"
    first = Deck(TWO, seal=seal(tmp_path, "2026a"))
    path = first.write(folder)
    page = play(path)
    second = dataclasses.replace(first, seal=seal(tmp_path, "2026a", known=["2026b"]), mark=2).made()
    (folder / "a.js").write_bytes(second["a.js"])
    (folder / "latest.js").write_bytes(second["latest.js"])
    learned = play(path, context=page.context)
    assert marks(learned) == [(2, 2)]
    third = dataclasses.replace(first, seal=seal(tmp_path, "2026b"), mark=3).made()
    (folder / "a.js").write_bytes(third["a.js"])
    assert marks(play(path, context=page.context)) == [(3, 3)]
    retired = dataclasses.replace(first, seal=seal(tmp_path, "2026a"), mark=4).made()
    for name in ("a.js", "b.js"):
        (folder / name).write_bytes(retired[name])
    page = play(path, context=page.context, ready=False)
    elapse(page, 3)
    assert visible(page) == [EVERGREEN]


FULL = """
for (var n = 1 << 23, i = 0; n; n >>= 1) {
  var s = new Array(n + 1).join('x');
  try { for (;; i++) localStorage.setItem('f' + i, s); } catch (e) {}
}"""


@pytest.mark.parametrize(
    "storage",
    [
        FULL,
        "Object.defineProperty(window, 'localStorage', { get: function () { throw new Error('off'); } });",
        "localStorage.setItem('streetlight/DF/gate', '[nonsense');",
        'localStorage.setItem(\'streetlight/DF/gate\', \'{"version":1e300,"keys":{"2026a":"%s="}}\');' % ("A" * 43),
        'localStorage.setItem(\'streetlight/DF/gate\', \'{"version":90000000,"keys":"nonsense"}\');',
        "localStorage.setItem('streetlight/DF/gate', '{\"version\":90000000,\"keys\":{}}');",
    ],
    ids=["full", "absent", "nonsense", "beyond", "no-keys", "empty-keys"],
)
def test_storage_need_not_work(play: Open, tmp_path: Path, storage: str) -> None:
    page = play(Deck(TWO, seal=seal(tmp_path, "2026a")).write(tmp_path), before=storage)
    assert round_of(page, 15) == {"a", "b"}
    assert notes(page) == []
