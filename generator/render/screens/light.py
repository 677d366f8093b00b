"""Light: how bright a slide is on the average, reckoned from its own boxes and text, without a browser.

The share of an em square that is ink is measured for each face in Chromium; tests compare whole slides.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from html import unescape
from io import BytesIO
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from generator.patterns import late
from generator.render.screens.palette import colour

if TYPE_CHECKING:
    from generator.settings import Screen

INK = {
    "sans-700": (0.35, 0.19, 0.085),
    "sans-900": (0.48, 0.23, 0.10),
    "serif-900": (0.35, 0.18, 0.065),
    "serif-700": (0.30, 0.15, 0.055),
    "figures-700": (0.28, 0.18, 0.06),
    "pixel-12": (0.32, 0.115, 0.06),
    "pixel-16": (0.25, 0.083, 0.05),
}
"""Linear light of a Han character, of a letter or digit, and of a sign: shares of an em square of white."""
CODE = 0.7
"""The light of a QR code with its margin."""
PICTURE = 0.25
"""The light of a picture that is not known, and of a clip."""
_CALL = b"STREETLIGHT.picture("
_SAMPLE = 96
"""Pixels a side of the sample that a picture's light is taken from."""
_TOKEN = late(r"<(/?)(\w+)([^>]*)>([^<]*)")
_CLASS = late(r'class="([^"]*)"')
_NAME = late(r'data-\w+="([^"]*)"')
_NUMBER = late(r"([a-z-]+):(-?\d+)px")
_RULE = late(r"([^{}]+)\{([^{}]*)\}")
_SAYS = late(r"(?<![a-z-])(color|background|visibility): *([#\w]+)")
_EMPTY = {"img", "br"}


def of(html: str, style: str = "", *, night: bool = False, files: Mapping[str, bytes] | None = None) -> float:
    """Return a slide's mean light in % of a white screen, at `night` as the player shows it then.

    `style` is that of its layout: what it says of colours counts. `files` are the scripts of its pictures by name.
    """
    scene = _Scene(files or {}, _rules(style), [_Style(around=frozenset({"dim"} if night else ()))])
    for closing, tag, attributes, text in _TOKEN.findall(html):
        if closing:
            scene.open.pop()
        else:
            inner = scene.enter(attributes)
            scene.open += [] if tag in _EMPTY else [inner]
        scene.write(unescape(text), scene.open[-1])
    return 100 * scene.total / scene.area


def night_ok(light: float, screen: Screen) -> bool:
    """Tell whether a slide of this light may play in a screen's night hours."""
    return screen.night is None or light <= screen.night_level


@lru_cache(maxsize=512)
def of_picture(script: bytes) -> float:
    """Return the light of a picture, 0 to 1, from the script that carries it."""
    from PIL import Image  # noqa: PLC0415  # heavy: only where there are pictures

    data = script[script.index(b"base64,") + len(b"base64,") : script.rindex(b'"')]
    small = Image.open(BytesIO(base64.b64decode(data))).convert("RGB").resize((_SAMPLE, _SAMPLE))
    pixels = small.tobytes()
    return sum(_luminance(*pixels[i : i + 3]) for i in range(0, len(pixels), 3)) / _SAMPLE**2


@cache
def luminance(value: str) -> float:
    """Return the light of a colour, `#RRGGBB` or `#RGB`, 0 to 1."""
    digits = value[1:] if len(value) > len("#RGB") else "".join(2 * digit for digit in value[1:])
    return _luminance(*bytes.fromhex(digits))


def _luminance(red: int, green: int, blue: int) -> float:
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


@cache
def _linear(level: int) -> float:
    part = level / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # sRGB's two pieces


class _Rule(NamedTuple):
    """What a rule of a style says of elements of some classes within elements of others."""

    around: frozenset[str]
    kinds: frozenset[str]
    says: Mapping[str, str]


@cache
def _rules(style: str) -> tuple[_Rule, ...]:
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    pairs = ((one.split(), body) for selectors, body in _RULE.findall(plain) for one in selectors.split(","))
    named = (([set(part.split(".")[1:]) for part in parts], dict(_SAYS.findall(body))) for parts, body in pairs)
    return tuple(_Rule(frozenset().union(*around), frozenset(kinds), says) for (*around, kinds), says in named if says)


