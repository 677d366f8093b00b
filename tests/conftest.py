"""Fixtures for every test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Protocol

import hypothesis
import pytest

from generator.cli import main
from tests.preview.running import Preview, running

# The same examples on each run and each machine: a red test stays red until it is mended.
hypothesis.settings.register_profile("streetlight", derandomize=True, deadline=None)
hypothesis.settings.load_profile("streetlight")


MEDIA_TYPES = SimpleHTTPRequestHandler.extensions_map | {
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class Serve(Protocol):
    """Serves a folder on loopback until the test ends; returns its address, without a slash at the end."""

    def __call__(self, folder: Path, /) -> str: ...


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line on stderr for each, with types that do not depend on the machine."""

    extensions_map = MEDIA_TYPES

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(_served(folder))


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the clone."""
    return Path(__file__).resolve().parents[1]


Streetlight = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What a call of the command line came to."""

    code: int
    out: str
    err: str

    def findings(self) -> list[dict[str, object]]:
        """Return the findings of `--format json`."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def streetlight(capsys: pytest.CaptureFixture[str]) -> Streetlight:
    """Run the command line in this process, as the console script does."""

    def call(*words: str | Path) -> Ran:
        with pytest.raises(SystemExit) as stop:
            main([str(w) for w in words])
        out, err = capsys.readouterr()
        return Ran(int(stop.value.code or 0), out, err)

    return call


@pytest.fixture
def minimal(repository: Path, tmp_path: Path) -> Path:
    """Return a copy of the smallest real site, to be changed at will."""
    return Path(shutil.copytree(repository / "tests/sites/minimal", tmp_path / "minimal"))


@pytest.fixture
def preview(minimal: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Preview]:
    """Run a preview of the smallest real site."""
    with running(minimal, capsys) as found:
        yield found


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep derived files and memories out of the user's own folders; the workers of one run share these."""
    folder = tmp_path_factory.getbasetemp().parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        yield
