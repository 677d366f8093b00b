"""Which texts were found clean: they are not searched again until they, a rule or a setting change."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from generator.checks.check import TextCheck
from generator.checks.corpus import Page
from generator.site import Site

_FILE = "clean-texts"
_SIZE = 16  # bytes of a digest
_MOST = 100_000  # digests kept: those of several projects, and of texts as they were before
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Clean:
    """The digests of texts found clean, newest first, and the seal that all of them were made under."""

    folder: Path | None
    seal: bytes
    known: dict[bytes, None]

    @classmethod
    def read(cls, folder: Path | None, site: Site, checks: Iterable[TextCheck]) -> Clean:
        """Read what is known of a site's texts; without a folder, or from a file that is not whole, nothing."""
        if folder is None:
            return cls(None, b"", {})
        try:
            data = (folder / _FILE).read_bytes()
        except OSError:
            data = b""
        body = data[_SIZE:]
        whole = data[:_SIZE] == blake2b(body, digest_size=_SIZE).digest() and len(body) % _SIZE == 0
        known = [body[i : i + _SIZE] for i in range(0, len(body), _SIZE)] if whole else []
        return cls(folder, _seal(site, checks), dict.fromkeys(known))

    def unknown(self, pages: Iterable[Page]) -> list[Page]:
        """Return the pages that have to be searched."""
        return [page for page in pages if not self.known or self._digest(page) not in self.known]

    def remember(self, pages: Iterable[Page]) -> None:
        """Write down which pages are clean; what cannot be written is searched again, that is all."""
        if self.folder is None:
            return
        digests = dict.fromkeys(self._digest(page) for page in pages)
        if digests.keys() <= self.known.keys():
            return
        body = b"".join([*digests, *(d for d in self.known if d not in digests)][:_MOST])
        file = self.folder / _FILE
        part = file.with_name(f"{_FILE}.{os.getpid()}")
        try:
            part.write_bytes(blake2b(body, digest_size=_SIZE).digest() + body)
            part.replace(file)
        except OSError:
            part.unlink(missing_ok=True)

    def _digest(self, page: Page) -> bytes:
        words = f"{page.entry.key}\0{page.fields}\0{page.text}".encode("utf-8", "surrogatepass")
        return blake2b(words, digest_size=_SIZE, key=self.seal).digest()


def _seal(site: Site, checks: Iterable[TextCheck]) -> bytes:
    """Return a digest of all that decides on texts: the program, the settings, and what checks know of the rest."""
    seal = blake2b(program(), digest_size=_SIZE)
    seal.update(repr(site.settings).encode("utf-8", "surrogatepass"))
    for check in checks:
        seal.update(repr(check.given(site)).encode("utf-8", "surrogatepass"))
    return seal.digest()


@cache
def program() -> bytes:
    """Return a digest of the code that decides what is clean: with another rule all is looked at anew."""
    seal = blake2b(sys.version.encode(), digest_size=_SIZE)
    for room in ("checks", "collections", "schema", "settings", "site"):
        for file in sorted((_PACKAGE / room).rglob("*")):
            if file.suffix in {".py", ".yml"} and "examples" not in file.parts:
                seal.update(file.read_bytes())
    return seal.digest()
