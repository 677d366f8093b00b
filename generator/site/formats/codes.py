"""The door to zxing-cpp: what the QR codes and bar codes in a picture say."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.patterns import late

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 80_000_000
_ESCAPES = 3
"""How often a text may have been escaped."""
_CARD, _FIELD = late(r"\s*BEGIN:VCARD", re.IGNORECASE), late(r"^[^:]*:")
_LEAST, _WIDEST = 21, 2400
"""Modules of the smallest QR code; and the longer side at which codes are looked for."""


class Undrawable(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """The bytes cannot be decoded as a picture."""


def codes_in(data: bytes) -> list[str]:
    """Return what the codes in a picture say, whatever way it is turned. Raises Undrawable."""
    from PIL import Image  # noqa: PLC0415 (heavy: only where a picture is not known)

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height <= MAX_PIXELS:
                opened.draft("L", (_WIDEST, _WIDEST))
                return [] if min(opened.size) < _LEAST else read_codes(_grey(opened))
    except Exception:  # noqa: BLE001  # decoders raise almost anything for damaged bytes
        raise Undrawable from None
    raise Undrawable


def read_codes(grey: Image) -> list[str]:
    """Return what the codes in a grey picture say: those that people scan, not those of goods."""
    import zxingcpp  # noqa: PLC0415 (as above)

    kinds = zxingcpp.BarcodeFormat
    wanted = zxingcpp.BarcodeFormats(
        (kinds.QRCode, kinds.MicroQRCode, kinds.RMQRCode, kinds.DataMatrix, kinds.Aztec, kinds.PDF417, kinds.Code128)
    )
    return [way for code in zxingcpp.read_barcodes(grey, formats=wanted) for way in _readings(code.text)]


def _readings(text: str) -> list[str]:
    """Return what a code says: as it stands, with its escapes read, and a card of a person on one line."""
    found = [text]
    while len(found) <= _ESCAPES and (plain := unquote(found[-1])) != found[-1]:
        found.append(plain)
    if _CARD.match(text):
        found.append("，".join(_FIELD.sub("", line).replace(";", "") for line in found[-1].splitlines()))
    return found


def _grey(picture: Image) -> Image:
    """Return a picture in greys on white, no larger than codes need."""
    from PIL import Image  # noqa: PLC0415 (as above)

    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    grey = picture.convert("L")
    grey.thumbnail((_WIDEST, _WIDEST))
    return grey
