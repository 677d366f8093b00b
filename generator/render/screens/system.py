"""Faces: the shipped fonts, and behind them the fonts of this computer for the rare character that none of them has.

Whether a font of this computer may be handed on is for its owner to know: `Faces.borrowed` names the files used.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.render.subset import Source, Subset, cut
from generator.site.glyphs import system_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.render.fonts import Fonts

SYSTEM = "system"
"""The face made of fonts of this computer: the last one asked."""
_FAMILY = "st-system"
_WEIGHT = 400


@dataclass(frozen=True)
class _Loan:
    """A font of this computer that has a character, and the character's advance in em."""

    path: Path
    index: int
    advance: float

    @cached_property
    def source(self) -> Source:
        """What to cut from."""
        return Source(self.path, hashlib.sha256(self.path.read_bytes()).hexdigest(), self.index)


@dataclass
class Faces:
    """Answers what slides ask of fonts, for every shipped face and for `system`."""

    fonts: Fonts
    _loans: dict[str, _Loan | None] = field(default_factory=dict)

    def covers(self, face: str, ch: str) -> bool:
        """Tell whether a face has a character."""
        return self._loan(ch) is not None if face == SYSTEM else self.fonts.covers(face, ch)

    def advances(self, face: str) -> Mapping[str, int]:
        """Return the advance in font units of each character of a shipped face; of `system` nothing is known so."""
        return {} if face == SYSTEM else self.fonts.advances(face)

    def width(self, face: str, text: str, px: int) -> float:
        """Return the width of a text in pixels; all of its characters must be covered."""
        if face != SYSTEM:
            return self.fonts.width(face, text, px)
        return sum(loan.advance * px for ch in text if (loan := self._loan(ch)))

    def ascent(self, face: str) -> int:
        """Return the line ascent in font units (a borrowed character stands on the line of another face)."""
        return self.fonts.ascent(_lender(face))

    def descent(self, face: str) -> int:
        """Return the line descent in font units, negative below the baseline."""
        return self.fonts.descent(_lender(face))

    def units(self, face: str) -> int:
        """Return the font units in an em."""
        return self.fonts.units(_lender(face))

    def style(self, face: str) -> tuple[str, int]:
        """Return the CSS family and weight of a face."""
        known = None if face == SYSTEM else self.fonts.face(face)
        return (known.family, known.weight) if known else (_FAMILY, _WEIGHT)

    def subset(self, face: str, chars: str, cache: Path | None) -> list[Subset]:
        """Return the files of a face cut to `chars`; of `system` one for each font that lends a character."""
        if face != SYSTEM:
            return self.fonts.subset(face, chars, cache)
        groups: dict[tuple[Path, int], str] = {}
        lenders: dict[tuple[Path, int], Source] = {}
        for ch in sorted(set(chars)):
            if loan := self._loan(ch):
                key = (loan.path, loan.index)
                groups[key] = groups.get(key, "") + ch
                lenders.setdefault(key, loan.source)
        return [
            Subset(_FAMILY, _WEIGHT, f"system-{i}.woff2", groups[key], cut(lenders[key], groups[key], cache))
            for i, key in enumerate(sorted(groups))
        ]

    @property
    def borrowed(self) -> list[Path]:
        """The font files of this computer that were used, in the order of their paths."""
        return sorted({loan.path for loan in self._loans.values() if loan})

    def _loan(self, ch: str) -> _Loan | None:
        if ch not in self._loans:
            self._loans[ch] = _found(ch)
        return self._loans[ch]


def _lender(face: str) -> str:
    return "sans-700" if face == SYSTEM else face


def _found(ch: str) -> _Loan | None:
    """Return the first font of this computer whose outline of a character can be cut out and measured."""
    loans = (_measured(path, index, ch) for path, index in system_fonts(ch))
    return next((loan for loan in loans if loan), None)


def _measured(path: Path, index: int, ch: str) -> _Loan | None:
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  # heavy: only for a rare character

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            name = font.getBestCmap().get(ord(ch))
            drawn = ("glyf" in font or "CFF " in font) and "fvar" not in font
            return _Loan(path, index, font["hmtx"][name][0] / font["head"].unitsPerEm) if name and drawn else None
    except (OSError, TTLibError):
        return None
