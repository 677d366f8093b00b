"""The inspector: says what is wrong with each edition, after it is shown and without keeping anybody waiting.

First the checks, then the screens (what does not fit is known when it is drawn), at last, when it is quiet, the gate:
it reads every file of the website, as before a release.
"""

from __future__ import annotations

import threading
import time
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
_BREATH = 0.001
"""Seconds between two pages that the gate reads: whoever asks for a page gets his turn."""
Tell = Callable[[list["Finding"]], None]


class Inspector:
    """Inspects one edition after the other from a thread of its own."""

    def __init__(self, stage: Stage, tell: Tell) -> None:
        """Inspect what stands on the stage; `tell` is told all findings when an inspection has ended in others."""
        self._stage, self._tell = stage, tell
        self._told: list[Finding] = []
        self._checked: list[Finding] = []
        self._texts, self._files = Clean(), Clean()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End, after the step that is being done."""
        self._stage.close()
        self._thread.join(_LONGEST)

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
        self._pause("checks", state)
        self._check(state)
        if edition is not None:
            self._pause("screens", state)
            self._screens(state, edition)
        self._say()
        if edition is not None:
            self._pause("gate", state)
            self._gate(state, edition)
            self._say()

    def _pause(self, before: str, state: State) -> None:
        if self._stage.wait_for_state(state, PAUSES[before]):
            raise Outdated

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
        found = [f for screen in edition.site.settings.screens for f in edition.screen(screen.id)[1]]
        self._stage.tell("screens", _of_now(found, state), state)

    def _gate(self, state: State, edition: Edition) -> None:
        gate = Gate(edition.site, self._files)
        for file in self._every_file(edition):
            gate.read(file)
        known = {(f.rule.id, f.entry) for f in self._checked if f.entry}  # the checks have said so, and at its line
        found = _of_now(gate.end(lambda: self._every_file(edition)), state)
        self._stage.tell("gate", [f for f in found if (f.rule.id, f.entry) not in known], state)
        unused = list(unused_ignores(self._stage.findings, edition.site, RULES))
        self._stage.tell("ignores", unused, state)

    def _every_file(self, edition: Edition) -> Iterator[Artifact]:
        """Yield the files of an edition, those that were asked for first. Raises Outdated."""
        asked = edition.made()
        for path in sorted(edition.pages, key=lambda p: p not in asked):
            time.sleep(_BREATH)
            if self._stage.closed:
                raise Outdated
            yield Artifact(path, edition.passing(path))
        yield from edition.others()
        for screen in edition.site.settings.screens:
            yield from (Artifact(path, data) for path, data in edition.screen(screen.id)[0].items())


def _of_now(findings: Iterable[Finding], state: State) -> list[Finding]:
    """Return the findings without those in what is shown as it was: nobody can mend it any more."""
    return [f for f in findings if f.place.path not in state.broken]
