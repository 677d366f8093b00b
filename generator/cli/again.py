"""A build with nothing to do: the same command, and nothing of what it read or wrote has changed since.

Then it says what it said. Only this is loaded for it: what builds takes ten times as long to load as to find out that
it is not needed.
"""

from __future__ import annotations

import io
import marshal
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from generator import clock, program
from generator.files import cache_folder, keep, kept, user_folder
from generator.standing import Standing, as_left, standing, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_TICK = 50_000_000
"""Nanoseconds: what changed so shortly before it was looked at may change again unseen, for clocks of files have ticks."""
_LOG = ("releases.log", "releases.head")
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")

Seen = tuple[list[tuple[str, dict[str, tuple[int, int, int, int]]]], list[tuple[str, tuple[int, ...]]], int]
"""Folders with all their files, single files, and the newest time of change among them."""


def answer(words: Sequence[str]) -> str | None:
    """Return what a build of these arguments says when there is nothing to do, None where it has to be done."""
    if words[:1] != ["build"] or "--no-cache" in words:
        return None
    try:
        day, said, seen, out, stood = marshal.loads(kept(_file(words)) or b"")  # noqa: S302  # `kept`: only our own
    except (EOFError, ValueError, TypeError):
        return None
    if "--date" not in " ".join(words) and day != clock.now().date().isoformat():
        return None
    if any(_again(one) != one for one in seen):
        return None
    return str(said) if state(Path(out)) == stood else None


def look(project: Path) -> Seen:
    """Return what a build of a project is about to read, beside the program."""
    trees = (project / "content", user_folder("config"))
    single = [str(project.resolve() / "site_config.yml"), *(os.path.expanduser(font) for font in _FONTS)]  # noqa: PTH111
    return _seen([str(tree.resolve()) for tree in trees], single)


def _again(seen: Seen) -> Seen:
    return _seen([tree for tree, _ in seen[0]], [path for path, _ in seen[1]])


def _seen(trees: list[str], single: list[str]) -> Seen:
    found = [standing(Path(tree)) for tree in trees]
    files = [(path, _stat(path)) for path in single]
    changed = [told[2] for one in found for told in one.files.values()] + [told[2] for _, told in files if told]
    return [(tree, _whole(one)) for tree, one in zip(trees, found, strict=True)], files, max(changed, default=0)


def _whole(found: Standing) -> dict[str, tuple[int, int, int, int]]:
    """Return the files of a folder, and what is odd in it as files that never stay the same."""
    return found.files | {path: (0, 0, time.time_ns(), 0) for path in found.odd if not path.endswith("/")}


def _stat(path: str) -> tuple[int, ...]:
    try:
        told = os.stat(path)  # noqa: PTH116
    except OSError:
        return ()
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


def remember(words: Sequence[str], project: Path, began: tuple[int, Seen], out: Path, said: str) -> None:
    """Remember a build that went well: what it had seen when it began, what it says, and how it left its folder."""
    when, seen = began
    if seen[2] < when - _TICK and (stood := as_left(out)):
        log = _seen([], [str(project.resolve() / name) for name in _LOG])
        keep(_file(words), marshal.dumps((clock.now().date().isoformat(), said, (seen, log), str(out), stood)))


@contextmanager
def heard() -> Iterator[io.StringIO]:
    """Hear what is printed meanwhile."""
    printed, aloud = io.StringIO(), sys.stdout
    sys.stdout = _Both(aloud, printed)
    try:
        yield printed
    finally:
        sys.stdout = aloud


class _Both:
    """Writes to two places; is a terminal where the first one is."""

    def __init__(self, aloud: TextIO, printed: io.StringIO) -> None:
        self._aloud, self._printed = aloud, printed
        self.isatty, self.flush = aloud.isatty, aloud.flush

    def write(self, text: str) -> int:
        """Write to both."""
        self._printed.write(text)
        return self._aloud.write(text)


def _file(words: Sequence[str]) -> Path:
    """Return where the answer to a command is kept: given here, by this program, to this kind of terminal."""
    ours = sorted((name, value) for name, value in os.environ.items() if name.startswith("STREETLIGHT_"))
    asked = repr((list(words), os.getcwd(), sys.stdout.isatty(), ours)).encode("utf-8", "surrogatepass")  # noqa: PTH109
    return cache_folder() / "again" / blake2b(asked, digest_size=16, key=program.seal()).hexdigest()
