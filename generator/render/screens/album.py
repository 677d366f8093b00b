"""The album: slides that were drawn before, to be shown again where nothing they are made of has changed.

A slide hangs on what its pick shows, and on what its words were looked up in while it was drawn. The first is the key it
is kept under; the second are questions, kept with their answers and asked again before the slide is believed. All else
(date, settings, theme, program …) is in every key. In memory as long as a preview runs, and in the user's cache.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.files import keep, kept
from generator.program import seal
from generator.render.screens.layout import look_files
from generator.render.screens.system import SYSTEM

if TYPE_CHECKING:
    from pathlib import Path

    from generator.render.fonts import Fonts
    from generator.render.screens.gather import Item, Pick
    from generator.render.screens.slide import Slide
    from generator.settings import Screen
    from generator.site import Entry, Site

Question = tuple[str, ...]
"""The collection and id of an entry; of the row around one in its collection also how many stand in it."""
_OPEN: dict[Path, dict[bytes, Drawn]] = {}
"""The albums that this process has in hand. What they hold is right for ever: its keys are made of all that it hangs on."""


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
    """The slides of a pick, and what was asked to draw them."""

    slides: tuple[Slide, ...]
    asked: Mapping[Question, bytes]


class Answers:
    """What a site, as a screen may show it, says to questions."""

    def __init__(self, site: Site, shown: Site) -> None:
        """Look nothing up yet."""
        self._site, self._shown = site, shown
        self._told: dict[str, bytes] = {}
        self._rows: dict[str, list[Entry]] = {}

    def of(self, entry: Entry) -> bytes:
        """Return what changes when an entry does: its file's digest, or its own where more than the file decides."""
        key = entry.key
        if key not in self._told:
            changes = entry.record.retain_until is not None  # with the days: names are taken down
            source = None if changes else self._site.sources.get(entry.origin.path)
            told = source or blake2b(repr(entry.record).encode("utf-8", "surrogatepass"), digest_size=16).digest()
            self._told[key] = told + key.encode()
        return self._told[key]

    def to(self, question: Question) -> bytes:
        """Return the answer to a question."""
        name, entry_id, *count = question
        found = self._shown.found(name, (entry_id,))
        if count and found:
            return b"".join(self.of(e) for e in self.around(found[0], int(count[0])))
        return self.of(found[0]) if found else b""

    def around(self, entry: Entry, count: int) -> list[Entry]:
        """Return `count` entries around one in its collection, itself among them; nothing where it is not in force."""
        name = entry.collection.name
        if name not in self._rows:
            self._rows[name] = [e for e in self._shown.current(name) if e.record.on_screen]
        row = self._rows[name]
        at = next((i for i, e in enumerate(row) if e is entry), None)
        if at is None:
            return []
        first = max(0, min(at - count + 2, len(row) - count))
        return row[first : first + count]


class Album:
    """The kept slides of one screen. Without a folder for derived files nothing is kept."""

    def __init__(self, answers: Answers, cache: Path | None, screen: Screen, common: bytes) -> None:
        """Open it; `common` is a digest of all that every slide hangs on."""
        self._answers, self._common = answers, common
        self._file = cache / "slides" / blake2b(repr(screen).encode(), digest_size=16).hexdigest() if cache else None
        self._before = _read(self._file) if self._file else {}
        self._now: dict[bytes, Drawn] = {}

    def find(self, pick: Pick) -> tuple[Slide, ...] | None:
        """Return the slides of a pick that would be drawn just as they were."""
        if self._file is None:
            return None
        key = self._key(pick)
        drawn = self._before.get(key)
        if drawn is None or any(self._answers.to(question) != answer for question, answer in drawn.asked.items()):
            return None
        self._now[key] = drawn
        return drawn.slides

    def add(self, pick: Pick, slides: Sequence[Slide], asked: set[Question]) -> None:
        """Keep slides, but for those with pictures, whose files are large, and with characters of this computer's fonts."""
        own = any(s.pictures or s.video or SYSTEM in s.chars for s in slides)
        if self._file is not None and not own:
            self._now[self._key(pick)] = Drawn(tuple(slides), {q: self._answers.to(q) for q in asked})

    def close(self) -> None:
        """Keep the slides of this time, and no others."""
        if self._file is not None and self._now != self._before:
            _OPEN[self._file] = self._now
            keep(self._file, seal() + pickle.dumps(self._now, pickle.HIGHEST_PROTOCOL))

    def _key(self, pick: Pick) -> bytes:
        items = [self._item(item) for item in pick.items]
        about = (pick.start, pick.end, pick.rank, pick.days, sorted(pick.words.items()))
        entry = pick.entry and self._answers.of(pick.entry)
        told = repr((pick.layout.name, pick.collection, entry, about, items))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16, key=self._common).digest()

    def _item(self, item: Item) -> tuple[object, ...]:
        """Return all there is to know of an item. A row without an entry is one of the pick's own entry, in its order."""
        entry = item.entry and self._answers.of(item.entry)
        return entry, item.here, item.past, item.leads, item.share, item.time, item.group, *item.words.items()


def _read(file: Path) -> dict[bytes, Drawn]:
    """Return what is in hand, or was kept by this very program; what is damaged or foreign is nothing."""
    if file not in _OPEN:
        data = kept(file) or b""
        ours = data.startswith(seal())
        _OPEN[file] = pickle.loads(data[len(seal()) :]) if ours else {}  # noqa: S301  # `kept`: this user's own
    return _OPEN[file]
