"""Where a finding in a finished file comes from: the entry that its text, its slide or its page belongs to.

Of an attachment, and of a photo whose code tells a number, it is the field that names the author's own file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from generator.checks.gate.markup import slides
from generator.checks.gate.pictures import read_codes
from generator.checks.gate.said import Unreadable, Words
from generator.checks.gate.sought import Sought
from generator.findings import Finding, Place, Rule, Text
from generator.site import Artifact, Entry, FieldPath, Site

_ATTACHED = Text("{}，在附件 {} 里", "{}, in the attached file {}")
_PHOTO = Text("{}，在照片 {} 的二维码里", "{}, in a code in the photo {}")


class _Source(NamedTuple):
    """The entry behind a finding; where it is a file of the author's, the field that names it and how to say so."""

    entry: Entry
    field: FieldPath = ()
    file: str = ""
    said: Text = _ATTACHED


class Origins:
    """Finds the entries behind released files. Asked only where something was found, so it may look everywhere."""

    def __init__(self, site: Site, files: Callable[[], Iterable[Artifact]], sought: Sought, folder: str) -> None:
        """Look at nothing yet, nor ask for the `files`; `folder` is how the place of the release is called in messages."""
        self._site, self._files, self._sought, self._folder = site, files, sought, folder

    def finding(self, rule: Rule, path: str, about: str = "", **args: object) -> Finding:
        """Make a finding at the entry that a file, or the part of it about one entry, comes from."""
        source = self._attached.get(path) or self._source(rule, path, about, args)
        if source is None:
            return Finding(rule, Place(f"{self._folder}/{path}"), "", args)
        place = source.entry.place(*source.field) if source.field else source.entry.origin
        return Finding(rule, place, source.entry.key, _called(args, path, source))

    def _source(self, rule: Rule, path: str, about: str, args: dict[str, object]) -> _Source | None:
        entry = self._by_url.get(path) or self._by_key.get(about) or self._by_words(rule, args)
        if entry:
            return _Source(entry)
        entry = self._by_page(path) or self._by_key.get(self._on_slides.get(path.rpartition("/")[2], ""))
        return self._photo(entry, rule, args) if entry else None

    def _photo(self, entry: Entry, rule: Rule, args: dict[str, object]) -> _Source:
        """Return the photo of an entry in which a code tells what was found: released ones have another name and size."""
        for path, photo in entry.photos():
            if (rule.id, args.get("masked")) in self._codes(photo.file):
                return _Source(entry, (*path, "file"), photo.file, _PHOTO)
        return _Source(entry)

    def _codes(self, file: str) -> set[tuple[str, object]]:
        """Return what the codes in an author's picture tell and must not, by rule and mask."""
        media = self._site.media.get(file)
        if media is None or media.problem:
            return set()
        try:
            texts = [said.text for said in read_codes(media.file.read_bytes()) if isinstance(said, Words)]
        except (Unreadable, OSError):
            return set()
        return {(rule.id, masked) for text in texts for rule, masked in self._sought.found_in(text)}

    @cached_property
    def _attached(self) -> dict[str, _Source]:
        """Every file that a document offers, by the name under which it is released: the document's and a number."""
        return {
            f"{entry.key}-{i + 1}.{offered.file.rpartition('.')[2].lower()}": _Source(
                entry, ("files", i, "file"), offered.file
            )
            for entry in self._site.entries.get("documents", ())
            for i, offered in enumerate(entry.record.files)
        }

    @cached_property
    def _by_url(self) -> dict[str, Entry]:
        return {e.url: e for e in self._site.all()}

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        return {e.key: e for e in self._site.all()}

    @cached_property
    def _words(self) -> dict[tuple[str, str], Entry]:
        """Every number of an entry's own words, by rule and mask: lists and feeds repeat what entries say."""
        texts = ((entry, text) for entry in self._site.all() for _, text in entry.texts())
        return {(r.id, masked): entry for entry, text in texts for r, masked in self._sought.found_in(text)}

    def _by_words(self, rule: Rule, args: dict[str, object]) -> Entry | None:
        return self._words.get((rule.id, str(args["masked"]))) if "masked" in args else None

    @cached_property
    def _on_slides(self) -> dict[str, str]:
        """The key of the entry whose slide shows a picture or film, by the file's name."""
        played = (slide for a in self._files() if a.path.endswith("/a.js") for slide in slides(a.data))
        return {name: about for about, names in played for name in names}

    def _by_page(self, path: str) -> Entry | None:
        """Return the entry whose page leads to a file; all pages lead to assets."""
        if path.startswith("assets/"):
            return None
        name = path.rpartition("/")[2].encode()
        pages = (a for a in self._files() if a.path in self._by_url)
        return next((self._by_url[a.path] for a in pages if name in a.data), None)


def _called(args: dict[str, object], path: str, source: _Source) -> dict[str, object]:
    """Return what a finding says with the author's name for the file: nobody in the house knows the released one."""
    if not source.file:
        return args
    told = dict(args)
    if "masked" in told:
        told["masked"] = Text(*(words.format(told["masked"], source.file) for words in source.said))
    if isinstance(file := told.get("file"), Text):
        told["file"] = Text(*(words.replace(path, source.file) for words in file))
    elif file:
        told["file"] = source.file
    return told
