"""The release log: one line for each release, made before it goes live, chained by sha256 and never written over.

`releases.log` stands beside the settings. A line holds the sum of the line before it and its own; the last one's sum
stands in the heads (heads.py). Whatever byte changes, whatever line goes, comes or moves, is named with its number.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.clock import now
from generator.files import only_one
from generator.findings import Text
from generator.publish.heads import HEAD, NO_LINE, Head, memory_file, read_head, remember, settle_folder, write_head
from generator.publish.lines import Kind, Logged, LogLine, parsed

LOG = "releases.log"
Sign = Callable[[str], dict[str, str]]
"""From a text to its signatures: key id → base64."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with the log, at which of its lines (0: with the head)."""

    line: int
    text: Text


@dataclass(frozen=True, slots=True)
class Log:
    """Every line that can be read, and what is wrong. `size`: bytes of whole lines; `head`: what it should be now.

    A log that is gone although this user knew it has `lost` lines and no damage: it begins anew, and says so.
    """

    lines: tuple[LogLine, ...] = ()
    damages: tuple[Damage, ...] = ()
    size: int = 0
    head: Head = NO_LINE
    lost: int = 0

    def last(self, *kinds: Kind, what: str = "") -> LogLine | None:
        """Return the newest line of some kinds, of exports the newest of this screen and form."""
        return next((x for x in reversed(self.lines) if x.record.kind in kinds and x.record.what == what), None)


class LogDamaged(Exception):  # noqa: N818  # a verdict on the user's files, not a fault of ours
    """The log is not as it was written; nothing was appended."""

    def __init__(self, damages: Sequence[Damage]) -> None:
        """Remember what is wrong."""
        super().__init__(damages[0].text.en)
        self.damages = tuple(damages)


def read_log(project: Path) -> Log:
    """Return the log of a project, none being an empty one. Waits while somebody appends."""
    try:
        with only_one(project / LOG):
            return _read(project)
    except OSError as refused:
        if refused.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        return _read(project)  # a copy that can only be read: nobody appends there


def append(project: Path, record: Logged, sign: Sign = lambda _: {}) -> LogLine:
    """Add a line for a record and return it; what a crash left of one is put right first. Raises LogDamaged, OSError.

    It is on the disk when this returns. Processes that append at once wait for one another.
    """
    with only_one(project / LOG):
        log = _read(project)
        if log.damages:
            raise LogDamaged(log.damages)
        line = _next(log, record)
        line = replace(line, signed=sign(line.signable))
        file, head = project / LOG, project / HEAD
        _heal(file, log.size)
        write_head(head, Head(log.head.n, log.head.sum, line.text()))
        _extend(file, line)
        write_head(head, Head(line.n, line.sum))
        remember(project, Head(line.n, line.sum))
    return line


def _next(log: Log, record: Logged) -> LogLine:
    at = now().isoformat(timespec="seconds")
    return LogLine(log.head.n + 1, at, record, log.head.sum, log.lost)


def _heal(file: Path, size: int) -> None:
    """Take away the torn line that a crash left behind the whole ones."""
    if file.is_file() and file.stat().st_size > size:
        with file.open("r+b") as log:
            log.truncate(size)
            os.fsync(log.fileno())


def _extend(file: Path, line: LogLine) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(handle, "ab", buffering=0) as log:
        log.write(f"{line.text()}\n".encode())
        os.fsync(handle)
    settle_folder(file.parent)


def _read(project: Path) -> Log:
    file, known, memory = project / LOG, read_head(project / HEAD), read_head(memory_file(project))
    raw = file.read_bytes() if file.is_file() else b""
    if not raw and not (project / HEAD).exists():
        return Log(lost=memory.n if memory else 0)
    if known is None:
        return Log(damages=(Damage(0, _NO_HEAD),))
    *whole, torn = raw.split(b"\n")
    read = [parsed(text) for text in whole]
    lines = tuple(line for line in read if line)
    damages = [*_chain(read), *_tail(read, torn, known), *_remembered(lines, memory)]
    head = Head(lines[-1].n, lines[-1].sum) if lines else NO_LINE
    return Log(lines, tuple(damages), len(raw) - len(torn), head)


def _chain(lines: Sequence[LogLine | None]) -> Iterator[Damage]:
    """Yield what does not follow from the line before."""
    wanted, before = 1, ""
    for at, line in enumerate(lines, 1):
        if line is None:
            yield Damage(at, _CHANGED)
            wanted, before = wanted + 1, "?"
            continue
        if line.n != wanted:
            yield Damage(at, _moved(wanted, line.n))
        elif before not in ("?", line.prev):
            yield Damage(at, _UNCHAINED)
        wanted, before = line.n + 1, line.sum


def _tail(lines: Sequence[LogLine | None], torn: bytes, head: Head) -> Iterator[Damage]:
    """Yield how the end differs from the head, but for what a crash leaves of the coming line: all, a part or nothing."""
    last = lines[-1] if lines else None
    if lines and last is None:
        return
    n, total = (last.n, last.sum) if last else (0, "")
    if head.coming and last and last.text() == head.coming and not torn:
        n, total = head.n, head.sum
    elif torn and not (head.coming and n == head.n and _begins(torn, head.coming.encode())):
        yield Damage(len(lines) + 1, _TORN)
    if n < head.n:
        yield Damage(len(lines) + 1, _cut(n + 1, head.n))
    elif total != head.sum:
        yield Damage(len(lines), _REPLACED)


def _begins(torn: bytes, coming: bytes) -> bool:
    """Tell whether these bytes are the beginning of a line; where power fails, zeros may stand for what was to come."""
    return len(torn) <= len(coming) and all(a in (b, 0) for a, b in zip(torn, coming, strict=False))


def _remembered(lines: Sequence[LogLine], memory: Head | None) -> Iterator[Damage]:
    """Yield how the log differs from what this user saw of it."""
    if memory is None or any(x.n == memory.n and x.sum == memory.sum for x in lines):
        return
    yield Damage(memory.n, _forgotten(memory.n))


_NO_HEAD = Text(f"{HEAD} 不见了，或者被改过", f"{HEAD} is missing or was changed")
_CHANGED = Text("这一行被改过", "this line was changed")
_UNCHAINED = Text("这一行和前一行接不上：两行里有一行被换过", "does not follow from the line before: one was replaced")
_TORN = Text("这一行不完整", "this line is not whole")
_REPLACED = Text("最后一行不是发布时写的那一行", "the last line is not the one that the last release wrote")


def _moved(wanted: int, found: int) -> Text:
    return Text(
        f"这里应该是第{wanted}次发布，写的却是第{found}次：有一行被删、被加或被挪过",
        f"release {wanted} should stand here, not {found}: a line was removed, added or moved",
    )


def _cut(first: int, last: int) -> Text:
    which = f"第{first}行" if first == last else f"第{first}行到第{last}行"
    return Text(f"{which}不见了", f"lines {first} to {last} are gone")


def _forgotten(n: int) -> Text:
    return Text(
        f"和这台电脑记得的第{n}行不一样，或者没有这一行",
        f"is not the line {n} that this computer remembers, or there is none",
    )
