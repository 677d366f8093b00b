"""Settings that parse, but cannot be right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.check import Check
from generator.findings import Finding, Rule, Text, error
from generator.site import Site

# The formats of the three registrations a public site prints (public display rules).
_PATTERNS = {
    "site_code": (re.compile(r"\d{10}"), "10位数字"),
    "icp": (
        re.compile(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]ICP备\d{6,10}号(-\d+)?"),
        "豫ICP备12345678号",
    ),
    "police": (re.compile(r".公网安备\s?\d{13,14}号"), "豫公网安备41010502000001号"),
    "url": (re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[\w./-]*)?"), "https://street.example/"),
}
BAD_REGISTRATION = error(
    "bad-registration",
    Text("“{value}”的格式不对", "“{value}” has the wrong form"),
    Text(
        "照着批文写，样子是 {example}；没有就不写这一行",
        "Copy it from the document, like {example}; leave it out if there is none",
    ),
)
UNKNOWN_PLAYLIST = error(
    "unknown-playlist",
    Text("屏幕“{screen}”要播的“{name}”不是一个栏目", "the screen “{screen}” plays “{name}”, which is no collection"),
    Text("可以写：{known}", "Choose from: {known}"),
)
DUPLICATE_SCREEN = error(
    "duplicate-screen",
    Text("有两块屏幕的编号都是“{screen}”", "two screens have the id “{screen}”"),
    Text("换一个编号", "Choose another id"),
)


def check(site: Site) -> Iterator[Finding]:
    """Registrations have their official form, screens have ids of their own, and playlists name collections."""
    for name, (pattern, example) in _PATTERNS.items():
        value = getattr(site.settings, name)
        if value and not pattern.fullmatch(value):
            yield _at(site, BAD_REGISTRATION, name, value=value, example=example)
    known = {w for c in site.collections.values() for w in (c.name, c.label)}
    twice = [i for i, n in Counter(s.id.casefold() for s in site.settings.screens).items() if n > 1]
    for i, screen in enumerate(site.settings.screens):
        if screen.id.casefold() in twice:
            yield _at(site, DUPLICATE_SCREEN, "screens", i, "id", screen=screen.id)
        for name in (n for n in screen.playlist if n not in known):
            args = {"screen": screen.id, "name": name, "known": _known(site)}
            yield _at(site, UNKNOWN_PLAYLIST, "screens", i, "playlist", **args)


def _known(site: Site) -> Text:
    collections = site.collections.values()
    return Text("、".join(c.label for c in collections), ", ".join(c.name for c in collections))


def _at(site: Site, rule: Rule, *path: str | int, **args: object) -> Finding:
    return Finding(rule, site.setting_place(*path), args=args)


CHECK = Check((BAD_REGISTRATION, UNKNOWN_PLAYLIST, DUPLICATE_SCREEN), check)
