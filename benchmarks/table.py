"""The table of what was measured, as Markdown, and its place in docs/speed.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.rows import Row

PAGE = Path(__file__).parents[1] / "docs/speed.md"
BEGIN, END = "<!-- made by `make bench` -->", "<!-- end of what `make bench` made -->"
_HEAD = "| work | records | against | ours | theirs | ratio | goal | |\n|---|---|---|---|---|---|---|---|"
_NAMES = {"ratio": "×", "ours_s": " s", "ours_cpu_s": " s of CPU"}


def table(rows: Iterable[Row], made: Mapping[str, object]) -> str:
    """Return what was measured with and on, and a line for each row."""
    versions = ", ".join(f"{name} {value}" for name, value in made.items())
    return "\n".join([f"Measured with {versions}.", "", _HEAD, *(line(row) for row in rows)])


def line(row: Row) -> str:
    """Return a row as a line of the table."""
    cells = [row.work, f"{row.n:,}" if row.n else "", row.peer or "", *_figures(row)]
    ratio = "" if row.ratio is None else f"{row.ratio:.3g}×"
    return f"| {' | '.join([*cells, ratio, _goal(row), _verdict(row)])} |"


def _figures(row: Row) -> tuple[str, str]:
    """Return ours and theirs with their unit; of times the CPU's where no other was taken."""
    if row.ours_s is not None:
        return f"{row.ours_s:.3g} s", "" if row.peer_s is None else f"{row.peer_s:.3g} s"
    if row.ours_cpu_s is not None:
        return f"{row.ours_cpu_s:.3g} s", ""
    return tuple("" if value is None else f"{value:,.4g} {row.unit}".strip() for value in (row.ours, row.theirs))  # type: ignore[return-value]  # two of them


def _goal(row: Row) -> str:
    sign = "≥" if row.at_least else "≤"
    return ", ".join(f"{sign} {bound:g}{_NAMES.get(name, f' {row.unit}')}" for name, bound in row.goal.items())


def _verdict(row: Row) -> str:
    """Return whether the goal is held, or what else there is to say."""
    held = {True: "OK", False: "**over**", None: ""}[row.held]
    return "; ".join(part for part in (held, row.note) if part)


def write_table(rows: Iterable[Row], made: Mapping[str, object], page: Path = PAGE) -> None:
    """Put the table in its place on a page; what stands before and after it stays."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    page.write_text(f"{before}{begin}\n\n{table(rows, made)}\n\n{end}{after}", encoding="utf-8", newline="\n")
