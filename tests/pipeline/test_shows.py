"""The screens of the last build are taken over where they stand as they would be made, and made again where not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from benchmarks.content import write_street
from benchmarks.edits import street_edits
from generator import files
from generator.findings import Finding
from generator.pipeline import build
from generator.publish import staged
from generator.render.screens import render_screens
from generator.site import Artifact

DAY, ENTRIES = dt.date(2026, 11, 21), 120


class Street:
    """A street with two screens, and the files of screens that each build makes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_street(folder, ENTRIES)
        self.folder, self.made = folder, set[str]()

        def noted(*given: object, **named: object) -> tuple[list[Artifact], list[Finding]]:
            artifacts, found = render_screens(*given, **named)  # type: ignore[arg-type]  # as it was given
            self.made = {artifact.path for artifact in artifacts}
            return artifacts, found

        monkeypatch.setattr("generator.pipeline.output.render_screens", noted)
        monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})  # in one process, where it can be noted

    def build(self, out: str = "public") -> dict[str, bytes]:
        """Build, and return the files of all screens."""
        with staged(self.folder / out) as staging:
            outcome = build(self.folder, DAY, lambda _: None, sink=staging)
            assert not outcome.failed, outcome.findings
            staging.release(DAY)
        folder = self.folder / out / "screens"
        return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}

    def anew(self) -> dict[str, bytes]:
        """Build with nothing known, elsewhere."""
        with files.uncached():
            return self.build("anew")


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Street:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Street(tmp_path / "street", monkeypatch)


def test_a_show_that_stands_is_taken_over(street: Street) -> None:
    whole = street.build()
    assert {path.split("/")[1] for path in street.made} == {"lobby", "crossing"}
    notices = street.folder / "content/notices/list-000.yml"
    notices.write_text(notices.read_text(encoding="utf-8") + "# 没有人看的一行\n", encoding="utf-8")
    assert street.build() == whole
    assert street.made == set()


def test_whatever_was_edited_the_screens_are_those_of_a_build_that_knows_nothing(street: Street) -> None:
    street.build()
    edits, taken_over = street_edits(street.folder, ENTRIES), 0
    for turn in range(6):
        edit = next(edits)  # of a title, which slides show
        if turn % 2:  # of a text, which no slide shows
            text = edit.file.read_text(encoding="utf-8")
            edit.file.write_text(text.replace("  正文: |\n", f"  正文: |\n    第{turn}次改。\n", 1), encoding="utf-8")
        else:
            edit.save()
        now, made = street.build(), street.made
        assert now == street.anew()
        taken_over += not made
    assert 0 < taken_over < 6


@pytest.mark.parametrize("damage", ["gone", "spoilt"])
def test_a_file_of_a_screen_that_does_not_stand_is_made_again(street: Street, damage: str) -> None:
    whole = street.build()
    file = max(f for f in (street.folder / "public/screens/lobby").rglob("*.js"))
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[::-1])
    assert street.build() == whole
    assert any(path.startswith("screens/lobby/") for path in street.made)
    assert not any(path.startswith("screens/crossing/") for path in street.made)
