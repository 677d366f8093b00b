"""Patterns that are compiled when they are first used: a run uses few of the two hundred there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import AnyStr, Generic, cast


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves as `re.compile(pattern, flags)`; an error in the pattern shows at its first use."""
    return cast("re.Pattern[AnyStr]", _Late(lambda: re.compile(pattern, flags)))


class _Late(Generic[AnyStr]):
    """Stands for a compiled pattern. Whatever was asked of it once is its own attribute from then on."""

    def __init__(self, compiled: Callable[[], re.Pattern[AnyStr]]) -> None:
        self._compiled: Callable[[], re.Pattern[AnyStr]] = cache(compiled)

    def __getattr__(self, name: str) -> object:
        value = getattr(self._compiled(), name)
        setattr(self, name, value)
        return value
