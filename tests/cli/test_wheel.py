"""From a wheel, in an empty virtual environment, outside the repository: a new street builds."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest


@pytest.mark.timeout(600)
def test_new_and_build_from_a_wheel(repository: Path, tmp_path: Path) -> None:
    def run(*words: str | Path, cwd: Path = tmp_path) -> str:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV", "COVERAGE"))}
        done = subprocess.run(list(map(str, words)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    wheels = tmp_path / "wheels"
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, cwd=repository)
    (wheel,) = wheels.glob("streetlight-*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty/bin/python"
    pip = (python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*pip, "--require-hashes", "--requirement", repository / "requirements.txt")
    run(*pip, "--no-deps", wheel)
    streetlight = tmp_path / "empty/bin/streetlight"
    run(streetlight, "new", "x")
    run(streetlight, "build", "--project", "x")
    for path in ("index.html", "brands/jiankangjia.html", "screens/lobby/index.html", "manifest.json"):
        assert (tmp_path / "x/public" / path).is_file()
