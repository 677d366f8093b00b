"""Whatever was edited: a build that reuses what the last one left makes the same bytes as one that knows nothing."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.content import write_street
from generator.findings import Finding
from generator.pipeline import build
from generator.publish import staged
from generator.publish.manifest import MANIFEST

ENTRIES = 200
DAY = dt.date(2026, 11, 21)
DERIVED = {"shells", "headings", "templates", "fonts"}
"""Kept for full builds, too: cut fonts, shells and compiled templates have keys of their own and tests of their own."""


class Street:
    """A street that is edited, its output, and how often a file of it was broken."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.content, self.out, self.caches = folder / "content", folder / "public", folder / "caches"
        self.folder, self.chance, self.day, self.number = folder, chance, DAY, 0
        write_street(folder, ENTRIES)
        settings = folder / "site_config.yml"
        settings.write_text(settings.read_text(encoding="utf-8").partition("屏幕:")[0], encoding="utf-8")

    def file(self) -> Path:
        """Return a list of entries."""
        lists = (f for f in self.content.rglob("*.yml") if f.read_text(encoding="utf-8").startswith("- "))
        return self.chance.choice(sorted(lists))

    def restore(self, before: dict[str, bytes]) -> None:
        """Take back the last edits of content."""
        for path, data in files(self.content).items():
            if path not in before:
                (self.content / path).unlink()
            elif data != before[path]:
                (self.content / path).write_bytes(before[path])
        for path in before.keys() - files(self.content).keys():
            (self.content / path).write_bytes(before[path])

    def entries(self, file: Path) -> list[str]:
        """Return the entries of a list, as they are written."""
        return [e for e in re.split(r"(?m)^(?=- 编号: )", file.read_text(encoding="utf-8")) if e]

    def write(self, file: Path, entries: list[str]) -> None:
        if entries:
            file.write_text("".join(entries), encoding="utf-8")
        else:
            file.unlink()


def change_words(street: Street) -> None:
    file = street.file()
    entries = street.entries(file)
    nth = street.chance.randrange(len(entries))
    old, new = street.chance.choice(
        [("路灯", "灯"), ("扶手", "栏杆"), ("年", "年初"), ("。", "，很好。"), ("件", "号")]
    )
    entries[nth] = entries[nth].replace(old, new)
    street.write(file, entries)


def change_words_of_equal_size(street: Street) -> None:
    file = street.file()
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("修了", "换了", 1), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def change_the_date(street: Street) -> None:
    file = street.file()
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"2018-(\d\d)", f"2018-{street.chance.randint(1, 12):02}", text, count=1), encoding="utf-8")


def delete_an_entry(street: Street) -> None:
    file = street.file()
    entries = street.entries(file)
    del entries[street.chance.randrange(len(entries))]
    street.write(file, entries)


def add_an_entry(street: Street) -> None:
    file = street.file()
    street.number += 1
    entries = street.entries(file)
    copied = re.sub(
        r"^(- 编号: .*)$", rf"\1-new{street.number}", street.chance.choice(entries), count=1, flags=re.MULTILINE
    )
    entries.insert(street.chance.randrange(len(entries) + 1), copied.replace("标题: ", "标题: 又", 1))
    street.write(file, entries)


def turn_round(street: Street) -> None:
    file = street.file()
    street.write(file, street.entries(file)[::-1])


def rename_a_file(street: Street) -> None:
    file = street.file()
    street.number += 1
    file.rename(file.with_name(f"list-{street.number}-{street.chance.randrange(100)}.yml"))


def split_a_file(street: Street) -> None:
    file = street.file()
    entries = street.entries(file)
    street.number += 1
    street.write(file.with_name(f"part-{street.number}.yml"), entries[1:] or entries)
    street.write(file, entries[:1] if entries[1:] else [])


def break_a_file(street: Street) -> None:
    file = street.file()
    text = file.read_text(encoding="utf-8")
    bad = street.chance.choice(["\n坏: [", "\n- 标题: 没有日期\n", "\t: x", "\n不认识的字段: 1\n"])
    file.write_text(text + bad, encoding="utf-8")


def touch(street: Street) -> None:
    street.file().touch()


def change_the_settings(street: Street) -> None:
    file = street.folder / "site_config.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"引言: .*", f"引言: 第{street.chance.randrange(9)}稿，有事来说。", text), encoding="utf-8")


def another_day(street: Street) -> None:
    street.day = DAY + dt.timedelta(days=street.chance.randrange(-9, 9))


def lose_an_output(street: Street) -> None:
    street.chance.choice(sorted(f for f in street.out.rglob("*.html"))).unlink()


def spoil_an_output(street: Street) -> None:
    file = street.chance.choice(sorted(f for f in street.out.rglob("*.html")))
    before = file.stat()
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def spoil_the_cache(street: Street) -> None:
    for file in sorted(f for f in (street.caches / "kept").rglob("*") if f.is_file() and f.parent.name not in DERIVED):
        raw = file.read_bytes()
        at = street.chance.randrange(len(raw) or 1)
        spoilt = street.chance.choice([b"", raw[:at], raw[:at] + b"x" + raw[at + 1 :], b"foreign" * 99])
        if street.chance.random() < 0.3:
            file.write_bytes(spoilt)


EDITS: list[Callable[[Street], None]] = [
    *(
        change_words,
        change_words,
        change_words_of_equal_size,
        change_the_date,
        delete_an_entry,
        add_an_entry,
        turn_round,
    ),
    *(rename_a_file, split_a_file, break_a_file, touch, change_the_settings),
    *(another_day, lose_an_output, spoil_an_output, spoil_the_cache),
]


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    return lambda folder: monkeypatch.setenv("XDG_CACHE_HOME", str(folder))


def anew(street: Street) -> tuple[list[Finding], dict[str, bytes]]:
    """Build without knowing anything; return what was found and the files."""
    outcome = build(street.folder, street.day, lambda _: None)
    return outcome.findings, {a.path: a.data for a in outcome.artifacts}


def built(street: Street, out: Path) -> list[Finding]:
    """Build into a folder; return what was found."""
    with staged(out) as staging:
        outcome = build(street.folder, street.day, lambda _: None, sink=staging)
        if not outcome.failed:
            staging.release(street.day)
    return outcome.findings


def files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def forget(cache: Path) -> None:
    """Leave of a cache only what full builds may have, too."""
    for item in (cache / "streetlight").glob("*"):
        if item.name not in DERIVED:
            shutil.rmtree(item) if item.is_dir() else item.unlink()


@pytest.mark.wide
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("sequences", [60, pytest.param(300, marks=pytest.mark.soak)])
def test_incremental_is_full(sequences: int, tmp_path: Path, cache: Callable[[Path], None]) -> None:
    chance = random.Random(20261121)  # noqa: S311  # edits, not secrets
    street = Street(tmp_path / "street", chance)
    compared = 0
    for nth in range(sequences):
        before = files(street.content)
        edits = chance.choices(EDITS, k=chance.randint(1, 3)) if nth else []
        for edit in edits:
            edit(street)
        cache(street.caches / "kept")
        found = built(street, street.out)
        forget(street.caches / "full")
        cache(street.caches / "full")
        findings, whole = anew(street)
        assert findings == found, (nth, edits)
        if whole:
            assert files(street.out).items() - whole.items() == {(MANIFEST, (street.out / MANIFEST).read_bytes())}, (
                nth,
                edits,
            )
            assert whole.keys() <= files(street.out).keys(), (nth, edits)
            compared += 1
        else:
            street.restore(before)
    assert compared > sequences / 2
