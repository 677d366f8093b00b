"""Field types for text, names and addresses."""

from __future__ import annotations

from typing import Any, ClassVar

from generator.findings import Text
from generator.patterns import late
from generator.schema import rules
from generator.schema.fields.base import FieldType

_ID = late(r"[^\W_](?:[\w-]{0,62}[^\W_])?")
# The list page of a collection, and the names that Windows keeps for devices.
_RESERVED = {"index", "con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
_PHONE = late(r"(?:\(?0\d{2,3}\)?[- ]?)?\d{3,4}[- ]?\d{3,4}(?:[-转]\d{1,6})?|1\d{10}|1\d{2,4}|9\d{4}")


def usable_id(text: str, *, ascii_only: bool = False) -> bool:
    """Tell whether a text can name an entry: in an address, and as a file on any system."""
    plain = _ID.fullmatch(text) is not None and text.casefold() not in _RESERVED
    return plain and (text.isascii() or not ascii_only)


class Line(FieldType):
    """One line of plain text of at most `limit` characters. `personal`: it holds names of persons (or posts, or units)."""

    limit: int = 120
    personal: bool = False
    quotes: ClassVar[bool] = True
    """Whether a figure may be quoted in it, as `{{ id }}`."""

    def parse(self, raw: object) -> str:
        """Return the line; refuse line breaks, emptiness and too many characters."""
        text = raw.strip() if type(raw) is str else self.text(raw)
        if text and len(text) <= self.limit and "\n" not in text:
            return text
        if "\n" in text:
            raise self.broken(rules.ONE_LINE)
        if not text:
            raise self.broken(rules.MISSING_FIELD)
        raise self.broken(rules.TOO_LONG, length=len(text), limit=self.limit)

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        # A figure that is quoted (two braces) is shorter, or longer, than what stands for it.
        most = {"pattern": rf"\{{\{{|^.{{0,{self.limit}}}$"} if self.quotes else {"maxLength": self.limit}
        return {"type": ["string", "number"], **most}


class RichText(FieldType):
    """Markdown of several paragraphs, at most `limit` characters; markup is sanitised when it is rendered."""

    limit: int = 20_000

    def parse(self, raw: object) -> str:
        """Return the text with its line breaks."""
        text = self.text(raw)
        if len(text) > self.limit:
            raise self.broken(rules.TOO_LONG, length=len(text), limit=self.limit)
        return text


class Lines(Line):
    """A list of lines; a single line may be written without the list."""

    most: int = 1000

    def parse(self, raw: object) -> tuple[str, ...]:  # type: ignore[override]  # a list of what Line gives
        """Return the lines in the author's order; refuse more than `most`."""
        items = raw if isinstance(raw, list) else [raw]
        if len(items) > self.most:
            raise self.broken(rules.TOO_MANY, count=len(items), limit=self.most)
        return tuple(super(Lines, self).parse(item) for item in items)

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        one = super().json_schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


class Phone(Line):
    """A phone number as it is to be printed. Whether it may be published is a check's question."""

    quotes = False
    limit: int = 24
    example: Any = "0371-12345678"

    def parse(self, raw: object) -> str:
        """Return the number."""
        text = super().parse(raw)
        if not _PHONE.fullmatch(text):
            raise self.broken(rules.BAD_PHONE, value=text)
        return text


_LETTERS = Text("汉字、字母、数字", "letters, digits, Han characters")
_LATIN = Text("小写字母、数字", "small letters, digits")


class Id(Line):
    """The name of an entry in addresses: Han characters, letters, digits and `-`; of a screen: ASCII only."""

    quotes = False
    limit: int = 64
    ascii_only: bool = False

    def parse(self, raw: object) -> str:
        """Return the id."""
        text = super().parse(raw)
        if not usable_id(text, ascii_only=self.ascii_only):
            raise self.broken(rules.BAD_ID, value=text, allowed=_LATIN if self.ascii_only else _LETTERS)
        return text


class Ref(Id):
    """The id of an entry of another collection; whether it exists is checked on the whole site."""

    to: str = ""


class Refs(Ref):
    """A list of ids of another collection; a single one may be written without the list."""

    def parse(self, raw: object) -> tuple[str, ...]:  # type: ignore[override]  # a list of what Ref gives
        """Return the ids in the author's order."""
        items = raw if isinstance(raw, list) else [raw]
        return tuple(super(Refs, self).parse(item) for item in items)

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        one = super().json_schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


class MediaPath(Line):
    """The path of a picture below content/, with `/`."""

    quotes = False
    example: Any = "media/门前.jpg"

    def parse(self, raw: object) -> str:
        """Return the path; drives, absolute paths, links upward and hidden names are refused."""
        text = super().parse(raw).replace("\\", "/")
        parts = text.split("/")
        if ":" in text or any(p == "" or p.startswith(".") for p in parts):
            raise self.broken(rules.BAD_PATH, value=text)
        return text
