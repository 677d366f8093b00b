"""The album: slides that were drawn before, to be shown again where nothing they are made of has changed.

They are kept by source (deck.py): all that a layout makes of the entries of one collection, or of several together. They
hang on these entries, and on what their words were looked up in while they were drawn. The first are in the key they are
kept under; the second are questions, kept with their answers and asked again before the slides are believed. All else
(date, settings, theme, program …) is in every key. In memory as long as a preview runs, and in the user's cache.
"""

from __future__ import annotations

import marshal
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.files import keep, kept
from generator.program import seal
from generator.render.screens.layout import look_files
from generator.render.screens.never import may_show
from generator.render.screens.slide import Slide
from generator.render.screens.system import SYSTEM

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.fonts import Fonts
    from generator.render.screens.deck import Source
    from generator.settings import Screen
    from generator.site import Entry, Site

Question = tuple[str, ...]
"""The collection and id of an entry; of the row around one in its collection also how many stand in it."""
Answer = tuple[bytes, bytes]
"""A digest of the files that it comes from, and one of its records: no more than that may have changed in the files."""
_OPEN: dict[Path, dict[bytes, Any]] = {}
"""What this process has in hand. It is right for ever: its keys are made of all that it hangs on."""


def common(site: Site, theme: Path, fonts: Fonts, names: Sequence[str]) -> bytes:
    """Return a digest of all that every slide of a site hangs on."""
    digest = blake2b(seal(), digest_size=32)
    for file in (*look_files(theme), fonts.folder / "coverage.json"):
        digest.update(file.read_bytes())
    gone = sorted(site.pending), sorted(site.unread)  # what refers to these is drawn as if it did not
    said = (site.settings, site.date, gone, sorted(site.media.items(), key=itemgetter(0)), names)
    digest.update(repr(said).encode("utf-8", "surrogatepass"))
    return digest.digest()


class Drawn(NamedTuple):
    """What is known of a source's slides: a digest of all there is to them, and what was asked to draw them."""

    mark: bytes
    asked: Mapping[Question, Answer]


class Digests:
    """Digests of the entries of a site, each made once, however many screens there are."""

    def __init__(self, site: Site) -> None:
        """Look nothing up yet."""
        self._entries, self._sources = site.entries, site.sources
        self.group = cache(self._group)
        self._records: dict[str, bytes] = {}

    def source(self, entry: Entry) -> bytes | None:
        """Return the digest of an entry's file, None where more than the file decides: names are taken down some day."""
        return None if entry.record.retain_until is not None else self._sources.get(entry.origin.path)

    def _group(self, name: str) -> bytes:
        """Return what changes when any entry of a collection does: the digests of their files, and which they are."""
        entries = self._entries.get(name, ())
        files = [self._sources.get(path, b"") for path in dict.fromkeys([e.origin.path for e in entries])]
        more = [self.record(e) for e in entries if self.source(e) is None]
        return _digest(b"".join((*files, *more)), "\n".join([e.id for e in entries]))

    def record(self, entry: Entry) -> bytes:
        """Return a digest of an entry's record, and of its name."""
        key = entry.key
        if key not in self._records:
            self._records[key] = _digest(key.encode("utf-8", "surrogatepass"), repr(entry.record))
        return self._records[key]


class Answers:
    """What a site, as a screen may show it, says to questions; `refused` holds the keys of what may not be on it."""

    def __init__(self, site: Site, digests: Digests, refused: Container[str]) -> None:
        """Look nothing up yet."""
        self._site, self._digests, self._refused = site, digests, refused
        self._rows: dict[str, list[Entry]] = {}

    def to(self, question: Question) -> Answer:
        """Return the answer to a question."""
        entries = self._named(question)
        return self._files(entries), b"".join(map(self._digests.record, entries))

    def still(self, question: Question, answer: Answer) -> bool:
        """Tell whether a question has the answer that it had. Of files that are as they were no record is read."""
        return self._files(self._named(question)) == answer[0] or self.to(question)[1] == answer[1]

    def _files(self, entries: Iterable[Entry]) -> bytes:
        known = self._digests
        return b"".join(
            [(known.source(e) or known.record(e)) + e.key.encode("utf-8", "surrogatepass") for e in entries]
        )

    def _named(self, question: Question) -> Sequence[Entry]:
        name, entry_id, *count = question
        found = [e for e in self._site.found(name, (entry_id,)) if may_show(e, self._refused)]
        return self.around(found[0], int(count[0])) if count and found else found

    def around(self, entry: Entry, count: int) -> list[Entry]:
        """Return `count` entries around one in its collection, itself among them; nothing where it is not in force."""
        name = entry.collection.name
        if name not in self._rows:
            current = self._site.current(name)
            self._rows[name] = [e for e in current if e.record.on_screen and e.key not in self._refused]
        row = self._rows[name]
        at = next((i for i, e in enumerate(row) if e is entry), None)
        if at is None:
            return []
        first = max(0, min(at - count + 2, len(row) - count))
        return row[first : first + count]


