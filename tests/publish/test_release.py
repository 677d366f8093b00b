"""A release is whole, described to the byte, equal for equal input, and never destroys what it did not make."""

import datetime as dt
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.publish import NotARelease, publish, read_manifest
from generator.publish.log import read_log
from generator.publish.manifest import MANIFEST
from generator.site import Artifact
from tests.conftest import Streetlight

DAY = dt.date(2026, 11, 21)
ONE = [Artifact("index.html", b"one"), Artifact("a/b.html", b"b")]
TWO = [Artifact("index.html", b"two")]


def whole(out: Path) -> bool:
    """Tell whether a folder is exactly what its manifest says."""
    manifest = read_manifest(out)
    if manifest is None:
        return False
    found = files(out)
    del found[MANIFEST]
    return {p: (hashlib.sha256(b).hexdigest(), len(b)) for p, b in found.items()} == manifest.files


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file."""
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_publish_twice_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "public"
    first, written = publish(ONE, out, DAY)
    assert written
    before = {f: f.stat().st_mtime_ns for f in out.rglob("*")}
    second, written_again = publish(list(reversed(ONE)), out, DAY)
    assert (second, written_again) == (first, False)
    assert {f: f.stat().st_mtime_ns for f in out.rglob("*")} == before
    assert whole(out)


def test_old_files_go(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    publish(TWO, out, DAY)
    assert whole(out)
    assert not (out / "a").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == [".public.lock", "public"]


def test_a_missing_file_is_noticed(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    (out / "a/b.html").unlink()
    assert publish(ONE, out, DAY)[1]
    assert whole(out)


def test_a_date_is_part_of_the_release(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    assert publish(ONE, out, DAY + dt.timedelta(1))[1]


@pytest.mark.parametrize("stray", ["notes.txt", "a/notes.txt"])
def test_files_of_others_are_not_destroyed(stray: str, tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    (out / stray).write_text("mine", encoding="utf-8")
    with pytest.raises(NotARelease):
        publish(TWO, out, DAY)
    assert (out / "index.html").read_bytes() == b"one"
    (out / stray).unlink()
    (out / "Thumbs.db").write_bytes(b"")
    publish(TWO, out, DAY)
    assert (out / "index.html").read_bytes() == b"two"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("mine", encoding="utf-8")
    with pytest.raises(NotARelease):
        publish(ONE, tmp_path / "public", DAY)


def test_without_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32-like")
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    publish(TWO, out, DAY)
    assert whole(out)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".public.lock", "public"]


def test_crash_between_two_renames_is_mended(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    box = tmp_path / ".public-staging-x"
    (box / "release").mkdir(parents=True)
    (box / "streetlight-staging").touch()
    out.rename(box / "old")
    _, written = publish(ONE, out, DAY)
    assert not written
    assert whole(out)
    assert not box.exists()


def test_folders_of_others_are_not_swept(tmp_path: Path) -> None:
    mine = tmp_path / ".public-staging-mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".public-staging-note.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".public-staging-link").symlink_to(mine)
    publish(ONE, tmp_path / "public", DAY)
    publish(TWO, tmp_path / "p*", DAY)
    assert (mine / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / ".public-staging-link").is_symlink()


@pytest.mark.parametrize("kind", ["empty folder", "link", "link in the place of a folder"])
def test_folders_and_links_of_others_are_strays(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    if kind == "link in the place of a folder":
        (out / "a").rename(tmp_path / "elsewhere")
        (out / "a").symlink_to(tmp_path / "elsewhere")
    elif kind == "link":
        (out / "mine").symlink_to(tmp_path)
    else:
        (out / "mine").mkdir()
    with pytest.raises(NotARelease):
        publish(TWO, out, DAY)


@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_is_followed_and_stays(dangling: bool, tmp_path: Path) -> None:  # noqa: FBT001  # a parameter
    real = tmp_path / "real"
    if not dangling:
        real.mkdir()
    out = tmp_path / "public"
    out.symlink_to(real)
    for artifacts in (ONE, TWO):
        publish(artifacts, out, DAY)
        assert out.is_symlink()
        assert whole(real)


def test_an_edited_file_is_noticed(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(ONE, out, DAY)
    (out / "index.html").write_bytes(b"eno")
    assert publish(ONE, out, DAY)[1]
    assert (out / "index.html").read_bytes() == b"one"


def test_two_artifacts_of_one_name_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="share a path"):
        publish([*ONE, Artifact("INDEX.html", b"")], tmp_path / "public", DAY)


@pytest.mark.parametrize("bad", [b"", b"{}", b"[]", b'{"release":"x","date":"d","files":[{}]}', b"\xff"])
def test_a_bad_manifest_is_none(bad: bytes, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(bad)
    assert read_manifest(tmp_path) is None


def test_same_input_same_bytes(minimal: Path, tmp_path: Path) -> None:
    releases = []
    for seed, zone, cache in (("1", "Asia/Tokyo", "cold"), ("2", "America/Lima", "other"), ("3", "UTC", "cold")):
        out = tmp_path / f"out{seed}"
        command = [sys.executable, "-m", "generator", "build", "--project", str(minimal), "--out", str(out)]
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "XDG_CACHE_HOME": str(tmp_path / cache)}
        subprocess.run([*command, "--date", "2026-11-21"], check=True, env=env, capture_output=True)
        releases.append(files(out))
    assert releases[0] == releases[1] == releases[2]


def test_without_a_cache_folder(minimal: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch) -> None:
    (minimal / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(minimal / "file"))
    assert streetlight("build", "--project", minimal, "--date", "2026-11-21").code == 0


def test_no_cache_takes_nothing_and_leaves_nothing(
    minimal: Path, streetlight: Streetlight, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert streetlight("build", "--project", minimal, "--no-cache", "--date", "2026-11-21").code == 0
    assert not (tmp_path / "cache").exists()
    assert whole(minimal / "public")


def wait_for_writing(minimal: Path, left: set[Path], build: subprocess.Popen[bytes]) -> None:
    while build.poll() is None and left.issuperset(minimal.glob(".public-staging-*")):
        time.sleep(0.0005)


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kills", [25, pytest.param(200, marks=pytest.mark.soak)])
def test_killed_at_random_moments(kills: int, minimal: Path, streetlight: Streetlight, tmp_path: Path) -> None:
    """A killed build leaves a whole release; the next one makes what a build makes that knows nothing of it."""
    out, fresh = minimal / "public", tmp_path / "fresh"
    build = ["build", "--project", str(minimal), "--date", "2026-11-21"]
    command = [sys.executable, "-m", "generator", *build]
    assert streetlight(*build).code == 0
    started = time.monotonic()
    subprocess.run([*command, "--quiet"], check=True, capture_output=True)
    takes = time.monotonic() - started
    dice = random.Random(7)  # noqa: S311  # moments, not secrets
    killed = 0
    for round_ in range(kills):
        notice = minimal / "content/notices/doctor.yml"
        notice.write_text(f"标题: 第{round_}次\n发布日期: 2018-06-21\n", encoding="utf-8")
        left = set(minimal.glob(".public-staging-*"))
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if round_ % 3:  # two of three kills fall into the moments of writing and switching
            wait_for_writing(minimal, left, running)
            time.sleep(dice.uniform(0, takes / 2))
        else:
            time.sleep(dice.uniform(0, takes))
        running.send_signal(signal.SIGKILL)
        killed += running.wait() == -signal.SIGKILL
        assert whole(out), f"round {round_}"
        log = read_log(minimal)
        assert log.damages == ()
        live = hashlib.sha256((out / MANIFEST).read_bytes()).hexdigest()
        assert live in {line.record.manifest for line in log.lines}  # nothing is live that was not logged
        if round_ % 2:  # every other time the next build is killed, too
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(out, fresh)  # screens number their releases after the one that is there
            assert streetlight(*build).code == 0
            assert streetlight(*build, "--no-cache", "--out", fresh).code == 0
            assert files(out) == files(fresh), f"round {round_}"
    assert killed > kills / 3
    assert streetlight(*build).code == 0  # which sweeps up after the last one
    assert whole(out)
    assert not list(minimal.glob(".public-staging-*"))
