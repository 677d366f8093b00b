"""The only door to external programs. No shell, always a time-out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass


class ProgramError(Exception):
    """An external program could not be used; `program` is its name."""

    def __init__(self, program: str, sentence: str) -> None:
        """Keep the name of the program beside the sentence."""
        super().__init__(sentence)
        self.program = program


class ProgramMissing(ProgramError):  # noqa: N818 (a name that says what happened)
    """The program is not installed on this machine."""


class ProgramTimedOut(ProgramError):  # noqa: N818 (as above)
    """The program did not end in time and was stopped."""


@dataclass(frozen=True)
class Result:
    """What a program that ended left behind: exit code and both streams as bytes."""

    code: int
    out: bytes
    err: bytes


def run(args: Sequence[str], *, timeout: float) -> Result:
    """Run `args` (program first, found on the PATH) for at most `timeout` seconds, without input.

    A non-zero exit code is a Result, not an error: what it means, only the caller knows.
    Raises ProgramMissing or ProgramTimedOut.
    """
    program = shutil.which(args[0])
    if program is None:
        raise ProgramMissing(args[0], f"program not found: {args[0]}")
    try:
        done = subprocess.run(
            [program, *args[1:]], stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
        )
    except FileNotFoundError as error:  # removed between the look and the start
        raise ProgramMissing(args[0], f"program not found: {args[0]}") from error
    except subprocess.TimeoutExpired as error:
        raise ProgramTimedOut(args[0], f"{args[0]} did not end within {timeout:g} seconds") from error
    return Result(done.returncode, done.stdout, done.stderr)
