"""Fixtures for every test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Protocol

import hypothesis
import pytest

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
