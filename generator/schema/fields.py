"""Field types: each holds all there is to know about one kind of field.

A field type parses what an author wrote (all scalars arrive as text), says what is wrong with it, and knows its
Chinese label, help, example and JSON Schema. Collections put them into `Annotated[value type, field type]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic_core import core_schema

from generator.findings import Text
from generator.schema import rules
from generator.schema.values import Figure, Option, PartialDate

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import PydanticCustomError

    from generator.findings import Rule

ID_PATTERN = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_ID = re.compile(ID_PATTERN)
_PHONE = re.compile(r"(?:\(?0\d{2,3}\)?[- ]?)?\d{3,4}[- ]?\d{3,4}(?:[-转]\d{1,6})?|1\d{10}|1\d{2,4}|9\d{4}")
_YES = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
KINDS: dict[type, Text] = {
    str: Text("文字", "text"),
    list: Text("列表", "a list"),
    dict: Text("一组字段", "a group of fields"),
}


@dataclass(frozen=True, kw_only=True)
class FieldType:
    """Base of all field types. `example` is what an author could write, and is itself valid."""

    label: str
    help: str = ""
    example: Any = ""
    wanted: ClassVar[Text] = KINDS[str]

    def parse(self, raw: object) -> object:
        """Turn what the author wrote into the field's value; raise the collected error when it does not fit."""
        raise NotImplementedError

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what an author may write (editors complete and check with it)."""
        return {"type": ["string", "number"]}

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Let pydantic call `parse`."""
        return core_schema.no_info_plain_validator_function(self.parse)

    def broken(self, rule: Rule, **args: object) -> PydanticCustomError:
        """Make the error for this field; every message may use label and example."""
        return rules.problem(rule, label=self.label, example=self.example_text, **args)

    @property
    def example_text(self) -> str:
        """The example on one line, for messages."""
        return "、".join(map(str, self.example)) if isinstance(self.example, list) else str(self.example)

    def text(self, raw: object) -> str:
        """Return the author's text without outer blanks; anything but text is reported."""
        if not isinstance(raw, str):
            raise self.broken(rules.WRONG_SHAPE, wanted=self.wanted, got=KINDS.get(type(raw), KINDS[dict]))
        return raw.strip()


@dataclass(frozen=True, kw_only=True)
class Line(FieldType):
    """One line of plain text of at most `limit` characters."""

    limit: int = 120

    def parse(self, raw: object) -> str:
        """Return the line; refuse line breaks, emptiness and too many characters."""
        text = self.text(raw)
        if "\n" in text:
            raise self.broken(rules.ONE_LINE)
        if not text:
            raise self.broken(rules.MISSING_FIELD)
        if len(text) > self.limit:
            raise self.broken(rules.TOO_LONG, length=len(text), limit=self.limit)
        return text

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"type": ["string", "number"], "maxLength": self.limit}


@dataclass(frozen=True, kw_only=True)
class RichText(FieldType):
    """Markdown of several paragraphs, at most `limit` characters; markup is sanitised when it is rendered."""

    limit: int = 20_000

    def parse(self, raw: object) -> str:
        """Return the text with its line breaks."""
        text = self.text(raw)
        if len(text) > self.limit:
            raise self.broken(rules.TOO_LONG, length=len(text), limit=self.limit)
        return text


@dataclass(frozen=True, kw_only=True)
class Lines(Line):
    """A list of lines; a single line may be written without the list."""

    def parse(self, raw: object) -> tuple[str, ...]:  # type: ignore[override]  # a list of what Line gives
        """Return the lines in the author's order."""
        items = raw if isinstance(raw, list) else [raw]
        return tuple(super(Lines, self).parse(item) for item in items)

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        one = super().json_schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


@dataclass(frozen=True, kw_only=True)
class When(FieldType):
    """A year, a month or a day."""

    pattern: ClassVar[str] = r"^\d{4}([-/.年]\d{1,2}([-/.月]\d{1,2}日?|月)?|年)?$"
    example: Any = "2018-07"

    def parse(self, raw: object) -> PartialDate:
        """Return the date in the precision it was written in."""
        text = self.text(raw)
        try:
            return PartialDate.parse(text)
        except ValueError:
            raise self.broken(rules.BAD_DATE, value=text) from None

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"type": ["string", "number"], "pattern": self.pattern}


@dataclass(frozen=True, kw_only=True)
class Day(When):
    """A full date."""

    pattern: ClassVar[str] = r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$"
    example: Any = "2018-07-01"

    def parse(self, raw: object) -> PartialDate:
        """Return the day; a year or month alone is not enough."""
        date = super().parse(raw)
        if not date.day:
            raise self.broken(rules.BAD_DATE, value=raw)
        return date


