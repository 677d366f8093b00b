"""Signs: which commas, quotes and brackets of a line are set in half their width.

The ink of a full-width sign sits in one half of its cell. At the edges of a line the empty half would look like an
indent; between two signs it would look like a hole.
"""

from __future__ import annotations

from generator.patterns import late

OPENS = "（《〈“‘「『【〔"
CLOSES = "，。、；：！？）》〉”’」』】〕"
SHARE = 0.5
"""The part of an em that `halt` takes from a sign (the shipped faces agree; a test reads it from the fonts)."""
FACES = frozenset({"sans-700", "sans-900", "serif-700", "serif-900"})
"""The faces that have `halt`; bitmap faces have none, and keep whole cells."""


HALVES = late(rf"(?:(?:\A|(?<=[{OPENS}]))[{OPENS}]|[{CLOSES}](?=[{OPENS}{CLOSES}]|\Z))+")
"""The runs of signs that `halved` halves."""
INNER = late(rf"[{CLOSES}](?=[{OPENS}{CLOSES}])|(?<=[{OPENS}])[{OPENS}]")
"""The signs that are halved wherever a line begins and ends, if it holds their neighbour."""


def halved(text: str) -> list[bool]:
    """Return for each character of a line whether it is set in half its width.

    That is an opening sign at the start of the line or behind another opening one, and a closing sign at the end of
    the line or before any other sign.
    """
    return [_halved(text[i - 1] if i else "", ch, text[i + 1 : i + 2]) for i, ch in enumerate(text)]


def _halved(before: str, ch: str, after: str) -> bool:
    if ch in OPENS:
        return not before or before in OPENS
    return ch in CLOSES and (not after or after in OPENS + CLOSES)
