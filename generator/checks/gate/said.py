"""What readers of files report: words, faults, and other files within."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.findings import Rule


class Words(NamedTuple):
    """Text, a block a line. `about` is the entry (`collection/id`) that it stands for, where the file itself says so."""

    text: str
    about: str = ""


class Fault(NamedTuple):
    """A rule that the file breaks, and on account of what."""

    rule: Rule
    what: str = ""
    pages: int = 0


class Inside(NamedTuple):
    """A file within the file, and the ending that says how to read it."""

    ending: str
    data: bytes
    about: str = ""


Said = Words | Fault | Inside
Reader = Callable[[bytes], Iterator[Said]]


class Unreadable(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """The bytes are not what the file's ending says."""
