"""Field types made of small records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from generator.findings import Text
from generator.schema import rules
from generator.schema.fields.base import KINDS, FieldType


@dataclass(frozen=True, kw_only=True)
class Items(FieldType):
    """A list of small records; pydantic validates each one. A single one may be written without the list."""

    wanted: ClassVar[Text] = KINDS[list]
    most: int = 50
    bare: str = ""
    """The item's field that a bare text stands for: `- 成绩` for `- 栏目: 成绩`."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate the items with their own model, after wrapping a single one."""
        return core_schema.no_info_before_validator_function(self._wrapped, handler(source))

    def _wrapped(self, raw: object) -> object:
        if isinstance(raw, str) and not self.bare:
            raise self.broken(rules.WRONG_SHAPE, wanted=self.wanted, got=KINDS[str])
        items = raw if isinstance(raw, list) else [raw]
        if len(items) > self.most:
            raise self.broken(rules.TOO_MANY, count=len(items), limit=self.most)
        return [{self.bare: item} if self.bare and isinstance(item, str) else item for item in items]


@dataclass(frozen=True, kw_only=True)
class Group(FieldType):
    """One group of fields; pydantic validates it with its own model."""

    wanted: ClassVar[Text] = KINDS[dict]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate the group with its own model."""
        return handler(source)
