"""Places that may hold a release: a folder, or an address of this computer. Nothing in them is followed or trusted.

A place is read file by file: no link is followed, no device is opened, and never more is read than was asked for.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

from generator.findings import Text

LARGEST = 4 << 30
"""Bytes of the largest file that is read where its size is not known: what a stick can hold."""
_CHUNK = 1 << 20
_SECONDS, _PATIENCE = 10.0, 120.0
"""How long an address may be silent, and how long one file may take."""
_SYSTEMS = {"thumbs.db", "desktop.ini", "system volume information", "$recycle.bin", "lost.dir", ".ds_store"} | {
    ".trashes",
    ".spotlight-v100",
    ".fseventsd",
    ".trash-1000",
}
"""What systems leave in folders and on sticks by themselves: nobody is shown it."""
_REPARSE = 0x400


class Unreadable(Exception):  # noqa: N818  # a verdict on what lies there, not a fault of ours
    """A file is not there as a plain file that can be read; `text` says what is there."""

    def __init__(self, text: Text) -> None:
        """Remember what is wrong with it."""
        super().__init__(text.en)
        self.text = text


class Foreign(Exception):  # noqa: N818  # a verdict on the user's words
    """An address is not one of this computer; nothing was sent to it."""


class Missing(Unreadable):
    """There is no such file."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Text("少了", "missing"))


class Holding(Protocol):
    """A place that may hold a release. Every method raises Unreadable for what is no plain file."""

    def read(self, path: str, most: int) -> bytes:
        """Return a file's bytes, or the first `most` + 1 of them."""
        ...

    def digest(self, path: str, most: int) -> tuple[str, int]:
        """Return a file's sha256 and size; of one larger than `most` no digest and some larger size."""
        ...

    def listed(self) -> Iterator[tuple[str, bool]] | None:
        """Yield all but folders, by path, and whether it is a plain file; None when a place does not tell."""
        ...


@dataclass(frozen=True)
class Folder:
    """A folder, a stick among them."""

    root: Path

    def read(self, path: str, most: int) -> bytes:
        """Return a file's bytes, or the first `most` + 1 of them."""
        with os.fdopen(self._opened(path), "rb") as file:
            return file.read(most + 1)

    def digest(self, path: str, most: int) -> tuple[str, int]:
        """Return a file's sha256 and size; of one larger than `most` only its size."""
        with os.fdopen(self._opened(path), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > most:
                return "", size
            digest, left = hashlib.sha256(), most + 1
            while left > 0 and (chunk := file.read(min(_CHUNK, left))):
                digest.update(chunk)
                left -= len(chunk)
            return digest.hexdigest(), most + 1 - left

    def listed(self) -> Iterator[tuple[str, bool]]:
        """Yield what there is, but for what systems leave."""
        folders = [""]
        while folders:
            folder = folders.pop()
            for item in self._items(folder):
                path, plain = f"{folder}{item.name}", item.is_file(follow_symlinks=False)
                known = item.name.lower() in _SYSTEMS
                if not _is_folder(item):
                    yield from () if known and plain else ((path, plain),)
                elif folder or not known:
                    folders.append(f"{path}/")

    def _items(self, folder: str) -> list[os.DirEntry[str]]:
        """Return what is in a folder, nothing where that may not be seen: then its files are missing."""
        try:
            with os.scandir(self.root / folder) as found:
                return sorted(found, key=lambda item: item.name)
        except PermissionError:
            return []

    def _opened(self, path: str) -> int:
        """Open a plain file below the root with no link on the way."""
        file = self.root
        try:
            for part in path.split("/"):
                file /= part
                if _is_link(file.lstat()):
                    raise Unreadable(_A_LINK)
            flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
            handle = os.open(file, flags)
        except (FileNotFoundError, NotADirectoryError):
            raise Missing from None
        except OSError as refused:
            raise Unreadable(Text(f"读不了（{refused.strerror}）", f"unreadable ({refused.strerror})")) from None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Unreadable(NOT_A_FILE)
        return handle


def _is_link(status: os.stat_result) -> bool:
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_file_attributes", 0) & _REPARSE)


def _is_folder(item: os.DirEntry[str]) -> bool:
    return item.is_dir(follow_symlinks=False) and not _is_link(item.stat(follow_symlinks=False))


@dataclass(frozen=True)
class Address:
    """A web address of this computer, asked without a proxy; where it points elsewhere is not gone to."""

    host: str
    port: int
    base: str = "/"
    seconds: float = field(default=_SECONDS, repr=False)

    @classmethod
    def of(cls, url: str) -> Address:
        """Read an address. Raises Foreign for one that is not plain http on loopback: nothing leaves this computer."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or 80
            loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            raise Foreign(url) from None
        if not loopback or parts.scheme != "http" or "@" in parts.netloc:
            raise Foreign(url)
        base = parts.path.rpartition("/")[0] + "/"
        return cls("127.0.0.1" if host == "localhost" else host, port, base)

    def read(self, path: str, most: int) -> bytes:
        """Return a file's bytes, or the first `most` + 1 of them."""
        return b"".join(self._chunks(path, most))

    def digest(self, path: str, most: int) -> tuple[str, int]:
        """Return a file's sha256 and size; of one larger than `most` no digest."""
        digest, size = hashlib.sha256(), 0
        for chunk in self._chunks(path, most):
            digest.update(chunk)
            size += len(chunk)
        return (digest.hexdigest() if size <= most else ""), size

    def listed(self) -> None:
        """An address does not tell what it has."""
        return

    def _chunks(self, path: str, most: int) -> Iterator[bytes]:
        """Yield a file's bytes up to `most` + 1."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.seconds)
        until = time.monotonic() + _PATIENCE
        try:
            connection.request("GET", f"{self.base}{quote(path)}", headers={"Accept-Encoding": "identity"})
            answer = connection.getresponse()
            _expect_found(answer.status)
            left = most + 1
            while left > 0 and (chunk := answer.read1(min(_CHUNK, left))):
                yield chunk
                left -= len(chunk)
                if time.monotonic() > until:
                    raise Unreadable(Text("太慢，没有读完", "too slow"))
        except (OSError, http.client.HTTPException) as refused:
            raise Unreadable(Text(f"读不了（{refused}）", f"unreadable ({refused})")) from None
        finally:
            connection.close()


def _expect_found(status: int) -> None:
    if status in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE):
        raise Missing
    if 300 <= status < 400:  # noqa: PLR2004  # redirections
        raise Unreadable(Text("被转到别处（没有跟去）", "points elsewhere (not followed)"))
    if status != http.HTTPStatus.OK:
        raise Unreadable(Text(f"读不了（{status}）", f"unreadable ({status})"))


NOT_A_FILE = Text("不是普通文件", "not a plain file")
_A_LINK = Text("是链接，不是文件", "a link, not a file")