class Album:
    """The kept slides of one screen. Without a folder for derived files nothing is kept."""

    def __init__(self, answers: Answers, digests: Digests, file: Path | None, common: bytes) -> None:
        """Open it; `common` is a digest of all that every slide hangs on."""
        self._answers, self._digests, self._file, self._common = answers, digests, file, common
        self._now: dict[bytes, Drawn] = {}
        self._slides: dict[bytes, list[dict[str, Any]]] = {}

    def mark(self, source: Source) -> bytes:
        """Return a digest of a source's slides that would be drawn just as they were; nothing where that is not known."""
        if self._file is None:
            return b""
        key = self._key(source)
        if key not in self._now:
            known = _read(self._file).get(key)
            if known is None or not all(self._answers.still(q, answer) for q, answer in known[1].items()):
                return b""
            self._now[key] = Drawn(*known)
        return self._now[key].mark

    def slides(self, source: Source) -> list[Slide] | None:
        """Return the slides of a source that has a mark, None where they are not kept."""
        key = self._key(source)
        if self._file and key not in self._slides and (known := _read(_whole(self._file)).get(key)) is not None:
            self._slides[key] = known
        return [Slide(**one) for one in self._slides[key]] if key in self._slides else None

    def add(self, source: Source, slides: Sequence[Slide], asked: Iterable[Question]) -> bytes:
        """Keep slides and return their mark. With characters of this computer's fonts they have none and are not kept.

        Of those with pictures, whose files are large, no more than the mark is kept.
        """
        if self._file is None or any(SYSTEM in s.chars for s in slides):
            return b""
        key = self._key(source)
        self._now[key] = Drawn(_mark(slides), {q: self._answers.to(q) for q in asked})
        if not any(s.pictures or s.video for s in slides):
            self._slides[key] = [vars(s) for s in slides]
        return self._now[key].mark

    def close(self, *, whole: bool) -> None:
        """Keep what is known now, and no more; the slides themselves only where the `whole` show was asked for."""
        if self._file is None:
            return
        if self._now != _read(self._file):
            _write(self._file, {key: tuple(drawn) for key, drawn in self._now.items()})
        if whole and self._slides.keys() != _read(_whole(self._file)).keys():
            _write(_whole(self._file), self._slides)

    def _key(self, source: Source) -> bytes:
        told = repr((source.layout.name, source.limits, [(n, self._digests.group(n)) for n in source.names]))
        return blake2b(told.encode(), digest_size=16, key=self._common).digest()


def album_file(cache: Path | None, screen: Screen) -> Path | None:
    """Return where the album of a screen is kept."""
    return cache / "slides" / blake2b(repr(screen).encode(), digest_size=16).hexdigest() if cache else None


def _whole(file: Path) -> Path:
    return file.with_suffix(".slides")


def _digest(data: bytes, text: str) -> bytes:
    return blake2b(data + text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _mark(slides: Sequence[Slide]) -> bytes:
    digest = blake2b(digest_size=16)
    for slide in slides:
        chars = sorted((face, *sorted(chars)) for face, chars in slide.chars.items())
        rest = {**vars(slide), "chars": chars, "html": len(slide.html)}  # what is long is not quoted
        digest.update(f"{rest}{slide.html}".encode("utf-8", "surrogatepass"))
    return digest.digest()


def _read(file: Path) -> dict[bytes, Any]:
    """Return what is in hand, or was kept by this very program; what is damaged or foreign is nothing."""
    if file not in _OPEN:
        data = kept(file) or b""
        ours = data.startswith(seal())
        _OPEN[file] = marshal.loads(data[len(seal()) :]) if ours else {}  # noqa: S302  # `kept`: this user's own
    return _OPEN[file]


def _write(file: Path, known: dict[bytes, Any]) -> None:
    _OPEN[file] = known
    keep(file, seal() + marshal.dumps(known))
