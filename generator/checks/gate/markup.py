"""Readers of text: pages, feeds, calendars, styles, scripts, and what screens are told."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from generator.checks.gate.escapes import ESCAPED, attributes, meant
from generator.checks.gate.said import Inside, Said, Unreadable, Words
from generator.checks.gate.tags import Tags
from generator.patterns import late

_BREAK = late(r"<br\b[^>]*>", re.IGNORECASE)
_COMMENT = late(r"<!--(.*?)-->", re.DOTALL)
_RAW = late(r"<(script|style)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_CDATA = late(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CELL = late(r"</t[dh]\s*>\s*<t[dh]\b[^>]*>", re.IGNORECASE)
_INLINE = late(
    r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tspan|u|wbr)\b[^>]*>", re.IGNORECASE
)
_BLOCK = late(r"<[^>]*>")
_DATA = late(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w=.-]+)*),([\w+/=%.~!*'-]*)", re.ASCII)
_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/avif": "avif", "image/svg+xml": "svg",
    "font/woff2": "woff2", "font/woff": "woff", "video/mp4": "mp4", "text/plain": "txt", "text/html": "html",
}  # fmt: skip
_URL = late(r"""url\(\s*(?:"(data:[^"]*)"|'(data:[^']*)'|(data:[^)'"]*))\s*\)""", re.IGNORECASE)
_ADDRESS = late(r"data:([^;,]*)([^,]*),(.*)", re.DOTALL | re.IGNORECASE)
_UID = late(r"^UID:.*$", re.MULTILINE)
_TAGS = Tags()
_DEEPEST = 8
"""So often markup may have been escaped; more is a trick."""
_CALL = late(r'STREETLIGHT\.\w+\((".*")\);\s*', re.DOTALL)


def read_markup(data: bytes) -> Iterator[Said]:
    """Yield what a page or feed says: what is seen, a line a block; then attributes, comments, scripts and styles."""
    yield from _markup(_decoded(data))


def read_style(data: bytes) -> Iterator[Said]:
    """Yield a stylesheet as it is, and the files that stand in it."""
    yield from _style(_decoded(data), "")


def read_plain(data: bytes) -> Iterator[Said]:
    """Yield a text as it is, with what it holds in escapes; calendars unfolded (RFC 5545), without hashes that name events."""
    text = _decoded(data).replace("\r\n ", "").replace("\r\n\t", "")
    text = _UID.sub("", text) if text.startswith("BEGIN:VCALENDAR") else text
    yield from _plain(text)


def read_script(data: bytes) -> Iterator[Said]:
    """Yield what a screen is handed over, part by part; of any other script all of its text."""
    text = _decoded(data)
    call = _CALL.fullmatch(text)
    if call is None:
        yield from _plain(text)
        return
    for words in _loaded(f"[{call[1]}]"):
        yield from _value(words, "", set())


def slides(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield for each slide of a screen's release what it is about (`collection/id`) and the names of its files."""
    call = _CALL.fullmatch(_decoded(data))
    for words in _loaded(f"[{call[1]}]") if call else ():
        payload = json.loads(words) if words.startswith("{") else {}
        for slide in payload.get("slides", ()):
            yield _about(slide), [*slide.get("pictures", ()), slide.get("video", "")]


def read_json(data: bytes) -> Iterator[Said]:
    """Yield every key, text and number of a JSON file."""
    yield from _value(_loaded(_decoded(data)), "", set())


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable from None


def _loaded(text: str) -> Any:  # noqa: ANN401  # whatever JSON holds
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable from None


def _about(slide: dict[str, Any]) -> str:
    return "/".join(str(slide["id"]).split("/")[1:3])


def _value(value: Any, about: str, known: set[tuple[str, ...]]) -> Iterator[Said]:  # noqa: ANN401  # as above
    """Yield what a value of JSON says, the same of the same once; a slide (it has `id` and `html`) says what it is about."""
    if isinstance(value, dict):
        about = _about(value) if {"id", "html"} <= value.keys() else about
        for key, inner in value.items():
            if (key,) not in known:
                known.add((key,))
                yield Words(key)
            yield from _value(inner, about, known)
    elif isinstance(value, list):
        for inner in value:
            yield from _value(inner, about, known)
    elif value is not None and (value := str(value), about) not in known:
        known.add((value, about))
        yield from _packed(value, about, known) if value[:1] in {"{", "["} else _markup(value, about)


def _packed(text: str, about: str, known: set[tuple[str, ...]]) -> Iterator[Said]:
    """Yield what JSON within a text of JSON says."""
    try:
        value = json.loads(text) if text.endswith(("}", "]")) else text
    except (ValueError, RecursionError):
        value = text
    yield from _markup(text, about) if value is text else _value(value, about, known)


def _style(text: str, about: str) -> Iterator[Said]:
    """Yield a style: drawings in it hold quotes and angles, so that they reach from bracket to bracket."""
    for groups in _URL.findall(text):
        kind, options, body = _ADDRESS.fullmatch("".join(groups)).groups()  # type: ignore[union-attr]  # _URL saw to it
        yield Inside(_ENDINGS.get(kind.lower(), kind), _bytes(options, body), about)
    yield from _plain(_URL.sub(" ", text))


def _plain(text: str) -> Iterator[Said]:
    text = yield from _without_data(text, "")
    text = ESCAPED.sub(lambda m: chr(int(m[1], 16)), text).replace("\\n", "\n")
    yield Words(text)
    if "%" in text:
        yield Words(unquote(text))


def _markup(text: str, about: str = "", depth: int = 0) -> Iterator[Said]:
    if depth > _DEEPEST:
        raise Unreadable
    text = yield from _without_data(text, about)
    if told := _TAGS.told(text):
        yield Words(told.shown, about)
        yield Words(told.hidden, about)
        return
    hidden = [words for groups in (_COMMENT, _CDATA) for words in groups.findall(text)]
    hidden += [body for _, body in _RAW.findall(text)]
    hidden += attributes(text)
    shown = _shown(text)
    yield Words(shown, about)
    if "<" in shown and shown != text:  # markup that was escaped, as feeds have it
        yield from _markup(shown, about, depth + 1)
    yield Words("\n".join(meant(words) for words in hidden if words), about)


def _shown(text: str) -> str:
    text = _RAW.sub("\n", _COMMENT.sub("", text))
    text = " ".join(text.split())
    text = _CELL.sub("，", _INLINE.sub("", _BREAK.sub(" ", text)))
    return html.unescape(_BLOCK.sub("\n", text))


def _without_data(text: str, about: str) -> Generator[Said, None, str]:
    """Yield the files that stand in a text as addresses of their own, and return the text without them."""
    if "data:" not in text:
        return text
    for kind, options, body in _DATA.findall(text):
        if body:
            yield Inside(_ENDINGS.get(kind, kind or "txt"), _bytes(options, body), about)
    return _DATA.sub(" ", text)


def _bytes(options: str, body: str) -> bytes:
    try:
        return base64.b64decode(unquote(body), validate=True) if "base64" in options else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        raise Unreadable from None
