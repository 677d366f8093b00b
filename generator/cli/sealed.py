"""A build whose screens are numbered after the ones in the output folder, and signed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.exits import WrongUsage

if TYPE_CHECKING:
    from generator.pipeline import Build, Step


def sealed_build(project: Path, day: dt.date, folder: Path, step: Step, screen: str = "") -> Build:
    """Build a project (or one screen of it) as a release into `folder`; wrong usage when it cannot be signed."""
    from generator.pipeline import build  # noqa: PLC0415  # --help shall not wait for it
    from generator.publish.keys import CannotSign  # noqa: PLC0415  # as above
    from generator.publish.seal import release_seal  # noqa: PLC0415  # as above

    try:
        return build(project, day, step, lambda site: release_seal(site, project, folder), screen)
    except CannotSign as found:
        raise WrongUsage(found.text) from None
