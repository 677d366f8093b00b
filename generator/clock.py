"""The clock of a street: China has one time, eight hours ahead of UTC, the whole year round."""

from __future__ import annotations

import datetime as dt

CHINA = dt.timezone(dt.timedelta(hours=8))


def now() -> dt.datetime:
    """Return the time in China, wherever the computer is and whatever zone it is set to."""
    return dt.datetime.now(tz=CHINA)
