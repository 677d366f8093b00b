"""Verify: exactly what was released passes, anything else does not, and nothing leads out of the place or the computer."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import http.server
import json
import os
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from generator.publish import Approval, Book, Kind, publish
from generator.publish.export import deliver
from generator.publish.lines import Logged
from generator.publish.log import append, read_log
from generator.publish.manifest import sums_digest
from generator.publish.places import Address, Folder, Foreign, TooSlow, Unreadable
from generator.publish.verify import Verdict, verify, verify_film
from generator.site import Artifact
from tests.conftest import Serve

DAY = dt.date(2026, 11, 21)
APPROVED = Approval(("初审", "终审"), 41, "a" * 64)
SCREEN = {"index.html": b"page", "player.js": b"player", "a.js": b"slot", "photo.webp": b"a photo"}
STICK = {"001.png": b"still", "loop.mp4": b"film", **{f"player/{n}": data for n, data in SCREEN.items()}}


def release(word: str = "one") -> list[Artifact]:
    screen = [Artifact(f"screens/gate/{n}", data + word.encode()) for n, data in SCREEN.items()]
    return [Artifact("index.html", word.encode()), Artifact("条目/甲.html", "甲".encode()), *screen]


class Street:
    """A project with its log; `public` holds its release, `stick` its export."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.public, self.stick = folder, folder / "public", folder / "stick"
        self.book = Book(folder, APPROVED)

    def publish(self, word: str = "one", kind: Kind = Kind.SITE) -> None:
        publish(release(word), self.public, DAY, Book(self.folder, APPROVED, kind=kind))

    def export(self, files: dict[str, bytes], what: str = "gate/stick") -> None:
        self.book.export(what, "2026-11-21", {n: hashlib.sha256(data).hexdigest() for n, data in files.items()})
        deliver(files, self.stick)

    def verify(self, place: Path) -> Verdict:
        return verify(read_log(self.folder), Folder(place), self.public)

    def found(self, place: Path) -> dict[str, str]:
        return {d.path: d.text.zh for d in self.verify(place).differences}


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Street:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    (tmp_path / "street").mkdir()
    street = Street(tmp_path / "street")
    street.publish()
    return street


def test_a_release_is_logged_once_before_it_is_live(street: Street) -> None:
    seen = []

    class Looking(Book):
        def enter(self, manifest: object) -> object:  # type: ignore[override]
            seen.append((street.public / "index.html").read_bytes())
            return super().enter(manifest)  # type: ignore[arg-type]

    street.publish()
    assert len(read_log(street.folder).lines) == 1
    publish(release("two"), street.public, DAY, Looking(street.folder, APPROVED))
    assert seen == [b"one"]
    lines = read_log(street.folder).lines
    assert [line.record.kind for line in lines] == [Kind.SITE, Kind.SITE]
    manifest = (street.public / "manifest.json").read_bytes()
    assert lines[1].record.manifest == hashlib.sha256(manifest).hexdigest()
    assert lines[1].record.release == json.loads(manifest)["release"]


def test_what_is_live_and_unknown_to_the_log_is_entered(street: Street) -> None:
    for name in ("releases.log", "releases.head"):
        (street.folder / name).unlink()
    street.publish()
    assert street.verify(street.public).exact


def test_exactly_the_release_passes(street: Street, tmp_path: Path) -> None:
    for place in (street.public, Path(shutil.copytree(street.public, tmp_path / "copy"))):
        verdict = street.verify(place)
        assert verdict.exact
        assert verdict.line
        assert verdict.line.record.approval == APPROVED
        assert verdict.files == len(release())


