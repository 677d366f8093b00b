"""The findings that making slides can give."""

from __future__ import annotations

from generator.findings import Rule, Text, error, warning

OVERFLOW = error(
    "slide-overflow",
    Text(
        "屏幕“{screen}”放不下“{label}”：“{text}”有{length}个字，这里最多放{room}个字",
        "screen “{screen}” cannot hold “{label}”: “{text}” has {length} characters, there is room for {room}",
    ),
    Text(
        "写一个不超过{room}个字的“短标题”，或把这一句改短",
        "Give the entry a “short” of at most {room} characters, or shorten this text",
    ),
)
GLYPH = error(
    "slide-glyph",
    Text(
        "屏幕“{screen}”的字体里没有“{char}”（U+{code}），在“{text}”里",
        "no font of screen “{screen}” has “{char}” (U+{code}), found in “{text}”",
    ),
    Text("换一个字，或请维护的人补字体", "Use another character, or have the font extended"),
)
SIZE = error(
    "screen-size",
    Text(
        "屏幕“{screen}”是 {size} 像素，现在没有这个尺寸的版式",
        "screen “{screen}” is {size} pixels; there are no layouts of this size",
    ),
    Text("可以用：{sizes}，或它们的整数倍", "Use one of {sizes}, or a whole multiple of it"),
)
OUTDOOR = warning(
    "slide-outdoor",
    Text(
        "“{title}”提到“{word}”，没有放到户外的屏幕“{screen}”上",
        "“{title}” mentions “{word}” and is kept off the outdoor screen “{screen}”",
    ),
    Text("户外屏不放涉及个人隐私和处分的内容；写“上屏: 否”就不再提示", "Set on_screen: no to silence this"),
)

SCREEN_RULES: tuple[Rule, ...] = (OVERFLOW, GLYPH, SIZE, OUTDOOR)
