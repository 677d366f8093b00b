"""Places that may hold a release: a folder, or an address of this computer. Nothing in them is followed or trusted.

A place is read file by file: no link is followed, no device is opened, and never more is read than was asked for.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import os
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Protocol
from urllib.parse import quote, urlsplit

from generator.findings import Text

LARGEST = 4 << 30
"""Bytes of the largest file that is read where its size is not known: what a stick can hold."""
_CHUNK = 1 << 20
_SECONDS, _PATIENCE, _ALL = 10.0, 60.0, 900.0
"""How long an address may be silent, how long one file may take, how long all of them."""
_REPARSE = 0x400


class Unreadable(Exception):  # noqa: N818  # a verdict on what lies there, not a fault of ours
    """A file is not there as a plain file that can be read; `text` says what is there."""

    def __init__(self, text: Text) -> None:
        """Remember what is wrong with it."""
        super().__init__(text.en)
        self.text = text


class Unreachable(Unreadable):
    """Nobody answers at an address."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Text("连不上", "nobody answers there"))


class TooSlow(Unreachable):
    """An address keeps talking and does not come to an end."""

    def __init__(self) -> None:
        """Say so."""
        Unreadable.__init__(self, Text("太慢，到时间还没读完", "too slow, given up before the end"))


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
        """Yield what there is."""
        folders = [""]
        while folders:
            folder = folders.pop()
            for item in self._items(folder):
                path = f"{folder}{item.name}"
                if _is_folder(item):
                    folders.append(f"{path}/")
                else:
                    yield path, item.is_file(follow_symlinks=False)

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
    patience: float = field(default=_PATIENCE, repr=False)
    until: float = field(default_factory=lambda: time.monotonic() + _ALL, repr=False, compare=False)

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
        """Yield a file's bytes up to `most` + 1. Raises TooSlow, however the answer is dragged out."""
        until = min(time.monotonic() + self.patience, self.until)
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.seconds)
        try:
            connection.connect()
        except OSError:
            raise Unreachable from None
        watchdog = Timer(max(until - time.monotonic(), 0), _hang_up, [connection.sock])
        watchdog.daemon = True
        watchdog.start()
        try:
            yield from self._answer(connection, path, most)
        except (OSError, http.client.HTTPException) as refused:
            _expect_before(until)
            raise Unreadable(Text(f"读不了（{refused}）", f"unreadable ({refused})")) from None
        finally:
            watchdog.cancel()
            connection.close()
        _expect_before(until)

    def _answer(self, connection: http.client.HTTPConnection, path: str, most: int) -> Iterator[bytes]:
        connection.request("GET", f"{self.base}{quote(path)}", headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        _expect_found(answer.status)
        left = most + 1
        while left > 0 and (chunk := answer.read1(min(_CHUNK, left))):
            yield chunk
            left -= len(chunk)


def _hang_up(line: socket.socket) -> None:
    """End a connection: whoever reads from it is told at once."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _expect_before(until: float) -> None:
    """Raise TooSlow when a moment has passed: what was read is then no whole answer."""
    if time.monotonic() >= until:
        raise TooSlow


def _expect_found(status: int) -> None:
    if status in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE):
        raise Missing
    if 300 <= status < 400:  # noqa: PLR2004  # redirections
        raise Unreadable(Text("被转到别处（没有跟去）", "points elsewhere (not followed)"))
    if status != http.HTTPStatus.OK:
        raise Unreadable(Text(f"读不了（{status}）", f"unreadable ({status})"))


NOT_A_FILE = Text("不是普通文件", "not a plain file")
_A_LINK = Text("是链接，不是文件", "a link, not a file")
