"""Which links of a Markdown text stay: read as a browser reads them, so that nothing passes in disguise."""

from __future__ import annotations

import re
from urllib.parse import unquote

# Browsers drop these wherever they stand (tab, line ends) or at the edges (blanks, control characters).
_DROPPED = re.compile(r"[\t\r\n]|^[\x00-\x20\x7f-\xa0\s]+|[\x00-\x20\x7f-\xa0\s]+$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NUMBER = re.compile(r"[0-9+*#;,()-]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*")


def kept_link(address: str) -> str | None:
    """Return the address as it may stand in a page, or None.

    Links that change the host without saying so (`//host`, also written with backslashes or blanks) go. A telephone
    link is plain digits, a mail link a plain address: nothing in it is percent-encoded, so that checks can read it.
    """
    address = _DROPPED.sub("", address)
    while address != (bare := _DROPPED.sub("", address)):
        address = bare
    if _CONTROL.search(address) or address.replace("\\", "/").startswith("//"):
        return None
    found = _SCHEME.match(address)
    if not found:
        return address
    scheme, rest = found[1].lower(), address[found.end() :]
    return _checked(scheme, rest)


def _checked(scheme: str, rest: str) -> str | None:
    if scheme in ("http", "https"):
        return f"{scheme}:{rest}" if rest.startswith("//") and not rest.startswith("///") else None
    plain = re.sub(r"\s", "", unquote(rest))
    wanted = {"tel": _NUMBER, "mailto": _MAIL}.get(scheme)
    return f"{scheme}:{plain.replace('#', '%23')}" if wanted and wanted.fullmatch(plain) else None
