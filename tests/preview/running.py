"""A preview that runs, and a visitor of it without a browser."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from urllib.parse import quote

import pytest

from generator.findings import Finding
from generator.preview import serve

DAY = dt.date(2026, 11, 21)
PATIENCE = 15
"""Seconds in which an event must have come: less than what keeps the stream open without one."""


class Stream:
    """The events that the preview tells, one by one."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.connection.request("GET", "/__streetlight/events")
        self.answer: HTTPResponse = self.connection.getresponse()

    def next(self) -> dict[str, Any]:
        line, last = b"", time.monotonic() + PATIENCE
        while not line.startswith(b"data: "):
            assert time.monotonic() < last
            line = self.answer.readline()
        event: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return event

    def until(self, told: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first event for which `told` holds."""
        last = time.monotonic() + PATIENCE
        while not told(event := self.next()):
            assert time.monotonic() < last, event
        return event

    def newer(self, than: dict[str, Any]) -> dict[str, Any]:
        """Return the first event of an edition after that of another event."""
        return self.until(lambda event: event["version"] > than["version"])


class Preview:
    """A running preview and its visitor."""

    def __init__(self, project: Path, port: int) -> None:
        self.project, self.port = project, port
        self.told: SimpleQueue[list[Finding]] = SimpleQueue()
        self.address = f"http://127.0.0.1:{port}"

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text

    def known(self, path: str) -> dict[str, Any]:
        """Return what a page in a browser is told of itself."""
        known: dict[str, Any] = json.loads(self.get(f"/__streetlight/page?path={quote(path)}")[1])
        return known

    def stream(self) -> Stream:
        return Stream(self.port)

    def write(self, name: str, text: str) -> None:
        """Save a file as editors do: beside it, then in its place."""
        file = self.project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.project / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


@contextmanager
def running(project: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Preview]:
    """Serve a project until the block ends."""
    stop, told = threading.Event(), SimpleQueue[list[Finding]]()
    thread = threading.Thread(target=serve, args=(project, DAY, 0, "zh", told.put, stop))
    thread.start()
    said = ""
    while "127.0.0.1" not in said:
        assert thread.is_alive()
        said += capsys.readouterr().out
        stop.wait(0.02)
    preview = Preview(project, int(said.split("127.0.0.1:")[1].split("/")[0]))
    preview.told = told
    try:
        yield preview
    finally:
        stop.set()
        thread.join(20)