DAMAGES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a byte": (lambda p: (p / "index.html").write_bytes(b"onf"), "index.html", "被改过"),
    "a byte more": (lambda p: (p / "index.html").write_bytes(b"one "), "index.html", "被改过"),
    "a byte less": (lambda p: (p / "index.html").write_bytes(b"on"), "index.html", "被改过"),
    "an empty file": (lambda p: (p / "index.html").write_bytes(b""), "index.html", "被改过"),
    "a file less": (lambda p: (p / "screens/gate/a.js").unlink(), "screens/gate/a.js", "少了"),
    "a folder less": (lambda p: shutil.rmtree(p / "条目"), "条目/甲.html", "少了"),
    "a file more": (lambda p: (p / "x.html").write_bytes(b""), "x.html", "多出来的"),
    "a hidden file more": (lambda p: (p / "screens/.x").write_bytes(b""), "screens/.x", "多出来的"),
    "a list of sums": (lambda p: (p / "sums.txt").write_bytes(b""), "sums.txt", "多出来的"),
    "a link more": (lambda p: (p / "x").symlink_to(p), "x", "不是普通文件"),
    "a link named as systems do": (lambda p: (p / "Thumbs.db").symlink_to("/etc/passwd"), "Thumbs.db", "不是普通文件"),
    "a pipe": (lambda p: os.mkfifo(p / "x"), "x", "不是普通文件"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_differs_is_named(street: Street, name: str) -> None:
    damage, path, says = DAMAGES[name]
    damage(street.public)
    assert street.found(street.public) == {path: says}
    assert not street.verify(street.public).exact


@pytest.mark.parametrize("name", ["index.html", "条目/甲.html", "screens/gate/a.js"])
@pytest.mark.parametrize("to", ["same bytes", "pipe", "device", "folder", "socket"])
def test_in_the_place_of_a_file_nothing_else_will_do(
    street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, to: str
) -> None:
    file = street.public / name
    same = Path(shutil.copy(file, tmp_path / "same"))
    file.unlink()
    if to == "same bytes":
        file.symlink_to(same)
    elif to == "pipe":
        os.mkfifo(file)
    elif to == "device":
        file.symlink_to("/dev/zero")
    elif to == "folder":
        file.mkdir()
    else:
        monkeypatch.chdir(file.parent)
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(file.name)
    found = street.found(street.public)
    assert name in found
    assert "少了" not in found.values()


def test_a_folder_that_is_a_link_is_not_gone_through(street: Street, tmp_path: Path) -> None:
    elsewhere = Path(shutil.copytree(street.public / "screens", tmp_path / "screens"))
    shutil.rmtree(street.public / "screens")
    (street.public / "screens").symlink_to(elsewhere)
    found = street.found(street.public)
    assert {found[f"screens/gate/{n}"] for n in SCREEN} == {"是链接，不是文件"}
    assert found["screens"] == "不是普通文件"


def test_a_huge_file_is_not_read(street: Street) -> None:
    with (street.public / "index.html").open("wb") as file:
        file.truncate(1 << 42)
    assert street.found(street.public) == {"index.html": "被改过"}
    street.export(STICK)
    with (street.stick / "loop.mp4").open("wb") as file:
        file.truncate(1 << 42)
    assert street.found(street.stick) == {"loop.mp4": "被改过"}
    with (street.public / "manifest.json").open("r+b") as file:
        file.truncate(1 << 42)
    assert street.verify(street.public).line is None


def test_folders_in_folders_without_end_are_gone_through(street: Street) -> None:
    folders = [street.public / "/".join("d" * depth) for depth in range(1, 1010)]
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "x").write_bytes(b"")
    assert list(street.found(street.public).values()) == ["多出来的"]
    (folders[-1] / "x").unlink()
    for folder in reversed(folders):  # what tidies up after tests is recursive
        folder.rmdir()


PAGE = b"<!doctype html><script>alert(1)</script>"
OLE, STORE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), b"\0\0\0\1Bud1" + bytes(100)


def put(file: Path, data: bytes = PAGE) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("LOST.DIR/a.html", "多出来的"),
        ("System Volume Information/index.html", "多出来的"),
        ("System Volume Information/WPSettings.dat", "多出来的"),
        ("$RECYCLE.BIN/x.css", "多出来的"),
        (".Trash-1000/x.html", "多出来的"),
        (".Trashes/x", "多出来的"),
        ("lost.dir", "多出来的"),
        (".trashes", "多出来的"),
        ("thumbs.db", "多出来的"),
        ("desktop.ini", "系统留下的，也不该在这里，请删掉"),
        ("Thumbs.db", "系统留下的，也不该在这里，请删掉"),
        ("screens/.DS_Store", "系统留下的，也不该在这里，请删掉"),
    ],
)
def test_a_release_holds_nothing_foreign_whatever_its_name(street: Street, path: str, says: str) -> None:
    put(street.public / path)
    assert street.found(street.public) == {path: says}


