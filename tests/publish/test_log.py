"""The log of releases: nothing in it can be changed unseen, nothing written to it is lost, a crash is no crime."""

from __future__ import annotations

import errno
import itertools
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from generator.publish import Approval, Kind, LogDamaged, log
from generator.publish.heads import HEAD, Head, memory_file, read_head
from generator.publish.keys import public_half
from generator.publish.lines import Logged, LogLine
from generator.publish.log import LOG, Sign, append, read_log
from generator.publish.seal import ReleaseSeal
from generator.publish.signatures import false_signatures, is_signed

APPROVED = Approval(("初审", "终审"), 41, "a" * 64)
LINES = 4


def record(number: int, because: str = "") -> Logged:
    kind = Kind.WITHDRAW if because else Kind.SITE
    return Logged(kind, f"{number:012x}", f"{number:064x}", "2026-11-21", APPROVED, {"gate": "b" * 64}, because=because)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project without a log, and a user of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    (tmp_path / "street").mkdir()
    return tmp_path / "street"


@pytest.fixture
def street(project: Path) -> Path:
    """Return a project whose log has a few lines."""
    for number in range(LINES):
        append(project, record(number, "数字错了" if number == 2 else ""))
    assert read_log(project).damages == ()
    return project


def damaged_lines(project: Path) -> set[int]:
    return {damage.line for damage in read_log(project).damages}


def test_lines_come_back_as_they_were_written(project: Path) -> None:
    assert read_log(project) == log.Log()
    written = [append(project, record(number, "停水" * number)) for number in range(3)]
    found = read_log(project)
    assert found.lines == tuple(written)
    assert [line.n for line in found.lines] == [1, 2, 3]
    assert [line.prev for line in found.lines] == ["", written[0].sum, written[1].sum]
    assert found.last(Kind.SITE) == written[0]
    assert found.last(Kind.WITHDRAW) == written[2]
    assert found.last(Kind.EXPORT, what="gate/stick") is None
    assert read_head(project / HEAD) == read_head(memory_file(project)) == Head(3, written[2].sum)


def test_every_byte_that_changes_is_seen_and_its_line_is_named(street: Path) -> None:
    file = street / LOG
    whole = file.read_bytes()
    at = [whole.count(b"\n", 0, i) + 1 for i in range(len(whole))]
    for i in range(len(whole)):
        for mask in (1, 0x20, 0x80):
            changed = bytearray(whole)
            changed[i] ^= mask
            file.write_bytes(changed)
            assert at[i] in damaged_lines(street), (i, mask, whole[i : i + 1])
    file.write_bytes(whole)
    assert not damaged_lines(street)


def test_every_value_of_a_byte_is_seen(street: Path) -> None:
    file = street / LOG
    whole = file.read_bytes()
    dice = random.Random(5)  # noqa: S311  # places, not secrets
    for i in dice.sample(range(len(whole)), 24):
        for value in {*range(256)} - {whole[i]}:
            file.write_bytes(whole[:i] + bytes([value]) + whole[i + 1 :])
            assert damaged_lines(street), (i, value)


def test_every_byte_of_the_heads_that_changes_is_seen(street: Path) -> None:
    head = street / HEAD
    whole = head.read_bytes()
    for i in range(len(whole)):
        for mask in (1, 0x20, 0x80):
            head.write_bytes(whole[:i] + bytes([whole[i] ^ mask]) + whole[i + 1 :])
            assert read_log(street).damages, (i, mask)
    head.unlink()
    assert damaged_lines(street) == {0}


def test_the_log_cut_off_at_any_byte_is_seen(street: Path) -> None:
    file = street / LOG
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        assert whole.count(b"\n", 0, size) + 1 in damaged_lines(street), size


def orders() -> dict[str, Callable[[list[bytes]], list[bytes]]]:
    """Return every way to take out, swap, double or slip in a line, by its name."""
    ways: dict[str, Callable[[list[bytes]], list[bytes]]] = {}
    for i in range(LINES):
        ways[f"without {i}"] = lambda x, i=i: x[:i] + x[i + 1 :]  # type: ignore[misc]
        ways[f"{i} twice"] = lambda x, i=i: [*x[: i + 1], *x[i:]]  # type: ignore[misc]
        ways[f"{i} again at the end"] = lambda x, i=i: [*x, x[i]]  # type: ignore[misc]
        ways[f"blank before {i}"] = lambda x, i=i: [*x[:i], b"\n", *x[i:]]  # type: ignore[misc]
    for i, j in itertools.combinations(range(LINES), 2):
        ways[f"{i} and {j} swapped"] = lambda x, i=i, j=j: [x[{i: j, j: i}.get(k, k)] for k in range(LINES)]  # type: ignore[misc]
        ways[f"from {i} to {j} gone"] = lambda x, i=i, j=j: x[:i] + x[j + 1 :]  # type: ignore[misc]
    return ways


