"""The colours of the screens (LOOK.md, “Colour”): five tones on five grounds, and the styles made of them."""

from __future__ import annotations

from collections.abc import Mapping

LAMP = "#FFC247"
WHITE = "#FFFFFF"
BLACK = "#000000"

GROUNDS: Mapping[str, Mapping[str, str]] = {
    "night": {"ground": "#0B1424", "dim": "#A9B8D0", "unlit": "#34496B", "panel": "#18263F"},
    "red": {"ground": "#5C0A10", "dim": "#EBBFB8", "unlit": "#9A3A38", "panel": "#7A161B"},
    "off": {"ground": "#000000", "dim": "#C0C8D8", "unlit": "#4A5A78", "panel": "#18263F"},
    "red-led": {"ground": "#600000", "dim": "#FFC8BC", "unlit": "#B04030", "panel": "#7A161B"},
}
"""Ground name → its own colours; lamp, white and black are the same on each."""

COARSE = {"night": "off", "red": "red-led"}
"""What stands in for a ground on walls whose diodes are seen one by one (P5 and coarser)."""
COARSE_PITCH = 50

TEXT_TONES = ("lamp", "white", "dim", "black")
MARK_TONES = ("ground", "lamp", "white", "unlit", "panel", "black")


def ground_on(ground: str, pitch: int) -> str:
    """Return the ground to use on a wall of this pitch, in tenths of a millimetre."""
    return COARSE.get(ground, ground) if pitch >= COARSE_PITCH else ground


def colour(ground: str, tone: str) -> str:
    """Return the colour of a tone on a ground, as #RRGGBB."""
    fixed = {"lamp": LAMP, "white": WHITE, "black": BLACK}
    return fixed.get(tone) or GROUNDS[ground][tone]


def styles(grounds: list[str]) -> str:
    """Return the rules `.g-<ground>`, `.t-<tone>` (text) and `.m-<tone>` (marks) of these grounds."""
    rules = []
    for ground in grounds:
        rules.append(f".g-{ground}{{background:{colour(ground, 'ground')}}}")
        rules += [f".g-{ground} .t-{t}{{color:{colour(ground, t)}}}" for t in TEXT_TONES]
        rules += [f".g-{ground} .m-{t}{{background:{colour(ground, t)}}}" for t in MARK_TONES]
    return "\n".join(rules) + "\n"
