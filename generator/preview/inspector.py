"""The inspector: says what is wrong with each edition, after it is shown and without keeping anybody waiting.

First the checks, then the screens (what does not fit is known when it is drawn), at last, when it is quiet, the gate:
it reads every file of the website, as before a release.
"""

from __future__ import annotations

import gc
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Self

from generator.checks import Gate, check_site
from generator.checks.clean import Clean
from generator.checks.settle import misdecided, unused_ignores
from generator.preview.edition import Edition, Outdated
from generator.rules import RULES
from generator.site import Artifact

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.preview.content import State
    from generator.preview.stage import Stage

PAUSES = {"checks": 0.1, "screens": 0.3, "gate": 1.0}
"""Seconds without a save before each begins: first browsers ask for what has changed, and the next save may be near."""
_LONGEST = 5.0
_MANY = 300_000
"""So many new objects are more than a save makes: Python looks for dead cycles by itself only where no inspection came to it."""
Tell = Callable[[list["Finding"]], None]


class Inspector:
    """Inspects one edition after the other from a thread of its own."""

    def __init__(self, stage: Stage, tell: Tell) -> None:
        """Inspect what stands on the stage; `tell` is told all findings when an inspection has ended in others."""
        self._stage, self._tell = stage, tell
        self._told: list[Finding] = []
        self._checked: list[Finding] = []
        self._texts, self._files = Clean(), Clean()
        self._usual = gc.get_threshold()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        """Begin, and look for dead cycles from now on in place of Python, which stops everybody for it at any moment."""
        gc.set_threshold(_MANY)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End, after the step that is being done."""
        self._stage.close()
        self._thread.join(_LONGEST)
        gc.set_threshold(*self._usual)

    def _run(self) -> None:
        done: State | None = None
        while not self._stage.closed:
            if self._stage.wait_for_state(done, _LONGEST) and (done := self._stage.state):
                try:
                    self._inspect(done, self._stage.edition)
                except Outdated:
                    continue
                except Exception:  # noqa: BLE001  # a fault of ours: shown, and the preview goes on
                    traceback.print_exc()

    def _inspect(self, state: State, edition: Edition | None) -> None:
        self._stage.rest(state, PAUSES["checks"])
        gc.collect()
        self._check(state)
        if edition is not None:
            self._stage.rest(state, PAUSES["screens"])
            self._screens(state, edition)
        self._say()
        if edition is not None:
            self._stage.rest(state, PAUSES["gate"])
            self._gate(state, edition)
            self._say()

    def _say(self) -> None:
        if self._stage.findings != self._told:
            self._told = self._stage.findings
            self._tell(self._told)

    def _check(self, state: State) -> None:
        """Check what was read; where the settings cannot be used there is nothing to check."""
        if state.site:
            self._checked = [*check_site(state.site, self._texts), *misdecided(state.site, RULES)]
            self._stage.tell("checks", self._checked, state)

    def _screens(self, state: State, edition: Edition) -> None:
        found: list[Finding] = []
        for screen in edition.site.settings.screens:
            self._stage.rest(state)
            found += edition.screen(screen.id)[1]
        self._stage.tell("screens", _of_now(found, state), state)

    def _gate(self, state: State, edition: Edition) -> None:
        gate = Gate(edition.site, self._files)
        for file in self._every_file(state, edition):
            gate.read(file)
        known = {(f.rule.id, f.entry) for f in self._checked if f.entry}  # the checks have said so, and at its line
        found = _of_now(gate.end(lambda: self._every_file(state, edition)), state)
        self._stage.tell("gate", [f for f in found if (f.rule.id, f.entry) not in known], state)
        unused = list(unused_ignores(self._stage.findings, edition.site, RULES))
        self._stage.tell("ignores", unused, state)

    def _every_file(self, state: State, edition: Edition) -> Iterator[Artifact]:
        """Yield the files of an edition, each when nobody waits for another. Raises Outdated."""
        for file in _files(edition):
            yield file
            self._stage.rest(state)


def _files(edition: Edition) -> Iterator[Artifact]:
    """Yield the files of an edition, those that were asked for first. Raises Outdated."""
    asked = edition.made()
    for path in sorted(edition.pages, key=lambda p: p not in asked):
        yield Artifact(path, edition.passing(path))
    yield from edition.others()
    for screen in edition.site.settings.screens:
        yield from (Artifact(path, data) for path, data in edition.screen(screen.id)[0].items())


def _of_now(findings: Iterable[Finding], state: State) -> list[Finding]:
    """Return the findings without those in what is shown as it was: nobody can mend it any more."""
    return [f for f in findings if f.place.path not in state.broken]