def test_what_systems_write_beside_files_and_empty_folders_do_no_harm(street: Street) -> None:
    (street.public / "empty").mkdir()
    put(street.public / "Thumbs.db", OLE)
    put(street.public / "screens/.DS_Store", STORE)
    verdict = street.verify(street.public)
    assert verdict.exact
    assert verdict.left == ("Thumbs.db", "screens/.DS_Store")
    put(street.public / "Thumbs.db", STORE)
    assert street.found(street.public) == {"Thumbs.db": "系统留下的，也不该在这里，请删掉"}


def test_on_a_stick_systems_keep_their_folders_at_its_root_only(street: Street) -> None:
    street.export(STICK)
    for path in ("System Volume Information/WPSettings.dat", "LOST.DIR/1", ".Trash-1000/info/x.trashinfo"):
        put(street.stick / path)
    put(street.stick / "Thumbs.db", OLE)
    assert street.verify(street.stick).exact
    for i in range(1100):
        put(street.stick / f".Trash-1000/files/{i}", b"")
    foreign = [
        "LOST.DIR/a.html",
        "$RECYCLE.BIN/x.JPG",
        "lost.dir/1",
        "LOST.DIR2",
        "player/LOST.DIR/1",
        "player/Thumbs.db",
    ]
    for path in foreign:
        put(street.stick / path, OLE)
    assert set(street.found(street.stick)) == set(foreign)
    put(street.stick / "player/LOST.DIR/1")
    assert not street.verify(street.stick / "player").exact


def test_an_older_release_is_known_and_does_not_pass(street: Street, tmp_path: Path) -> None:
    old = Path(shutil.copytree(street.public, tmp_path / "old"))
    street.publish("two")
    verdict = street.verify(old)
    assert (verdict.exact, verdict.differences) == (False, ())
    assert verdict.line
    assert verdict.newer
    assert (verdict.line.n, verdict.newer.n) == (1, 2)
    street.publish("one")
    assert street.verify(old).exact


def test_what_was_withdrawn_does_not_pass_and_the_plain_release_does(street: Street, tmp_path: Path) -> None:
    old = Path(shutil.copytree(street.public, tmp_path / "old"))
    street.export(STICK)
    assert street.verify(street.stick).exact
    street.publish("plain", Kind.WITHDRAW)
    for place in (old, street.stick, old / "screens/gate"):
        newer = street.verify(place).newer
        assert newer
        assert newer.record.kind is Kind.WITHDRAW
    assert street.verify(street.public).exact


@pytest.mark.parametrize("edit", ["other release", "a blank", "a path", "garbage", "nested", "link"])
def test_a_manifest_that_the_log_does_not_know_is_not_believed(street: Street, tmp_path: Path, edit: str) -> None:
    outside = tmp_path / "street/secret.txt"
    outside.write_bytes(b"secret")
    file = street.public / "manifest.json"
    data = json.loads(file.read_bytes())
    if edit == "other release":
        publish(release("foreign"), street.public, DAY)
    elif edit == "a blank":
        file.write_bytes(file.read_bytes() + b" ")
    elif edit == "a path":
        data["files"].append({"path": "../secret.txt", "sha256": hashlib.sha256(b"secret").hexdigest(), "size": 6})
        file.write_text(json.dumps(data), encoding="utf-8")
    elif edit == "garbage":
        file.write_bytes(b"\xff")
    elif edit == "nested":
        file.write_bytes(b"[" * 1_000_000)
    else:
        shutil.move(file, tmp_path / "manifest.json")
        file.symlink_to(tmp_path / "manifest.json")
    verdict = street.verify(street.public)
    assert verdict.line is None
    said = "是链接，不是文件" if edit == "link" else "不是发布记录里的任何一次：清单被改过，或者是别处、别人生成的"
    assert [(d.path, d.text.zh) for d in verdict.differences] == [("manifest.json", said)]


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "..", "", "C:\\x", "a\\..\\b", "./x"]
)
def test_even_a_list_that_the_log_knows_leads_nowhere_else(street: Street, tmp_path: Path, path: str) -> None:
    (tmp_path / "street/secret.txt").write_bytes(b"secret")
    data = {"release": "x", "date": "2026-11-21", "files": [{"path": path, "sha256": "0" * 64, "size": 6}]}
    raw = json.dumps(data).encode()
    (street.stick).mkdir()
    (street.stick / "manifest.json").write_bytes(raw)
    append(street.folder, Logged(Kind.SITE, "x", hashlib.sha256(raw).hexdigest(), "2026-11-21"))
    assert street.found(street.stick) == {path: "清单里的这个位置不在文件夹里"}


