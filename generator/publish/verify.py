"""Verify: does a place hold exactly a release, and which stages approved it? Said by the log, every file's sha256 and nothing else.

A website release is known by its manifest, an export by its list of sums, a screen's own folder by the digest of all its
files. Only a list that the log knows is believed; what it does not name is too much.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from generator.findings import Text
from generator.publish.leftovers import EXTRA, extra, is_left
from generator.publish.lines import Kind, LogLine
from generator.publish.log import Log
from generator.publish.manifest import MANIFEST, parse_manifest, screens_of, sums_digest
from generator.publish.places import LARGEST, NOT_A_FILE, Folder, Holding, Missing, Unreachable, Unreadable

SUMS, FILM, PAGE = "sums.txt", "loop.mp4", "player.js"
_LIST = 64 << 20
"""Bytes of the largest manifest that is read."""
MOST = 1000
"""So many differences are looked for beyond the files of the release."""
Files = Mapping[str, tuple[str, int | None]]
"""path → sha256 and size, None where it is not known."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One file (or, with an empty path, all of them) and how it differs from the release."""

    path: str
    text: Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which line of the log a place was compared with, and how it differs; `whole` = that nothing is too much was seen.

    `newer` is the line that replaced it. Without a line the place holds no release that the log knows. `left` are files
    besides, which are surely a system's own.
    """

    line: LogLine | None
    differences: tuple[Difference, ...] = ()
    newer: LogLine | None = None
    files: int = 0
    whole: bool = True
    left: tuple[str, ...] = ()

    def lacking(self, stages: Iterable[str]) -> tuple[str, ...]:
        """Return which of the stages that must be signed were not; the plain release of a withdrawal needs none."""
        if self.line is None or self.line.record.kind is Kind.WITHDRAW:
            return ()
        return tuple(stage for stage in stages if stage not in self.line.record.approval.stages)

    @property
    def exact(self) -> bool:
        """Tell whether the place holds exactly the newest release of its kind."""
        return self.line is not None and not self.differences and self.newer is None


@dataclass(frozen=True)
class _Found:
    """What a place says of itself: the digest of its list, the files it names, its own name, why it cannot be read."""

    digest: str
    files: Files = field(default_factory=dict)
    name: str = ""
    refused: Text | None = None


def verify(log: Log, place: Holding, live: Path) -> Verdict:
    """Compare a place with the log. Raises Unreachable for an address where nobody answers.

    `live`: the folder of the newest release, to say how a screen's folder differs.
    """
    found = _by_list(place, MANIFEST) or _by_list(place, SUMS)
    if found is None:
        return _screen(log, place, live)
    line = _last(log, found.digest)
    if line is None:
        return Verdict(None, (Difference(found.name, found.refused or _UNKNOWN),))
    left, more = _extra(place, {*found.files, found.name}, stick=found.name == SUMS)
    differences = [*_differing(place, found.files), *more]
    whole = place.listed() is not None
    return Verdict(line, tuple(differences), _newer(log, line), len(found.files), whole, left)


def verify_film(log: Log, film: Path) -> Verdict:
    """Compare a video that was exported as a file."""
    try:
        digest, _ = Folder(film.parent).digest(film.name, LARGEST)
    except Unreadable as refused:
        return Verdict(None, (Difference(film.name, refused.text),))
    line = _last(log, sums_digest({FILM: digest}))
    if line is None:
        return Verdict(None, (Difference(film.name, _UNLISTED),))
    return Verdict(line, newer=_newer(log, line), files=1)


def _by_list(place: Holding, name: str) -> _Found | None:
    """Return what a place's own list says; None when there is none. One that cannot be read names no file."""
    try:
        raw = place.read(name, _LIST)
    except Missing:
        return None
    except Unreachable:
        raise
    except Unreadable as refused:
        return _Found("", name=name, refused=refused.text)
    files: Files = {}
    if name == SUMS:
        pairs = (line.partition("  ") for line in raw.decode("utf-8", "replace").splitlines())
        files = {path: (digest, None) for digest, _, path in pairs if path}
    elif manifest := parse_manifest(raw):
        files = dict(manifest.files)
    return _Found(hashlib.sha256(raw).hexdigest(), files, name)


def _last(log: Log, digest: str) -> LogLine | None:
    """Return the newest line about a list of files."""
    return next((line for line in reversed(log.lines) if line.record.manifest == digest), None)


