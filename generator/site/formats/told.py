"""What the XML of Word, Excel and PowerPoint files tells (ECMA-376): lines of text, who wrote it, and whether it hides something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.patterns import late
from generator.site.formats.cells import Frame, NotCell, frames, joined, shown
from generator.site.formats.markup import NotMarkup, Step, steps

MAX_MARKUP, MAX_TEXT = 40 << 20, 8_000_000
"""Bytes of XML in one file, and characters that it tells: more takes longer to read than a build may take."""
_ENDS = {"p", "si", "is", "tr", "comment", "row", "title", "author"}
_BREAKS, _TABS = {"br", "cr"}, {"tab", "ptab"}
_FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
_PEOPLE = {"creator", "lastModifiedBy", "Manager", "Company", "contentStatus"}
_COMMENTS, _CHANGES = {"comment", "cm"}, {"del", "ins"}
_COLUMN = late(r"[A-Za-z]{1,3}")
_COUNT = late(r"[0-9]{1,9}", re.ASCII)


class NotTold(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """What the XML says cannot be read for certain."""


@dataclass
class Told:
    """What a file says: a line a paragraph or row, readings of formulas, values of attributes; its authors; what is not seen."""

    lines: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    hides: bool = False


@dataclass
class _Cell:
    kind: str
    stored: str = ""
    formula: str = ""
    text: str = ""
    hidden: bool = False


@dataclass
class _Part:
    """A reading of one part, step by step."""

    name: str
    shared: list[str]
    frames: list[Frame]
    told: Told
    within: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    formula: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    row_hidden: bool = False
    columns: list[tuple[int, int]] = field(default_factory=list)
    cell: _Cell | None = None

    def take(self, step: Step) -> None:
        """Take the next step of the markup."""
        if step.kind == "begin":
            self._begin(step)
        elif step.kind == "end":
            self._end(step.words)
        elif step.kind == "note":
            self.told.lines.append(step.words)
        else:
            self._say(step.words)

    def _begin(self, step: Step) -> None:
        name, values = step.words, step.values
        self.within.append(name)
        self.told.lines += [value for value in values.values() if value]
        self.told.hides |= _hides(name, values, self.name)
        if name in _BREAKS | _TABS:
            self.text.append("\t" if name in _TABS else "\n")
        elif name == "col" and _true(values.get("hidden")):
            self.columns.append((_count(values.get("min", "")), _count(values.get("max", ""))))
        elif name == "row":
            self.row_hidden = _true(values.get("hidden")) or values.get("ht") == "0"
        elif name == "c" and "sheetData" in self.within:
            self.cell = _Cell(values.get("t", ""), hidden=self.row_hidden or self._in_hidden(values.get("r", "")))

    def _say(self, words: str) -> None:
        inside = self.within[-1] if self.within else ""
        if inside in _FORMULAS:
            self.formula.append(words)
        elif self.cell and inside == "v":
            self.cell.stored += words
        elif self.cell:
            self.cell.text += words
        else:
            self.text.append(words)
        if inside in _PEOPLE and self.name.startswith("docProps/") and words.strip():
            self.told.people.append(f"{inside} {words.strip()}")

    def _end(self, name: str) -> None:
        self.within.pop()
        if name in _FORMULAS:
            self.told.lines += joined("".join(self.formula))
            self.formula.clear()
        elif name == "c" and self.cell:
            self._end_cell(self.cell)
        elif name == "row" and self.row:
            self.text.append("，".join(self.row) + "\n")
            self.row.clear()
        elif name == "tc":
            while self.text and self.text[-1].isspace():
                self.text.pop()
            self.text.append("，")
        elif name in _ENDS:
            self.text.append("\n")

    def _end_cell(self, cell: _Cell) -> None:
        value = shown(cell.kind, cell.stored.strip(), self.shared) if cell.stored.strip() else cell.text
        self.row.append(value)
        self.told.hides |= cell.hidden and bool(value.strip())
        self.told.lines += [frame.before + value + frame.behind for frame in self.frames if value]
        self.cell = None

    def _in_hidden(self, place: str) -> bool:
        letters = _COLUMN.match(place)
        number = 0
        for letter in letters[0].upper() if letters else "":
            number = number * 26 + ord(letter) - ord("A") + 1
        return any(first <= number <= last for first, last in self.columns)

    def close(self) -> None:
        """Give what was said: with tabs as ends of a line, and once more as if there were none."""
        whole = "".join(self.text)
        self.told.lines += whole.replace("\t", "\n").split("\n")
        self.told.lines += [line.replace("\t", "") for line in whole.split("\n") if "\t" in line]


def tell(markup: Iterable[tuple[str, bytes]]) -> Told:
    """Return what the XML parts of a file say, by name and bytes. Raises NotTold."""
    parts = sorted(markup, key=lambda part: part[0])
    if sum(len(data) for _, data in parts) > MAX_MARKUP:
        raise NotTold
    told = Told()
    try:
        shared = [text for name, data in parts if name.lower() == "xl/sharedstrings.xml" for text in _shared(data)]
        added = frames(code for name, data in parts if name.startswith("xl/") for code in _codes(name, data))
        for name, data in parts:
            part = _Part(name, shared, added, told)
            for step in steps(data):
                part.take(step)
            part.close()
    except (NotMarkup, NotCell):
        raise NotTold from None
    if sum(map(len, told.lines)) > MAX_TEXT:
        raise NotTold
    return told


def _shared(data: bytes) -> Iterator[str]:
    """Yield the texts that cells point at by number."""
    text: list[str] = []
    for step in steps(data):
        if step.kind == "text":
            text.append(step.words)
        elif step.words == "si":
            if step.kind == "end":
                yield "".join(text)
            text.clear()


def _codes(name: str, data: bytes) -> Iterator[str]:
    if "styles" in name.lower():
        yield from (s.values["formatCode"] for s in steps(data) if s.words == "numFmt" and "formatCode" in s.values)


def _hides(name: str, values: Mapping[str, str], part: str) -> bool:
    """Tell whether an element holds what a reader does not see at once: hidden sheets or slides, comments, tracked changes."""
    if name == "sheet":
        return values.get("state") in {"hidden", "veryHidden"}
    if name == "sld":
        return values.get("show") in {"0", "false"}
    return name in _COMMENTS or (name in _CHANGES and part.startswith("word/"))


def _true(value: str | None) -> bool:
    return value in {"1", "true", "on"}


def _count(value: str) -> int:
    return int(value) if _COUNT.fullmatch(value) else 0