@pytest.mark.parametrize("name", orders())
def test_lines_that_are_taken_out_swapped_doubled_or_slipped_in_are_seen(street: Path, name: str) -> None:
    file = street / LOG
    lines = file.read_bytes().splitlines(keepends=True)
    changed = orders()[name](lines)
    file.write_bytes(b"".join(changed))
    same = next(
        (i for i, (a, b) in enumerate(zip(lines, changed, strict=False)) if a != b), min(len(lines), len(changed))
    )
    assert same + 1 in damaged_lines(street) or not changed
    before = file.read_bytes()
    with pytest.raises(LogDamaged):
        append(street, record(9))
    assert file.read_bytes() == before


def test_it_says_which_line_should_stand_where_another_does(street: Path) -> None:
    lines = (street / LOG).read_bytes().splitlines(keepends=True)
    (street / LOG).write_bytes(b"".join([lines[0], *lines[2:]]))
    (damage,) = read_log(street).damages
    assert (damage.line, damage.text.zh[:17]) == (2, "这里应该是第2次发布，写的却是第3次"[:17])


def test_the_last_lines_cannot_go_together_with_the_head_beside_them(street: Path) -> None:
    """Somebody who can write the project, and not the user's own folder, takes lines out and sets the head right."""
    lines = read_log(street).lines
    (street / LOG).write_bytes(b"".join(f"{x.text()}\n".encode() for x in lines[:-1]))
    (street / HEAD).write_bytes(Head(3, lines[2].sum).to_bytes())
    assert damaged_lines(street) == {4}


def test_a_line_that_is_made_anew_does_not_fit(street: Path) -> None:
    lines = read_log(street).lines
    for i, line in enumerate(lines):
        forged = replace(line, record=replace(line.record, date="2026-11-20"))
        texts = [*lines[:i], forged, *lines[i + 1 :]]
        (street / LOG).write_bytes(b"".join(f"{x.text()}\n".encode() for x in texts))
        assert damaged_lines(street) & {i + 1, i + 2}


def test_a_log_that_is_made_anew_from_a_line_on_is_not_what_this_computer_remembers(street: Path) -> None:
    lines = list(read_log(street).lines)
    lines[1] = replace(lines[1], record=replace(lines[1].record, release="f" * 12))
    for i in range(2, LINES):
        lines[i] = replace(lines[i], prev=lines[i - 1].sum)
    (street / LOG).write_bytes(b"".join(f"{x.text()}\n".encode() for x in lines))
    (street / HEAD).write_bytes(Head(LINES, lines[-1].sum).to_bytes())
    assert damaged_lines(street) == {LINES}


