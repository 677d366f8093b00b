"""Settings that parse, but cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Check
from generator.findings import Finding, Text, error
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


def check(site: Site) -> Iterator[Finding]:
    """Registrations have their official form."""
    for name, (pattern, example) in _PATTERNS.items():
        value = getattr(site.settings, name)
        if value and not pattern.fullmatch(value):
            yield Finding(BAD_REGISTRATION, site.setting_place(name), args={"value": value, "example": example})


CHECK = Check((BAD_REGISTRATION,), check)
