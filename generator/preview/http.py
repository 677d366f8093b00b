"""The preview's server: artifacts from memory, on this computer only, with a script that reloads the page."""

from __future__ import annotations

import html
import mimetypes
import sys
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote, urlsplit

from generator.preview.stage import Stage
from generator.settings import THEME

PREFIX = "/__streetlight/"
_PAGE = "text/html; charset=utf-8"
_KEEP_ALIVE = 20.0
_OWN_NAMES = {"127.0.0.1", "localhost"}


class Handler(BaseHTTPRequestHandler):
    """Answers GET for artifacts, the overview, and the stream of events."""

    protocol_version = "HTTP/1.1"

    def __init__(self, stage: Stage, *args: object) -> None:
        """Serve one connection."""
        self.stage = stage
        super().__init__(*args)  # type: ignore[arg-type]  # what the server passes

    def do_GET(self) -> None:
        """Answer one request; only for this computer by its own name, whatever a foreign page's DNS says."""
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _OWN_NAMES:
            self._send("text/plain", b"", HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = unquote(urlsplit(self.path).path)
        if path == f"{PREFIX}events":
            self._events()
        elif path.startswith(PREFIX):
            self._own(path.removeprefix(PREFIX))
        else:
            self._artifact(path.lstrip("/"))

    def log_message(self, *_args: object) -> None:
        """Stay quiet: the terminal belongs to the findings."""

    def _own(self, name: str) -> None:
        folder = THEME / "preview"
        if name == "reload.js":
            self._send("text/javascript; charset=utf-8", (folder / "reload.js").read_bytes())
        elif name == "":
            page = (folder / "index.html").read_text(encoding="utf-8")
            page = page.replace("<!-- waiting -->", self._waiting())
            self._send(_PAGE, page.replace("<!-- frames -->", self._frames()).encode())
        else:
            self._missing()

    def _waiting(self) -> str:
        """Return how many wait for approval, and which."""
        found = self.stage.waiting
        if not found:
            return ""
        link = '<li><a target="site" href="/{path}">{title}</a></li>'
        plain = "<li>{title}</li>"
        listed = ((link if p else plain).format(path=quote(p), title=html.escape(t)) for t, p in found)
        return f"<summary>待审：{len(found)}条还没有审完，不会发布</summary><ul>{''.join(listed)}</ul>"

    def _frames(self) -> str:
        frame = '<figure style="--w:{w};--h:{h}"><figcaption>{name} {w}×{h}</figcaption><iframe title="{name}" src="/screens/{id}/index.html"></iframe></figure>'
        screens = (frame.format(id=i, name=html.escape(n), w=w, h=h) for i, n, w, h in self.stage.screens)
        return "\n".join(screens)

    def _artifact(self, path: str) -> None:
        path = f"{path}index.html" if path == "" or path.endswith("/") else path
        found = self.stage.files.get(path)
        if found is None:
            self._missing()
        elif path.endswith(".html"):
            self._send(_PAGE, _with_reload(found))
        else:
            self._send(mimetypes.guess_type(path)[0] or "application/octet-stream", found)

    def _missing(self) -> None:
        page = self.stage.files.get("404.html", b"404")
        self._send(_PAGE, _with_reload(page), HTTPStatus.NOT_FOUND)

    def _send(self, kind: str, body: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Tell the browser the present version, and each new one, until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told = -1
        try:
            while True:
                if self.stage.version != told:
                    told = self.stage.version
                    self.wfile.write(f"data: {self.stage.event()}\n\n".encode())
                elif not self.stage.wait(told, _KEEP_ALIVE):
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            self.close_connection = True  # the browser has left; nothing is owed to it


def _with_reload(page: bytes) -> bytes:
    script = f'<script src="{PREFIX}reload.js"></script>'.encode()
    head, closing, tail = page.rpartition(b"</body>")
    return head + script + closing + tail if closing else page + script


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
