"""Findings as the report's groups and items: by who is in charge, with the author's own line and links that open it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from generator.checks.lessons import lessons
from generator.checks.personal import RULES as PERSONAL
from generator.checks.personal import found_in
from generator.checks.settings import OF_SETTINGS
from generator.checks.settle import IGNORED, kept
from generator.cli.options import existing
from generator.cli.show import WAITING, WORDS
from generator.collections import COLLECTIONS
from generator.findings import Finding, Lang, Lesson, Place, Severity, Text
from generator.render.report import Explained, Group, Item, Quote, Report, Sum, report_page
from generator.rules import RULES
from generator.schema import PartialDate
from generator.schema.rule_pages import liberty
from generator.site import Site
from generator.store import SETTINGS_FILE
from generator.store.files import read_text

_SUMS = {
    Severity.ERROR: Text("处错误，改好才能发布", "to mend before release (errors)"),
    Severity.WARNING: Text("处提醒，请看一眼", "to look at (warnings)"),
    Severity.NOTE: Text("处说明", "just to know (notes)"),
}
_WAITING = Text("条等着审核", "waiting for review")
_OTHER = Text("其他", "other")
_WORDS_OF = ("value", "found", "word", "text", "target", "char", "name", "title")
"""What a finding says about its place, surest first: the part of the line that is meant."""
_FURTHER = 200  # how many lines below the place a word is looked for: a body stands below its field
_REST = r"(?:\W{0,3}[\dXx])+"
_DIGITS = re.compile(rf"(\d{{3}})({_REST})")


@dataclass
class Gathering:
    """Makes items of findings; remembers the files it has read and the rules it has explained."""

    project: Path
    lang: Lang
    _lines: dict[str, list[str]] = field(default_factory=dict)
    _explained: set[str] = field(default_factory=set)

    def item(self, finding: Finding) -> Item:
        """Return a finding in the words of the report."""
        rule = RULES.get(str(finding.args.get("rule", finding.rule.id)), finding.rule)
        lesson = lessons().get(rule.id)
        first = lesson is not None and finding.rule.id != IGNORED.id and rule.id not in self._explained
        self._explained |= {rule.id} if first else set()
        quote = self._quote(finding)
        place = replace(finding.place, line=quote.number) if quote else finding.place
        file, editor = self._links(place)
        severity, said = finding.rule.severity, finding.args.get("said")
        return Item(
            rule=rule.id,
            severity=severity.value,
            word=WORDS[severity].in_lang(self.lang),
            name=Text(lesson.name if lesson else rule.id, rule.id).in_lang(self.lang),
            message=said.in_lang(self.lang) if isinstance(said, Text) else finding.message(self.lang),
            hint=finding.hint(self.lang),
            where=_where(place, self.lang),
            file=file,
            editor=editor,
            quote=quote,
            lesson=_explained(lesson) if lesson and first else None,
            liberty=liberty(rule, lesson, kept=kept(rule)) if lesson else "",
            anchor=f"why-{rule.id}" if lesson else "",
            reason=str(finding.args.get("reason", "")),
        )

    def _links(self, place: Place) -> tuple[str, str]:
        path = (self.project / place.path).resolve()
        if not path.is_file():
            return "", ""
        return path.as_uri(), f"vscode://file{path.as_uri()[7:]}:{place.line or 1}:{place.column or 1}"

    def _quote(self, finding: Finding) -> Quote | None:
        place, lines = finding.place, self._read(finding.place.path)
        if not 0 < place.line <= len(lines):
            return None
        number, start, end = _meant(finding, lines)
        line = lines[number - 1]
        parts = (line[:start], line[start:end], line[end:])
        if finding.rule in PERSONAL or any(found_in(line)):
            parts = tuple(_DIGITS.sub(_masked, part) for part in parts)  # type: ignore[assignment]  # three stay three
        return Quote(number, *parts)

    def _read(self, path: str) -> list[str]:
        if path not in self._lines:
            file = self.project / path
            text = read_text(file, path)[0] if file.is_file() and path.endswith((".yml", ".yaml", ".md")) else None
            self._lines[path] = (text or "").splitlines()
        return self._lines[path]


def write_report(
    file: Path, project: Path, findings: Iterable[Finding], site: Site | None, day: dt.date, lang: Lang
) -> None:
    """Write the report of sorted findings to a file."""
    listed, gathering = list(findings), Gathering(project, lang)
    counts = Counter(f.rule.severity for f in listed if f.rule.id != WAITING)
    waiting = [f for f in listed if f.rule.id == WAITING]
    apart = {IGNORED.id, WAITING}
    report = Report(
        site=site.settings.name if site else "",
        date=Text(PartialDate.of(day).zh, day.isoformat()).in_lang(lang),
        sums=[Sum(s.value, counts[s], words.in_lang(lang)) for s, words in _SUMS.items()]
        + [Sum("waiting", len(waiting), _WAITING.in_lang(lang))] * bool(waiting),
        next=_next(counts[Severity.ERROR], len(waiting)).in_lang(lang),
        groups=_groups([f for f in listed if f.rule.id not in apart], gathering, _duties(site)),
        waiting=[(str(f.args["title"]), _where(f.place, lang)) for f in waiting],
        ignored=[gathering.item(f) for f in listed if f.rule.id == IGNORED.id],
        shared=bool(site and site.settings.in_charge),
    )
    existing(file.absolute().parent)
    file.write_bytes(report_page(report, lang))


def _next(errors: int, waiting: int) -> Text:
    """Say what to do first, and what then."""
    if errors:
        return Text(
            "先改红色的错误，改一处勾一处；都改好了，再查一遍。",
            "Mend the red errors first and tick off each one; then check again.",
        )
    if waiting:
        return Text(
            f"没有错误。还有{waiting}条内容等着审核，审完才会发布。",
            f"No errors. Waiting for review: {waiting}; they are released once they are approved.",
        )
    return Text("没有错误，可以发布了。", "No errors: it can be released.")


def _duties(site: Site | None) -> dict[str, str]:
    """Return who minds a collection, or site_config.yml, by its English name."""
    names = {word: c.name for c in COLLECTIONS.values() for word in (c.name, c.label, c.tab) if word}
    names |= dict.fromkeys(OF_SETTINGS, SETTINGS_FILE)
    duties = site.settings.in_charge if site else ()
    return {names[word]: duty.who for duty in duties for word in duty.collections if word in names}


def _groups(findings: list[Finding], gathering: Gathering, duties: Mapping[str, str]) -> list[Group]:
    """Return findings by who has to mend them: whoever has most that blocks comes first."""

    def who(finding: Finding) -> str:
        return duties.get(_subject(finding), _label(_subject(finding), gathering.lang))

    grouped = [(name, list(some)) for name, some in groupby(sorted(findings, key=who), key=who)]
    grouped.sort(key=lambda g: [-sum(f.rule.severity is s for f in g[1]) for s in Severity])
    return [_group(name, some, gathering) for name, some in grouped]


def _group(who: str, findings: list[Finding], gathering: Gathering) -> Group:
    counts = Counter(f.rule.severity for f in findings)
    found = [_counted(counts[s], WORDS[s]) for s in Severity if counts[s]]
    counted = Text("，".join(f.zh for f in found), ", ".join(f.en for f in found)).in_lang(gathering.lang)
    labels = list(dict.fromkeys(_label(_subject(f), gathering.lang) for f in findings))
    of = Text(f"{'、'.join(labels)}：　", f"{', '.join(labels)}: ").in_lang(gathering.lang) if labels != [who] else ""
    items = [gathering.item(f) for f in findings]
    told = [item for item in items if item.severity == Severity.NOTE]
    return Group(who, of, counted, [item for item in items if item.severity != Severity.NOTE], told)


def _counted(count: int, word: Text) -> Text:
    return Text(f"{count}处{word.zh}", f"{count} {word.en}{'s' * (count != 1)}")


def _subject(finding: Finding) -> str:
    """Return what a finding is about: the name of a collection, site_config.yml, or nothing of these."""
    if finding.place.path == SETTINGS_FILE:
        return SETTINGS_FILE
    parts = [*finding.entry.split("/")[:1], *finding.place.path.split("/")[1:2]]
    return next((name for name in parts if name in COLLECTIONS), "")


def _label(subject: str, lang: Lang) -> str:
    labels: dict[str, str] = {SETTINGS_FILE: OF_SETTINGS[0]} | {c.name: c.label for c in COLLECTIONS.values()}
    return Text(labels.get(subject, _OTHER.zh), subject or _OTHER.en).in_lang(lang)


def _where(place: Place, lang: Lang) -> str:
    line = Text(f" 第{place.line}行", f", line {place.line}").in_lang(lang)
    return f"{place.path}{line}" if place.line else place.path


def _meant(finding: Finding, lines: list[str]) -> tuple[int, int, int]:
    """Return the number of the line that is meant, and where in it the words begin and end."""
    place = finding.place
    words = [re.escape(str(finding.args[key])) for key in _WORDS_OF if finding.args.get(key)]
    if digits := re.match(r"\d+", str(finding.args.get("masked", ""))):
        words = [r"\W{0,3}".join(digits[0]) + _REST]
    for number in range(place.line, min(place.line + _FURTHER, len(lines)) + 1):
        line = lines[number - 1]
        least = max(place.column - 1, 0) if number == place.line else 0
        for word in words:
            if hit := re.compile(word).search(line, least):
                return number, *hit.span()
    line = lines[place.line - 1]
    return place.line, min(max(place.column - 1, 0), len(line)), len(line)


def _masked(digits: re.Match[str]) -> str:
    return f"{digits[1]}{'＊' * sum(ch.isalnum() for ch in digits[2])}"


def _explained(lesson: Lesson) -> Explained:
    return Explained(lesson.why, lesson.source, tuple(lesson.bad.items()), tuple(lesson.good.items()))
