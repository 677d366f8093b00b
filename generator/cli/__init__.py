"""The command line: commands, exit codes, progress."""

from __future__ import annotations

import gc
import sys

from generator.cli.again import answer

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code; never a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a TextIOWrapper
    said = answer(words)
    if said is None:
        from generator.cli.app import run

        code = run(words)
        gc.freeze()  # the end comes: to look through all that a build made for dead cycles would take 0.1 s
        sys.exit(code)
    print(said, end="")
    sys.exit(0)
