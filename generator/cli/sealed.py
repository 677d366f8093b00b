"""A build whose screens are numbered after the ones in the output folder, and signed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.exits import WrongUsage
from generator.cli.options import build_date

if TYPE_CHECKING:
    from generator.pipeline import Build, Step

_CHINA = dt.timezone(dt.timedelta(hours=8))


def sealed_build(project: Path, date: str, folder: Path, step: Step, screen: str = "") -> Build:
    """Build a project (or one screen of it) as a release into `folder`; wrong usage when it cannot be signed.

    `date` as the user gave it: without one the release's number also holds the minute, so that of two computers that
    publish on a day the later one counts. With one, the same input gives the same bytes.
    """
    from generator.pipeline import build  # noqa: PLC0415  # --help shall not wait for it
    from generator.publish.keys import CannotSign  # noqa: PLC0415  # as above
    from generator.publish.seal import release_seal  # noqa: PLC0415  # as above

    now = dt.datetime.now(tz=_CHINA)
    minute = 0 if date else now.hour * 60 + now.minute
    try:
        return build(
            project,
            build_date(date),
            step,
            lambda site: release_seal(site, project, folder, now.date(), minute),
            screen,
        )
    except CannotSign as found:
        raise WrongUsage(found.text) from None
