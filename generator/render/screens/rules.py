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
NO_ROOM = error(
    "slide-no-room",
    Text(
        "屏幕“{screen}”放不下“{label}”这种版式：站在{distance}米外看得清的字，这里写不下“{text}”",
        "screen “{screen}” has no room for the layout “{label}”: in letters that are read from {distance} m, “{text}” does "
        "not fit",
    ),
    Text(
        "在这块屏幕写“不用的版式: [{label}]”；再看看“点间距”和“观看距离”写得对不对",
        "Write “without: [{label}]” for this screen; check its pitch and distance, too",
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
        "屏幕“{screen}”是 {size} 像素，这种大小放不下能看清的字",
        "screen “{screen}” is {size} pixels, too small for text that can be read",
    ),
    Text(
        "横屏至少高96，条屏至少高32，竖屏至少宽540",
        "At least 96 pixels high, strips 32 high, portrait screens 540 wide",
    ),
)
CODE = error(
    "slide-code",
    Text(
        "屏幕“{screen}”放不下网址“{text}”的二维码：格子太小，手机扫不出来",
        "screen “{screen}” is too small for a code of “{text}” that a phone can read",
    ),
    Text(
        "把这一条的编号改短，或换短一点的网址，或在这块屏幕的“不用的版式”里写“二维码”",
        "Give the entry a shorter id, use a shorter address, or leave the layout out on this screen (without: 二维码)",
    ),
)
TOO_FAR = error(
    "screen-distance",
    Text(
        "屏幕“{screen}”离人{distance}米，这块屏幕上最大的字也只有{farthest}米以内看得清",
        "viewers of screen “{screen}” are {distance} m away; even its largest text is read within {farthest} m only",
    ),
    Text(
        "先看“点间距”：照现在写的，这块屏幕只有{width}米宽（P10要写100）。没写错的话，“观看距离”最多写{farthest}",
        "Look at the pitch first: as it is, the screen is {width} m wide (P10 is written 100). If it is right, write a "
        "distance of at most {farthest}",
    ),
)
OUTDOOR = warning(
    "slide-outdoor",
    Text(
        "“{title}”提到“{word}”，没有放到屏幕“{screen}”上：{why}",
        "“{title}” mentions “{word}” and is kept off the screen “{screen}”: {why}",
    ),
    Text("写“上屏: 否”就不再提示；网页上照常看得到", "Set on_screen: no to silence this; its page stays"),
)

SCREEN_RULES: tuple[Rule, ...] = (OVERFLOW, NO_ROOM, GLYPH, SIZE, CODE, TOO_FAR, OUTDOOR)
