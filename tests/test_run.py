"""The door to external programs."""

import sys

import pytest

from generator.run import ProgramMissing, ProgramTimedOut, run


def test_code_and_streams() -> None:
    ran = run(
        [sys.executable, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"], timeout=20
    )
    assert (ran.code, ran.out, ran.err) == (3, b"out\n", b"err\n")


def test_missing() -> None:
    with pytest.raises(ProgramMissing) as missing:
        run(["no-such-program-anywhere"], timeout=1)
    assert missing.value.program == "no-such-program-anywhere"


def test_time_out() -> None:
    with pytest.raises(ProgramTimedOut):
        run([sys.executable, "-c", "import time; time.sleep(20)"], timeout=0.3)
