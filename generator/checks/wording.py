"""What the checks of wording share."""

from __future__ import annotations

HAN = "\u4e00-\u9fff"
NUMERALS = "一二三四五六七八九十"


def quoted(text: str, start: int) -> bool:
    """Tell whether a place in a text is inside “quotation marks”."""
    return text.rfind("“", 0, start) > text.rfind("”", 0, start)
