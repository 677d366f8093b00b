"""What changes on disk, told in bursts: a save, however the editor does it, is one; so is a checkout of a thousand files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from watchfiles import Change, DefaultFilter, watch

from generator.settings import THEME

_WATCHED = ("content", "site_config.yml")
_STEP_MS = 5
"""A burst is over when nothing has come for one such step: writing beside and renaming takes less."""
_LONGEST_MS = 1_000
"""The longest burst: what comes later is the next one."""
_NAP = 0.5
"""Seconds after which a wait looks whether it was told to stop: on some systems a wait without end hears no Ctrl+C."""

Paths = frozenset[str]


class Changes:
    """The bursts of changes that wait to be looked at."""

    def __init__(self) -> None:
        """Begin without any."""
        self._bursts: SimpleQueue[Paths] = SimpleQueue()

    def add(self, paths: Paths) -> None:
        """Take what changed together."""
        self._bursts.put(paths)

    def next(self, seconds: float) -> Paths:
        """Return all that has changed by now; wait so long for a change, then return nothing."""
        found: set[str] = set()
        try:
            found |= self._bursts.get(timeout=seconds)
            while True:
                found |= self._bursts.get_nowait()
        except Empty:
            return frozenset(found)

    def until(self, stop: threading.Event) -> Iterator[Paths]:
        """Yield what changes until told to stop."""
        while not stop.is_set():
            if paths := self.next(_NAP):
                yield paths


def of_theme(paths: Paths) -> bool:
    """Tell whether a file of the theme is among these."""
    return any(Path(path).is_relative_to(THEME) for path in paths)


@contextmanager
def watching(project: Path) -> Iterator[Changes]:
    """Watch content, settings and theme from a thread of its own, so that no change falls between reading and waiting.

    `project` is resolved, as the watcher names what changed.
    """
    changes, stop = Changes(), threading.Event()

    def look() -> None:
        ours = _Ours(project)
        for burst in watch(project, THEME, watch_filter=ours, debounce=_LONGEST_MS, step=_STEP_MS, stop_event=stop):
            changes.add(frozenset(path for _, path in burst))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield changes
    finally:
        stop.set()
        thread.join()


class _Ours(DefaultFilter):
    """Lets through what a build is made of: content, settings, theme."""

    def __init__(self, project: Path) -> None:
        """Remember where they are."""
        super().__init__()
        self._roots = [str((project / name).resolve()) for name in _WATCHED] + [str(THEME.resolve())]

    def __call__(self, change: Change, path: str) -> bool:
        """Tell whether a changed path is one of them, and not what editors leave beside them, which is never read."""
        del change
        hidden = Path(path).name.startswith((".", "~$"))
        return not hidden and any(path == r or path.startswith((f"{r}/", f"{r}\\")) for r in self._roots)
