"""The stage: the newest edition, what was found in it, and numbers that grow when either changes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.settle import settle
from generator.findings import Finding, Lang, Severity, Text
from generator.preview.edition import Edition, Outdated, Press
from generator.preview.notes import HOME, Notes, said

if TYPE_CHECKING:
    from generator.preview.content import State

QUIET = 0.1
"""Seconds without a request after which nobody waits for a page: of a page that loads, the next one comes sooner."""
READ = "read"
"""Who finds what is wrong with a file before anybody else can look into it."""


class Answer(NamedTuple):
    """A file, None where there is none; and, of a page, what changes when it looks different."""

    data: bytes | None
    digest: str


class Stage:
    """Shared by the watcher, which sets it, the inspector, who says what is wrong, and the server's threads."""

    def __init__(self, press: Press, lang: Lang) -> None:
        """Show nothing yet."""
        self.press, self.lang = press, lang
        self.edition: Edition | None = None
        self.state: State | None = None
        self.version = self.told = 0
        """They grow: one with each edition, the other with each change of what was found."""
        self.findings: list[Finding] = []
        self.notes = Notes((), None, lang)
        self._found: dict[str, list[Finding]] = {}
        self._unplanned: dict[str, Exception] = {}
        self.closed = self.coming = False
        """Whether the preview ends, and whether there is a change that is being read: whoever inspects leaves it the time."""
        self._asked = 0.0
        self._changed = threading.Condition()

    def take(self, state: State, look: int = 0) -> None:
        """Show what was read; where nothing can be made of it, go on with the edition before and say so."""
        edition, unplanned = self.edition, dict[str, Exception]()
        if state.shown is not None:
            try:
                edition = Edition(state.shown, self.press, look, self.edition)
            except Exception as wrong:  # noqa: BLE001  # content with errors may make any trouble
                unplanned[HOME] = wrong
        with self._changed:
            self.state, self._unplanned, self.coming = state, unplanned, False
            if edition is not self.edition:
                self.edition = self.press.newest = edition
                self.version += 1
            self._tell(READ, state.findings)

    def tell(self, who: str, findings: Iterable[Finding], state: State) -> None:
        """Take what somebody found in a state of the content. Raises Outdated when it is not the newest any more."""
        with self._changed:
            if state is not self.state:
                raise Outdated
            self._tell(who, findings)

    def _tell(self, who: str, findings: Iterable[Finding]) -> None:
        """Put what one has found in the place of what he found before; nobody is told where that changes nothing."""
        self._found[who] = list(findings)
        site = self.state and (self.state.site or self.state.shown)
        every = [finding for found in self._found.values() for finding in found]
        settled = sorted(settle(every, site) if site else every, key=Finding.sort_key)
        if who == READ or settled != self.findings:
            self.findings = settled
            self.notes = Notes(settled, self.edition.site if self.edition else None, self.lang)
            self.told += 1
            self._changed.notify_all()

    @property
    def problems(self) -> list[str]:
        """What keeps the newest words from being shown, as sentences with file and line."""
        found = [said(f, self.lang) for f in self._found.get(READ, ()) if f.rule.severity is Severity.ERROR]
        failed = {**(self.edition.failed if self.edition else {}), **self._unplanned}
        told = Text("{}：画不出来（{!r}），先改好别的错误", "{}: cannot be drawn ({!r}); mend other errors first")
        return found + [told.in_lang(self.lang).format(name, wrong) for name, wrong in failed.items()]

    def answer(self, path: str) -> Answer:
        """Return a file of the newest edition."""
        self._asked = time.monotonic()
        while edition := self.edition:
            try:
                return Answer(edition.file(path), edition.digest(path) if path.endswith(".html") else "")
            except Outdated:
                continue
        return Answer(None, "")

    def event(self) -> tuple[tuple[int, int], str]:
        """Return where the stage is now, and the JSON that browsers are told."""
        with self._changed:
            errors = sum(f.rule.severity is Severity.ERROR for f in self.findings)
            told = {"version": self.version, "told": self.told, "problems": self.problems, "errors": errors}
            return (self.version, self.told), json.dumps(told, ensure_ascii=False)

    def wait(self, now: tuple[int, int], seconds: float) -> bool:
        """Wait until the stage is elsewhere than `now`; tell whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self.closed or (self.version, self.told) != now, timeout=seconds)

    def wait_for_state(self, known: State | None, seconds: float) -> bool:
        """Wait until there is another state of the content than the one that is known; tell whether there is."""
        with self._changed:
            return self._changed.wait_for(lambda: self.closed or self.state is not known, timeout=seconds)

    def rest(self, state: State, seconds: float = 0.0) -> None:
        """Return after so many seconds and when nobody waits for a page.

        Raises Outdated as soon as there is a newer state than this, or one is being read.
        """
        end = time.monotonic() + seconds
        with self._changed:
            while not (self.closed or self.coming or self.state is not state):
                if (left := max(end, self._asked + QUIET) - time.monotonic()) <= 0:
                    return
                self._changed.wait(left)
        raise Outdated

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()
