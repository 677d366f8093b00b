"""Which characters count as the same: letter case, full-width and half-width forms, and dots between names.

Every character stays one character, so that a place in the folded text is the same place in the text. The script that
searches (theme/website/assets/search.js) folds queries and texts in the same way.
"""

from __future__ import annotations

import re

_OFTEN = "，！（）：；？％．－～／＋"
"""Full-width signs of everyday texts: looked for one by one, which is faster than a table for all characters."""
_WIDE = re.compile("[\uff01-\uff5e]")
_OTHERS = {"\u3000": " ", "\xa0": " ", "・": "·", "•": "·", "‧": "·", "`": "'", "İ": "i", "Σ": "σ"}
"""İ and Σ, since what they become small hangs on the language or on where they stand."""
_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """Return a text as it is compared; as long as it was."""
    for sign in _OFTEN:
        text = text.replace(sign, chr(ord(sign) - 0xFEE0))
    if _WIDE.search(text):
        text = text.translate(_TO_HALF)
    for sign, same in _OTHERS.items():
        text = text.replace(sign, same)
    return text.lower()
