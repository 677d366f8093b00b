"""The door to expat: XML from strangers, read step by step. Whatever could be read in two ways is refused.

No document type, so that entities cannot swell and nothing outside is fetched; UTF-8, or UTF-16 that begins with its mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from generator.patterns import late

_DECLARED = late(r"""<\?xml\b[^<>]*?\sencoding\s*=\s*["']([^"'<>]*)["']""")
_WIDE, _NARROW = ("utf-16", {"utf-16"}), ("utf-8-sig", {"utf-8", "us-ascii", "ascii"})
_BITE = 1 << 20
_HEAD = 200


class NotMarkup(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """The bytes are no XML, or not such as is read here."""


class Step(NamedTuple):
    """What comes next: `begin` or `end` of an element (its name without prefix), `text`, or a `note` that nobody sees."""

    kind: str
    words: str
    values: Mapping[str, str] = {}
    """The attributes of an element that begins, by their whole names: two may differ in the prefix alone."""


def steps(data: bytes) -> Iterator[Step]:
    """Yield what XML consists of, in order; comments and processing instructions are notes. Raises NotMarkup."""
    whole = _decoded(data)
    met: list[Step] = []
    parser = _parser(met)
    try:
        for at in range(0, len(whole), _BITE):
            parser.Parse(whole[at : at + _BITE], False)  # noqa: FBT003  # expat's own
            yield from met
            met.clear()
        parser.Parse(b"", bool(whole.strip()))
    except expat.ExpatError:
        raise NotMarkup from None
    yield from met


def _decoded(data: bytes) -> bytes:
    """Return XML in UTF-8. Raises NotMarkup unless it is in the encoding that it names."""
    encoding, names = _WIDE if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else _NARROW
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise NotMarkup from None
    declared = _DECLARED.match(text[:_HEAD])
    if "\0" in text or (declared and declared[1].lower() not in names):
        raise NotMarkup
    return text.encode("utf-8", "replace")


def _parser(met: list[Step]) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, values: met.append(Step("begin", _local(name), values))
    parser.EndElementHandler = lambda name: met.append(Step("end", _local(name)))
    parser.CharacterDataHandler = lambda text: met.append(Step("text", text))
    parser.CommentHandler = lambda text: met.append(Step("note", text))
    parser.ProcessingInstructionHandler = lambda name, text: met.append(Step("note", f"{name} {text}"))
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise NotMarkup


def _local(name: str) -> str:
    return name.rpartition(":")[2]