def _newer(log: Log, line: LogLine) -> LogLine | None:
    """Return what replaced a release: a later one of everything, a later export of the same; None when it is the newest.

    What was exported before everything was withdrawn is withdrawn with it.
    """
    if line.record.kind is Kind.EXPORT:
        withdrawn = log.last(Kind.WITHDRAW)
        if withdrawn and withdrawn.n > line.n:
            return withdrawn
        last = log.last(Kind.EXPORT, what=line.record.what)
    else:
        last = log.last(Kind.SITE, Kind.WITHDRAW)
    return last if last and last.n > line.n else None


def _differing(place: Holding, files: Files) -> Iterator[Difference]:
    """Yield every file that is missing or not as listed."""
    for path, (wanted, size) in files.items():
        if not _lies_inside(path):
            yield Difference(path, _OUTSIDE)
            continue
        try:
            digest, found = place.digest(path, LARGEST if size is None else size)
        except Unreadable as refused:
            yield Difference(path, refused.text)
            continue
        if size not in (None, found) or digest != wanted:
            yield Difference(path, _CHANGED)


def _extra(place: Holding, known: set[str], *, stick: bool) -> tuple[tuple[str, ...], list[Difference]]:
    """Return what is there and not listed: what is surely a system's own, and all else."""
    left: list[str] = []
    found: list[Difference] = []
    for path, plain in (item for item in place.listed() or () if item[0] not in known):
        if len(found) == MOST:
            break
        if plain and is_left(place, path, stick=stick):
            left.append(path)
        else:
            found.append(Difference(path, extra(path) if plain else NOT_A_FILE))
    return tuple(left), found


def _lies_inside(path: str) -> bool:
    return not any(part in ("", ".", "..") for part in path.split("/")) and not set(path) & {"\\", "\0", ":"}


def _screen(log: Log, place: Holding, live: Path) -> Verdict:
    """Compare a screen's own folder, which has no list: all of it makes one digest."""
    listed = place.listed()
    if listed is None or not _is_screen(place):
        return Verdict(None, (Difference("", _NO_LIST),))
    there = list(islice(listed, MOST))
    odd = [Difference(path, NOT_A_FILE) for path, plain in there if not plain]
    sums = {path: _digest(place, path) for path, plain in there if plain}
    digest = sums_digest(sums)
    line = next((x for x in reversed(log.lines) if digest in x.record.screens.values()), None)
    if line and not odd:
        screen = next(name for name, value in line.record.screens.items() if value == digest)
        return Verdict(line, newer=_newer_screen(log, line, screen, digest), files=len(sums))
    return Verdict(None, (*odd, *_unlike(log, sums, live)))


def _digest(place: Holding, path: str) -> str:
    try:
        return place.digest(path, LARGEST)[0]
    except Unreadable:
        return ""


def _is_screen(place: Holding) -> bool:
    try:
        place.read(PAGE, 0)
    except Unreadable:
        return False
    return True


def _newer_screen(log: Log, line: LogLine, screen: str, digest: str) -> LogLine | None:
    """Return the newest line about a screen when it holds other files for it, or none any more."""
    last = log.last(Kind.SITE, Kind.WITHDRAW)
    return last if last and last.n > line.n and last.record.screens.get(screen) != digest else None


def _unlike(log: Log, sums: Mapping[str, str], live: Path) -> Iterator[Difference]:
    """Yield how a screen's folder differs from the most like one of the live release, if the log knows that one."""
    found = _by_list(Folder(live), MANIFEST)
    screens = _screens(found.files) if found and _last(log, found.digest) else {}
    wanted = max(screens.values(), key=lambda files: len(files.items() & sums.items()), default={})
    yield Difference("", _UNLISTED)
    for path in sorted({*wanted, *sums} if wanted else ()):
        if path not in sums:
            yield Difference(path, Missing().text)
        elif path not in wanted:
            yield Difference(path, EXTRA)
        elif wanted[path] != sums[path]:
            yield Difference(path, _CHANGED)


def _screens(files: Files) -> dict[str, dict[str, str]]:
    return screens_of({path: digest for path, (digest, _) in files.items()})


_UNKNOWN = Text(
    "不是发布记录里的任何一次：清单被改过，或者是别处、别人生成的",
    "of no release in the log: the list was changed, or made elsewhere",
)
_CHANGED = Text("被改过", "changed")
_OUTSIDE = Text("清单里的这个位置不在文件夹里", "listed outside of the folder")
_UNLISTED = Text("不是发布记录里的任何一次", "of no release in the log")
_NO_LIST = Text(
    f"没有 {MANIFEST}，也没有 {SUMS}：这里不是发布出来的",
    f"there is neither {MANIFEST} nor {SUMS}: no release is here",
)