@dataclass(frozen=True, kw_only=True)
class Amount(FieldType):
    """A figure with its qualifier: 5000余, 近4000, 300多万."""

    example: Any = "5000余"

    def parse(self, raw: object) -> Figure:
        """Return the figure, qualifier kept."""
        text = self.text(raw)
        try:
            return Figure.parse(text)
        except ValueError:
            raise self.broken(rules.BAD_FIGURE, value=text) from None


@dataclass(frozen=True, kw_only=True)
class Number(FieldType):
    """A whole number from 0 to `limit`."""

    limit: int = 1_000_000
    example: Any = "1"

    def parse(self, raw: object) -> int:
        """Return the number."""
        text = self.text(raw)
        if not (text.isascii() and text.isdigit()) or len(text) > len(str(self.limit)) or int(text) > self.limit:
            raise self.broken(rules.BAD_NUMBER, value=text, limit=self.limit)
        return int(text)

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"type": ["integer", "string"], "pattern": r"^\d+$", "minimum": 0, "maximum": self.limit}


@dataclass(frozen=True, kw_only=True)
class Choice(FieldType):
    """One of a closed set, written by its Chinese word or its English key."""

    options: dict[str, str] = field(default_factory=dict)

    def parse(self, raw: object) -> Option:
        """Return the chosen option."""
        text = self.text(raw)
        for key, label in self.options.items():
            if text in (key, label):
                return Option(key, label)
        raise self.broken(rules.BAD_CHOICE, value=text, choices="、".join(self.options.values()))

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"enum": [*self.options.values(), *self.options]}


@dataclass(frozen=True, kw_only=True)
class Yes(FieldType):
    """Yes or no: 是/否, yes/no or true/false."""

    example: Any = "是"

    def parse(self, raw: object) -> bool:
        """Return the answer."""
        text = self.text(raw).lower()
        if text not in _YES:
            raise self.broken(rules.BAD_CHOICE, value=text, choices="是、否")
        return _YES[text]

    def json_schema(self) -> dict[str, Any]:
        """See `FieldType.json_schema`."""
        return {"enum": ["是", "否", True, False, "yes", "no", "true", "false"]}


@dataclass(frozen=True, kw_only=True)
class Phone(Line):
    """A phone number as it is to be printed. Whether it may be published is a check's question."""

    limit: int = 24
    example: Any = "0371-12345678"

    def parse(self, raw: object) -> str:
        """Return the number."""
        text = super().parse(raw)
        if not _PHONE.fullmatch(text):
            raise self.broken(rules.BAD_PHONE, value=text)
        return text


@dataclass(frozen=True, kw_only=True)
class Id(Line):
    """The name of an entry in addresses: Han characters, letters, digits and `-`."""

    limit: int = 64

    def parse(self, raw: object) -> str:
        """Return the id."""
        text = super().parse(raw)
        if not _ID.fullmatch(text) or text.lower() == "index":
            raise self.broken(rules.BAD_ID, value=text)
        return text


@dataclass(frozen=True, kw_only=True)
class Ref(Id):
    """The id of an entry of another collection; whether it exists is checked on the whole site."""

    to: str = ""


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class MediaPath(Line):
    """The path of a picture below content/, with `/`."""

    example: Any = "media/门前.jpg"

    def parse(self, raw: object) -> str:
        """Return the path; drives, absolute paths, links upward and hidden names are refused."""
        text = super().parse(raw).replace("\\", "/")
        parts = text.split("/")
        if ":" in text or any(p == "" or p.startswith(".") for p in parts):
            raise self.broken(rules.BAD_PATH, value=text)
        return text


@dataclass(frozen=True, kw_only=True)
class Items(FieldType):
    """A list of small records; pydantic validates each one. A single one may be written without the list."""

    wanted: ClassVar[Text] = KINDS[list]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate the items with their own model, after wrapping a single one."""
        return core_schema.no_info_before_validator_function(self._wrapped, handler(source))

    def _wrapped(self, raw: object) -> object:
        if isinstance(raw, str):
            raise self.broken(rules.WRONG_SHAPE, wanted=self.wanted, got=KINDS[str])
        return raw if isinstance(raw, list) else [raw]


@dataclass(frozen=True, kw_only=True)
class Group(FieldType):
    """One group of fields; pydantic validates it with its own model."""

    wanted: ClassVar[Text] = KINDS[dict]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate the group with its own model."""
        return handler(source)
