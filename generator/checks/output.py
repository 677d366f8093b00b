"""The finished files, read once more: what markup joins, no entry's own text shows."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from generator.checks.personal_data import allowed_numbers, found_in
from generator.findings import Finding, Place
from generator.site import Artifact, Site

_TEXTS = (".html", ".xml", ".txt", ".ics", "/a.js")
_BLANKS = re.compile(r"\s+")
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>|<!--.*?-->"
)
_BLOCK = re.compile(r"<[^>]*>")
_UID = re.compile(r"^UID:.*$", re.MULTILINE)
_LINK = re.compile(r"""(?:href|title|alt|content)=["']([^"'>]*)""")


def check_output(site: Site, artifacts: Iterable[Artifact]) -> Iterator[Finding]:
    """No page, feed or slide may show a number that must not get out, however its markup cuts it up."""
    allowed = allowed_numbers(site)
    origins = {e.url: e for e in site.all()}
    for artifact in artifacts:
        if not artifact.path.endswith(_TEXTS):
            continue
        for rule, masked in found_in(_visible(artifact), allowed):
            entry = origins.get(artifact.path)
            place = entry.origin if entry else Place(f"public/{artifact.path}")
            yield Finding(rule, place, entry.key if entry else "", {"masked": masked})


def _slides(release: str) -> str:
    """Return the HTML of a release's slides: the third of the texts that it hands over holds them."""
    payload = json.loads(f"[{release[release.index('(') + 1 : release.rindex(')')]}]")[2]
    return "\n".join(slide["html"] for slide in json.loads(payload)["slides"])


def _visible(artifact: Artifact) -> str:
    """Return what a reader sees, one line a block, and behind it the words of links and titles."""
    text = artifact.data.decode().replace("\r\n ", "")  # a calendar's lines are folded (RFC 5545)
    if artifact.path.endswith(".js"):
        text = _slides(text)
    if artifact.path.endswith(".ics"):
        text = _UID.sub("", text)  # a hash that no one wrote
    text = _BLANKS.sub(" ", text)
    hidden = "\n".join(unquote(html.unescape(words)) for words in _LINK.findall(text))
    shown = _BLOCK.sub("\n", _INLINE.sub("", _BREAK.sub(" ", text)))
    return f"{html.unescape(shown)}\n{hidden}"
