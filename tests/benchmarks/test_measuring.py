"""Programs are measured whole, in turn, and what is written down says what was measured."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import pytest

from benchmarks.ground import Ground, disk_of
from benchmarks.measures.builds import cold, files_below
from benchmarks.pairs import LEAST, Pairs, Side, in_pairs, in_turn
from benchmarks.programs import Program, ProgramFailedError, Run
from benchmarks.rows import Row, write_results
from benchmarks.table import BEGIN, END, line, write_table


def python(folder: Path, code: str) -> Program:
    return Program((sys.executable, "-S", "-c", code), {}, folder)


def test_a_run_counts_the_cpu_of_children_and_says_when_it_fails(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.2: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-S', '-c', {busy!r}])"
    run = python(tmp_path, child).run()
    assert run.cpu_s >= 0.2
    assert run.wall_s >= 0.2
    with pytest.raises(ProgramFailedError, match="no such street"):
        python(tmp_path, "raise SystemExit('no such street')").run()


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(40 * 1024 * 1024); time.sleep(0.3)"
    both = f"import subprocess, sys; c = subprocess.Popen([sys.executable, '-S', '-c', {hold!r}]); {hold}; c.wait()"
    assert 80 <= python(tmp_path, both).peak_mib() <= 130


def test_pairs_are_in_turn_and_prepared_each_time(tmp_path: Path) -> None:
    order: list[str] = []
    program = python(tmp_path, "")
    pairs = in_pairs(Side(program, lambda: order.append("A")), Side(program, lambda: order.append("B")), 2)
    assert order == ["A", "B", "A", "B"]
    assert len(pairs.ours) == len(pairs.peer) == 2 < LEAST


def test_all_sides_are_run_in_turn_as_often_as_asked_for(tmp_path: Path) -> None:
    order: list[str] = []
    sides = [Side(python(tmp_path, ""), partial(order.append, name)) for name in "ABC"]
    runs = in_turn(*sides, least=2)
    assert "".join(order) == "ABCABC"
    assert [len(made) for made in runs] == [2, 2, 2]


def test_a_ratio_is_the_median_of_the_pairs(tmp_path: Path) -> None:
    pairs = Pairs([Run(1, 1), Run(2, 1), Run(9, 1)], [Run(2, 1), Run(2, 1), Run(3, 2)])
    row = pairs.row("build", 10, "Hugo", {"ratio": 1.0})
    assert (row.ours_s, row.peer_s, row.ratio, row.pairs, row.peer_cpu_s, row.held) == (2, 2, 1.0, 3, 1, True)
    write_results([row], {"disk": "tmpfs"}, tmp_path / "results.json")
    [told] = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert list(told)[:7] == ["work", "n", "peer", "ours_s", "peer_s", "ratio", "pairs"]
    assert told["on"] == {"disk": "tmpfs"}


@pytest.mark.parametrize(
    ("row", "held"),
    [
        (Row(work="a", n=1, ours_s=0.3, ratio=0.1, goal={"ratio": 0.2, "ours_s": 0.2}), False),
        (Row(work="a", n=1, ours=1.0, goal={"ours": 1.0}, at_least=True), True),
        (Row(work="a", n=1, ours=0.99, goal={"ours": 1.0}, at_least=True), False),
        (Row(work="a", n=1, goal={"ours_s": 1.0}, note="not measured"), None),
        (Row(work="a", n=1, ours_s=1.0), None),
    ],
)
def test_a_goal_is_held_when_all_of_it_is(row: Row, held: bool | None) -> None:  # noqa: FBT001
    assert row.held is held
    assert ("OK" in line(row), "over" in line(row)) == (held is True, held is False)


def test_the_table_takes_its_place_and_leaves_the_rest(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text(f"# Speed\n\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    rows = [Row(work="build", n=10_000, peer="Hugo", ours_s=2.0, peer_s=2.5, ratio=0.8, goal={"ratio": 0.8})]
    for _ in range(2):
        write_table(rows, {"Hugo": "0.168.0"}, page)
    text = page.read_text(encoding="utf-8")
    assert "| build | 10,000 | Hugo | 2 s | 2.5 s | 0.8× | ≤ 0.8× | OK |" in text
    assert (text.startswith("# Speed\n"), text.endswith("after\n"), "old" in text) == (True, True, False)
    assert text.count("Hugo 0.168.0") == 1


def test_a_cold_build_begins_with_nothing_and_an_unchanged_one_writes_nothing(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    street = ground.street(23)
    side = cold(ground, street)
    side.run()
    before = files_below(tmp_path / "user", ground.out(street), street)
    assert any(path.is_relative_to(ground.cache) for path in before)
    ground.build(street).run()
    assert files_below(tmp_path / "user", ground.out(street), street) == before
    side.before()
    assert not ground.cache.exists()
    assert not ground.out(street).exists()


def test_the_disk_is_named() -> None:
    assert disk_of(Path("/proc")) == "proc"
