"""The preview's server: files when they are asked for, on this computer only, with a script that keeps pages fresh."""

from __future__ import annotations

import json
import mimetypes
import sys
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from generator.preview.overview import overview
from generator.settings import THEME

if TYPE_CHECKING:
    from generator.preview.stage import Answer, Stage

PREFIX = "/__streetlight/"
_PAGE = "text/html; charset=utf-8"
_OWN = {
    "reload.js": "text/javascript; charset=utf-8",
    "channel.js": "text/javascript; charset=utf-8",
    "overview.js": "text/javascript; charset=utf-8",
    "notes.css": "text/css; charset=utf-8",
}
_KEEP_ALIVE = 20.0
_OWN_NAMES = {"127.0.0.1", "localhost"}


class Handler(BaseHTTPRequestHandler):
    """Answers GET for files, the overview, what is known of one page, and the stream of events."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together, or
    disable_nagle_algorithm = True  # at once: a second packet would wait 40 ms for the first to be acknowledged

    def __init__(self, stage: Stage, *args: object) -> None:
        """Serve one connection."""
        self.stage = stage
        super().__init__(*args)  # type: ignore[arg-type]  # what the server passes

    def do_GET(self) -> None:
        """Answer one request; only for this computer by its own name, whatever a foreign page's DNS says."""
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _OWN_NAMES:
            self._send("text/plain", b"", HTTPStatus.MISDIRECTED_REQUEST)
            return
        address = urlsplit(self.path)
        path = unquote(address.path)
        if path.startswith(PREFIX):
            self._own(path.removeprefix(PREFIX), parse_qs(address.query))
        else:
            self._file(path.lstrip("/"))

    def log_message(self, *_args: object) -> None:
        """Stay quiet: the terminal belongs to the findings."""

    def _own(self, name: str, query: dict[str, list[str]]) -> None:
        if name == "events":
            self._events()
        elif name == "page":
            self._send("application/json", self._known(query.get("path", [""])[0]))
        elif name == "":
            self._send(_PAGE, overview(self.stage))
        elif name in _OWN:
            self._send(_OWN[name], (THEME / "preview" / name).read_bytes())
        else:
            self._missing("")

    def _known(self, path: str) -> bytes:
        """Return what a page in a browser wants to know: whether it is still the same, and what was found in it."""
        notes = [note._asdict() for note in self.stage.notes.on(path)]
        told = {"digest": self.stage.answer(path).digest, "notes": notes}
        return json.dumps(told, ensure_ascii=False).encode()

    def _file(self, path: str) -> None:
        path = f"{path}index.html" if path == "" or path.endswith("/") else path
        found = self.stage.answer(path)
        if found.data is None:
            self._missing(path)
        elif path.endswith(".html"):
            self._send(_PAGE, _watched(path, found))
        else:
            self._unless_known(mimetypes.guess_type(path)[0] or "application/octet-stream", found.data)

    def _unless_known(self, kind: str, body: bytes) -> None:
        """Send what pages load, styles and a font of two megabytes, but not to a browser that has it already."""
        tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        known = self.headers.get("If-None-Match") == tag
        self._send(kind, b"" if known else body, HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK, tag)

    def _missing(self, path: str) -> None:
        lost = self.stage.answer("404.html").data or b"404"
        self._send(_PAGE, _watched(path, self.stage.answer(path)._replace(data=lost)), HTTPStatus.NOT_FOUND)

    def _send(self, kind: str, body: bytes, status: HTTPStatus = HTTPStatus.OK, tag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if tag else "no-store")
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _events(self) -> None:
        """Tell the browser the present state, and each new one, until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.close_connection = True  # nothing comes behind it
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        now, event = self.stage.event()
        line = f"data: {event}\n\n"
        with suppress(OSError):  # the browser has left; nothing is owed to it
            while not self.stage.closed:
                self.wfile.write(line.encode())
                self.wfile.flush()
                line = ": still here\n\n"
                if self.stage.wait(now, _KEEP_ALIVE):
                    now, event = self.stage.event()
                    line = f"data: {event}\n\n"


def _watched(path: str, page: Answer) -> bytes:
    """Return a page with the script that knows which page of which state it is."""
    known = f'data-page="{escape(path)}" data-digest="{page.digest}"'
    script = f'<script src="{PREFIX}reload.js" {known}></script>'.encode()
    head, closing, tail = (page.data or b"").rpartition(b"</body>")
    return head + script + closing + tail if closing else tail + script


class Server(ThreadingHTTPServer):
    """A server on the loopback address only."""

    daemon_threads = True

    def __init__(self, stage: Stage, port: int) -> None:
        """Listen on a port; 0 takes any free one."""
        super().__init__(("127.0.0.1", port), partial(Handler, stage))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up; anything else is our fault and shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # what the base class passes
