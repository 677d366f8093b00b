"""Settings that parse, but cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check
from generator.findings import Finding, Text, closest, error
from generator.patterns import late
from generator.site import Site

# The formats of the three registrations a public site prints (public display rules).
_PATTERNS = {
    "site_code": (late(r"\d{10}"), "10位数字"),
    "icp": (
        late(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]ICP备\d{6,10}号(-\d+)?"),
        "豫ICP备12345678号",
    ),
    "police": (late(r".公网安备\s?\d{13,14}号"), "豫公网安备41010502000001号"),
    "url": (late(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[\w./-]*)?"), "https://street.example/"),
}
BAD_REGISTRATION = error(
    "bad-registration",
    Text("“{value}”的格式不对", "“{value}” has the wrong form"),
    Text(
        "照着批文写，样子是 {example}；没有就不写这一行",
        "Copy it from the document, like {example}; leave it out if there is none",
    ),
)


UNKNOWN_CHARGE = error(
    "unknown-charge",
    Text("“{who}”负责的“{name}”不是一个栏目", "“{who}” is in charge of “{name}”, which is no collection"),
    Text("{guess}可以写：{known}、网站设置", "{guess}Choose from: {known}, site_config"),
)
OF_SETTINGS = ("网站设置", "site_config")
"""What somebody is in charge of who minds site_config.yml."""


def check(site: Site) -> Iterator[Finding]:
    """Registrations have their official form; whoever is in charge of something is in charge of a collection."""
    for name, (pattern, example) in _PATTERNS.items():
        value = getattr(site.settings, name)
        if value and not pattern.fullmatch(value):
            yield Finding(BAD_REGISTRATION, site.setting_place(name), args={"value": value, "example": example})

    collections = site.collections.values()
    known = Text("、".join(c.label for c in collections), ", ".join(c.name for c in collections))
    words = {word for c in collections for word in (c.name, c.label, c.tab) if word} | set(OF_SETTINGS)
    for i, duty in enumerate(site.settings.in_charge):
        for n, name in enumerate(duty.collections):
            if name not in words:
                args = {"who": duty.who, "name": name, "guess": closest(name, words), "known": known}
                yield Finding(UNKNOWN_CHARGE, site.setting_place("in_charge", i, "collections", n), args=args)


CHECK = Check((BAD_REGISTRATION, UNKNOWN_CHARGE), check)
