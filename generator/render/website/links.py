"""Addresses: every link is relative and names its file, so that a folder, a sub-folder and a host serve the same bytes."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlsplit


@lru_cache(maxsize=65536)
def quoted(path: str) -> str:
    """Percent-encode a path (ids may be Chinese); `/` and a fragment's `#` stay."""
    return quote(path, safe="/#-._~")


def root_of(path: str) -> str:
    """Return what leads from a page to the site's root: "" or "../" for each folder."""
    return "../" * path.count("/")


def absolute(url: str, path: str) -> str:
    """Return the address of a page on the configured host; without one the path from the root (see `feed`)."""
    return f"{url.rstrip('/')}/{quoted(path)}"


@lru_cache(maxsize=16)
def host_of(url: str) -> str:
    """Return the host of the configured address, or nothing."""
    return urlsplit(url).hostname or ""


def tel(phone: str) -> str:
    """Return the digits of a phone number as `tel:` wants them; an extension becomes a pause and its digits."""
    number, _, extension = phone.partition("转")
    digits = "".join(c for c in number if c.isdigit())
    return f"{digits},{extension}" if extension else digits