def test_two_logs_do_not_become_one(street: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for number in range(LINES):
        append(other, record(number + 100))
    ours, theirs = (x.read_bytes().splitlines(keepends=True) for x in (street / LOG, other / LOG))
    for merged in (ours + theirs, ours[:2] + theirs[2:], [x for pair in zip(ours, theirs, strict=True) for x in pair]):
        (street / LOG).write_bytes(b"".join(merged))
        assert damaged_lines(street)
    (street / LOG).write_bytes((other / LOG).read_bytes())
    (street / HEAD).write_bytes((other / HEAD).read_bytes())
    assert damaged_lines(street) == {LINES}


def test_a_log_that_is_gone_begins_anew_and_says_so(street: Path) -> None:
    (street / LOG).unlink()
    assert damaged_lines(street)
    (street / HEAD).unlink()
    assert read_log(street).lost == LINES
    line = append(street, record(9))
    assert (line.n, line.lost) == (1, LINES)
    assert (read_log(street).lost, read_log(street).damages) == (0, ())


def test_another_computer_may_have_written_and_one_may_know_none(
    street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another user"))
    assert not damaged_lines(street)
    append(street, record(5))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    assert not damaged_lines(street)
    assert append(street, record(6)).n == LINES + 2


def test_a_home_that_cannot_be_written_to_costs_no_release(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert append(project, record(1)).n == 1
    assert not damaged_lines(project)


@pytest.mark.parametrize("wrong", [b"\0" * 50, b"[" * 100_000, b'{"n": 1}', b"\xff", b'{"n": true}', b"null", b"1e999"])
def test_what_is_no_line_is_damage(street: Path, wrong: bytes) -> None:
    file = street / LOG
    file.write_bytes(file.read_bytes() + wrong + b"\n")
    assert LINES + 1 in damaged_lines(street)
    (street / HEAD).write_bytes(wrong)
    assert damaged_lines(street) == {0}


# A crash at any moment, and what is no crash.


def crash(project: Path, done: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Append a line up to one of the steps of it, numbered from 0, and fall down there."""
    count = 0

    class DownError(Exception):
        pass

    def falling(real: Callable[..., None]) -> Callable[..., None]:
        def step(*args: object) -> None:
            nonlocal count
            if count == done:
                raise DownError
            count += 1
            real(*args)

        return step

    with monkeypatch.context() as patch:
        for name in ("_heal", "write_head", "_extend", "remember"):
            patch.setattr(log, name, falling(getattr(log, name)))
        with pytest.raises(DownError):
            append(project, record(7))


STEPS = {"heal": 0, "announce": 1, "write": 2, "head": 3, "remember": 4}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("before", [0, LINES])
def test_a_crash_between_any_two_steps_is_mended(
    project: Path, monkeypatch: pytest.MonkeyPatch, step: str, before: int
) -> None:
    for number in range(before):
        append(project, record(number))
    crash(project, STEPS[step], monkeypatch)
    assert not damaged_lines(project)
    kept = before + (STEPS[step] > STEPS["write"])
    assert len(read_log(project).lines) == kept
    assert append(project, record(8)).n == kept + 1
    assert not damaged_lines(project)
    assert len(read_log(project).lines) == kept + 1


@pytest.mark.parametrize("before", [0, LINES])
def test_a_line_that_a_crash_cut_at_any_byte_goes_and_no_other(
    project: Path, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    for number in range(before):
        append(project, record(number))
    crash(project, STEPS["write"], monkeypatch)
    file, head = project / LOG, project / HEAD
    whole = file.read_bytes() if before else b""
    coming = read_head(head)
    assert coming
    line = f"{coming.coming}\n".encode()
    announced = head.read_bytes()
    for size in range(len(line)):
        for tail in (line[:size], line[:size] + b"\0" * min(3, len(line) - 1 - size)):  # zeros: the power failed
            file.write_bytes(whole + tail)
            head.write_bytes(announced)
            assert not damaged_lines(project), size
            if size % 40 == 0:
                assert append(project, record(8)).n == before + 1
                assert file.read_bytes().startswith(whole)
                assert not damaged_lines(project)
                memory_file(project).write_bytes(Head(before, read_log(project).lines[-1].prev).to_bytes())
                if not before:
                    memory_file(project).unlink()


def test_what_a_crash_cannot_have_left_is_damage(street: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash(street, STEPS["write"], monkeypatch)
    file = street / LOG
    whole = file.read_bytes()
    coming = read_head(street / HEAD)
    assert coming
    line = f"{coming.coming}\n".encode()
    for tail in (
        b"x",
        line[:50] + b"x",
        line + line,
        line + b"x",
        line[:-1] + b" \n",
        b"\n",
        line.replace(b"site", b"sitf"),
    ):
        file.write_bytes(whole + tail)
        assert damaged_lines(street), tail
    lines = whole.splitlines(keepends=True)
    for changed in (lines[:-1], lines[1:], [lines[1], lines[0], *lines[2:]]):
        file.write_bytes(b"".join(changed) + line)
        assert damaged_lines(street)


# Real processes.

WRITER = """
import sys
from pathlib import Path
from generator.publish.lines import Kind, Logged
from generator.publish.log import append
project, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for i in range(count):
    line = append(project, Logged(Kind.SITE, f"{name}-{i}", "0" * 64, "2026-11-21"))
    print(line.n, line.record.release, flush=True)
"""


def start(project: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(project), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("processes", "each"), [(2, 40), (8, 12)])
def test_processes_that_append_at_once_lose_nothing(project: Path, processes: int, each: int) -> None:
    writers = [start(project, str(i), each) for i in range(processes)]
    told = [writer.communicate()[0].splitlines() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * processes
    found = read_log(project)
    assert found.damages == ()
    assert [line.n for line in found.lines] == list(range(1, processes * each + 1))
    acknowledged = {tuple(line.split()) for lines in told for line in lines}
    assert acknowledged == {(str(line.n), line.record.release) for line in found.lines}
    for i in range(processes):  # each one's lines in its own order
        assert [x.record.release for x in found.lines if x.record.release.startswith(f"{i}-")] == [
            f"{i}-{k}" for k in range(each)
        ]


def test_killed_at_any_moment_no_acknowledged_line_is_lost_and_nothing_looks_tampered_with(project: Path) -> None:
    dice = random.Random(11)  # noqa: S311  # moments, not secrets
    acknowledged: list[str] = []
    killed = 0
    for round_ in range(25):
        writer = start(project, str(round_), 1000)
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(dice.uniform(0, 0.02))
        writer.send_signal(signal.SIGKILL)
        killed += writer.wait() == -signal.SIGKILL
        acknowledged += [first.strip(), *(x.strip() for x in writer.stdout if x.endswith("\n"))]
        writer.stdout.close()
        assert read_log(project).damages == (), round_
    assert killed == 25
    found = {f"{line.n} {line.record.release}" for line in read_log(project).lines}
    assert found.issuperset(acknowledged)
    assert append(project, record(1)).n == len(found) + 1


# Signatures.


def key() -> tuple[str, Sign]:
    private = Ed25519PrivateKey.generate()
    public = public_half(private)
    return public, ReleaseSeal(Path(), {"a": public}, {"a": private}).sign


def test_signed_lines_hold_and_forged_ones_do_not(project: Path) -> None:
    public, sign = key()
    append(project, record(0))
    lines = [append(project, record(number), sign) for number in range(1, 3)]
    append(project, record(3, "撤"))
    found = read_log(project)
    assert found.damages == ()
    assert list(false_signatures(found.lines, {"a": public})) == []  # what was before the key is chained to its lines
    assert list(false_signatures(found.lines, {})) == []
    assert [d.line for d in false_signatures(found.lines, {"a": key()[0]})] == [1, 2, 3]
    assert [is_signed(line, {"a": public}) for line in found.lines] == [False, True, True, False]
    assert all(is_signed(line, {}) for line in found.lines)

    def judged(line: LogLine) -> list[int]:
        return [d.line for d in false_signatures([*found.lines, line], {"a": public})]

    after = replace(lines[1], n=5)
    assert judged(after) == [5]
    for forged in ({}, {"a": "!"}, {"a": 5}, {"zz": "AA=="}, {"zz": sign(after.signable)["a"]}):
        assert judged(replace(after, signed=forged)) == [5]  # type: ignore[arg-type]  # 5
        assert not is_signed(replace(after, signed=forged), {"a": public})  # type: ignore[arg-type]  # 5
    assert judged(replace(after, signed=sign(after.signable))) == []


def test_lines_that_were_all_written_anew_without_a_key_are_damage(street: Path) -> None:
    lines, public = read_log(street).lines, {"a": key()[0]}
    assert [d.line for d in false_signatures(lines, public)] == [1, 2, 4]  # 3 withdraws
    assert not any(is_signed(line, public) for line in lines)


def test_the_lines_of_a_retired_key_are_held_by_those_of_the_next(project: Path) -> None:
    (_, old), (public, _) = key(), key()
    append(project, record(0), old)
    assert [d.line for d in false_signatures(read_log(project).lines, {"b": public})] == [1]
    private = Ed25519PrivateKey.generate()
    append(project, record(1), ReleaseSeal(Path(), {}, {"b": private}).sign)
    assert list(false_signatures(read_log(project).lines, {"b": public_half(private)})) == []


def test_a_signature_says_that_it_is_one_of_the_log(project: Path) -> None:
    line = append(project, record(0))
    assert line.signable.startswith("streetlight release log\n")


def test_a_log_that_can_only_be_read_is_read(street: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:  # as the system does to anybody but root, whom it refuses nothing
        raise PermissionError(errno.EACCES, "no lock can be made here")

    monkeypatch.setattr("generator.publish.log.only_one", refuse)
    assert len(read_log(street).lines) == LINES
    with pytest.raises(PermissionError):
        append(street, record(9))
