"""The preview serves from memory, rebuilds at a change, tells the browser, and keeps the last good pages."""

import datetime as dt
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.pipeline import Build, build
from generator.preview import serve
from tests.conftest import Streetlight

DAY = dt.date(2026, 11, 21)


class Preview:
    """A running preview and a connection to it."""

    def __init__(self, project: Path, port: int) -> None:
        self.project = project
        self.port = port

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text

    def events(self) -> tuple[HTTPConnection, HTTPResponse]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", "/__streetlight/events")
        return connection, connection.getresponse()


def next_event(stream: HTTPResponse) -> dict[str, object]:
    line = b""
    while not line.startswith(b"data: "):
        line = stream.readline()
    event: dict[str, object] = json.loads(line.removeprefix(b"data: "))
    return event


@pytest.fixture
def preview(minimal: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Preview]:
    stop, ready = threading.Event(), threading.Event()

    def rebuild() -> Build:
        outcome = build(minimal, DAY, lambda _: None)
        ready.set()
        return outcome

    thread = threading.Thread(target=serve, args=(minimal, rebuild, 0, "zh", stop))
    thread.start()
    assert ready.wait(60)
    said = ""
    for _ in range(100):
        said += capsys.readouterr().out
        if "127.0.0.1" in said:
            break
        ready.wait(0.05)
        threading.Event().wait(0.05)
    port = int(said.split("127.0.0.1:")[1].split("/")[0])
    try:
        yield Preview(minimal, port)
    finally:
        stop.set()
        thread.join(20)


def test_pages_screens_and_overview(preview: Preview) -> None:
    status, home = preview.get("/")
    assert status == 200
    assert "/__streetlight/reload.js" in home
    assert preview.get("/notices/doctor.html")[0] == 200
    assert preview.get("/screens/gate/index.html")[0] == 200
    assert preview.get("/screens/gate/a.js?x=1")[0] == 200
    status, overview = preview.get("/__streetlight/")
    assert status == 200
    assert "/screens/gate/index.html" in overview
    assert preview.get("/__streetlight/reload.js")[0] == 200
    assert preview.get("/__streetlight/../../etc/passwd")[0] == 404
    assert preview.get("/nothing.html")[0] == 404
    assert not (preview.project / "public").exists()


def test_a_change_reaches_the_browser(preview: Preview) -> None:
    connection, stream = preview.events()
    first = next_event(stream)
    assert first["problems"] == []
    notice = preview.project / "content/notices/doctor.yml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("家庭医生每周", "家庭医生每月"), encoding="utf-8")
    second = next_event(stream)
    assert second["version"] != first["version"]
    assert "家庭医生每月" in preview.get("/notices/doctor.html")[1]
    notice.write_text("标题: 坏\n", encoding="utf-8")
    third = next_event(stream)
    assert any("发布日期" in str(p) for p in third["problems"])  # type: ignore[attr-defined]  # a list
    assert "家庭医生每月" in preview.get("/notices/doctor.html")[1]
    connection.close()


def test_a_foreign_name_is_refused(preview: Preview) -> None:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=20)
    connection.request("GET", "/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 421
    connection.close()


def test_a_taken_port(preview: Preview, minimal: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        serve(minimal, lambda: build(minimal, DAY, lambda _: None), preview.port, "zh")


def test_the_command_serves_until_interrupted(minimal: Path) -> None:
    command = [sys.executable, "-m", "generator", "serve", "--port", "0", "--lang", "en", "--date", "2026-11-21"]
    running = subprocess.Popen(command, cwd=minimal, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert running.stdout is not None
    address = running.stdout.readline().decode().strip()
    connection = HTTPConnection("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]), timeout=20)
    connection.request("GET", "/__streetlight/events")
    stream = connection.getresponse()
    first = next_event(stream)
    notice = minimal / "content/notices/doctor.yml"
    notice.write_text(notice.read_text(encoding="utf-8") + "地点: 文北\n", encoding="utf-8")
    assert next_event(stream)["version"] != first["version"]  # also where the project is the current folder
    connection.close()
    running.send_signal(signal.SIGINT)
    running.stdout.close()
    assert running.wait(20) == 0


def test_the_command_names_a_taken_port(preview: Preview, minimal: Path, streetlight: Streetlight) -> None:
    ran = streetlight("serve", "--project", minimal, "--port", str(preview.port))
    assert ran.code == 2
    assert f"{preview.port} 端口被别的程序占着" in ran.err