def test_a_stick_holds_exactly_what_was_exported(street: Street) -> None:
    street.export(STICK)
    verdict = street.verify(street.stick)
    assert verdict.exact
    assert verdict.line
    assert (verdict.line.record.what, verdict.files) == ("gate/stick", len(STICK))
    (street.stick / "002.png").write_bytes(b"x")
    (street.stick / "player/a.js").write_bytes(b"slou")
    (street.stick / "001.png").unlink()
    found = street.found(street.stick)
    assert found == {"001.png": "少了", "player/a.js": "被改过", "002.png": "多出来的"}
    (street.stick / "sums.txt").write_bytes(b"")
    assert street.verify(street.stick).line is None


def test_exports_are_logged_once_and_the_newest_of_each_kind_passes(street: Street, tmp_path: Path) -> None:
    street.export(STICK)
    street.export(STICK)
    street.export({"001.png": b"still"}, "gate/pictures")
    assert [line.record.what for line in read_log(street.folder).lines] == ["", "gate/stick", "gate/pictures"]
    assert street.verify(street.stick).exact
    street.export(STICK)
    old = Path(shutil.copytree(street.stick, tmp_path / "old"))
    street.export(STICK | {"001.png": b"newer"})
    assert street.verify(street.stick).exact
    newer = street.verify(old).newer
    assert newer
    assert newer.n == 4


def test_a_video_alone_is_known_by_its_bytes(street: Street) -> None:
    film = street.folder / "any-name.mp4"
    film.write_bytes(b"film")
    street.book.export("gate/video", "2026-11-21", {"loop.mp4": hashlib.sha256(b"film").hexdigest()})
    assert verify_film(read_log(street.folder), film).exact
    film.write_bytes(b"filn")
    assert verify_film(read_log(street.folder), film).line is None


def test_the_folder_of_a_screen_alone_is_known(street: Street, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(street.public / "screens/gate", tmp_path / "alone"))
    verdict = street.verify(alone)
    assert verdict.exact
    assert verdict.files == len(SCREEN)
    street.export(STICK)
    assert street.verify(street.stick / "player").exact
    (alone / "a.js").write_bytes(b"slot1")
    (alone / "photo.webp").unlink()
    (alone / "x").write_bytes(b"")
    found = street.found(alone)
    assert found.pop("") == "不是发布记录里的任何一次"
    assert found == {"a.js": "被改过", "photo.webp": "少了", "x": "多出来的"}
    (alone / "y").symlink_to("x")
    assert street.found(alone)["y"] == "不是普通文件"


def test_a_screens_folder_that_a_newer_release_did_not_change_passes(street: Street, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(street.public / "screens/gate", tmp_path / "alone"))
    artifacts = [Artifact("index.html", b"other page"), *release()[1:]]
    publish(artifacts, street.public, DAY, street.book)
    assert street.verify(alone).exact
    street.publish("two")
    assert not street.verify(alone).exact


