"""What a page says: the texts that residents read on it, as plain lines.

Left out: what no page shows (the line for screens, ids, what is for staff alone), words of choices and dates, which
stand on hundreds of pages, and titles of entries that a page leads to, which have pages of their own.
"""

from __future__ import annotations

import marshal
import re
from functools import cache
from hashlib import blake2b
from html import unescape
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.render.website.facts import unit_field, unit_of
from generator.schema import Clip, EntryRecord, Figure, Photo, Record, fields_of
from generator.schema.fields import Amount, FieldType, Id, Line, MediaPath, Repeats, RichText, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.site import Entry, Site

_APART = frozenset(fields_of(EntryRecord)) - {"short", "source"}
"""Common fields that are read in their own way, or not at all."""


class Page(NamedTuple):
    """What a page says: its title, the unit it belongs to, lines of figures and names, lines of text."""

    key: str
    title: str
    owner: str
    facts: str
    text: str
    over: bool


Mark = tuple[str, bytes, bytes]
"""Of a page: the title of whom it belongs to, a digest of the file that its entry stands in, a digest of what it says."""


def said(site: Site) -> list[Page]:
    """Return what every page of an entry says, oldest first: a new entry comes last."""
    words = Words(site)
    return [words.page(entry) for entry in in_order(site)]


def in_order(site: Site) -> list[Entry]:
    """Return every entry that has a page, oldest first."""
    dated = [((d := e.record.date).year, d.month, d.day, e.key, e) for e in site.shown()]
    dated.sort(key=itemgetter(0, 1, 2, 3))
    return [found[4] for found in dated]


class Words:
    """What the pages of a site say."""

    def __init__(self, site: Site) -> None:
        """Take a site."""
        self._site = site
        self._made: dict[str, Page] = {}
        self._owners: dict[str, str] = {e.id: e.record.title for e in site.current("organisations")}

    @property
    def key(self) -> tuple[object, ...]:
        """What all pages hang on, beside what stands in their own files."""
        site = self._site
        filled = [name for name, group in site.entries.items() if group]
        return str(site.date), sorted(site.pending), sorted(site.unread), sorted(site.media), filled

    def mark(self, entry: Entry, known: Mapping[str, Mark]) -> Mark:
        """Return the mark of a page; `known` are those of the last build, by key of entry, under the same key of all.

        A page whose entry stands in a file as it stood then says what it said: it is not made.
        """
        digest, owner, was = self._site.sources.get(entry.origin.path, b""), self._owner(entry), known.get(entry.key)
        if was and digest and was[:2] == (owner, digest):
            return was
        return owner, digest, blake2b(marshal.dumps(tuple(self.page(entry))), digest_size=16).digest()

    def page(self, entry: Entry) -> Page:
        """Return what a page says."""
        if entry.key not in self._made:
            self._made[entry.key] = self._page(entry)
        return self._made[entry.key]

    def _page(self, entry: Entry) -> Page:
        values, owner = entry.record.__dict__, self._owner(entry)
        facts: list[str] = [owner] if owner else []
        text: list[str] = [values["summary"]] if "summary" in values else []
        facts += _read(entry.record)
        if self._site.media:
            text += _captions(entry, self._site)
        if body := values.get("body"):
            text.append(_plain(body))
        title, over = _joined([values["title"]]), "until" in values and entry.expired(self._site.date)
        return Page(entry.key, title, owner, _joined(facts), _joined(text), over)

    def _owner(self, entry: Entry) -> str:
        owner: str = entry.record.__dict__.get("organisation", "")
        return self._owners.get(owner, "")


_TEXT, _MARKDOWN, _FIGURE, _RECORDS, _SAID = "text", "markdown", "figure", "records", "said"


@cache
def _kinds(model: type[Record]) -> dict[str, str]:
    """Return the fields of a record that hold what a page says, and how each is read."""
    hidden = unit_field(model) | (_APART if issubclass(model, EntryRecord) else frozenset())
    found = {name: _kind(spec.type, spec.items) for name, spec in fields_of(model).items() if name not in hidden}
    return {name: kind for name, kind in found.items() if kind}