@dataclass(frozen=True)
class _Style:
    """What an element hands on to those in it: the light and face of text, its middle, and how much of it is seen."""

    around: frozenset[str]
    light: float = 1
    face: str = ""
    px: int = 0
    x: float = 0
    y: float = 0
    window: int = 0
    seen: float = 1


@dataclass
class _Scene:
    """Adds up the light of ground, marks, pictures and text, each over what lies below it."""

    files: Mapping[str, bytes]
    rules: tuple[_Rule, ...]
    open: list[_Style]
    ground: str = "off"
    area: int = 1
    total: float = 0
    patches: list[tuple[int, int, int, int, float]] = field(default_factory=list)

    def enter(self, attributes: str) -> _Style:
        """Take an element in; return what it hands on."""
        found = _CLASS.search(attributes)
        kinds = frozenset(found[1].split()) if found else frozenset()
        box = {name: int(number) for name, number in _NUMBER.findall(attributes)}
        prefixed = {kind[0]: kind[2:] for kind in kinds if kind[1:2] == "-"}
        said = self.said(kinds)
        if "slide" in kinds:
            self.ground = prefixed["g"]
            self.area = box["width"] * box["height"]
            self.paint(box, self.light("ground", ""))
        elif "m" in kinds:
            self.paint(box, self.light(prefixed["m"], said.get("background", "")))
        elif "p" in kinds and said.get("visibility") != "hidden":
            self.paint(box, CODE if "qr" in kinds else self.picture(attributes))
        return self.style(kinds, prefixed, box, said.get("color", ""))

    def said(self, kinds: frozenset[str]) -> dict[str, str]:
        """Return what the layout's style says of an element."""
        around, found = self.open[-1].around, dict[str, str]()
        for rule in self.rules:
            if rule.kinds <= kinds and rule.around <= around:
                found |= rule.says
        return found

    def style(self, kinds: frozenset[str], prefixed: Mapping[str, str], box: Mapping[str, int], said: str) -> _Style:
        """Return what an element hands on."""
        outer = self.open[-1]
        style = replace(
            outer,
            around=outer.around | kinds,
            light=self.light(prefixed["t"], said) if "t" in prefixed else outer.light,
            face=prefixed.get("f", outer.face),
            px=box.get("font-size", outer.px),
        )
        if "w" in kinds:
            return replace(style, x=box["left"], y=box["top"], window=box["width"])
        if "t" in kinds:
            x, y = style.x + box["left"] + box["width"] / 2, style.y + box["top"] + box["height"] / 2
            return replace(style, x=x, y=y, seen=min(1, style.window / box["width"]) if style.window else 1)
        return style

    def picture(self, attributes: str) -> float:
        """Return the light of a picture or clip."""
        found = _NAME.search(attributes)
        script = self.files.get(found[1], b"") if found else b""
        return of_picture(script) if script.startswith(_CALL) else PICTURE

    def paint(self, box: Mapping[str, int], light: float) -> None:
        """Put a box of plain light on."""
        x, y = box.get("left", 0), box.get("top", 0)
        right, foot = x + box["width"], y + box["height"]
        columns = _edges(x, right, (edge for p in self.patches for edge in (p[0], p[2])))
        rows = _edges(y, foot, (edge for p in self.patches for edge in (p[1], p[3])))
        for (a, b), (c, d) in product(pairwise(columns), pairwise(rows)):
            self.total += (b - a) * (d - c) * (light - self.below(a, c))
        self.patches.append((x, y, right, foot, light))

    def write(self, text: str, style: _Style) -> None:
        """Put text on."""
        shares = INK.get(style.face, INK["sans-700"])
        ink = sum(shares[0 if ch > "\u2fff" and ch.isalpha() else 1 if ch.isalnum() else 2] for ch in text if ch > " ")
        self.total += ink * style.px**2 * style.seen * (style.light - self.below(style.x, style.y))

    def light(self, tone: str, said: str) -> float:
        """Return the light of a tone on the slide's ground, or of the colour that a style says instead."""
        return luminance(said or colour(self.ground, tone))

    def below(self, x: float, y: float) -> float:
        """Return the light of what was put on last at a point."""
        return next((p[4] for p in reversed(self.patches) if p[0] <= x < p[2] and p[1] <= y < p[3]), 0.0)


def _edges(start: int, end: int, others: Iterable[int]) -> list[int]:
    """Return where a span is cut by edges within it, its own ends included."""
    return sorted({start, end, *(edge for edge in others if start < edge < end)})
