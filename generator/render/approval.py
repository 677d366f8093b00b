"""The approval sheet (显示屏信息发布审批单): one self-contained page, to be read on a screen or printed and signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.alone import page_alone
from generator.settings import THEME

_TEMPLATE = THEME / "screens" / "approval.html"


@dataclass(frozen=True)
class Row:
    """One slide: its numbers in the loop, or the parts it plays in; its picture as data URI; its first and last day."""

    place: str
    picture: str
    title: str
    entry: str
    seconds: int
    time: Sequence[str]
    digest: Sequence[str]


@dataclass(frozen=True)
class Span:
    """A part of the screen's days: its name, when it plays, and how many slides it has."""

    name: str
    days: str
    hours: str
    dates: str
    slides: int


@dataclass(frozen=True)
class Sheet:
    """What is signed: facts as (label, value), the payload's digest in groups, the loop, and what plays otherwise.

    A fact without a value is a blank to be filled in by hand.
    """

    site: str
    screen: str
    code: str
    facts: Sequence[tuple[str, str]]
    digest: Sequence[str]
    hours: str
    """When the screen plays, as a sentence."""
    spans: Sequence[Span]
    loop: Sequence[Row]
    others: Sequence[Row]
    upright: bool
    """Whether the screen is higher than wide."""
    pixels: bool
    """Whether its pictures are shown pixel for pixel."""


def approval_page(sheet: Sheet) -> bytes:
    """Return the sheet as HTML that needs no other file."""
    return page_alone(_TEMPLATE, sheet=sheet)
