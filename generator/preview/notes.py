"""Notes: what was found, put where an author sees it: on the page of its entry, at the words that are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.findings import Finding, Lang, Severity, Text
from generator.schema.record import Record, fields_of

if TYPE_CHECKING:
    from generator.site import Entry, FieldPath, Site

WORDS = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.NOTE: Text("说明", "note"),
}
WAITING = "review-waiting"
"""The rule that pages say in their own way (待审)."""
HOME, SETTINGS, RELEASE = "index.html", "site_config.yml", "public/"
MOST = 60
"""So many notes a page has at most; a page of errors helps nobody."""
_SOUGHT = 40
"""So many characters of a text are enough to find it by."""
_PLAIN = re.compile(r"[^*_`#\[\]()<>|~{}\\\n]+")
_ITEM = re.compile(r"\s*(?:[-+*]|\d+[.)])\s+")


class Note(NamedTuple):
    """A finding as a page shows it; `seek` are words near which it belongs, the surest first, none for the whole page."""

    severity: str
    word: str
    rule: str
    text: str
    hint: str
    where: str
    field: str
    seek: tuple[str, ...]
    path: str
    """The page it is on, empty for one that belongs to none."""


class Notes:
    """All findings as notes."""

    def __init__(self, findings: Iterable[Finding], site: Site | None, lang: Lang) -> None:
        """Take findings, in their order."""
        self._findings, self._site, self._lang = tuple(findings), site, lang

    @cached_property
    def all(self) -> tuple[Note, ...]:
        """Every note, but what waits for approval."""
        return tuple(self._note(f) for f in self._findings if f.rule.id != WAITING)

    def on(self, path: str) -> list[Note]:
        """Return the notes of one page; what only tells is on the overview alone."""
        return self._by_path.get(path, [])[:MOST]

    @cached_property
    def _by_path(self) -> Mapping[str, list[Note]]:
        found: dict[str, list[Note]] = {}
        for note in self.all:
            if note.severity != Severity.NOTE:
                found.setdefault(note.path, []).append(note)
        return found

    @cached_property
    def _by_key(self) -> Mapping[str, Entry]:
        return {e.key: e for e in self._site.all()} if self._site else {}

    @cached_property
    def _by_file(self) -> Mapping[str, Entry]:
        """The first entry of each file: where a file cannot be read, its page says so."""
        return {e.origin.path: e for e in reversed(self._site.all())} if self._site else {}

    def _note(self, finding: Finding) -> Note:
        entry = self._by_key.get(finding.entry)
        field: FieldPath = _field_at(entry, finding) if entry else ()
        return Note(
            severity=finding.rule.severity.value,
            word=WORDS[finding.rule.severity].in_lang(self._lang),
            rule=finding.rule.id,
            text=finding.message(self._lang),
            hint=finding.hint(self._lang),
            where=where(finding),
            field=_called(entry.record, field) if entry else "",
            seek=tuple(_sought(entry, field, finding)) if entry else (),
            path=self._path(finding, entry),
        )

    def _path(self, finding: Finding, entry: Entry | None) -> str:
        entry = entry or self._by_file.get(finding.place.path)
        if entry and self._site:
            return entry.url if entry.started(self._site.date) else ""
        if finding.place.path == SETTINGS:
            return HOME
        released = finding.place.path.startswith(RELEASE)
        return finding.place.path.removeprefix(RELEASE) if released else ""


def said(finding: Finding, lang: Lang) -> str:
    """Return a finding as one line."""
    return f"{where(finding)}  {finding.message(lang)}"


def where(finding: Finding) -> str:
    """Return file, line and column, as editors understand them."""
    place = finding.place
    return ":".join(str(part) for part in (place.path, place.line, place.column) if part)


def _field_at(entry: Entry, finding: Finding) -> FieldPath:
    """Return the field that a finding is about: the last that begins at or before its place."""
    place = finding.place
    if place.path != entry.origin.path or (place.line, place.column) == (entry.origin.line, entry.origin.column):
        return ()
    until = (place.line, place.column or 1 << 20)
    found = [((p.line, p.column), len(path), path) for path, p in entry.places.items() if (p.line, p.column) <= until]
    return max(found)[2] if found else ()


def _called(record: Record, path: FieldPath) -> str:
    """Return what authors call a field: 办事指南 第2条 电话."""
    words: list[str] = []
    model: type[Record] | None = type(record)
    for step in path:
        if isinstance(step, int):
            words.append(f"第{step + 1}条")
        elif model and (spec := fields_of(model).get(step)):
            words.append(spec.type.label)
            model = spec.items
    return " ".join(words)


def _sought(entry: Entry, path: FieldPath, finding: Finding) -> Iterator[str]:
    """Yield words by which the element of a field is found on a page: the line that is meant, else what it begins with."""
    value: Any = entry.record
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step, None)
    if isinstance(value, str) and value:
        lines = value.split("\n")
        below = entry.place(*path).below
        meant = finding.place.line - below[0] if below else 0
        yield from filter(None, (_plain(line) for line in lines[max(0, meant) :][:1]))
        yield from filter(None, [next(filter(None, map(_plain, lines)), "")])
    elif value is not None and not isinstance(value, tuple | Record | bool):
        yield from filter(None, (getattr(value, "zh", ""), str(value)))


def _plain(line: str) -> str:
    """Return the longest piece of a line that Markdown leaves as it is."""
    return max(_PLAIN.findall(_ITEM.sub("", line, count=1)), key=len, default="").strip()[:_SOUGHT]
