"""What video does to colour: it halves its resolution (4:2:0), which small letters do not survive."""

from __future__ import annotations

import re

from generator.publish.export.playlist import Playing

SMALL = 384 * 192
"""Screens of this many pixels are better served with stills."""
LEAST = 40
"""Pixels from which coloured letters keep their shape."""
_COLOURED = re.compile(r'class="t [^"]*\bt-lamp" style="[^"]*font-size:(\d+)px')


def spoilt_by_video(playing: Playing) -> bool:
    """Tell whether a loop looks better as stills than as video."""
    width, height = playing.programme.size
    slides = (playing.programme.slides[i] for i in playing.loop)
    sizes = (int(px) for slide in slides for px in _COLOURED.findall(slide.html))
    return width * height <= SMALL or any(px < LEAST for px in sizes)