def _kind(kind: FieldType, items: type[Record] | None) -> str:
    if kind.inward or isinstance(kind, Id | MediaPath) or (items and issubclass(items, Photo | Clip)):
        return ""
    if isinstance(kind, RichText):
        return _MARKDOWN
    if isinstance(kind, Amount):
        return _FIGURE
    if isinstance(kind, Repeats):
        return _SAID
    return _RECORDS if items else _TEXT if isinstance(kind, Line | TimeSpan) else ""


def _read(record: Record) -> Iterator[str]:
    """Yield the lines of a record's own fields, and of the records within."""
    model: Any = type(record)  # a class can be hashed, whatever mypy makes of it
    kinds = _kinds(model)
    for name, value in record.__dict__.items():
        kind = kinds.get(name)
        if kind is _TEXT and type(value) is str:
            yield value  # most fields
        elif kind is _RECORDS:
            for item in _each(value):
                yield from _read(item)
        elif kind:
            yield from _lines(kind, value, record, name)


def _lines(kind: str, value: Any, record: Record, name: str) -> Iterator[str]:  # noqa: ANN401  # a value of any field
    """Yield the lines of one field."""
    if kind is _MARKDOWN:
        yield _plain(value)
    elif kind is _SAID:
        yield value.zh
    elif kind is _FIGURE:
        yield from (f"{figure}{unit_of(record, name)}" for figure in _each(value) if isinstance(figure, Figure))
    else:
        yield from _each(value)


def _each(value: Any) -> tuple[Any, ...]:  # noqa: ANN401  # as above
    return value if isinstance(value, tuple) else (value,)


def _captions(entry: Entry, site: Site) -> Iterator[str]:
    """Yield the words under pictures that are published, and what a film shows."""
    for _, photo in entry.photos():
        if photo.consent and photo.caption and photo.file in site.media:
            yield photo.caption
    clip = entry.record.video
    if clip and clip.consent and clip.file in site.media:
        yield clip.alt


_MARKED = re.compile(r"[#*_`\[\]<>|&\\~^={}]")
_LISTED = re.compile(r"^[ \t]*(?:[-+:!?]|\d+\.)[ \t]", re.MULTILINE)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[a-zA-Z/][^>]*>", re.DOTALL | re.IGNORECASE)
_LINKS = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])|\[\^[^\]\n]*\]:?")
_STARTS = re.compile(
    r"^[ \t>]*(?:#{1,6}[ \t]+|(?:[-*+]|\d+\.)[ \t]+(?:\[[ xX]\][ \t]+)?|:[ \t]+|(?:!!!|\?\?\?\+?|===)[ \t]+\w*)?",
    re.MULTILINE,
)
_RULES = re.compile(r"^[ \t|:=-]+$", re.MULTILINE)
_SIGNS = re.compile(r"[*`~^=]+|(?<!\w)_+|_+(?!\w)|\\(?=\W)")


def _plain(markdown: str) -> str:
    """Return a Markdown text without its marks. Most texts have none.

    Not what the page's own renderer would make of it to the last sign: that takes a hundred times as long.
    """
    if _MARKED.search(markdown) or (" " in markdown and _LISTED.search(markdown)):
        markdown = unescape(_LINKS.sub(r"\1", _HIDDEN.sub("", markdown)))
        markdown = _SIGNS.sub("", _STARTS.sub("", _RULES.sub("", markdown))).replace("|", " ")
    return markdown


_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]+")
_ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f\u3000\ufeff]")
_EDGES = ("  ", " \n", "\n ", "\n\n")


def _joined(lines: list[str]) -> str:
    """Return lines as one text, with single plain blanks, empty ones left out."""
    text = "\n".join(lines).replace("\n\n", "\n").strip()
    if _ODD.search(text) or any(edge in text for edge in _EDGES):
        return "\n".join(filter(None, (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))))
    return text