def test_a_folder_of_anything_else_is_none_of_ours(street: Street, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/holiday.jpg").write_bytes(b"x")
    verdict = street.verify(tmp_path / "photos")
    assert verdict.line is None
    assert len(verdict.differences) == 1


# Addresses.


def test_an_address_of_this_computer_is_read_file_by_file(street: Street, serve: Serve) -> None:
    base = serve(street.folder)
    log = read_log(street.folder)
    for url in (f"{base}/public/", f"{base}/public/index.html", base.replace("127.0.0.1", "localhost") + "/public/?x"):
        verdict = verify(log, Address.of(url), street.public)
        assert verdict.exact
        assert not verdict.whole
    (street.public / "index.html").write_bytes(b"onf")
    (street.public / "条目/甲.html").unlink()
    verdict = verify(log, Address.of(f"{base}/public/"), street.public)
    assert {d.path: d.text.zh for d in verdict.differences} == {"index.html": "被改过", "条目/甲.html": "少了"}
    street.export(STICK)
    assert verify(read_log(street.folder), Address.of(f"{base}/stick/"), street.public).exact
    assert verify(log, Address.of(f"{base}/nothing/"), street.public).line is None


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://127.0.0.1@example.org/",
        "http://user:word@127.0.0.1/",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://[2001:db8::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http:///x",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:x/",
        "http://[::1/",
        "http://127.0.0.1\\@example.org/",
    ],
)
def test_no_other_address_is_asked(url: str) -> None:
    with pytest.raises(Foreign):
        Address.of(url)


def test_addresses_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:3128")
    assert Address.of("http://127.0.0.1:8000/a/b.html") == Address("127.0.0.1", 8000, "/a/")
    assert Address.of("http://[::1]/") == Address("::1", 80, "/")
    assert Address.of("http://LOCALHOST").base == "/"


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers in ways that a place should not."""

    asked: list[str] = []  # noqa: RUF012  # read by the test

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.rpartition("/")[2]
        if name == "moved":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/target")  # type: ignore[attr-defined]
            self.end_headers()
        elif name == "endless":
            self.send_response(200)
            self.end_headers()
            while True:
                try:
                    self.wfile.write(b"x" * 65536)
                except OSError:
                    return
        elif name == "silent":
            self.server.silence.wait(20)  # type: ignore[attr-defined]
        else:
            self.wfile.write(b"nonsense\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def test_an_address_that_misbehaves_leads_nowhere_and_does_not_hold_us_up() -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.silence = Event()  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    place = Address("127.0.0.1", server.server_port, "/", seconds=0.3)
    try:
        for name, says in {"moved": "转到别处", "silent": "读不了", "nonsense": "读不了"}.items():
            with pytest.raises(Unreadable) as refused:
                place.digest(name, 100)
            assert says in refused.value.text.zh
        assert len(place.read("endless", 100)) == 101
        assert place.digest("endless", 100)[1] == 101
        assert "/target" not in Answers.asked
    finally:
        server.silence.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("begun", [b"HTTP/1.0 ", b"HTTP/1.0 200 OK\r\nX: ", b"HTTP/1.0 200 OK\r\n\r\n"])
def test_an_address_that_dribbles_comes_to_an_end(street: Street, begun: bytes) -> None:
    """Each byte is in time, the answer never is: of the status, of a header, of the body."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = Event()

        def dribble() -> None:
            with contextlib.suppress(OSError), server.accept()[0] as client:
                client.sendall(begun)
                while not done.wait(0.05):
                    client.sendall(b"2")

        Thread(target=dribble).start()
        place = Address("127.0.0.1", server.getsockname()[1], seconds=1.0, patience=0.5)
        started = time.monotonic()
        try:
            with pytest.raises(TooSlow) as refused:
                verify(read_log(street.folder), place, street.public)
        finally:
            done.set()
        assert "还没读完" in refused.value.text.zh
        assert time.monotonic() - started < 5  # not for ever


def test_a_digest_of_a_list_is_that_of_its_file(street: Street) -> None:
    street.export(STICK)
    sums = {n: hashlib.sha256(data).hexdigest() for n, data in STICK.items()}
    assert sums_digest(sums) == hashlib.sha256((street.stick / "sums.txt").read_bytes()).hexdigest()
