"""Lays out the example of a rule as a project and says what is found in it."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import pytest

from generator.checks import check_output
from generator.checks.lessons import read_example
from generator.checks.settle import settle
from generator.cli import main
from generator.findings import Finding
from generator.pipeline import build, check_all
from generator.site import Artifact
from generator.store import read_project
from tests.checks import plants

DAY = dt.date(2026, 11, 21)
MEDIA = Path(__file__).parent / "media"
LOCKED = b"locked"
SETTINGS = "名称: 灯下街道\n来源: 灯下街道\n首页:\n  大字: [门开着，, 灯亮着。]\n"
OF_A_BUILD = {"review-few", "review-off", "nothing-approved", "settings-unapproved"}
"""Rules that only a build can apply; those of the gate are applied to files of a release."""
STAGES = {"初审": "示例甲", "复审": "示例丙", "终审": "示例乙"}
_HIDDEN = '<sheet name="一" sheetId="1"/><sheet name="二" sheetId="2" state="hidden"/>'
_MADE: dict[str, Callable[[], bytes]] = {
    "photo-with-place": lambda: plants.photo(exif=plants.exif("修好的水管")),
    "film-with-place": lambda: plants.mp4("+34.75+113.62/"),
    "film-without-place": plants.mp4,
    "pdf": lambda: plants.pdf("rules"),
    "scan": lambda: plants.pdf("", picture=plants.photo()),
    "docx": plants.docx,
    "docx-with-author": lambda: plants.docx(docProps__core_xml=plants.core("老许")),
    "xlsx": plants.xlsx,
    "xlsx-hidden": lambda: plants.xlsx(sheet=_HIDDEN),
    "locked": lambda: LOCKED,
}


def lay_out(rule: str, side: str, project: Path) -> None:
    """Write one side of an example below `project`, in its order; settings it does not show are as plain as can be."""
    for path, file in ({"site_config.yml": SETTINGS} | read_example(rule)[side]).items():
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path == "site_config.yml" and isinstance(file, str) and "审核" not in file:
            file += "审核: 不审\n"  # noqa: PLW2901  # what waits for review is a matter of its own rules
        if isinstance(file, Mapping):
            _make(file, target, project)
        elif file is not None:
            target.write_bytes(file.encode() if isinstance(file, str) else file)


def _make(what: Mapping[str, Any], target: Path, project: Path) -> None:
    if "link" in what:
        target.symlink_to(what["link"])
    elif "size" in what:
        target.write_bytes(b"#" * what["size"])
    elif what["kind"] == "signed":
        _sign(project, what.get("only", ["--all"]))
    elif what["kind"] in _MADE:
        target.write_bytes(_MADE[what["kind"]]())
    else:
        (kept,) = MEDIA.glob(f"{what['kind']}.*")
        target.write_bytes(kept.read_bytes())


def _sign(project: Path, entries: list[str]) -> None:
    settings = (project / "site_config.yml").read_text(encoding="utf-8")
    for stage, by in ((stage, by) for stage, by in STAGES.items() if stage in settings):
        words = ["review", *entries, "--sign", stage, "--by", by, "--project", str(project)]
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), pytest.raises(SystemExit) as stop:
            main(words)
        assert not stop.value.code


def found(rule: str, project: Path) -> list[Finding]:
    """Return what is found in an example: in its files of a release if it has any, else in the project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.store.files.open", _opened, raising=False)
        if rule == "slide-glyph":  # on a computer where the reader of texts finds a font and the screen none
            patch.setattr("generator.store.load.on_this_computer", frozenset)
            patch.setattr("generator.render.screens.system.system_fonts", lambda _: [])
        released = project / "public"
        if released.exists():
            return _in_release(project, released)
        return (build if rule in OF_A_BUILD else check_all)(project, DAY, lambda _: None).findings


def _in_release(project: Path, folder: Path) -> list[Finding]:
    site = read_project(project, DAY).site
    assert site is not None
    files = [Artifact(f.relative_to(folder).as_posix(), f.read_bytes()) for f in folder.rglob("*") if f.is_file()]
    return settle(check_output(site, files), site)


def _opened(file: str, mode: str, buffering: int) -> IO[bytes]:
    """Refuse what is locked: root, who runs tests, may read any file."""
    if Path(file).read_bytes() == LOCKED:
        raise PermissionError(13, "Permission denied")
    opened: IO[bytes] = open(file, mode, buffering)  # noqa: PTH123, SIM115  # as it is called there
    return opened
